"""What a list changes: the newer statement holds, only a complete list ends units, only a list tells successors."""

from dataclasses import replace
from datetime import date

import pytest

from isaf.country.pack import load_pack
from isaf.registry.judging import Judgement, Kept, Terms
from isaf.registry.listing import Link, Told

TODAY, DAY, EARLIER = date(2026, 6, 1), date(2026, 1, 1), date(2023, 3, 2)


def kept(code, name="A", kind="", **fields):
    kinds = {2: "province", 4: "district", 6: "commune", 8: "village"}
    return Kept(code, {"km": name, "en": name}, kind or kinds[len(code)], **fields)


def told(code, name="A", kind="", line=0):
    return Told(line or int(code), code, {"km": name, "en": name} if name else {}, kind)


COUNTRY = [
    kept("01"),
    kept("0101"),
    kept("010101"),
    kept("01010101"),
    kept("0102"),
    kept("010201"),
    kept("02"),
]


def judge(rows, country=COUNTRY, links=(), known=(), refused=None, **terms):
    said = {"as_of": DAY, "today": TODAY, "is_dated": True} | terms
    judgement = Judgement(
        rows, refused or {}, {unit.code: unit for unit in country}, Terms(**said), load_pack("kh")
    )
    judgement.run(links, known)
    return judgement


def changes(judgement):
    found = {row.code: row.problem.code if row.problem else row.change for row in judgement.rows}
    return {code: change for code, change in found.items() if change != "same"}


def wanted(judgement, code):
    return next(row.wanted for row in judgement.rows if row.code == code)


def test_what_is_kept_already_is_the_same():
    assert changes(judge([told("0101"), told("010101")])) == {}


def test_a_new_name_renames_and_an_empty_one_says_nothing():
    judgement = judge([told("0101", "B"), told("010101", "")])
    assert changes(judgement) == {"0101": "renamed"}
    assert wanted(judgement, "0101").names["km"] == "B"


def test_a_new_unit_takes_its_kind_from_above_and_begins_on_the_day_that_was_said():
    judgement = judge([told("0101", kind="municipality"), told("010102", "N")])
    assert wanted(judgement, "010102").type == "sangkat"
    assert wanted(judgement, "010102").valid_from == DAY
    assert wanted(judge([told("010102", "N")], is_dated=False), "010102").valid_from is None


def test_units_without_a_row_follow_the_new_kind_of_the_unit_above():
    judgement = judge([told("0101", kind="municipality")])
    assert changes(judgement) == {"0101": "changed", "010101": "changed"}
    row = next(row for row in judgement.rows if row.code == "010101")
    assert (row.line, row.is_read, row.wanted.type) == (None, False, "sangkat")


@pytest.mark.parametrize(
    "row, code",
    [
        (told("0301", "N"), "parent_unknown"),
        (told("010102", ""), "no_name"),
        (told("010101", kind="sangkat"), "type_does_not_fit"),
        (told("990101", "N"), "invented_unit"),
    ],
)
def test_a_row_that_cannot_stand_is_refused(row, code):
    assert changes(judge([row])) == {row.code: code}


def test_of_two_rows_with_one_code_the_second_is_refused():
    rows = [told("010101", line=5), told("010101", "B", line=9)]
    assert [(row.line, row.change) for row in judge(rows).rows] == [(5, "same"), (9, "refused")]


def test_under_a_refused_row_nothing_is_taken():
    judgement = judge([told("0103", ""), told("010301", "N")])
    assert changes(judgement) == {"0103": "no_name", "010301": "parent_refused"}


def test_a_bad_row_does_not_take_down_what_stands_under_the_good_row_of_its_code():
    judgement = judge([told("0101"), told("010102", "N")], refused={99: ("0101", ValueError())})
    assert wanted(judgement, "010102").names["km"] == "N"


def test_an_older_list_changes_nothing_that_a_newer_one_said():
    country = [replace(unit, stated_on=DAY) for unit in COUNTRY]
    assert changes(judge([told("0101", "Old"), told("01", "Old")], country, as_of=EARLIER)) == {}
    assert changes(judge([told("0101", "New")], country, as_of=DAY)) == {"0101": "renamed"}


def test_what_only_an_older_list_names_is_kept_as_a_unit_of_the_past():
    judgement = judge([told("010109", "Gone")], as_of=EARLIER, complete_on={"01": DAY})
    assert wanted(judgement, "010109").valid_to == DAY
    assert wanted(judge([told("010109", "New")], as_of=EARLIER), "010109").valid_to is None


def test_only_a_complete_list_ends_what_it_does_not_name():
    rows = [told("0101"), told("010101")]
    assert changes(judge(rows)) == {}
    ended = judge(rows, is_complete=True)
    assert changes(ended) == {"0102": "ended", "010201": "ended"}
    assert wanted(ended, "0102").valid_to == DAY


def test_levels_and_provinces_that_do_not_occur_in_a_complete_list_stay():
    assert changes(judge([told("0101"), told("0102")], is_complete=True)) == {}


def test_a_refused_row_does_not_end_its_unit():
    rows = [told("0101"), told("0102", kind="khan")]
    assert changes(judge(rows, is_complete=True)) == {"0102": "type_does_not_fit"}


def test_what_a_list_of_today_does_not_have_is_gone_today():
    ended = judge([told("0101")], is_complete=True, as_of=TODAY)
    assert wanted(ended, "0102").valid_to == date(2026, 5, 31)


def test_an_older_complete_list_ends_nothing_that_a_newer_one_named():
    country = [replace(unit, stated_on=DAY) for unit in COUNTRY]
    assert changes(judge([told("0101")], country, is_complete=True, as_of=EARLIER)) == {}


def test_an_ended_unit_that_a_newer_list_names_is_there_again():
    country = [*COUNTRY, kept("0109", valid_to=EARLIER, stated_on=EARLIER)]
    judgement = judge([told("0109")], country)
    assert changes(judgement) == {"0109": "changed"}
    assert wanted(judgement, "0109").valid_to is None
    assert changes(judge([told("0109")], [*COUNTRY, kept("0109", valid_to=DAY, stated_on=TODAY)])) == {}


def test_a_unit_with_a_new_code_has_moved_and_its_old_code_has_ended():
    rows, links = [told("0101"), told("010105", "B")], [Link(2, "010101", "010105", "renumbered")]
    judgement = judge(rows, links=links, is_complete=True)
    assert changes(judgement)["010105"] == "moved"
    assert changes(judgement)["010101"] == "ended"
    assert changes(judgement)["01010101"] == "ended"
    assert judgement.links == links
    assert wanted(judgement, "010105").valid_from == DAY


def test_the_parts_of_a_divided_unit_are_new():
    links = [Link(2, "010101", "010105", "split"), Link(3, "010101", "010106", "split")]
    rows = [told("0101"), told("010105", "B"), told("010106", "C")]
    judgement = judge(rows, links=links, is_complete=True)
    assert (changes(judgement)["010105"], changes(judgement)["010106"]) == ("added", "added")
    assert len(judgement.links) == 2


@pytest.mark.parametrize(
    "link, code",
    [
        (Link(2, "010101", "010201", "merged"), "not_ended"),
        (Link(2, "010109", "010201", "merged"), "successor_unknown"),
        (Link(2, "010101", "010209", "merged"), "successor_unknown"),
    ],
)
def test_a_successor_of_what_goes_on_or_never_was_is_refused(link, code):
    row = next(row for row in judge([told("0101")], links=[link]).rows if row.problem)
    assert (row.line, row.problem.code, row.is_read) == (2, code, False)


def test_a_succession_that_is_known_is_not_told_again():
    country = [*COUNTRY, kept("010109", valid_to=EARLIER)]
    link = Link(2, "010109", "010101", "merged")
    assert judge([told("0101")], country, [link]).links == [link]
    assert judge([told("0101")], country, [link], [("010109", "010101")]).links == []
