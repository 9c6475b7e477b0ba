"""Where a step of the year stands, and which days belong to a year."""

from datetime import date

import pytest

from isaf.cycles.rules import is_inside_year, step_state

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 30)


@pytest.mark.parametrize(
    ("started", "ended", "today", "state"),
    [
        (None, None, date(2026, 2, 28), "next"),
        (None, None, MARCH, "now"),
        (None, None, APRIL, "now"),
        (None, None, date(2026, 5, 1), "late"),
        (date(2026, 2, 1), None, date(2026, 2, 2), "now"),
        (MARCH, None, date(2026, 5, 1), "late"),
        (MARCH, date(2026, 5, 9), date(2026, 6, 1), "done"),
        (MARCH, date(2026, 3, 9), date(2026, 3, 9), "done"),
    ],
)
def test_a_step_is_next_now_late_or_done(started, ended, today, state):
    assert step_state(MARCH, APRIL, started, ended, today) == state


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_the_work_of_a_year_ends_in_the_next_march(day, inside):
    assert is_inside_year(day, 2026) is inside
