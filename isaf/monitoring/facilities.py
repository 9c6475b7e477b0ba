"""Where the own work of each facility of a year stands: its information, its scoring, its agreed actions.

The other steps belong to the whole area and are told once, for its year.
"""

from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils import timezone

from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import targets_of
from isaf.information.models import InformationSheet
from isaf.meetings.models import Meeting
from isaf.places.models import Facility
from isaf.plans.models import Action
from isaf.scorecards.models import Sheet

from .board_rules import Stand, carried_out, scored, stand

INFORMATION, SCORING, CARRYING_OUT = "information", "scoring", "implementation"  # of the year's calendar


def facility_stands(cycle: Cycle, today: date) -> list[tuple[Facility, dict[str, Stand]]]:
    """Each target facility with the steps that are its own, in the order of the list. Six queries."""
    facilities = [target.facility for target in targets_of(cycle)]
    ids = [facility.pk for facility in facilities]
    until, grace = min(today, cycle.closed_on or today), pack().step_grace_days
    steps = {row.step: row for row in cycle.steps.all()}
    found: list[tuple[Facility, dict[str, Stand]]] = [(facility, {}) for facility in facilities]
    days = {INFORMATION: _information(cycle, ids), SCORING: _scoring(cycle, ids)}
    actions = _actions(cycle, ids)
    for facility, cells in found:
        for step, told in days.items():
            if row := steps.get(step):
                begun, ended = told.get(facility.pk, (False, None))
                started = row.planned_from if begun else None
                cells[step] = stand(row.planned_from, row.planned_to, started, ended, until, grace)
        done = carried_out(actions.get(facility.pk, ()), until, pack().overdue_grace_days)
        if done and CARRYING_OUT in steps:
            cells[CARRYING_OUT] = done
    return found


def _information(cycle: Cycle, ids: list[int]) -> dict[int, tuple[bool, date | None]]:
    """Begun with the first save, done when the sheet is published, also where another area is its host."""
    rows = InformationSheet.objects.filter(facility__in=ids, cycle__year=cycle.year)
    return {pk: (True, _day(moment)) for pk, moment in rows.values_list("facility", "published_at")}


def _scoring(cycle: Cycle, ids: list[int]) -> dict[int, tuple[bool, date | None]]:
    """Done when every planned citizens' sheet is approved or its meeting was cancelled."""
    of_year = Q(facility__in=ids, cycle__year=cycle.year, cycle__round=cycle.round)
    meetings = (
        Meeting.objects.filter(of_year, kind=Meeting.Kind.SCORING)
        .exclude(state=Meeting.State.CANCELLED)
        .values("facility")
        .annotate(planned=Count("pk"), held=Count("pk", filter=Q(state=Meeting.State.HELD)))
        .order_by()
    )
    sheets = (
        Sheet.objects.filter(of_year, kind=Sheet.Kind.CITIZENS, state=Sheet.State.APPROVED)
        .values("facility")
        .annotate(n=Count("meeting", distinct=True), last=Max("reviewed_at"))
        .order_by()
    )
    approved = {row["facility"]: (row["n"], _day(row["last"])) for row in sheets}
    return {
        row["facility"]: scored(
            row["planned"], approved.get(row["facility"], (0, None))[0], row["held"] > 0,
            approved.get(row["facility"], (0, None))[1],
        )
        for row in meetings
    }  # fmt: skip


def _actions(cycle: Cycle, ids: list[int]) -> dict[int, list[dict]]:
    rows = Action.objects.filter(lines__plan__cycle=cycle, facility__in=ids).order_by("code")
    found: dict[int, list[dict]] = {}
    for row in rows.values("facility", "status", "due_on", "done_on"):
        found.setdefault(row["facility"], []).append(row)
    return found


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
