"""Reading areas, facilities and what this server holds. All of it is public."""

import hashlib
import json
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import NotFound

from .models import Area, Facility, Installation, Origin
from .naming import writing
from .rules import mend_code
from .searching import Found, current, search

__all__ = [
    "Found",
    "administration_of",
    "administration_services",
    "ancestors",
    "area_by_code",
    "areas_at",
    "areas_with_codes",
    "children_of",
    "current",
    "facilities_of",
    "facilities_under",
    "facilities_with_keys",
    "facility_by_slug",
    "figures_origin",
    "find_area",
    "find_facility",
    "in_service_order",
    "installation",
    "installation_origin",
    "mended_code",
    "nation",
    "place_by_word",
    "search",
    "state_of",
    "successors_of",
]


def installation() -> Installation:
    """What this server holds; an unsaved real one before the first start."""
    return Installation.objects.filter(id=1).first() or Installation(country=pack().code)


def installation_origin() -> str:
    """Real or demonstration: what this server is for."""
    return installation().origin


def figures_origin() -> str:
    """The one origin that every figure on this server counts (decisions.md 10)."""
    is_demonstration = installation_origin() == Origin.DEMONSTRATION
    return Origin.DEMONSTRATION if is_demonstration else Origin.REAL


def find_area(code: str) -> Area | None:
    """The area with this code, ended or not; the empty code is the nation."""
    return Area.objects.select_related("parent").filter(code=code).first()


def area_by_code(code: str) -> Area:
    """The area with this code, ended or not; refused as not found when there is none."""
    if area := find_area(code):
        return area
    raise NotFound


def nation() -> Area:
    """The root of all areas."""
    return area_by_code("")


def mended_code(text: str) -> str | None:
    """The existing code that is meant when a leading zero was lost; None when there is none (contracts.md)."""
    code = mend_code(text, [level.digits for level in pack().levels])
    return code if code and code != text and find_area(code) else None


def children_of(area: Area, *, with_ended: bool = False) -> QuerySet[Area]:
    """The areas just below, by code; those that ended only when asked for."""
    children = area.children.all()
    return children if with_ended else children.filter(current(today()))


def areas_at(level_id: str, *, under: str = "") -> QuerySet[Area]:
    """The current areas of one level whose code begins with ``under``."""
    rows = Area.objects.filter(depth=pack().level(level_id).depth, code__startswith=under)
    return rows.filter(current(today()))


def ancestors(area: Area) -> list[Area]:
    """The areas above, from the nation down, in one query. The tree is in the codes."""
    codes, code = [], area.code
    while code:
        code = pack().parent_code(code)
        codes.append(code)
    return list(Area.objects.filter(code__in=codes).order_by("depth"))


def successors_of(area: Area) -> list[Area]:
    """What followed an ended area."""
    return list(Area.objects.filter(replaces__old=area).order_by("code"))


def _facilities() -> QuerySet[Facility]:
    return Facility.objects.select_related("host").exclude(origin=Origin.PRACTICE).filter(current(today()))


def in_service_order(facilities: Iterable[Facility]) -> list[Facility]:
    """The pack's order of services, then by name."""
    order = {service.id: place for place, service in enumerate(pack().services)}
    return sorted(facilities, key=lambda one: (order.get(one.service, len(order)), one.sort_key, one.code))


def facilities_of(area: Area) -> list[Facility]:
    """The facilities in the area itself and those that serve it from elsewhere, each once."""
    return in_service_order(_facilities().filter(Q(host=area) | Q(catchment__area=area)).distinct())


def facilities_under(area: Area) -> QuerySet[Facility]:
    """All facilities that stand anywhere inside the area, each once, in its host (decisions.md 9)."""
    return _facilities().filter(host__code__startswith=area.code)


def administration_of(area: Area) -> Facility | None:
    """The office of the area as a facility; None where the level has none, as in a village."""
    return _facilities().filter(host=area, service__in=administration_services(), code=area.code).first()


def administration_services() -> dict[str, str]:
    """The services that are the office of a level: service id to level id."""
    return {service.id: service.administration_of for service in pack().services if service.administration_of}


def find_facility(service: str, code: str) -> Facility | None:
    return Facility.objects.select_related("host").filter(service=service, code=code).first()


def facility_by_slug(slug: str) -> Facility:
    """``hc-010201``, ended or not; refused as not found when there is none."""
    service, _, code = slug.partition("-")
    if facility := find_facility(service, code):
        return facility
    raise NotFound


def place_by_word(word: str) -> Area | Facility:
    """What a person names by its code or its public word: ``0102``, ``hc-010201``, or empty for the nation."""
    word = writing().plain(word).replace(" ", "-")
    return facility_by_slug(word) if "-" in word else area_by_code(mended_code(word) or word)


def areas_with_codes(codes: Iterable[str]) -> dict[str, Area]:
    """The areas with these codes, ended ones too, in one query."""
    return {area.code: area for area in Area.objects.filter(code__in=set(codes))}


def facilities_with_keys(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Facility]:
    """The facilities with these (service, code), with host and catchment, in three queries."""
    wanted = set(keys)
    codes = {code for _, code in wanted}
    rows = Facility.objects.filter(code__in=codes).select_related("host").prefetch_related("serves")
    return {(row.service, row.code): row for row in rows if (row.service, row.code) in wanted}


def state_of(facility: Facility) -> str:
    """A short word for what a facility's form shows, so that a form written over another one is noticed."""
    kept = find_facility(facility.service, facility.code) or facility
    served = sorted(kept.serves.values_list("code", flat=True))
    shown = [
        sorted(kept.names.items()),
        kept.host_id,
        served,
        kept.operational_district,
        kept.latitude,
        kept.longitude,
        str(kept.valid_from),
        str(kept.valid_to),
    ]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]
