"""Everything a poster shows, read from what the public sees: a version, open results, signed plans."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from isaf.country.current import pack
from isaf.country.pack import ServiceType
from isaf.information.reading import Published
from isaf.information.selectors import published
from isaf.places.models import Area, Facility, Origin
from isaf.places.selectors import (
    ancestors,
    area_by_code,
    facilities_under,
    figures_origin,
    installation_origin,
)
from isaf.plans.models import Action, Plan, PlanLine
from isaf.scorecards.models import FacilitySummary
from isaf.scorecards.results import FacilityResults
from isaf.scorecards.selectors import facility_results

from .problems import NotPublished
from .rules import results_year, status_rank


@dataclass(frozen=True)
class Material:
    """What is printed. ``results`` are those of the sheet's own year when open, else of the last year before."""

    facility: Facility
    service: ServiceType
    info: Published
    results: FacilityResults | None
    actions: tuple[Action, ...]
    places: tuple[Area, ...]  # the areas it lies in, the nearest first; an office's own area is in its name
    is_demonstration: bool

    @property
    def slug(self) -> str:
        return self.facility.slug

    @property
    def year(self) -> int:
        return self.info.year

    def address(self, language: str) -> str:
        """The public address of the very version that is printed."""
        with translation.override(language):
            page = reverse("publishing:facility_year", args=[self.slug, self.year])
        return f"{settings.ISAF_URL}{page}?v={self.info.number}"


def material(facility: Facility, year: int, version: int | None = None) -> Material:
    """The published sheet of the year with what belongs to it; refused where nothing is published."""
    info = published(facility, year, version)
    if info is None or info.origin != figures_origin():
        raise NotPublished(facility=facility.slug, year=year)
    results = _results(facility, year)
    return Material(
        facility=facility,
        service=pack().service(facility.service),
        info=info,
        results=results,
        actions=_actions(facility, results.year if results else year),
        places=_places(facility),
        is_demonstration=Origin.DEMONSTRATION in (info.origin, installation_origin()),
    )


def _places(facility: Facility) -> tuple[Area, ...]:
    host = facility.host
    above = [area for area in reversed(ancestors(host)) if area.code]
    is_office = pack().service(facility.service).administration_of
    return tuple(above if is_office and above else [host, *above])


def has_sheet(facility: Facility, year: int) -> bool:
    """Whether there is anything to print."""
    info = published(facility, year)
    return info is not None and info.origin == figures_origin()


def facilities_in(code: str) -> QuerySet[Facility]:
    """The assessed facilities of an area and below it, each once, by its public word."""
    rows = facilities_under(area_by_code(code)).filter(origin=figures_origin())
    return rows.order_by("service", "code")


def _results(facility: Facility, year: int) -> FacilityResults | None:
    rows = FacilitySummary.objects.filter(facility=facility, is_open=True, origin=figures_origin())
    chosen = results_year(year, set(rows.order_by().values_list("year", flat=True)))
    found = facility_results(facility, chosen) if chosen is not None else None
    return found if found and found.has_results else None


def _actions(facility: Facility, year: int) -> tuple[Action, ...]:
    """The facility's lines in the newest signed plan up to the results' year, what was done first."""
    lines = PlanLine.objects.filter(
        action__facility=facility, action__origin=figures_origin(), plan__state=Plan.State.PUBLISHED,
        plan__cycle__year__lte=year,
    )  # fmt: skip
    newest = lines.order_by("-plan__cycle__year").values_list("plan__cycle__year", flat=True).first()
    found = Action.objects.filter(pk__in=lines.filter(plan__cycle__year=newest).values("action"))
    return tuple(sorted(found, key=lambda one: (status_rank(one.status), one.due_on, one.code)))
