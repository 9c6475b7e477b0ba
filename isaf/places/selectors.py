"""Reading areas, facilities and what this server holds. All of it is public."""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.memo import remembered
from isaf.kit.problems import NotFound

from .life import Chapter, Life, areas_in_year, life_of
from .models import (
    Area,
    Facility,
    FacilityArea,
    FacilityMerge,
    Installation,
    OperationalDistrict,
    Origin,
    Succession,
)
from .naming import writing
from .rules import mend_code
from .searching import Found, current, search

__all__ = [
    "Chapter",
    "Found",
    "Life",
    "administration_of",
    "administration_services",
    "all_facilities",
    "ancestors",
    "area_by_code",
    "areas_at",
    "areas_in_year",
    "areas_with_codes",
    "candidates_for_merge",
    "children_of",
    "complete_lists",
    "current",
    "facilities_of",
    "facilities_to_edit",
    "facilities_under",
    "facilities_with_keys",
    "facility_by_slug",
    "figures_origin",
    "find_area",
    "find_facility",
    "in_service_order",
    "installation",
    "installation_origin",
    "known_successions",
    "life_of",
    "mended_code",
    "merge_by_id",
    "merged_into",
    "merges_of",
    "nation",
    "operational_districts",
    "place_by_word",
    "search",
    "state_of",
    "successors_of",
    "units_under",
]


def installation() -> Installation:
    """What this server holds; an unsaved real one before the first start. Asked once for a public page."""
    return remembered("installation", _installation)


def _installation() -> Installation:
    return Installation.objects.filter(id=1).first() or Installation(country=pack().code)


def installation_origin() -> str:
    """Real or demonstration: what this server is for."""
    return installation().origin


def figures_origin() -> str:
    """The one origin that every figure on this server counts (ADR 0021)."""
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
    """The existing code that is meant when a leading zero was lost; None when there is none."""
    code = mend_code(text, [level.digits for level in pack().levels])
    return code if code and code != text and find_area(code) else None


def children_of(area: Area, *, with_ended: bool = False) -> QuerySet[Area]:
    """The areas just below, by code; those that ended only when asked for."""
    children = area.children.all()
    return children if with_ended else children.filter(current(today()))


def areas_at(level_id: str, *, under: str = "") -> QuerySet[Area]:
    """The current areas of one level whose code begins with ``under``."""
    rows = Area.objects.filter(depth=pack().level(level_id).depth, code__below=under)
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


def handed_to(codes: Collection[str]) -> list[tuple[str, str]]:
    """Ended units whose open matters a unit with one of these codes, or one below it, has taken on: (old, new)."""
    reach = Q(pk__in=[])
    for code in codes:
        reach |= Q(handed_to__code__below=code)
    rows = Area.objects.exclude(handed_to=None).filter(reach)
    return list(rows.values_list("code", "handed_to__code")) if codes else []


def ended_units() -> QuerySet[Area]:
    """Units that are over and whose open matters nobody has taken on, with what followed them."""
    rows = Area.objects.filter(valid_to__lt=today(), handed_to=None)
    return rows.prefetch_related("replaced_by__new")


def _assessed() -> QuerySet[Facility]:
    """Facilities of the assessed services; hospitals and the like are known, but have no year of work."""
    assessed = [service.id for service in pack().services]
    rows = Facility.objects.select_related("host").filter(service__in=assessed)
    return rows.exclude(origin=Origin.PRACTICE).filter(current(today()), merged_into=None)


def in_service_order(facilities: Iterable[Facility]) -> list[Facility]:
    """The pack's order of services, then by name."""
    order = {service.id: place for place, service in enumerate(pack().services)}
    return sorted(facilities, key=lambda one: (order.get(one.service, len(order)), one.sort_key, one.code))


def facilities_of(area: Area) -> list[Facility]:
    """The facilities in the area itself and those that serve it from elsewhere, each once."""
    serving = FacilityArea.objects.filter(area=area).values("facility")
    return in_service_order(_assessed().filter(Q(host=area) | Q(pk__in=serving)))


def facilities_under(area: Area) -> QuerySet[Facility]:
    """All facilities that stand anywhere inside the area, each once, in its host (ADR 0024)."""
    return _assessed().filter(host__code__below=area.code)


def administration_of(area: Area) -> Facility | None:
    """The office of the area as a facility; None where the level has none, as in a village."""
    return _assessed().filter(host=area, service__in=administration_services(), code=area.code).first()


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


def merged_into(facility: Facility) -> Facility | None:
    """The facility that this record turned out to be, at the end of the chain; None when it stands for itself."""
    seen = {facility.pk}
    while facility.merged_into_id and facility.merged_into_id not in seen:
        seen.add(facility.merged_into_id)
        facility = facility.merged_into
    return facility if len(seen) > 1 else None


def merges_of(facility: Facility) -> list[FacilityMerge]:
    """Every joining that this record took part in, the newest first, also those taken apart again."""
    rows = FacilityMerge.objects.filter(Q(kept=facility) | Q(merged=facility))
    return list(rows.select_related("kept", "merged"))


def merge_by_id(pk: int) -> FacilityMerge:
    """One joining; refused as not found when there is none."""
    if merge := FacilityMerge.objects.select_related("kept__host", "merged__host").filter(pk=pk).first():
        return merge
    raise NotFound


def all_facilities() -> QuerySet[Facility]:
    """Every record there is: ended, joined with another, not assessed."""
    return Facility.objects.select_related("host")


def facilities_to_edit(rows: QuerySet[Facility], text: str, service: str = "") -> QuerySet[Facility]:
    """Those of these facilities that are kept by hand, found by words of name, code or kind; ended ones too."""
    rows = rows.exclude(service__in=administration_services()).select_related("host", "merged_into")
    if service:
        rows = rows.filter(service=service)
    for word in writing().words(text):
        rows = rows.filter(search_text__contains=word)
    return rows.order_by("sort_key", "service", "code")


def candidates_for_merge(facility: Facility, text: str, limit: int = 20) -> list[Facility]:
    """Other open records of the same kind: those found by the words, else those that serve the same areas."""
    rows = all_facilities().filter(service=facility.service, origin=facility.origin, merged_into=None)
    rows = rows.exclude(pk=facility.pk)
    words = writing().words(text)
    if not words:
        served = facility.serves.values("pk")
        rows = rows.filter(Q(host__in=served) | Q(catchment__area__in=served)).distinct()
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return list(rows.order_by("sort_key", "code")[:limit])


def operational_districts(codes: Iterable[str]) -> list[tuple[OperationalDistrict, int, list[Area]]]:
    """Districts of the health service with the number of their facilities and the areas they reach into.

    Their borders are their own: one may reach into several districts, and one district may hold several.
    """
    wanted = {row.code: row for row in OperationalDistrict.objects.filter(code__in=set(codes))}
    rows = Facility.objects.filter(operational_district__in=wanted, merged_into=None).select_related(
        "host__parent"
    )
    found: dict[str, list[Facility]] = {}
    for facility in rows.filter(current(today())):
        found.setdefault(facility.operational_district, []).append(facility)
    return [
        (wanted[code], len(inside), sorted({one.host.parent for one in inside if one.host.parent}, key=str))
        for code, inside in sorted(found.items())
    ]


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


def units_under(highest: Collection[str]) -> list[tuple[Any, ...]]:
    """Code, names, type, first and last day, and day of the newest list, of all units below these highest ones."""
    columns = ("code", "names", "unit_type", "valid_from", "valid_to", "stated_on")
    rows = Area.objects.exclude(code="").values_list(*columns)
    if len(highest) > 5:
        return [row for row in rows if row[0][: pack().levels[0].digits] in highest]
    wanted = Q(pk__in=[])
    for code in highest:
        wanted |= Q(code__below=code)
    return list(rows.filter(wanted))


def complete_lists() -> dict[str, date]:
    """For each highest unit the day of the newest list that named every unit below it."""
    rows = Area.objects.filter(depth=1).exclude(complete_on=None)
    return dict(rows.values_list("code", "complete_on"))


def known_successions() -> set[tuple[str, str]]:
    """Old and new code of every succession."""
    return set(Succession.objects.values_list("old__code", "new__code"))


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
