"""What an area or facility has to satisfy before it is written; each check raises a refusal with its remedy."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from isaf.country.current import pack
from isaf.country.pack import Level
from isaf.kit.tables import clean_text

from .models import Area, Facility, Origin
from .problems import (
    AdministrationIsMade,
    AlreadyMerged,
    CodeTaken,
    EndsBeforeItBegins,
    MalformedCode,
    MalformedFacilityCode,
    NoName,
    NoReason,
    NotMergeable,
    UnknownCode,
    UnknownService,
    UnknownUnitType,
    WrongOrigin,
    WrongPosition,
)
from .selectors import administration_services, find_area, find_facility

EDITABLE = ("names", "host", "operational_district", "latitude", "longitude", "valid_from", "valid_to")


def names(given: Mapping[str, str]) -> dict[str, str]:
    """The names without invisible characters; empty ones are left out, and one at least must stay."""
    kept = {language: clean_text(name) for language, name in given.items()}
    kept = {language: name for language, name in kept.items() if name}
    if not kept:
        raise NoName
    return kept


def level_of_new_code(code: str) -> Level:
    """The level that a free, well-formed code belongs to."""
    level = pack().level_of(code)
    if level is None or not (code.isascii() and code.isdecimal()):
        raise MalformedCode(area=code, digits=", ".join(str(level.digits) for level in pack().levels))
    if find_area(code):
        raise CodeTaken(taken=code)
    return level


def known_area(code: str) -> Area:
    """The area with this code, or a refusal that names the code."""
    if area := find_area(code):
        return area
    raise UnknownCode(area=code)


def unit_type(type_id: str, level: Level) -> str:
    """A kind of unit that the level has."""
    known = [kind.id for kind in level.types]
    if type_id not in known:
        raise UnknownUnitType(type=type_id, known=", ".join(known))
    return type_id


def service_by_hand(service: str) -> None:
    """A service whose facilities are added one by one; administrations come with their area."""
    if service in administration_services():
        raise AdministrationIsMade
    kinds = (*pack().services, *pack().other_kinds)
    known = [kind.id for kind in kinds if not kind.administration_of]
    if service not in known:
        raise UnknownService(service=service, known=", ".join(known))


def new_facility_code(service: str, code: str) -> str:
    """A code that is free for this service and can stand in an address."""
    if not code or len(code) > 40 or not (code.isascii() and code.replace("-", "").isalnum()):
        raise MalformedFacilityCode(facility=code)
    if find_facility(service, code):
        raise CodeTaken(taken=f"{service}-{code}")
    return code


def dates(start: date | None, end: date | None) -> None:
    """The last day is not before the first."""
    if start and end and end < start:
        raise EndsBeforeItBegins(start=start, end=end)


def position(latitude: float | None, longitude: float | None) -> None:
    """Both or none, in degrees."""
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise WrongPosition


def origin(wanted: str, of_server: str) -> None:
    """Invented rows stay on a demonstration server, so that no figure or page can mix them in."""
    if wanted == Origin.DEMONSTRATION and of_server != Origin.DEMONSTRATION:
        raise WrongOrigin


def has_reason(reason: str) -> None:
    """What others will ask about later is said now."""
    if not reason.strip():
        raise NoReason


def merge(kept: Facility, merged: Facility, reason: str) -> None:
    """Two open records of one kind of service, none of them an office or merged already."""
    has_reason(reason)
    if kept.service in administration_services():
        raise AdministrationIsMade
    is_pair = kept.pk != merged.pk and kept.service == merged.service and kept.origin == merged.origin
    if not is_pair:
        raise NotMergeable(kept=kept.slug, merged=merged.slug)
    for one in (kept, merged):
        if one.merged_into_id:
            raise AlreadyMerged(facility=one.slug, kept=one.merged_into.slug)


def as_json(value: Any) -> Any:
    """A field's value as an event keeps it."""
    if isinstance(value, Area):
        return value.code
    return value.isoformat() if isinstance(value, date) else value
