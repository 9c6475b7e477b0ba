"""The boxes of the newer kinds of sections: free rows, days, balances, heads."""

from random import Random

import pytest

from isaf.country.pack import Column, Item, Section, load_pack
from isaf.demonstration.figures import content
from isaf.information import problems, rules

ROWS = Section(
    "tranches",
    "list",
    {"en": "Parts"},
    "fiscal_year",
    (Column("on", {}, "date"), Column("amount", {}, "money")),
    (),
    most=3,
)


def test_rows_close_up_and_only_those_that_the_form_has_are_taken():
    given = {"tranches": {"3": {"amount": 5}, "2": {"on": "2026-03-01", "amount": ""}}}
    kept, wrong = rules.clean(given, [ROWS])
    assert (kept, wrong) == ({"tranches": {"1": {"on": "2026-03-01"}, "2": {"amount": 5}}}, [])
    _kept, wrong = rules.clean({"tranches": {"4": {"amount": 5}}}, [ROWS])
    assert isinstance(wrong[0], problems.UnknownLine)


@pytest.mark.parametrize("day", ["2026-02-30", "28/02/2026", 20260228, "20260228"])
def test_a_day_is_a_day_of_the_calendar(day):
    _kept, wrong = rules.clean({"tranches": {"1": {"on": day}}}, [ROWS])
    assert [problem.code for problem in wrong] == ["not_a_day"]


def test_free_rows_are_added_up_and_never_asked_for():
    given = {"tranches": {"1": {"amount": 5}, "2": {"amount": 7}}}
    assert rules.total(given, ROWS, "amount") == rules.Total(12, 0)
    assert rules.completeness({}, [ROWS]).asked == 0


@pytest.mark.parametrize(
    ("sums", "differs"),
    [
        ((10, 100, 90, 20), False),
        ((10, 100, 90, 21), True),
        ((None, 100, 90, 21), False),
        ((10, 100, 90, None), False),
    ],
)
def test_the_balance_is_judged_only_when_all_four_sums_are_known(sums, differs):
    assert rules.Sums(*sums).differs is differs


def test_a_share_is_at_most_a_hundred():
    share = Item("share", {}, {}, {}, kind="percent")
    assert rules.check_value(101, share, Column("this_year", {}, "integer")).code == "too_large"


@pytest.mark.parametrize("service", ["ca", "hc", "ps", "da", "pa"])
def test_an_invented_sheet_is_right_and_its_money_adds_up(service):
    pack = load_pack("kh")
    sections, told = pack.information[service], pack.demonstration["information"]
    texts = {**told["every"], **told.get(service, {})}
    sheet = content(Random(7), sections, year=2026, growth=1.0, texts=texts, last={})
    kept, wrong = rules.clean(sheet, sections)
    assert wrong == []
    assert kept == sheet
    sums = rules.sums_of(sheet, sections)
    assert sums.expected == sums.closing
    assert rules.heads(sheet, sections) is not None


def test_every_line_of_every_sheet_has_help_in_both_languages():
    for sections in load_pack("kh").information.values():
        for section in sections:
            assert set(section.help) == {"km", "en"}, section.id
            assert all(set(item.help) == {"km", "en"} for item in section.items), section.id
