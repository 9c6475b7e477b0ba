"""Rows of areas and of their offices as they are about to be written, with the columns that follow from others."""

from collections.abc import Iterable, Mapping

from isaf.country.current import pack

from .gazetteer import settings_of
from .models import Area, Facility
from .naming import facility_search_text, search_text, sort_key
from .selectors import administration_services


def new_area(code: str, names: Mapping[str, str], unit_type: str, depth: int) -> Area:
    """An area that is not written yet and has no parent yet."""
    return name_area(Area(code=code, depth=depth, unit_type=unit_type), names)


def name_area(area: Area, names: Mapping[str, str], former: Iterable[str] = ()) -> Area:
    """Give an area its names, so that it is found by them and by those it had before."""
    area.names = dict(names)
    area.search_text = search_text([area.code], names, former)
    area.sort_key = sort_key(names)
    return area


def administrations(areas: Iterable[Area]) -> list[Facility]:
    """The office of every area whose level has one; its code is the area's (ADR 0024)."""
    services = {pack().level(level).depth: service for service, level in administration_services().items()}
    return [_administration(area, services[area.depth]) for area in areas if area.depth in services]


def _administration(area: Area, service: str) -> Facility:
    names = administration_names(area)
    return Facility(
        service=service,
        code=area.code,
        names=names,
        search_text=facility_search_text(service, area.code, names),
        sort_key=sort_key(names),
        host=area,
        origin=area.origin,
        valid_from=area.valid_from,
        valid_to=area.valid_to,
        stated_on=area.stated_on,
    )


def administration_names(area: Area) -> dict[str, str]:
    """How the office of an area is called, by the pack's patterns; else the type's name and the area's."""
    told = pack().settings.get("administration_names") or settings_of(pack().folder).get(
        "administration_names", {}
    )
    patterns = told.get(area.unit_type, {})
    kind = pack().unit_type(area.unit_type).names
    return {
        language: patterns.get(language, f"{kind.get(language, '')} {{name}}").format(name=name).strip()
        for language, name in area.names.items()
    }
