"""What is still open in units that ended, and which names are missing."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from isaf.cycles.models import Cycle
from isaf.kit.clock import today
from isaf.people.models import RoleHolding
from isaf.places.models import Area, Facility, Origin
from isaf.places.searching import current
from isaf.places.selectors import administration_services, ended_units
from isaf.registers.models import Body


def open_years(area: Area) -> QuerySet[Cycle]:
    """The open years of a unit."""
    return Cycle.objects.filter(area=area, state=Cycle.State.OPEN)


def open_years_of_facility(facility: Facility) -> list[Cycle]:
    """The open years on whose target list a facility stands."""
    rows = Cycle.objects.filter(targets__facility=facility, state=Cycle.State.OPEN)
    return list(rows.select_related("area").order_by("pk"))


@dataclass(frozen=True)
class Ended:
    """A unit that ended while something in it was open, and the units from which one is to take it on."""

    area: Area
    successors: tuple[Area, ...]
    roles: int
    years: int
    registers: int
    facilities: tuple[Facility, ...]


def _running() -> Q:
    return Q(until=None) | Q(until__gte=today())


def undecided() -> QuerySet[Area]:
    """Ended units in which roles, open years, registers or facilities wait for someone to take them on."""
    roles = RoleHolding.objects.filter(_running(), area=OuterRef("pk"))
    years = Cycle.objects.filter(area=OuterRef("pk"), state=Cycle.State.OPEN)
    bodies = Body.objects.filter(_running(), area=OuterRef("pk"))
    return (
        ended_units()
        .filter(Exists(roles) | Exists(years) | Exists(bodies) | Exists(_left_facilities(OuterRef("pk"))))
        .order_by("valid_to", "code")
    )


def _left_facilities(area: object) -> QuerySet[Facility]:
    """Facilities, offices aside, that stand in an ended unit and are open."""
    rows = Facility.objects.exclude(service__in=administration_services())
    return rows.filter(host=area, valid_to=None, merged_into=None)


def told(area: Area) -> Ended:
    """What is open in one ended unit, and who could take it on."""
    counts = Area.objects.filter(pk=area.pk).aggregate(
        registers=Count("bodies", filter=Q(bodies__until=None))
    )
    return Ended(
        area=area,
        successors=tuple(sorted((link.new for link in area.replaced_by.all()), key=str)),
        roles=RoleHolding.objects.filter(_running(), area=area).count(),
        years=open_years(area).count(),
        registers=counts["registers"],
        facilities=tuple(_left_facilities(area)),
    )


def unnamed_areas(language: str) -> QuerySet[Area]:
    """Units that stand today and have no name in a language."""
    rows = Area.objects.exclude(code="").exclude(origin=Origin.PRACTICE).filter(current(today()))
    return rows.filter(**{f"names__{language}__isnull": True}).order_by("code")


def unnamed_facilities(language: str) -> QuerySet[Facility]:
    """Facilities that are open today and have no name in a language; offices are named as their area."""
    rows = Facility.objects.exclude(service__in=administration_services()).select_related("host")
    rows = rows.exclude(origin=Origin.PRACTICE).filter(current(today()), merged_into=None)
    return rows.filter(**{f"names__{language}__isnull": True}).order_by("host__code", "service", "code")
