"""When an agreed action is overdue, how its status may move, and how well a status is proved.

The six statuses and the three levels of proof follow ADR 0009 and ADR 0025 (the printed plan
itself has no follow-up). What counts as overdue is ours; docs/algorithms/overdue.md holds its table of cases,
which also judges the same question asked in SQL (selectors.overdue).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from isaf.kit.problems import Problem

from . import problems

NOT_STARTED, IN_PROGRESS, COMPLETED = "not_started", "in_progress", "completed"
POSTPONED, CANCELLED, REFERRED = "postponed", "cancelled", "referred"
STATUSES = (NOT_STARTED, IN_PROGRESS, COMPLETED, POSTPONED, CANCELLED, REFERRED)
CLAIMED, SEEN, CONFIRMED = "claimed", "seen", "confirmed"
PROOFS = (CLAIMED, SEEN, CONFIRMED)  # weakest first

OWNERS_TURN = (NOT_STARTED, IN_PROGRESS, POSTPONED)
"""Where the owner can still be late. What was sent upward waits for another office (decisions 24)."""

REPLY_WITHIN = 30
"""Days after which a reply to what was sent upward counts as late; known inside only (ours)."""

NEEDS_REASON = (POSTPONED, CANCELLED)
_STAGE = {NOT_STARTED: 0, IN_PROGRESS: 1, COMPLETED: 2}


# --- Overdue -----------------------------------------------------------------------------------------


def is_overdue(due_on: date, status: str, today: date, grace_days: int) -> bool:
    """The only definition: the owner's turn, and more than the days of grace since the due date.

    >>> is_overdue(date(2026, 5, 31), "in_progress", date(2026, 6, 30), 30)
    False
    >>> is_overdue(date(2026, 5, 31), "in_progress", date(2026, 7, 1), 30)
    True
    """
    return status in OWNERS_TURN and due_on < overdue_before(today, grace_days)


def overdue_before(today: date, grace_days: int) -> date:
    """An action due before this day is overdue; what a selector compares with.

    >>> overdue_before(date(2026, 7, 1), 30)
    datetime.date(2026, 6, 1)
    """
    return today - timedelta(days=grace_days)


def days_overdue(due_on: date, status: str, today: date, grace_days: int) -> int:
    """Days since the due date, the grace included; 0 for what is not overdue.

    >>> days_overdue(date(2026, 5, 31), "not_started", date(2026, 7, 1), 30)
    31
    >>> days_overdue(date(2026, 5, 31), "completed", date(2026, 7, 1), 30)
    0
    """
    return (today - due_on).days if is_overdue(due_on, status, today, grace_days) else 0


def standing(due_on: date, status: str, today: date, grace_days: int) -> str:
    """One word out of five, so that every action is counted once: done, late, way, referred, cancelled.

    >>> standing(date(2026, 5, 31), "postponed", date(2026, 6, 1), 30)
    'way'
    >>> standing(date(2026, 5, 31), "referred", date(2030, 1, 1), 30)
    'referred'
    """
    if is_overdue(due_on, status, today, grace_days):
        return "late"
    return {COMPLETED: "done", CANCELLED: "cancelled", REFERRED: "referred"}.get(status, "way")


def due_on(agreed_on: date, needs_outside: bool) -> date:
    """The due date a form proposes; the meeting agrees on its own (ours, after the sample plan of 3.9).

    Outside resources come with the plan of the next year, so its last day. What a provider does itself: the
    last day of the same year, but never less than three months away.

    >>> due_on(date(2026, 7, 20), needs_outside=True), due_on(date(2026, 7, 20), needs_outside=False)
    (datetime.date(2027, 12, 31), datetime.date(2026, 12, 31))
    >>> due_on(date(2026, 11, 5), needs_outside=False)
    datetime.date(2027, 3, 31)
    """
    if needs_outside:
        return date(agreed_on.year + 1, 12, 31)
    return date(agreed_on.year + 1, 3, 31) if agreed_on.month > 9 else date(agreed_on.year, 12, 31)


# --- Status and proof --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Report:
    """What is known, or newly said, of an action: how far, how well proved, of which day."""

    status: str
    percent: int
    proof: str
    on: date
    reason: str = ""


def is_set_back(before: Report, after: Report) -> bool:
    """True when less is reported than is recorded, or a finished action is opened again.

    >>> day = date(2026, 9, 1)
    >>> is_set_back(Report("completed", 100, "seen", day), Report("in_progress", 80, "claimed", day))
    True
    >>> is_set_back(Report("postponed", 0, "claimed", day), Report("in_progress", 10, "claimed", day))
    False
    """
    if before.status == after.status:
        return after.percent < before.percent
    if before.status == CANCELLED:
        return True
    if before.status in _STAGE and after.status in _STAGE:
        return _STAGE[after.status] < _STAGE[before.status]
    return before.status == COMPLETED


def is_proof_lowered(before: Report, after: Report) -> bool:
    """True when the very same is said again with weaker proof; more or other is a new statement.

    >>> day = date(2026, 9, 1)
    >>> is_proof_lowered(Report("completed", 100, "seen", day), Report("completed", 100, "claimed", day))
    True
    """
    is_same = (before.status, before.percent) == (after.status, after.percent)
    return is_same and proof_rank(after.proof) < proof_rank(before.proof)


def proof_rank(proof: str) -> int:
    """1 for the weakest level; 0 where nobody has reported anything yet.

    >>> proof_rank("confirmed"), proof_rank("")
    (3, 0)
    """
    return PROOFS.index(proof) + 1 if proof else 0


def check_report(before: Report, after: Report, agreed_on: date) -> None:
    """Raise the first thing that keeps a report from being recorded; nothing when it may be.

    ``before`` is what stands (for a new action: not started, no proof, of the day it was agreed).

    >>> new = Report("not_started", 0, "", date(2026, 7, 20))
    >>> check_report(new, Report("cancelled", 0, "claimed", date(2026, 8, 1)), date(2026, 7, 20))
    Traceback (most recent call last):
    isaf.plans.problems.ReasonNeeded: Write the reason, so that people can read why.
    """
    for problem in _objections(before, after, agreed_on):
        raise problem


def _objections(before: Report, after: Report, agreed_on: date) -> Iterable[Problem]:
    if after.status not in STATUSES:
        yield problems.UnknownStatus(status=after.status)
    if after.proof not in PROOFS:
        yield problems.UnknownProof(proof=after.proof)
    if not 0 <= after.percent <= 100:
        yield problems.PercentOutside()
    if not _percent_fits(after):
        yield problems.PercentDoesNotFit(percent=after.percent)
    if after.on < agreed_on:
        yield problems.ReportBeforeAgreed(agreed=agreed_on)
    if after.on < before.on:
        yield problems.ReportTooOld(last=before.on)
    if not after.reason.strip():
        yield from _needs_reason(before, after)


def _needs_reason(before: Report, after: Report) -> Iterable[Problem]:
    if after.status in NEEDS_REASON:
        yield problems.ReasonNeeded()
    if is_set_back(before, after):
        yield problems.BackNeedsReason()
    if is_proof_lowered(before, after):
        yield problems.ProofNeedsReason()


def _percent_fits(report: Report) -> bool:
    if report.status == NOT_STARTED:
        return report.percent == 0
    return (report.status == COMPLETED) == (report.percent == 100)


# --- Referral ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Competence:
    """An office that can answer: its level, and the services and themes it names (empty: every one)."""

    id: str
    level: str
    services: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def competent_office(
    offices: Iterable[Competence], level: str, service: str, theme: str, mapped: str = ""
) -> Competence | None:
    """Who answers at a level: the office that names most of the matter, then the one the theme is mapped to.

    None when no office of the level fits; the district's focal point then answers (decisions 24).

    >>> general, health = Competence("line", "province"), Competence("health", "province", ("hc",), ("staff",))
    >>> competent_office([general, health], "province", "hc", "staff").id
    'health'
    >>> competent_office([general, health], "province", "ps", "staff").id
    'line'
    """
    fitting = [
        office
        for office in offices
        if office.level == level
        and (not office.services or service in office.services)
        and (not office.themes or theme in office.themes)
    ]
    return max(fitting, key=lambda o: (bool(o.services) + bool(o.themes), o.id == mapped), default=None)
