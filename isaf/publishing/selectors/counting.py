"""Counts of what is published, by the first digits of a code: each one query for any number of areas."""

from collections.abc import Iterable

from django.db.models import Case, Count, QuerySet, When
from django.db.models.functions import Substr

from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import counted_cycles
from isaf.information.models import InformationSheet
from isaf.places.models import Area
from isaf.places.selectors import areas_at, figures_origin
from isaf.plans.models import Action, Plan, PlanLine
from isaf.plans.rules import CANCELLED, COMPLETED
from isaf.scorecards.models import FacilitySummary
from isaf.scorecards.rules import ALL

HOST = "facility__host__code"


def per_area(rows: QuerySet, path: str, digits: int, counted: str = "pk") -> dict[str, int]:
    """First ``digits`` digits of the code at ``path`` -> how many different things."""
    found = (
        rows.annotate(part=Substr(path, 1, digits))
        .order_by()
        .values("part")
        .annotate(found=Count(counted, distinct=True))
    )
    return {row["part"]: row["found"] for row in found}


def opened_results(under: str = "", year: int | None = None) -> QuerySet[FacilitySummary]:
    """One or more rows for each facility and year whose citizens' results are open."""
    rows = FacilitySummary.objects.filter(
        is_open=True, kind="citizens", segment=ALL, origin=figures_origin(), host_code__startswith=under
    )
    return rows if year is None else rows.filter(year=year)


def published_sheets(under: str, year: int) -> QuerySet[InformationSheet]:
    """The information sheets of a year that anyone can read."""
    return InformationSheet.objects.filter(
        cycle__in=counted_cycles(), cycle__year=year, published_at__isnull=False,
        facility__host__code__startswith=under,
    )  # fmt: skip


def targets(under: str, year: int) -> QuerySet[Target]:
    """The target list of a year, every facility once, in its host area."""
    return Target.objects.filter(
        cycle__in=counted_cycles(), cycle__year=year, is_host=True, facility__host__code__startswith=under
    )


def public_actions(under: str = "") -> QuerySet[Action]:
    """The actions that stand in a signed plan, each once."""
    signed = PlanLine.objects.filter(plan__state=Plan.State.PUBLISHED).values("action")
    return Action.objects.filter(area__code__startswith=under, origin=figures_origin(), pk__in=signed)


def years_under(code: str) -> list[int]:
    """The years of the administrations in an area and below it, newest first."""
    rows = counted_cycles().filter(area__code__startswith=code)
    return sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)


def cycles_under(code: str, year: int) -> QuerySet[Cycle]:
    return counted_cycles().filter(area__code__startswith=code, year=year)


def child_counts(parent: Area, digits: int, year: int | None, level: str) -> dict[str, dict[str, int]]:
    """What the table of children shows: name of the column -> code -> count."""
    under = parent.code
    actions = public_actions(under)
    table = {
        "places": per_area(areas_at(level, under=under), "code", digits),
        "actions": per_area(actions, "area__code", digits),
        "completed": per_area(actions.filter(status=COMPLETED), "area__code", digits),
    }
    if year is not None:
        table |= {
            "targets": per_area(targets(under, year), HOST, digits, "facility"),
            "information": per_area(published_sheets(under, year), HOST, digits, "facility"),
            "results": per_area(opened_results(under, year), "host_code", digits, "facility"),
        }
    return table


def latest_open_years(facility_ids: Iterable[int], upto: int) -> dict[int, int]:
    """facility -> the last year, not after ``upto``, whose results are open."""
    rows = opened_results().filter(facility__in=list(facility_ids), year__lte=upto)
    return dict(rows.order_by("year").values_list("facility", "year").distinct())


def in_order(actions: QuerySet[Action]) -> QuerySet[Action]:
    """What still goes on first, by due date; then what is done or cancelled."""
    is_rest = Case(When(status__in=[COMPLETED, CANCELLED], then=1), default=0)
    return actions.annotate(is_rest=is_rest).order_by("is_rest", "due_on", "code")
