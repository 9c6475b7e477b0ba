"""Who may do what, as plain values: a held role covers a place, and gives its verbs there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from isaf.kit.numerals import latin_digits


@dataclass(frozen=True)
class Place:
    """What the judge needs to know of an area or a facility.

    ``codes`` are the area itself, or the host and every area that a facility serves.
    """

    codes: tuple[str, ...]
    facility: str = ""  # slug
    service: str = ""
    operational_district: str = ""


@dataclass(frozen=True)
class Held:
    """A role as held: its verbs and its scope. Organisations are given as the areas they work in."""

    role: str
    side: str
    verbs: frozenset[str]
    area_codes: tuple[str, ...] = ()
    facility: str = ""
    facility_codes: tuple[str, ...] = ()
    operational_district: str = ""
    services: tuple[str, ...] = ()
    reach: str = "below"
    since: date = date.min
    until: date | None = None


READS_AROUND_A_FACILITY = frozenset({"area.read", "plan.read"})
"""What a head or director may do in the areas the facility serves: see that area's work and plan."""


def is_current(held: Held, today: date) -> bool:
    """True from the first to the last day, both included.

    >>> is_current(Held("x", "supply", frozenset(), since=date(2026, 1, 1)), date(2025, 12, 31))
    False
    """
    return held.since <= today and (held.until is None or today <= held.until)


def covers(held: Held, place: Place, verb: str) -> bool:
    """True when the scope of the held role reaches the place.

    A role in an area reaches everything below it, or with the reach "own" only the area itself and what
    stands there; one that names services reaches only such facilities.

    >>> clerk = Held("clerk", "supply", frozenset({"information.edit"}), ("010201",), services=("ca",))
    >>> covers(clerk, Place(("010201",), "ca-010201", "ca"), "information.edit")
    True
    >>> covers(clerk, Place(("010201",), "hc-1", "hc"), "information.edit")
    False
    """
    if held.services and place.service and place.service not in held.services:
        return False
    if held.facility:
        if place.facility:
            return held.facility == place.facility
        return verb in READS_AROUND_A_FACILITY and any(
            code == own or own.startswith(code) for own in held.facility_codes for code in place.codes
        )
    if held.operational_district:
        return bool(place.facility) and held.operational_district == place.operational_district
    if held.reach == "own":
        return bool(set(held.area_codes) & set(place.codes))
    return any(code.startswith(scope) for scope in held.area_codes for code in place.codes)


def allows(held: Iterable[Held], place: Place, verb: str, today: date) -> bool:
    """True when one of the held roles gives the verb at the place today.

    >>> head = Held("head", "supply", frozenset({"information.edit"}), facility="hc-1", until=date(2026, 6, 30))
    >>> place = Place(("010201",), "hc-1", "hc")
    >>> [allows([head], place, "information.edit", date(2026, month, 1)) for month in (6, 7)]
    [True, False]
    >>> allows([head], place, "sheet.review", date(2026, 6, 1))
    False
    """
    return any(h for h in held if verb in h.verbs and is_current(h, today) and covers(h, place, verb))


def is_bound_to(held: Iterable[Held], place: Place, today: date) -> bool:
    """True when a person serves the scored administration: a supply-side role that covers the facility.

    Such a person neither types, reads nor reviews citizens' sheets about it, whatever else they hold
    (decisions.md 13, 22). The nation's own roles are not a scored administration.

    >>> clerk = Held("clerk", "supply", frozenset(), ("010201",))
    >>> [is_bound_to([clerk], Place((code,)), date(2026, 1, 1)) for code in ("010201", "010202")]
    [True, False]
    """
    return any(h.side == "supply" and is_current(h, today) and covers(h, place, "area.read") for h in held)


def cool_off(request: object = None) -> timedelta:
    """How long a sign-in stays locked after too many wrong passwords.

    >>> cool_off()
    datetime.timedelta(seconds=900)
    """
    return timedelta(minutes=15)


def short_name(text: str) -> str:
    """A user name as compared: Latin digits, no blanks, no invisible marks, small letters.

    In a phone number the marks between the digits are left out as well.

    >>> short_name(" 012 345-678 "), short_name("(012) 345.678"), short_name("Sokha")
    ('012345678', '012345678', 'sokha')
    >>> short_name("\\u17e0\\u17e1\\u17e2 345 678"), short_name("hc-010201")
    ('012345678', 'hc-010201')
    """
    kept = latin_digits("".join(c for c in text if c.isprintable() and not c.isspace())).casefold()
    compact = kept.translate(_PHONE_MARKS)
    return compact if compact.removeprefix("+").isdigit() else kept


_PHONE_MARKS = dict.fromkeys(map(ord, "-.()/"))


def lockout_name(request: object, credentials: Mapping[str, str] | None = None) -> str:
    """The user name under which wrong passwords are counted: every way of writing one name counts as one.

    >>> lockout_name(None, {"username": " So Kha "}), lockout_name(None)
    ('sokha', '')
    """
    typed = (credentials or {}).get("username") or getattr(request, "POST", {}).get("username", "")
    return short_name(typed)[:60]
