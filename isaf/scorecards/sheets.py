"""Reading sheets: what a meeting has, what counts, and under which keys it is pooled."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from isaf.country.pack import Scale
from isaf.cycles.models import Cycle
from isaf.meetings.models import Meeting
from isaf.places.models import Facility
from isaf.places.selectors import figures_origin, writing

from .models import VALUES, FacilitySummary, Remark, Sheet, SheetCriterion
from .opening import Planned, pooled_key
from .typed import OWN

STANDING = (Sheet.State.SUBMITTED, Sheet.State.APPROVED, Sheet.State.LATE)
"""A meeting with a sheet in one of these states has its sheet."""


def sheet_by_id(pk: UUID) -> Sheet | None:
    return (
        Sheet.objects.select_related(
            "meeting__cycle__area", "meeting__facility__host", "meeting__village", "cycle__area",
            "facility__host", "submitted_by", "reviewed_by",
        )
        .filter(pk=pk)
        .first()
    )  # fmt: skip


def sheets_of(cycle: Cycle) -> QuerySet[Sheet]:
    """Every sheet of a year, oldest first; corrections stand beside what they replaced."""
    return cycle.sheets.select_related("facility", "meeting__village", "submitted_by", "reviewed_by")


def scoring_meetings(cycle: Cycle, facility: Facility) -> QuerySet[Meeting]:
    """The planned, held and cancelled meetings in which a facility is scored, with their sheets."""
    kinds = [Meeting.Kind.SCORING, Meeting.Kind.SELF_ASSESSMENT]
    return (
        Meeting.objects.filter(cycle=cycle, facility=facility, kind__in=kinds)
        .select_related("village", "cycle", "facility")
        .prefetch_related("sheets", "facilitators")
        .order_by("-kind", "planned_on", "village__code")
    )


def self_assessment_of(cycle: Cycle, facility: Facility) -> Meeting | None:
    """The self-assessment of a facility in a year that stands, planned or held."""
    return (
        scoring_meetings(cycle, facility)
        .filter(kind=Meeting.Kind.SELF_ASSESSMENT)
        .exclude(state=Meeting.State.CANCELLED)
        .first()
    )


def standing_sheet(meeting: Meeting) -> Sheet | None:
    """The sheet of a meeting that is in, whether reviewed or not."""
    return meeting.sheets.filter(state__in=STANDING).first()


def approved_sheets(facility: Facility, year: int, round_number: int) -> QuerySet[Sheet]:
    """The sheets that count: approved, of every cycle of the year and round in which the facility is scored."""
    return Sheet.objects.filter(
        facility=facility,
        state=Sheet.State.APPROVED,
        cycle__year=year,
        cycle__round=round_number,
        cycle__origin=figures_origin(),
    )


def planned_meetings(facility: Facility, year: int, round_number: int) -> list[Planned]:
    """The citizens' meetings on which the opening of the results waits."""
    approved = Sheet.objects.filter(meeting=OuterRef("pk"), state=Sheet.State.APPROVED)
    rows = Meeting.objects.filter(
        facility=facility,
        kind=Meeting.Kind.SCORING,
        cycle__year=year,
        cycle__round=round_number,
        cycle__origin=figures_origin(),
    ).annotate(is_approved=Exists(approved))
    return [Planned(row.state == Meeting.State.CANCELLED, row.is_approved) for row in rows]


def pooled_keys(sheets: Iterable[Any]) -> dict[tuple[Any, str], str]:
    """(sheet, own key) -> the key under which the own wording is pooled."""
    own = SheetCriterion.objects.filter(sheet__in=sheets, key__startswith=OWN)
    plain = writing().plain
    return {(row.sheet_id, row.key): pooled_key(row.key, plain(row.wording)) for row in own}


def proposals_for(cycle: Cycle) -> QuerySet[Remark]:
    """What was proposed, and may be shown, about the facilities of a year whose results are open.

    Proposals of a shared facility come from every commune in which it was scored that year.
    """
    opened = FacilitySummary.objects.filter(
        facility=OuterRef("sheet__facility"), year=cycle.year, round=cycle.round, is_open=True
    )
    return (
        Remark.objects.filter(
            Exists(opened),
            kind=Remark.Kind.PROPOSAL,
            state=Remark.State.PASSED,
            sheet__state=Sheet.State.APPROVED,
            sheet__cycle__year=cycle.year,
            sheet__cycle__round=cycle.round,
            sheet__cycle__origin=cycle.origin,
            sheet__facility__in=cycle.targets.values("facility"),
        )
        .select_related("sheet__facility", "sheet__meeting__village", "sheet__cycle")
        .order_by("sheet__facility__service", "sheet__facility__code", "criterion", "id")
    )


def own_wordings(sheets: Iterable[Any], *, passed_only: bool = True) -> dict[str, dict[str, str]]:
    """Pooled key -> the group's own words, those that a reviewer let pass."""
    rows = SheetCriterion.objects.filter(sheet__in=sheets, key__startswith=OWN)
    rows = rows.filter(is_passed=True) if passed_only else rows
    plain, words = writing().plain, {}
    for row in rows.order_by("sheet__submitted_at", "position"):
        words.setdefault(pooled_key(row.key, plain(row.wording)), {row.language: row.wording})
    return words


def votes_of(row: Any, scale: Scale) -> dict[int, int]:
    """The columns n1..n7 of a row as counts on a scale."""
    return {value: getattr(row, f"n{value}") for value in VALUES if value in scale.numbers}
