"""``isaf tally``: counts and ballots from a file, each faulty line told, nothing half counted."""

import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from isaf.country.pack import load_pack
from isaf.scorecards.tally import tally_file
from isaf.scorecards.tally_text import render_csv, render_json, render_table

KH = load_pack("kh")
COUNTS = "criterion,segment,value,count\n"
BALLOTS = "ballot,criterion,value,age,sex,disability,minority,idpoor\n"
HOURS = "hours,all,2,3\nhours,all,3,9\nhours,all,4,14\nhours,all,5,5\n"
KHMER_FOUR, KHMER_TWO = "\u17e4", "\u17e2"


def read(text: str | bytes, min_cell: int | None = None, pack=KH):
    return tally_file(text.encode() if isinstance(text, str) else text, pack, min_cell)


def troubles(text: str | bytes) -> list[tuple[int, str]]:
    report = read(text)
    assert report.criteria == () or not report.troubles, "a refused file has no results"
    return [(trouble.line, trouble.problem.code) for trouble in report.troubles]


def segments(text: str, min_cell: int = 0, pack=KH) -> dict:
    report = read(text, min_cell, pack)
    assert [str(t.problem) for t in report.troubles] == []
    (criterion,) = report.criteria
    return dict(criterion.segments)


# What comes out.


def test_the_json_is_the_one_of_the_contract():
    report = json.loads(render_json(read(COUNTS + HOURS)))
    everyone, female = report["criteria"][0]["segments"][:2]

    assert everyone == {
        "segment": "all",
        "collected": True,
        "n": 31,
        "distribution": {"1": 0, "2": 3, "3": 9, "4": 14, "5": 5},
        "median": 4,
        "mean": 3.68,
        "favourable": 0.6129,
        "face": 4,
        "suppressed": False,
    }
    keys = "segment collected n distribution median mean favourable face suppressed"
    assert " ".join(everyone) == keys
    assert female == dict.fromkeys(everyone) | {"segment": "female", "collected": False, "suppressed": False}


def test_criteria_keep_the_order_of_the_file_and_segments_that_of_the_country():
    report = read(COUNTS + "z,idpoor,4,6\nz,all,4,6\na,all,4,6\nz,all,3,1\nz,idpoor,3,1\n", 0)

    assert [tally.criterion for tally in report.criteria] == ["z", "a"]
    assert [list(tally.segments) for tally in report.criteria] == [[s.id for s in KH.segments]] * 2


def test_the_columns_may_stand_in_any_order_with_a_bom_and_any_newlines():
    plain = COUNTS + HOURS
    turned = "count,value,segment,criterion\n" + "".join(
        ",".join(reversed(line.split(","))) + "\n" for line in HOURS.splitlines()
    )
    for other in (
        turned,
        "\ufeff" + plain,
        plain.replace("\n", "\r\n"),
        plain.replace("\n", "\r"),
        plain[:-1],
    ):
        assert read(other) == read(plain)


def test_khmer_digits_are_read_and_a_number_in_two_scripts_is_refused():
    assert segments(COUNTS + f"hours,all,{KHMER_FOUR},{KHMER_TWO}{KHMER_FOUR}\n")["all"].distribution[4] == 24
    assert troubles(COUNTS + f"hours,all,4,1{KHMER_TWO}\n") == [(2, "mixed_digits")]
    assert segments(COUNTS + 'hours,all,4,"1,410"\nhours,all,3,1.410\n')["all"].n == 2820
    assert segments(BALLOTS + f"b1,hours,{KHMER_FOUR},{KHMER_TWO}{KHMER_FOUR},F,,,\n")["youth"].n == 1


def test_five_people_are_shown_four_are_not_and_the_owner_sees_all():
    mixed = COUNTS + "hours,all,3,2\nhours,all,4,2\n"

    assert read(mixed).criteria[0].segments["all"].suppressed
    assert not read(mixed, 4).criteria[0].segments["all"].suppressed
    assert not read(mixed, 0).criteria[0].segments["all"].suppressed
    suppressed = json.loads(render_json(read(mixed)))["criteria"][0]["segments"][0]
    assert suppressed.pop("collected") is suppressed.pop("suppressed") is True
    assert suppressed.pop("segment") == "all"
    assert set(suppressed.values()) == {None}


def test_the_csv_has_a_column_for_each_value_and_keeps_formulas_asleep():
    rows = render_csv(read(COUNTS + HOURS.replace("hours", "=1+1")), KH).splitlines()

    assert rows[0] == "criterion,segment,n,v1,v2,v3,v4,v5,median,mean,favourable,face,suppressed"
    assert rows[1] == "'=1+1,all,31,0,3,9,14,5,4,3.68,0.6129,4,false"
    assert rows[2] == "'=1+1,female,,,,,,,,,,,false"


def test_the_table_speaks_the_readers_language_and_is_aligned():
    votes = COUNTS + HOURS + "hours,female,3,9\nhours,female,4,9\nhours,male,4,4\nhours,youth,4,0\n"
    english = render_table(read(votes), KH, "en").splitlines()
    khmer = render_table(read(votes), KH, "km")

    assert english[0] == "hours"
    assert english[2].split() == ["Everyone", "31", "0", "3", "9", "14", "5", "4", "3.68", "61.3", "%"]
    assert english[4].endswith("hidden, few people or all alike")
    assert english[5].endswith("no votes")
    assert english[6].endswith("not collected")
    assert len({len(line) for line in english[1:4]}) == 1
    assert KH.segments[0].names["km"] in khmer
    assert "\u17e3\u17e1" in khmer


def test_a_criterion_of_the_country_is_shown_by_its_name():
    criterion = next(iter(KH.criteria.values()))[0]
    text = render_table(read(COUNTS + HOURS.replace("hours", criterion.id)), KH, "en")

    assert text.splitlines()[0] == criterion.names["en"]


def test_a_file_with_a_first_line_only_has_no_criteria_and_nothing_wrong():
    for text in (COUNTS, BALLOTS):
        assert (read(text).criteria, read(text).troubles) == ((), ())
        assert render_json(read(text)) == '{"criteria":[]}\n'
        assert render_table(read(text), KH, "km") == ""


# Ballots.


def test_youth_are_those_of_15_to_30_years_both_ends_included():
    ages = ["14", "15", "30", "31", ""]
    found = segments(BALLOTS + "".join(f"b{i},hours,4,{age},,,,\n" for i, age in enumerate(ages)))

    assert found["youth"].n == 2
    assert found["all"].n == 5


def test_an_empty_answer_puts_nobody_into_a_group_and_an_empty_value_is_no_vote():
    found = segments(
        BALLOTS
        + "b1,hours,4,,F,1,0,\n"
        + "b2,hours,2,,M,,1,\n"
        + "b3,hours,3,,O,0,0,1\n"
        + "b4,hours,,20,F,1,1,1\n"
        + "b5,hours,5,,,\u17e1,,\n"
    )

    assert {s: r.n for s, r in found.items()} == {
        "all": 4,
        "female": 1,
        "male": 1,
        "youth": 0,
        "disability": 2,
        "minority": 1,
        "idpoor": 1,
    }
    assert all(r.collected for r in found.values())


def test_a_criterion_nobody_voted_on_is_still_listed():
    assert segments(BALLOTS + "b1,hours,,,,,,\n")["all"].n == 0


def test_ballots_and_counts_of_the_same_votes_give_the_same_result():
    ballots = BALLOTS + "".join(f"b{i},hours,{v},,,,,\n" for i, v in enumerate([2, 3, 3, 4, 4, 5, 5]))
    counts = COUNTS + "hours,all,2,1\nhours,all,3,2\nhours,all,4,2\nhours,all,5,2\n"

    assert segments(ballots)["all"] == segments(counts)["all"]


def test_a_ballot_is_one_person_and_votes_once_on_a_criterion():
    text = BALLOTS + "b1,hours,4,20,F,,,\nb1,clean,3,20,F,,,\n"

    assert troubles(text) == []
    assert troubles(text + "b1,hours,4,20,F,,,\n") == [(4, "repeated_vote")]
    assert troubles(text + "b1,hours,,20,F,,,\n") == [(4, "repeated_vote")]
    assert troubles(text + "b1,staff,4,21,F,,,\n") == [(4, "ballot_changed")]
    assert troubles(text + "b1,staff,4,20,,,,\n") == [(4, "ballot_changed")]
    assert troubles(text + "b1,staff,4,20,M,1,,\n") == [(4, "ballot_changed")] * 2


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("b1,hours,6,20,F,,,", "not_a_choice"),
        ("b1,hours,4,-1,F,,,", "not_between"),
        ("b1,hours,4,131,F,,,", "not_between"),
        ("b1,hours,4,young,F,,,", "not_a_whole_number"),
        ("b1,hours,4,20,f,,,", "not_a_choice"),
        ("b1,hours,4,20,X,,,", "not_a_choice"),
        ("b1,hours,4,20,F,2,,", "not_a_choice"),
        ("b1,hours,4,20,F,yes,,", "not_a_whole_number"),
        (",hours,4,20,F,,,", "empty_cell"),
        ("b1,,4,20,F,,,", "empty_cell"),
    ],
)
def test_a_ballot_that_cannot_be_read_is_refused(row, code):
    assert troubles(BALLOTS + "b0,hours,4,20,F,,,\n" + row + "\n") == [(3, code)]


# What is refused.


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("hours,all,6,1", "not_a_choice"),
        ("hours,all,,1", "empty_cell"),
        ("hours,all,4.5,1", "not_a_whole_number"),
        ("hours,all,1,", "empty_cell"),
        ("hours,all,1,-3", "not_between"),
        ("hours,all,1,many", "not_a_whole_number"),
        ("hours,all,1,2.5", "not_a_whole_number"),
        ("hours,all,1,1e3", "not_a_whole_number"),
        ("hours,all,1," + "9" * 40, "not_between"),
        ("hours,all,1," + "9" * 9000, "not_a_whole_number"),
        ("hours,elders,1,1", "not_a_choice"),
        ("hours,,1,1", "empty_cell"),
        (",all,1,1", "empty_cell"),
        ("\u200b,all,1,1", "empty_cell"),
        ('"ho\x07urs",all,1,1', "not_clean_text"),
        ("x" * 201 + ",all,1,1", "not_clean_text"),
        ("hours,all,2,3", "repeated_row"),
        ("ho\u200burs,all,2,3", "repeated_row"),
        (f"hours,all,{KHMER_TWO},3", "repeated_row"),
        ("hours,all,1", "wrong_width"),
        ("hours,all,1,1,1", "wrong_width"),
        ("hours,youth,2,4", "group_above_all"),
        ("clean,female,4,2", "all_missing"),
        ('ho"urs,all,1,1', None),
        ('"hours"x,all,1,1', "broken_quotes"),
        ('"hours,all,1,1', "broken_quotes"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_line(row, code):
    assert troubles(COUNTS + HOURS) == []
    assert troubles(COUNTS + HOURS + row + "\n") == ([(6, code)] if code else [])


def test_female_and_male_together_may_not_have_more_votes_than_all():
    fits = COUNTS + "hours,all,4,9\nhours,female,4,5\nhours,male,4,4\n"

    assert troubles(fits) == []
    assert troubles(fits.replace("male,4,4", "male,4,5")) == [(4, "parts_above_all")]


def test_every_faulty_line_is_told_at_once_in_the_order_of_the_file():
    text = COUNTS + "a,all,9,1\nb,female,4,2\nc,all,4,1\nc,male,4,2\nc,all,3,x\n"

    assert troubles(text) == [
        (2, "not_a_choice"),
        (3, "all_missing"),
        (5, "group_above_all"),
        (6, "not_a_whole_number"),
    ]


def test_a_row_is_not_blamed_for_the_fault_of_another():
    assert troubles(COUNTS + "a,all,4,1o\na,female,4,5\n") == [(2, "not_a_whole_number")]
    assert troubles(COUNTS + "a,all,44,10\na,female,4,5\n") == [(2, "not_a_choice")]
    assert troubles(COUNTS + "a,al,4,10\na,female,4,5\n") == [(2, "not_a_choice")]


def test_a_newline_inside_quotes_does_not_move_the_line_numbers():
    text = COUNTS + '"opening\nhours",all,4,6\nhours,all,4,x\n'

    assert troubles(text) == [(2, "not_clean_text"), (4, "not_a_whole_number")]
    assert troubles(COUNTS + '\n,,,\nhours,all,"4\n",6\nhours,all,3,x\n') == [(6, "not_a_whole_number")]


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("criterion,segment,value", ["missing_column"]),
        ("criterion,segment,count,votes", ["unknown_column", "missing_column"]),
        ("criterion,segment,value,count,note", ["unknown_column"]),
        ("criterion,segment,value,count,count", ["repeated_column"]),
        ("criterion,segment,value,count,", ["unknown_column"]),
        ("ballot,criterion,value,age,sex,disability,minority", ["missing_column"]),
        ("ballot,criterion,value,age,sex,disability,minority,idpoor,name", ["unknown_column"]),
        ("hours,all,4,6", ["unknown_kind"]),
        ("criterion;segment;value;count", ["unknown_kind"]),
    ],
)
def test_a_first_line_that_is_not_the_documented_one_is_refused(header, codes):
    assert troubles(header + "\nhours,all,4,6\n") == [(1, code) for code in codes]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [(1, "empty_file")]),
        (b"\xef\xbb\xbf\r\n\r\n", [(1, "empty_file")]),
        (b"PK\x03\x04 a spreadsheet", [(1, "not_csv")]),
        ("criterion".encode("utf-16"), [(1, "not_csv")]),
        (
            COUNTS.encode() + b"a,all,4,6\nb\xff,all,4,6\nc,all,4,\xe1\x9f\n",
            [(3, "not_utf8"), (4, "not_utf8")],
        ),
        (
            COUNTS.encode() + b"a,all,4,6\nb\0,all,4,6\nc,all,4,x\n",
            [(3, "nul_in_line"), (4, "not_a_whole_number")],
        ),
        (b"criterion\xff,segment,value,count\na,all,4,6\n", [(1, "not_utf8")]),
        (b'"criterion,segment\na,all,4,6\n', [(1, "broken_quotes")]),
    ],
)
def test_a_file_that_is_not_text_is_refused_with_the_line(data, expected):
    assert troubles(data) == expected


def test_a_huge_count_stays_exact():
    found = segments(COUNTS + f"hours,all,4,{10**15}\nhours,all,3,{10**15 - 1}\n")["all"]

    assert (found.n, found.median, found.mean) == (2 * 10**15 - 1, Decimal(4), Decimal("3.50"))


# Another country.


def test_another_country_has_its_own_groups_columns_and_scale():
    def group(name, rule):
        return SimpleNamespace(id=name, names={"xx": name}, rule=rule)

    pack = SimpleNamespace(
        segments=(
            group("all", {}),
            group("herders", {"column": "work", "is": "H"}),
            group("fishers", {"column": "work", "is": "F"}),
            group("old", {"column": "age", "within": [60, 200]}),
        ),
        scale=SimpleNamespace(numbers=(1, 2, 3), favourable=frozenset({3})),
        min_cell=2,
        criteria={},
        numerals={},
    )
    text = "age,work,value,criterion,ballot\n60,H,3,well,1\n59,F,2,well,2\n,O,2,well,3\n"
    found = segments(text, 0, pack)

    assert {s: r.n for s, r in found.items()} == {"all": 3, "herders": 1, "fishers": 1, "old": 1}
    assert (found["all"].median, found["all"].favourable) == (Decimal(2), Decimal("0.3333"))
    assert render_csv(read(text, 0, pack), pack).startswith("criterion,segment,n,v1,v2,v3,median,")
    assert read(text.replace(",O,", ",X,"), 0, pack).troubles[0].line == 4


def test_the_invented_country_is_tallied_by_its_own_scale():
    lotus = load_pack("lotus")
    top = lotus.scale.numbers[-1]
    text = COUNTS + f"well,all,{top},6\nwell,all,1,6\n"

    assert segments(text, pack=lotus)["all"].n == 12
    assert list(segments(text, pack=lotus)) == [segment.id for segment in lotus.segments]
    assert read(COUNTS + f"well,all,{top + 1},6\n", pack=lotus).troubles[0].line == 2
    assert render_table(read(text, pack=lotus), lotus, lotus.default_language)
