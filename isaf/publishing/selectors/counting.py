"""Counts of what is published, by the first digits of a code: each one query for any number of areas."""

from collections.abc import Iterable

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import Substr

from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import counted_cycles
from isaf.information.models import InformationSheet
from isaf.places.lookups import below
from isaf.places.models import Area
from isaf.places.selectors import areas_at, figures_origin
from isaf.plans.models import Action
from isaf.plans.rules import CANCELLED, COMPLETED
from isaf.plans.selectors import public_actions
from isaf.scorecards.models import OpenResult

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


def opened_results(under: str = "", year: int | None = None) -> QuerySet[OpenResult]:
    """One row for each facility, year and round whose citizens' results are open."""
    rows = OpenResult.objects.filter(below("host_code", under), origin=figures_origin())
    return rows if year is None else rows.filter(year=year)


def opened_units(digits: int) -> dict[str, tuple[int, int]]:
    """First digits of a code -> facilities there with open results of any year, and the places in which they stand."""
    rows = opened_results().annotate(part=Substr("host_code", 1, digits)).order_by().values("part")
    counted = rows.annotate(n=Count("facility", distinct=True), places=Count("host_code", distinct=True))
    return {row["part"]: (row["n"], row["places"]) for row in counted}


def published_sheets(under: str, year: int) -> QuerySet[InformationSheet]:
    """The information sheets of a year that anyone can read."""
    cycles = counted_cycles().filter(year=year)
    return InformationSheet.objects.filter(below(HOST, under), cycle__in=cycles, published_at__isnull=False)


def targets(under: str, year: int) -> QuerySet[Target]:
    """The target list of a year, every facility once, in its host area."""
    cycles = counted_cycles().filter(year=year)
    return Target.objects.filter(below(HOST, under), cycle__in=cycles, is_host=True)


def years_under(code: str) -> list[int]:
    """The years of the administrations in an area and below it, newest first."""
    rows = counted_cycles().filter(below("area__code", code))
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def cycles_under(code: str, year: int) -> QuerySet[Cycle]:
    return counted_cycles().filter(below("area__code", code), year=year)


def child_counts(parent: Area, digits: int, year: int | None, level: str) -> dict[str, dict[str, int]]:
    """What the table of children shows: name of the column -> code -> count."""
    under = parent.code
    agreed, completed = _actions(under, digits)
    table = {
        "places": per_area(areas_at(level, under=under), "code", digits),
        "actions": agreed,
        "completed": completed,
    }
    if year is not None:
        table |= {
            "targets": per_area(targets(under, year), HOST, digits, "facility"),
            "information": per_area(published_sheets(under, year), HOST, digits, "facility"),
            "results": per_area(opened_results(under, year), "host_code", digits, "facility"),
        }
    return table


def _actions(under: str, digits: int) -> tuple[dict[str, int], dict[str, int]]:
    """First digits of a code -> the public actions, and those of them that are completed. One query."""
    rows = public_actions(under).annotate(part=Substr("area__code", 1, digits)).order_by().values("part")
    found = rows.annotate(n=Count("pk"), done=Count("pk", filter=Q(status=COMPLETED)))
    counts = {row["part"]: (row["n"], row["done"]) for row in found}
    return {part: n for part, (n, _done) in counts.items()}, {
        part: done for part, (_n, done) in counts.items()
    }


def latest_open_years(facility_ids: Iterable[int], upto: int) -> dict[int, int]:
    """facility -> the last year, not after ``upto``, whose results are open."""
    rows = opened_results().filter(facility__in=list(facility_ids), year__lte=upto)
    return dict(rows.order_by("year").values_list("facility", "year").distinct())


def in_order(actions: QuerySet[Action]) -> QuerySet[Action]:
    """What still goes on first, by due date; then what is done or cancelled."""
    is_rest = Case(When(status__in=[COMPLETED, CANCELLED], then=1), default=0)
    return actions.annotate(is_rest=is_rest).order_by("is_rest", "due_on", "code")
