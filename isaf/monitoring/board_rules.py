"""The board's arithmetic: where the steps of many years stand together, and where one facility's own work stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from isaf.cycles.rules import days_late, step_state


@dataclass(frozen=True)
class Stand:
    """Where one step stands, with its days."""

    state: str  # done, now, late, next
    days_late: int = 0
    planned_from: date | None = None
    planned_to: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Tally:
    """Where one step stands in many years: how many in each state, and the most days that one not done is late."""

    done: int = 0
    now: int = 0
    late: int = 0
    next: int = 0
    days_late: int = 0

    @property
    def total(self) -> int:
        return self.done + self.now + self.late + self.next


def stand(
    planned_from: date,
    planned_to: date,
    started_on: date | None,
    ended_on: date | None,
    until: date,
    grace: int,
) -> Stand:
    """State and lateness of one step; ``until`` is today, or the day on which the year was closed.

    >>> stand(date(2026, 3, 1), date(2026, 4, 30), None, None, date(2026, 5, 20), 7).days_late
    20
    """
    return Stand(
        state=step_state(planned_from, planned_to, started_on, ended_on, until, grace),
        days_late=days_late(planned_to, ended_on, until, grace),
        planned_from=planned_from,
        planned_to=planned_to,
        ended_on=ended_on,
    )


def tally(stands: Iterable[tuple[str, str, Stand, int]]) -> dict[str, dict[str, Tally]]:
    """(row, step, where it stands, in how many years) -> row -> step -> counts.

    >>> late = Stand("late", 12)
    >>> tally([("01", "plan", late, 2), ("01", "plan", Stand("done", 40), 1)])["01"]["plan"]
    Tally(done=1, now=0, late=2, next=0, days_late=12)
    """
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row, step, one, n in stands:
        found = counts.setdefault((row, step), {"days_late": 0})
        found[one.state] = found.get(one.state, 0) + n
        if one.state == "late":
            found["days_late"] = max(found["days_late"], one.days_late)
    table: dict[str, dict[str, Tally]] = {}
    for (row, step), found in counts.items():
        table.setdefault(row, {})[step] = Tally(**found)
    return table


def topmost(below: Iterable[str], own: Iterable[str] = ()) -> list[str]:
    """The codes that no other code reaches, in their order; ``own`` ones reach nothing but themselves.

    >>> topmost(["010201", "01", "020101"], own=["0203"])
    ['01', '020101', '0203']
    """
    codes = set(below)
    kept = {code for code in codes if not any(code != above and code.startswith(above) for above in codes)}
    kept |= {code for code in own if not any(code.startswith(above) for above in kept)}
    return sorted(kept)


def scored(planned: int, approved: int, begun: bool, last: date | None) -> tuple[bool, date | None]:
    """Whether scoring of a facility began, and the day on which its last planned sheet was approved.

    >>> scored(2, 1, True, date(2026, 6, 1)), scored(2, 2, True, date(2026, 6, 9)), scored(0, 0, False, None)
    ((True, None), (True, datetime.date(2026, 6, 9)), (False, None))
    """
    is_done = planned > 0 and approved >= planned
    return begun or approved > 0, last if is_done else None


def carried_out(actions: Iterable[Mapping[str, object]], until: date, grace: int) -> Stand | None:
    """Where the agreed actions of a facility stand: None without any, done with the last one that was left to do.

    What was cancelled or referred waits for nobody here.
    """
    rows = list(actions)
    if not rows:
        return None
    open_ones = [row for row in rows if row["status"] not in ("completed", "cancelled", "referred")]
    if not open_ones:
        return Stand("done", ended_on=max((row["done_on"] for row in rows if row["done_on"]), default=None))
    most = max(days_late(row["due_on"], None, until, grace) for row in open_ones)
    return Stand("late" if most else "now", most, planned_to=min(row["due_on"] for row in open_ones))
