"""The table of docs/algorithms/overdue.md, read as it stands; tests/rooms/plans holds SQL against it too."""

from datetime import date
from pathlib import Path

import pytest

from isaf.plans import rules

DOCUMENT = Path(__file__).parents[3] / "docs/algorithms/overdue.md"


def cases() -> list[tuple[date, str, date, int, bool, int]]:
    rows = [
        line.split("|")[1:-1] for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| 20")
    ]
    return [
        (date.fromisoformat(due.strip()), status.strip(), date.fromisoformat(today.strip()),
         int(grace), overdue.strip() == "yes", int(days))
        for due, status, today, grace, overdue, days, _why in rows
    ]  # fmt: skip


@pytest.mark.parametrize(("due", "status", "today", "grace", "overdue", "days"), cases())
def test_the_table_of_cases_holds(due, status, today, grace, overdue, days):
    assert rules.is_overdue(due, status, today, grace) is overdue
    assert rules.days_overdue(due, status, today, grace) == days


def test_the_table_shows_every_status_and_both_answers():
    assert {case[1] for case in cases()} == set(rules.STATUSES)
    assert {case[4] for case in cases()} == {True, False}


@pytest.mark.parametrize(
    ("status", "today", "word"),
    [
        ("completed", date(2030, 1, 1), "done"),
        ("cancelled", date(2030, 1, 1), "cancelled"),
        ("referred", date(2030, 1, 1), "referred"),
        ("in_progress", date(2026, 7, 1), "late"),
        ("in_progress", date(2026, 6, 30), "way"),
    ],
)
def test_every_action_has_one_standing(status, today, word):
    assert rules.standing(date(2026, 5, 31), status, today, 30) == word


@pytest.mark.parametrize(
    ("agreed", "outside", "proposed"),
    [
        (date(2026, 7, 20), True, date(2027, 12, 31)),
        (date(2026, 7, 20), False, date(2026, 12, 31)),
        (date(2026, 9, 30), False, date(2026, 12, 31)),
        (date(2026, 10, 1), False, date(2027, 3, 31)),
    ],
)
def test_a_due_date_is_proposed(agreed, outside, proposed):
    assert rules.due_on(agreed, outside) == proposed
