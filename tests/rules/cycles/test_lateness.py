"""How many days a step is late, and on which days people are not called together."""

from datetime import date

import pytest

from isaf.country.calendar import Period
from isaf.cycles.rules import days_late, step_state

END = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("ended", "today", "grace", "late"),
    [
        (None, date(2026, 4, 1), 0, 0),  # before the end
        (None, END, 0, 0),  # the last day is still in time
        (None, date(2026, 5, 1), 0, 1),
        (None, date(2026, 5, 1), 7, 0),  # within the grace
        (None, date(2026, 5, 7), 7, 0),  # its last day
        (None, date(2026, 5, 8), 7, 8),  # after it every day counts
        (date(2026, 4, 2), date(2026, 9, 1), 0, 0),  # done in time stays in time
        (date(2026, 5, 3), date(2026, 9, 1), 7, 0),  # done within the grace
        (date(2026, 5, 20), date(2026, 9, 1), 7, 20),  # done late stays late by those days
        (None, date(2027, 4, 30), 7, 365),
    ],
)
def test_days_late_count_from_the_planned_end_once_the_grace_is_over(ended, today, grace, late):
    assert days_late(END, ended, today, grace) == late


@pytest.mark.parametrize(
    ("today", "grace", "state"),
    [
        (date(2026, 5, 7), 7, "now"),
        (date(2026, 5, 8), 7, "late"),
        (date(2026, 5, 1), 0, "late"),
    ],
)
def test_a_step_is_called_late_only_after_the_grace(today, grace, state):
    assert step_state(date(2026, 3, 1), END, None, None, today, grace) == state


def period(first: str, last: str, areas: tuple[str, ...] = ()) -> Period:
    return Period("p", {"en": "Feast"}, first, last, areas, "invented")


@pytest.mark.parametrize(
    ("first", "last", "areas", "day", "code", "covers"),
    [
        ("04-13", "04-16", (), date(2026, 4, 12), "010201", False),
        ("04-13", "04-16", (), date(2026, 4, 13), "010201", True),
        ("04-13", "04-16", (), date(2031, 4, 16), "010201", True),  # every year
        ("04-13", "04-16", (), date(2026, 4, 17), "010201", False),
        ("2027-06-01", "2027-06-05", (), date(2027, 6, 5), "010201", True),
        ("2027-06-01", "2027-06-05", (), date(2028, 6, 5), "010201", False),  # that year only
        ("2026-12-30", "2027-01-02", (), date(2027, 1, 1), "010201", True),
        ("07-01", "07-31", ("02", "03"), date(2026, 7, 5), "030101", True),
        ("07-01", "07-31", ("02", "03"), date(2026, 7, 5), "010201", False),
    ],
)
def test_a_period_covers_its_days_in_its_areas(first, last, areas, day, code, covers):
    assert period(first, last, areas).covers(day, code) is covers
