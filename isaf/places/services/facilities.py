"""Every write to one facility: added, changed, closed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.kit.clock import today

from .. import checks
from ..models import Area, Facility, OperationalDistrict, Origin
from ..naming import facility_search_text, sort_key
from ..selectors import installation


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
    stated_on: date | None = None,
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
        search_text=facility_search_text(service, code, names),
        sort_key=sort_key(names),
        host=host,
        operational_district=operational_district,
        latitude=latitude,
        longitude=longitude,
        origin=origin,
        valid_from=valid_from,
        valid_to=valid_to,
        stated_on=stated_on or today(),
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
    *,
    facility: Facility,
    by: Any,
    catchment: Iterable[Area] | None = None,
    stated_on: date | None = None,
    **changes: Any,
) -> Facility:
    """Change what is given (any field of ``add_facility`` but service, code and origin); the rest stays.

    ``stated_on`` is the day of the list that says so; a person's own edit is of today. The event keeps
    the old values. A call that changes nothing writes nothing.
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
    facility.search_text = search_text_of(facility)
    facility.stated_on = stated_on or today()
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
    new = {field: checks.as_json(changes[field]) for field in changed}
    new |= {"served": after} if served != after else {}
    record(
        by=by, verb="update_facility", subject=facility, place_code=facility.host.code, before=old, after=new
    )
    return facility


def search_text_of(facility: Facility) -> str:
    """What a facility is found by: its own code and names, and those of the records that were merged into it."""
    merged = facility.merged_from.all()
    more = [word for one in merged for word in (one.code, *one.names.values())]
    return facility_search_text(facility.service, facility.code, facility.names, more)


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


@transaction.atomic
def name_operational_districts(*, names: Mapping[str, Mapping[str, str]], by: Any) -> None:
    """Keep what the districts of the health service are called; a name that is not told stays."""
    for code, told in names.items():
        if not code or not told:
            continue
        kept, is_new = OperationalDistrict.objects.get_or_create(code=code, defaults={"names": dict(told)})
        if is_new or {**kept.names, **told} != kept.names:
            kept.names = {**kept.names, **told}
            kept.save(update_fields=["names"])
            record(by=by, verb="name_operational_district", subject=kept, names=kept.names)
