"""An administrator's power, as plain values: it is withheld from deeds until a timed session is on (docs/adr/0028)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from .rules import Held, is_current

ADMINISTRATIVE = frozenset({"facility.edit", "people.manage", "cycle.close"})
"""Verbs with which the nation changes places, accounts and roles, brings in lists, closes and reopens years."""

NATIONAL = "national"


@dataclass(frozen=True)
class Door:
    """How a person stands at the door of the web, as far as the judge needs to know.

    ``session`` is the number of the administrator's session that is on; ``is_deed`` is False while a page is only
    read. Who comes through no door (a command, the building of a demonstration) has none of this.
    """

    session: int | None = None
    until: datetime | None = None
    is_deed: bool = False


def counted(held: Iterable[Held], door: Door | None) -> tuple[Held, ...]:
    """The roles as they count now: the nation's without their administrative verbs, for a deed without a session.

    >>> admin = Held("admin", "national", frozenset({"people.manage", "area.read"}), ("",))
    >>> [sorted(counted([admin], door)[0].verbs) for door in (Door(is_deed=True), Door(session=7, is_deed=True))]
    [['area.read'], ['area.read', 'people.manage']]
    >>> counted([admin], None) == counted([admin], Door()) == (admin,)
    True
    """
    held = tuple(held)
    if door is None or door.session is not None or not door.is_deed:
        return held
    return tuple(replace(h, verbs=h.verbs - ADMINISTRATIVE) if h.side == NATIONAL else h for h in held)


def may_administer(held: Iterable[Held], today: date) -> bool:
    """True for who holds administrative verbs for the nation, so that an administrator's session is of use.

    >>> day, verbs = date(2026, 1, 1), frozenset({"people.manage"})
    >>> [may_administer([Held("x", side, verbs, ("",))], day) for side in ("national", "supply")]
    [True, False]
    """
    return any(h.side == NATIONAL and h.verbs & ADMINISTRATIVE and is_current(h, today) for h in held)


def minutes_left(seconds: float) -> int:
    """Whole minutes until the end, rounded up: the last one is said as one, never as none.

    >>> [minutes_left(seconds) for seconds in (1800, 61, 60, 1)]
    [30, 2, 1, 1]
    """
    return max(1, -(-int(seconds) // 60))
