"""Every write to areas, facilities and the installation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.actor import PROGRAM
from isaf.kit.clock import now, today

from . import checks
from .gazetteer import LeftOut, read_gazetteer, settings_of
from .models import Area, Facility, FacilityArea, Installation, Origin, Succession
from .naming import search_text, sort_key
from .problems import AlreadyEnded, EndsBeforeItBegins
from .rules import Unit, type_of
from .selectors import administration_services, find_area, installation

_BATCH = 2000


@dataclass(frozen=True)
class Loaded:
    """What loading the gazetteer added; nothing when it was loaded before."""

    areas: int = 0
    facilities: int = 0
    left_out: tuple[LeftOut, ...] = ()


@transaction.atomic
def establish(*, origin: str = Origin.REAL, by: Any = None) -> Installation:
    """Say what this server holds: real records or the demonstration. Said once; later calls change nothing."""
    kept, is_new = Installation.objects.get_or_create(
        id=1, defaults={"country": pack().code, "origin": origin}
    )
    if is_new:
        record(by=by or PROGRAM, verb="establish", subject=kept, origin=str(origin))
    return kept


@transaction.atomic
def load_gazetteer(*, by: Any = None) -> Loaded:
    """Load the pack's areas, and each administration as a facility, on a server that has none yet."""
    kept = establish(by=by)
    if kept.gazetteer_loaded_at:
        return Loaded()
    gazetteer = read_gazetteer(pack())
    areas = _add_areas(gazetteer.units)
    facilities = _add_administrations(areas)
    kept.gazetteer_source, kept.gazetteer_loaded_at = gazetteer.source[:200], now()
    kept.save(update_fields=["gazetteer_source", "gazetteer_loaded_at"])
    counts = {"areas": len(areas), "facilities": facilities, "left_out": len(gazetteer.left_out)}
    record(by=by or PROGRAM, verb="load_gazetteer", subject=kept, source=kept.gazetteer_source, **counts)
    return Loaded(len(areas), facilities, gazetteer.left_out)


def _add_areas(units: Iterable[Unit]) -> list[Area]:
    """The nation and the units of every level, each level in one go after the one above it."""
    known = {"": _nation()}
    by_depth: dict[int, list[Area]] = {}
    for unit in units:
        depth = pack().level(unit.level).depth
        by_depth.setdefault(depth, []).append(_area(unit.code, unit.names, unit.type, depth))
    for depth in sorted(by_depth):
        for area in by_depth[depth]:
            area.parent = known[pack().parent_code(area.code)]
        for area in Area.objects.bulk_create(by_depth[depth], batch_size=_BATCH):
            known[area.code] = area
    return list(known.values())


def _nation() -> Area:
    row = _area("", pack().names, "country", 0)
    return find_area("") or Area.objects.create(
        code="",
        depth=0,
        unit_type="country",
        names=row.names,
        search_text=row.search_text,
        sort_key=row.sort_key,
    )


def _area(code: str, names: Mapping[str, str], unit_type: str, depth: int) -> Area:
    return Area(
        code=code,
        depth=depth,
        unit_type=unit_type,
        names=dict(names),
        search_text=search_text([code], names),
        sort_key=sort_key(names),
    )


def _add_administrations(areas: Iterable[Area]) -> int:
    """The office of every area whose level has one; its code is the area's (decisions.md 9)."""
    services = {pack().level(level).depth: service for service, level in administration_services().items()}
    rows = [_administration(area, services[area.depth]) for area in areas if area.depth in services]
    made = Facility.objects.bulk_create(rows, batch_size=_BATCH)
    FacilityArea.objects.bulk_create(
        [FacilityArea(facility=row, area=row.host, relation="in") for row in made], batch_size=_BATCH
    )
    return len(made)


def _administration(area: Area, service: str) -> Facility:
    names = administration_names(area)
    return Facility(
        service=service,
        code=area.code,
        names=names,
        search_text=_facility_search_text(service, area.code, names),
        sort_key=sort_key(names),
        host=area,
        origin=area.origin,
        valid_from=area.valid_from,
        valid_to=area.valid_to,
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


def _facility_search_text(service: str, code: str, names: Mapping[str, str]) -> str:
    return search_text([code, service], names, pack().service(service).names.values())


@transaction.atomic
def add_area(
    *,
    code: str,
    names: Mapping[str, str],
    by: Any,
    unit_type: str = "",
    origin: str = Origin.REAL,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Area:
    """One more area under the area that its code begins with, and its administration where the level has one."""
    names = checks.names(names)
    level = checks.level_of_new_code(code)
    parent = checks.known_area(pack().parent_code(code))
    choices = [(kind.id, kind.under) for kind in level.types]
    kind = checks.unit_type(unit_type or type_of(choices, parent.unit_type), level)
    checks.dates(valid_from, valid_to)
    checks.origin(origin, installation().origin)
    area = _area(code, names, kind, level.depth)
    area.parent, area.origin, area.valid_from, area.valid_to = parent, origin, valid_from, valid_to
    area.save()
    _add_administrations([area])
    record(
        by=by,
        verb="add_area",
        subject=area,
        place_code=code,
        names=dict(names),
        unit_type=kind,
        origin=str(origin),
    )
    return area


@transaction.atomic
def end_area(
    *, area: Area, on: date, by: Any, successors: Iterable[Area] = (), relation: str = "replaced"
) -> Area:
    """Say that a unit and its administration ended with this day, and what followed. Nothing is deleted."""
    area = Area.objects.select_for_update().get(pk=area.pk)
    if area.valid_to:
        raise AlreadyEnded(area=area.code, end=area.valid_to)
    if area.valid_from and on < area.valid_from:
        raise EndsBeforeItBegins(start=area.valid_from, end=on)
    area.valid_to = on
    area.save(update_fields=["valid_to"])
    Facility.objects.filter(host=area, service__in=administration_services(), valid_to=None).update(
        valid_to=on
    )
    links = [Succession(old=area, new=new, relation=relation, on=on) for new in successors]
    Succession.objects.bulk_create(links)
    record(
        by=by,
        verb="end_area",
        subject=area,
        place_code=area.code,
        on=on.isoformat(),
        followed_by=[link.new.code for link in links],
        relation=relation,
    )
    return area


@transaction.atomic
def add_facility(
    *,
    service: str,
    code: str,
    names: Mapping[str, str],
    host: Area,
    by: Any,
    catchment: Iterable[Area] = (),
    operational_district: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    origin: str = Origin.REAL,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Facility:
    """One more facility. The host is always among the areas it serves, so ``catchment`` may leave it out."""
    checks.service_by_hand(service)
    code = checks.new_facility_code(service, code)
    names = checks.names(names)
    checks.dates(valid_from, valid_to)
    checks.position(latitude, longitude)
    checks.origin(origin, installation().origin)
    facility = Facility.objects.create(
        service=service,
        code=code,
        names=names,
        search_text=_facility_search_text(service, code, names),
        sort_key=sort_key(names),
        host=host,
        operational_district=operational_district,
        latitude=latitude,
        longitude=longitude,
        origin=origin,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _serve(facility, catchment)
    record(
        by=by,
        verb="add_facility",
        subject=facility,
        place_code=host.code,
        names=dict(names),
        slug=facility.slug,
    )
    return facility


@transaction.atomic
def update_facility(
    *, facility: Facility, by: Any, catchment: Iterable[Area] | None = None, **changes: Any
) -> Facility:
    """Change what is given (any field of ``add_facility`` but service, code and origin); the rest stays.

    The event keeps the old values. A call that changes nothing writes nothing.
    """
    facility = Facility.objects.select_for_update().select_related("host").get(pk=facility.pk)
    if "names" in changes:
        changes["names"] = checks.names(changes["names"])
    before = {field: getattr(facility, field) for field in changes if field in checks.EDITABLE}
    changed = [field for field, old in before.items() if changes[field] != old]
    for field in changed:
        setattr(facility, field, changes[field])
    checks.dates(facility.valid_from, facility.valid_to)
    checks.position(facility.latitude, facility.longitude)
    facility.search_text = _facility_search_text(facility.service, facility.code, facility.names)
    facility.sort_key = sort_key(facility.names)
    served = sorted(facility.serves.values_list("code", flat=True))
    if catchment is not None or "host" in changed:
        catchment = list(facility.serves.all()) if catchment is None else list(catchment)
        _serve(facility, catchment)
    after = sorted(facility.serves.values_list("code", flat=True))
    if not changed and served == after:
        return facility
    facility.save()
    old = {field: checks.as_json(before[field]) for field in changed} | (
        {"served": served} if served != after else {}
    )
    record(by=by, verb="update_facility", subject=facility, place_code=facility.host.code, before=old)
    return facility


def _serve(facility: Facility, catchment: Iterable[Area]) -> None:
    """Make the rows of catchment equal to the host and the given areas."""
    wanted = {facility.host_id: "in"}
    wanted |= {area.pk: "catchment" for area in catchment if area.pk != facility.host_id}
    facility.catchment.exclude(area_id__in=wanted).delete()
    for area_id, relation in wanted.items():
        facility.catchment.update_or_create(area_id=area_id, defaults={"relation": relation})


def close_facility(*, facility: Facility, on: date | None = None, by: Any) -> Facility:
    """The facility's last day; its years stay readable."""
    return update_facility(facility=facility, by=by, valid_to=on or today())
