"""Every write to areas one by one, the first load of the gazetteer, and what this server is for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.actor import PROGRAM
from isaf.kit.clock import now, today

from .. import checks
from ..drafts import administrations, new_area
from ..gazetteer import LeftOut, read_gazetteer
from ..models import Area, Facility, FacilityArea, Installation, Origin, Succession
from ..problems import AlreadyEnded, EndsBeforeItBegins
from ..rules import Unit, type_of
from ..selectors import administration_services, find_area, installation

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
    areas = _add_areas(gazetteer.units, gazetteer.as_of)
    facilities = _add_administrations(areas)
    kept.gazetteer_source, kept.gazetteer_loaded_at = gazetteer.source[:200], now()
    kept.save(update_fields=["gazetteer_source", "gazetteer_loaded_at"])
    counts = {"areas": len(areas), "facilities": facilities, "left_out": len(gazetteer.left_out)}
    record(by=by or PROGRAM, verb="load_gazetteer", subject=kept, source=kept.gazetteer_source, **counts)
    return Loaded(len(areas), facilities, gazetteer.left_out)


def _add_areas(units: Iterable[Unit], as_of: date | None) -> list[Area]:
    """The nation and the units of every level, each level in one go after the one above it."""
    known = {"": _nation()}
    by_depth: dict[int, list[Area]] = {}
    for unit in units:
        depth = pack().level(unit.level).depth
        by_depth.setdefault(depth, []).append(new_area(unit.code, unit.names, unit.type, depth))
    for depth in sorted(by_depth):
        for area in by_depth[depth]:
            area.parent, area.stated_on = known[pack().parent_code(area.code)], as_of
            area.complete_on = as_of if depth == 1 else None
        for area in Area.objects.bulk_create(by_depth[depth], batch_size=_BATCH):
            known[area.code] = area
    return list(known.values())


def _nation() -> Area:
    row = new_area("", pack().names, "country", 0)
    return find_area("") or Area.objects.create(
        code="",
        depth=0,
        unit_type="country",
        names=row.names,
        search_text=row.search_text,
        sort_key=row.sort_key,
    )


def _add_administrations(areas: Iterable[Area]) -> int:
    """The office of every area whose level has one, and that it serves its area."""
    made = Facility.objects.bulk_create(administrations(areas), batch_size=_BATCH)
    FacilityArea.objects.bulk_create(
        [FacilityArea(facility=row, area=row.host, relation="in") for row in made], batch_size=_BATCH
    )
    return len(made)


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
    area = new_area(code, names, kind, level.depth)
    area.parent, area.origin, area.valid_from, area.valid_to = parent, origin, valid_from, valid_to
    area.stated_on = today()
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
    area.valid_to, area.stated_on = on, max(on, area.stated_on or on)
    area.save(update_fields=["valid_to", "stated_on"])
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
