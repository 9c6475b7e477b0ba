"""How far an area has informed its citizens: sheets published, sessions and posters, and who does better (ADR 0040)."""

from dataclasses import dataclass

from isaf.country.current import pack
from isaf.country.pack import Level
from isaf.information.indicators import (
    Completeness,
    Indicator,
    completeness_by_area,
    completeness_by_service,
    indicators,
)
from isaf.meetings.selectors import MadeKnown, made_known
from isaf.places.models import Area, Origin
from isaf.places.selectors import ancestors

from ..rules import choose_year
from .counting import cycles_under, years_under

MOST_READ = 400
"""Sheets that are read for the indicator on a page, about two districts: above, the report counts it (ours)."""


@dataclass(frozen=True)
class InformedPage:
    """``indicators`` is empty where too many sheets would have to be read for one page."""

    area: Area
    trail: list[Area]
    years: list[int]
    year: int | None
    services: list[Completeness]
    areas: list[Completeness]
    child_level: Level | None
    known: MadeKnown | None
    indicators: list[Indicator]

    @property
    def is_demonstration(self) -> bool:
        return self.area.origin == Origin.DEMONSTRATION

    @property
    def targets(self) -> int:
        return sum(row.targets for row in self.services)

    @property
    def published(self) -> int:
        return sum(row.published for row in self.services)

    @property
    def is_large(self) -> bool:
        return self.published > MOST_READ

    @property
    def left_out(self) -> list[Indicator]:
        return [row for row in self.indicators if row.left_out]


def informed_page(area: Area, asked_year: str) -> InformedPage:
    """A fixed number of queries; the published sheets of a district or less are read for the indicator."""
    years = years_under(area.code)
    year = choose_year(asked_year, years)
    services = completeness_by_service(area, year) if year else []
    areas = completeness_by_area(area, year) if year else []
    is_small = sum(row.published for row in services) <= MOST_READ
    return InformedPage(
        area=area,
        trail=[*ancestors(area), area] if area.code else [area],
        years=years,
        year=year,
        services=services,
        areas=areas,
        child_level=pack().level_of(areas[0].code) if areas else None,
        known=made_known(cycles_under(area.code, year)) if year else None,
        indicators=indicators(area, year) if year and is_small else [],
    )
