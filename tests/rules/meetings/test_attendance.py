"""Head-counts that can be true."""

import pytest

from isaf.meetings.rules import check_attendance


@pytest.mark.parametrize(
    "counts",
    [
        {"all": 31, "female": 18, "male": 13},
        {"all": 31, "female": 31, "youth": 31},
        {"all": 31, "female": 18, "youth": None},
        {"all": None, "female": 18, "male": 40},
        {"all": 0, "female": 0},
        {},
    ],
)
def test_groups_up_to_everyone_are_believed(counts):
    assert check_attendance(counts) == []


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"all": 30, "female": 31}, [(31, 30)]),
        ({"all": 30, "youth": 31, "idpoor": 40}, [(31, 30), (40, 30)]),
        ({"all": 30, "female": 18, "male": 13}, [(31, 30)]),
        ({"all": 0, "minority": 1}, [(1, 0)]),
    ],
)
def test_a_group_above_everyone_is_told_with_both_numbers(counts, told):
    assert [(p.details["n"], p.details["all"]) for p in check_attendance(counts)] == told
