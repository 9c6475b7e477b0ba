"""What one row of a file of facilities says and what it would change."""

from dataclasses import replace
from datetime import date

import pytest

from isaf.kit.tables import Row
from isaf.registry.rules import Spelling, Wanted, change_of, degrees, header_problems, read_row, told_by

SPELLING = Spelling(["km", "en"], [2, 4, 6], {"hc": "hc", "health_centre": "hc"})
HEADER = [
    "code",
    "service_type",
    "name_km",
    "name_en",
    "commune_code",
    "catchment_codes",
    "od_code",
    "lat",
    "lon",
]
KEPT = Wanted("hc", "1", {"km": "k", "en": "A"}, "990101", frozenset({"990102"}), "9901", 11.5, 104.5)


def read(*cells, header=HEADER):
    return read_row(Row(2, cells), header, SPELLING).wanted


def test_a_row_is_read_with_what_it_tells_and_nothing_else():
    assert read("1", "Health_Centre", "", "A", "990101") == Wanted("hc", "1", {"en": "A"}, "990101")


def test_a_full_row_is_read():
    assert read("1", "hc", "k", "A", "990101", "990102|", "9901", "11.5", "104,5") == KEPT


@pytest.mark.parametrize(
    "day", ["2026-01-31", "2026-01-31 00:00:00", "\u17e2\u17e0\u17e2\u17e6-\u17e0\u17e1-\u17e3\u17e1"]
)
def test_a_day_is_read_in_any_digits(day):
    header = ["code", "service_type", "name_en", "commune_code", "valid_from"]
    assert read("1", "hc", "A", "990101", day, header=header).valid_from == date(2026, 1, 31)


@pytest.mark.parametrize(
    "cells, problem",
    [
        (("1", "", "", "A", "990101"), "unknown_service_type"),
        (("", "hc", "", "A", "990101"), "no_code"),
        (("a b", "hc", "", "A", "990101"), "malformed_facility_code"),
        (("a" * 41, "hc", "", "A", "990101"), "malformed_facility_code"),
        (("1", "hc", "", "", "990101"), "no_name"),
        (("1", "hc", "", "A\x07", "990101"), "unclean_text"),
        (("1", "hc", "", "A" * 201, "990101"), "unclean_text"),
        (("1", "hc", "", "A", "990101", "", "", "nan", "1"), "not_a_degree"),
        (("1", "hc", "", "A", "990101", "", "", "1\u17e2", "1"), "not_a_degree"),
        (("1", "hc", "", "A", "990101", "", "", "1", "181"), "wrong_position"),
        (("1", "hc", "", "A", "990101", "", "", "", "1"), "wrong_position"),
        (("1",) * 10, "too_many_cells"),
    ],
)
def test_a_wrong_row_is_refused_with_its_own_code(cells, problem):
    row = read_row(Row(2, cells), HEADER, SPELLING)
    assert (row.wanted, [one.code for one in row.problems]) == (None, [problem])


def test_everything_wrong_with_a_row_is_said_and_nothing_twice():
    header = [*HEADER, "valid_from", "valid_to"]
    cells = ("a b", "shop", "", "A\x07", "990101", "990102", "", "north", "1", "2026-02-02", "2026-02-01")
    row = read_row(Row(2, cells), header, SPELLING)
    assert [one.code for one in row.problems] == [
        "unclean_text",
        "unknown_service_type",
        "malformed_facility_code",
        "not_a_degree",
        "ends_before_it_begins",
    ]
    assert row.areas == ("990101", "990102")


@pytest.mark.parametrize(
    "changes, told, word",
    [
        ({}, {}, "same"),
        ({"names": {"en": "A"}}, {}, "same"),
        ({"names": {"en": "B"}}, {"names": {"km": "k", "en": "B"}}, "renamed"),
        ({"host": "990103"}, {"host": "990103", "catchment": frozenset({"990102"})}, "moved"),
        ({"catchment": frozenset()}, {}, "same"),
        ({"catchment": frozenset({"990101", "990102"})}, {}, "same"),
        ({"catchment": frozenset({"990103"})}, {"catchment": frozenset({"990103"})}, "changed"),
        ({"operational_district": ""}, {}, "same"),
        ({"operational_district": "9902"}, {"operational_district": "9902"}, "changed"),
        ({"latitude": None, "longitude": None}, {}, "same"),
        ({"latitude": 12.0}, {"latitude": 12.0}, "changed"),
        ({"valid_to": date(2026, 1, 1)}, {"valid_to": date(2026, 1, 1)}, "ended"),
    ],
)
def test_a_row_tells_only_what_differs(changes, told, word):
    wanted = replace(KEPT, **changes)
    assert told_by(wanted, KEPT) == told
    assert change_of(wanted, KEPT) == word


def test_a_facility_that_is_not_there_is_added():
    assert change_of(KEPT, None) == "added"


@pytest.mark.parametrize(
    "text, number", [("11.562", "11.562"), ("11,562", "11.562"), ("\u17e1\u17e1", "11"), ("-1", "-1")]
)
def test_three_decimals_of_a_degree_are_decimals(text, number):
    assert str(degrees(text)) == number


@pytest.mark.parametrize(
    "header, problems",
    [
        (["code", "service_type", "commune_code"], []),
        (["code", "service_type"], ["missing_column"]),
        (["code", "service_type", "commune_code", "name_fr"], ["unknown_column"]),
        (["code", "code", "service_type", "commune_code"], ["repeated_column"]),
    ],
)
def test_everything_wrong_with_the_first_line_is_told_at_once(header, problems):
    assert [problem.code for problem in header_problems(header, SPELLING)] == problems
