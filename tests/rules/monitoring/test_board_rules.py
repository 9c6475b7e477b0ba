"""The board's arithmetic: counts of many years, and where a facility's own work stands."""

from datetime import date

import pytest

from isaf.monitoring.board_rules import Stand, Tally, carried_out, scored, tally, topmost

TODAY = date(2026, 6, 30)


def test_years_are_counted_by_row_step_and_state():
    stands = [
        ("01", "plan", Stand("late", 12), 2),
        ("01", "plan", Stand("late", 40), 1),
        ("01", "plan", Stand("done", 90), 3),  # its lateness is over
        ("01", "score", Stand("next"), 1),
        ("02", "plan", Stand("now"), 5),
    ]
    assert tally(stands) == {
        "01": {"plan": Tally(done=3, late=3, days_late=40), "score": Tally(next=1)},
        "02": {"plan": Tally(now=5)},
    }
    assert tally(stands)["01"]["plan"].total == 6


@pytest.mark.parametrize(
    ("below", "own", "found"),
    [
        ([], [], []),
        ([""], ["0102"], [""]),
        (["010201", "0102"], [], ["0102"]),
        (["010201"], ["0102"], ["010201", "0102"]),  # a governor reaches no commune
        (["0102"], ["0102", "0103"], ["0102", "0103"]),
    ],
)
def test_the_board_begins_with_the_topmost_areas(below, own, found):
    assert topmost(below, own) == sorted(found)


@pytest.mark.parametrize(
    ("planned", "approved", "begun", "found"),
    [
        (0, 0, False, (False, None)),
        (2, 0, True, (True, None)),
        (2, 1, False, (True, None)),
        (2, 2, True, (True, TODAY)),
    ],
)
def test_scoring_is_done_when_every_planned_sheet_is_approved(planned, approved, begun, found):
    assert scored(planned, approved, begun, TODAY) == found


def action(status, due, done=None):
    return {"status": status, "due_on": due, "done_on": done}


@pytest.mark.parametrize(
    ("actions", "found"),
    [
        ([], None),
        (
            [action("completed", TODAY, date(2026, 6, 1)), action("referred", TODAY)],
            Stand("done", ended_on=date(2026, 6, 1)),
        ),
        ([action("cancelled", TODAY)], Stand("done")),
        (
            [action("in_progress", date(2026, 7, 9)), action("completed", TODAY, TODAY)],
            Stand("now", planned_to=date(2026, 7, 9)),
        ),
        (
            [action("not_started", date(2026, 6, 20)), action("postponed", date(2026, 7, 9))],
            Stand("late", 10, planned_to=date(2026, 6, 20)),
        ),
    ],
)
def test_agreed_actions_of_a_facility_are_done_under_way_or_late(actions, found):
    assert carried_out(actions, TODAY, 0) == found
