"""Taking in a list of units that was judged: thousands of rows in a fixed number of statements."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Q

from isaf.audit.services import record
from isaf.country.current import pack

from ..drafts import administrations, name_area, new_area
from ..models import Area, Facility, FacilityArea, FormerState, Succession
from ..rules import Stated
from ..selectors import administration_services, areas_with_codes
from .areas import establish
from .facilities import update_facility

_BATCH = 2000
_AREA = ["names", "search_text", "sort_key", "unit_type", "valid_from", "valid_to", "stated_on", "handed_to"]
_OFFICE = ["names", "search_text", "sort_key", "valid_from", "valid_to", "stated_on"]


def batched(codes: Iterable[str]) -> Iterator[list[str]]:
    """Codes in order, as many as one statement takes well."""
    codes = sorted(codes)
    yield from (codes[place : place + _BATCH] for place in range(0, len(codes), _BATCH))


@dataclass(frozen=True)
class ListOfUnits:
    """What a judged list says: the units that change, those it names, what followed what, and for which day."""

    as_of: date
    stated: Sequence[Stated]
    named: Collection[str]
    links: Sequence[tuple[str, str, str]] = ()  # old code, new code, relation
    complete: Collection[str] = ()  # the highest units for which the list is complete
    told: dict[str, Any] = field(default_factory=dict)  # the file, its digest and counts, for the event


@transaction.atomic
def take_list(*, units: ListOfUnits, by: Any) -> None:
    """Write the list: units with their history and offices, successions, and what moves with them."""
    areas = _write_areas(units)
    _write_offices([area for area in areas if area.code])
    links = _write_links(units)
    seen = Area.objects.filter(Q(stated_on=None) | Q(stated_on__lt=units.as_of))
    for codes in batched(units.named):
        seen.filter(code__in=codes).update(stated_on=units.as_of)
    complete = Area.objects.filter(code__in=sorted(units.complete))
    complete.filter(Q(complete_on=None) | Q(complete_on__lt=units.as_of)).update(complete_on=units.as_of)
    _carry_facilities(links, units.as_of, by)
    record(
        by=by, verb="import_gazetteer", subject=establish(by=by), as_of=units.as_of.isoformat(), **units.told
    )


def _write_areas(units: ListOfUnits) -> list[Area]:
    """The units level by level from the top, each level in one go; what they were before is kept beside."""
    stated = sorted(units.stated, key=lambda one: (len(one.code), one.code))
    above = {pack().parent_code(one.code) for one in stated}
    known = areas_with_codes({one.code for one in stated} | above)
    former = _former_names(known.values())
    written: list[Area] = []
    for _, level in groupby(stated, key=lambda one: len(one.code)):
        level = list(level)
        past = [_former(known[one.code], one, units.as_of) for one in level if one.code in known]
        FormerState.objects.bulk_create([row for row in past if row], batch_size=_BATCH)
        rows = [_as_stated(one, known, former, units.as_of) for one in level]
        Area.objects.bulk_create(
            rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["code"], update_fields=_AREA
        )
        known |= areas_with_codes(one.code for one in level)
        written += [known[one.code] for one in level]
    return written


def _former_names(areas: Iterable[Area]) -> dict[str, list[str]]:
    """Code -> every name that the unit had before."""
    names: dict[str, list[str]] = {}
    for codes in batched(area.code for area in areas):
        for row in FormerState.objects.filter(area__code__in=codes).select_related("area"):
            names.setdefault(row.area.code, []).extend(row.names.values())
    return names


def _former(area: Area, stated: Stated, until: date) -> FormerState | None:
    if area.names == dict(stated.names) and area.unit_type == stated.type:
        return None
    return FormerState(
        area=area, names=area.names, unit_type=area.unit_type, until=until, reference=stated.reference
    )


def _as_stated(stated: Stated, known: dict[str, Area], former: dict[str, list[str]], as_of: date) -> Area:
    area = known.get(stated.code)
    before = [*former.get(stated.code, ()), *(area.names.values() if area else ())]
    if area is None:
        area = new_area(stated.code, stated.names, stated.type, pack().level_of(stated.code).depth)
        area.parent = known[pack().parent_code(stated.code)]
    elif area.names != dict(stated.names):
        name_area(area, stated.names, before)
    area.unit_type, area.stated_on = stated.type, as_of
    area.valid_from, area.valid_to = stated.valid_from, stated.valid_to
    if area.valid_to is None:
        area.handed_to = None
    return area


def _write_offices(areas: Sequence[Area]) -> None:
    """Administrations follow their area: they come, are called, and end with it."""
    offices = administrations(areas)
    Facility.objects.bulk_create(
        offices,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["service", "code"],
        update_fields=_OFFICE,
    )
    hosts = {office.host_id for office in offices}
    made = Facility.objects.filter(service__in=administration_services(), catchment=None)
    FacilityArea.objects.bulk_create(
        [
            FacilityArea(facility=office, area_id=office.host_id, relation="in")
            for office in made
            if office.host_id in hosts
        ],
        batch_size=_BATCH,
    )


def _write_links(units: ListOfUnits) -> list[Succession]:
    areas = areas_with_codes({code for old, new, _ in units.links for code in (old, new)})
    links = [
        Succession(old=areas[old], new=areas[new], relation=relation, on=areas[old].valid_to)
        for old, new, relation in units.links
    ]
    return Succession.objects.bulk_create(links, batch_size=_BATCH)


def _carry_facilities(links: Sequence[Succession], as_of: date, by: Any) -> None:
    """Facilities of an ended unit go to the one unit that followed it; after a split a person has to decide."""
    followed: dict[int, list[Area]] = {}
    for link in links:
        followed.setdefault(link.old_id, []).append(link.new)
    to = {old: news[0] for old, news in followed.items() if len(news) == 1}
    touched = Facility.objects.exclude(service__in=administration_services()).filter(
        Q(host__in=to) | Q(catchment__area__in=to)
    )
    for facility in touched.distinct().select_related("host").prefetch_related("serves"):
        served = [to.get(area.pk, area) for area in facility.serves.all()]
        host = to.get(facility.host_id, facility.host)
        update_facility(facility=facility, by=by, host=host, catchment=served, stated_on=as_of)
