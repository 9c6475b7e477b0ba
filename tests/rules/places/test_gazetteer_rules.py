"""Codes, types and the mending of a gazetteer."""

from datetime import date

import pytest

from isaf.places.rules import Correction, Unit, correct, is_current, mend_code, type_of

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    "begins, ends, expected",
    [
        (None, None, True),
        (DAY, DAY, True),
        (date(2026, 1, 2), None, False),
        (None, date(2025, 12, 31), False),
    ],
)
def test_a_unit_exists_from_its_first_to_its_last_day(begins, ends, expected):
    assert is_current(begins, ends, DAY) is expected


@pytest.mark.parametrize(
    "typed, code",
    [
        ("010201", "010201"),
        ("10201", "010201"),
        ("10201.0", "010201"),
        (" 010201 ", "010201"),
        ("1", "01"),
        ("0506140-", None),
        ("\u17e0\u17e1", None),
        ("", None),
        ("123456789", None),
    ],
)
def test_a_code_gets_back_the_zero_a_spreadsheet_took(typed, code):
    assert mend_code(typed, [2, 4, 6, 8]) == code


def unit(level, code, name, above=""):
    return Unit(level, code, {"en": name}, above)


def codes(units, corrections=()):
    kept, left_out = correct(units, corrections)
    return {one.code: one.names["en"] for one in kept}, [(one.unit.code, one.why) for one in left_out]


def test_three_units_that_took_each_others_codes_are_turned_back_at_once():
    units = [unit("d", "11", "A"), unit("d", "12", "B"), unit("d", "13", "C")]
    turn = [
        Correction("d", "11", "A", "12"),
        Correction("d", "12", "B", "13"),
        Correction("d", "13", "C", "11"),
    ]
    assert codes(units, turn) == ({"12": "A", "13": "B", "11": "C"}, [])


def test_children_follow_their_parent_to_its_new_code():
    units = [
        unit("d", "11", "A"),
        unit("d", "12", "B"),
        unit("v", "1101", "a", "11"),
        unit("v", "1201", "b", "12"),
    ]
    swap = [Correction("d", "11", "A", "12"), Correction("d", "12", "B", "11")]
    assert codes(units, swap)[0] == {"12": "A", "11": "B", "1201": "a", "1101": "b"}


def test_a_correction_is_for_the_code_and_the_name_never_for_the_code_alone():
    assert codes([unit("d", "11", "Other")], [Correction("d", "11", "A", "12")])[0] == {"11": "Other"}


def test_a_correction_may_rename_and_type_a_unit():
    kept, _ = correct([unit("d", "11", "City of A")], [Correction("d", "11", "City of A", "11", "A", "city")])
    assert (kept[0].names["en"], kept[0].type) == ("A", "city")


def test_the_parent_of_a_moved_unit_is_told_by_its_new_code():
    units = [unit("d", "11", "A"), unit("d", "12", "B"), unit("c", "1101", "x", "11")]
    kept, _ = correct(units, [Correction("c", "1101", "x", "1205")])
    assert kept[-1].belongs_to == "12"


def test_a_row_the_corrections_cross_out_is_listed_and_its_children_with_it():
    units = [unit("d", "11", "A"), unit("v", "1101", "a", "11")]
    assert codes(units, [Correction("d", "11", "A", "")]) == ({}, [("11", "merged"), ("1101", "orphan")])


def test_copies_of_a_unit_become_one_that_keeps_all_children():
    units = [
        unit("d", "11", "A"),
        unit("d", "15", "A"),
        unit("v", "1101", "a", "11"),
        unit("v", "1102", "b", "15"),
    ]
    kept, left_out = codes(units, [Correction("d", "15", "A", "11")])
    assert kept == {"11": "A", "1101": "a", "1102": "b"}
    assert left_out == [("15", "merged")]


def test_children_of_a_unit_the_source_forgot_go_to_the_one_that_is_meant():
    units = [unit("d", "11", "A"), unit("v", "1301", "a", "13")]
    assert codes(units, [Correction("d", "13", "", "11")]) == ({"11": "A", "1101": "a"}, [])


@pytest.mark.parametrize(
    "rows, left_out",
    [
        ([unit("v", "1101", "a", "11"), unit("v", "1101", "b", "11")], [("1101", "repeated")]),
        ([unit("v", "110-", "a", "11")], [("110-", "malformed")]),
        ([unit("v", "1100", "a", "11")], [("1100", "malformed")]),
        ([unit("v", "9901", "a", "99")], [("9901", "orphan")]),
    ],
)
def test_rows_that_cannot_be_right_are_left_out_and_listed(rows, left_out):
    assert codes([unit("d", "11", "A"), *rows])[1] == left_out


def test_the_first_of_two_rows_with_one_code_is_kept():
    kept, _ = codes([unit("d", "11", "A"), unit("v", "1101", "a", "11"), unit("v", "1101", "b", "11")])
    assert kept["1101"] == "a"


@pytest.mark.parametrize(
    "choices, parent, expected",
    [
        ([("commune", ("district",)), ("sangkat", ("khan", "city"))], "khan", "sangkat"),
        ([("commune", ("district",)), ("sangkat", ("khan", "city"))], "unknown", "commune"),
        ([], "district", ""),
    ],
)
def test_a_type_follows_from_the_type_above(choices, parent, expected):
    assert type_of(choices, parent) == expected
