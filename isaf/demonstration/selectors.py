"""What the demonstration holds, as told by the command."""

import hashlib
import hmac
from typing import Any

from django.conf import settings

from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.places.models import Area, Facility, Origin

_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


def is_built() -> bool:
    """True when the invented years are there."""
    return Cycle.objects.filter(origin=Origin.DEMONSTRATION).exists()


def password_of(username: str) -> str:
    """The sample password of an invented person: made from the server's secret, so it is told again unstored."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"demonstration {username}".encode(), hashlib.sha256)
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:10])


def summary() -> dict[str, Any]:
    """Accounts, areas, facilities and cycles; finished ones first."""
    cycles = list(
        Cycle.objects.filter(origin=Origin.DEMONSTRATION)
        .select_related("area")
        .defer("instrument")
        .order_by("closed_on", "area__code")
    )
    cycles.sort(key=lambda cycle: (cycle.is_open, -cycle.area.depth, cycle.area.code, cycle.year))
    facilities = Facility.objects.filter(origin=Origin.DEMONSTRATION).select_related("host")
    return {
        "url": settings.ISAF_URL,
        "accounts": [_account(person) for person in pack().demonstration["people"]],
        "areas": _areas(),
        "facilities": sorted(map(_facility, facilities), key=_finished_first),
        "cycles": [{"area": cycle.area.code, "year": cycle.year, "state": cycle.state} for cycle in cycles],
    }


def _areas() -> list[str]:
    """The areas that have a year of their own, communes first."""
    code = pack().demonstration_code
    rows = Area.objects.filter(code__below=code, cycles__isnull=False).distinct()
    return [area.code for area in rows.order_by("-depth", "code")]


def _account(person: dict[str, Any]) -> dict[str, str]:
    scope = next(iter(person["scope"].values()))
    username = person["username"]
    return {"role": person["role"], "username": username, "password": password_of(username), "scope": scope}


def _facility(facility: Facility) -> dict[str, Any]:
    years = sorted(set(facility.targeted.filter(is_host=True).values_list("cycle__year", flat=True)))
    return {"code": facility.slug, "service": facility.service, "area": facility.host.code, "years": years}


def _finished_first(facility: dict[str, Any]) -> tuple:
    """A health centre with the most years stands first: it was scored, published and finished."""
    order = [service.id for service in pack().services]
    is_office = bool(pack().service(facility["service"]).administration_of)
    return (-len(facility["years"]), is_office, order.index(facility["service"]), facility["code"])
