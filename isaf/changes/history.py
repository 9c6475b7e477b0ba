"""What was written down about a record, in the reader's words: who, in which office, when, what, before and after.

Only what a room names in its deeds.py is ever said: a detail of an event that no sentence and no field names stays
where it is, so that no count and no secret comes out through history.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from isaf.audit.models import Event
from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.cycles import deeds as of_cycles
from isaf.cycles.selectors import in_words
from isaf.feedback import deeds as of_feedback
from isaf.files import deeds as of_files
from isaf.inbox import deeds as of_inbox
from isaf.information import deeds as of_information
from isaf.kit.saying import as_written
from isaf.meetings import deeds as of_meetings
from isaf.notices import deeds as of_notices
from isaf.people import deeds as of_people
from isaf.people.models import RoleHolding
from isaf.places import deeds as of_places
from isaf.places.models import Facility
from isaf.plans import deeds as of_plans
from isaf.registers import deeds as of_registers
from isaf.registry import deeds as of_registry
from isaf.scorecards import deeds as of_scorecards

from . import deeds as of_changes

ROOMS = (
    of_places, of_people, of_registers, of_files, of_registry, of_notices, of_inbox, of_cycles, of_information,
    of_meetings, of_scorecards, of_plans, of_feedback, of_changes,
)  # fmt: skip
WORDS: Mapping[str, str] = {verb: text for room in ROOMS for verb, text in room.WORDS.items()}
FIELDS: Mapping[str, str] = {k: v for room in ROOMS for k, v in getattr(room, "FIELDS", {}).items()}
VALUES: Mapping[str, str] = {k: v for room in ROOMS for k, v in getattr(room, "VALUES", {}).items()}

MOST = 200
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_OF_CODES = frozenset({"status", "proof", "decision"})
_OF_FACILITIES = ("facility", "kept", "merged")


@dataclass(frozen=True)
class Change:
    """One field, before and after, in words and in the reader's digits."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One event as a page says it."""

    at: datetime
    by: str
    offices: tuple[str, ...]
    deed: str
    reason: str
    changes: tuple[Change, ...]


Extra = Callable[[Event], Iterable[Change]]


def tell(which: Q, extra: Extra | None = None) -> list[Told]:
    """The newest events that match, in words. Four queries, whatever their number."""
    events = list(Event.objects.filter(which).order_by("-at", "-id")[:MOST])
    names = _facility_names(events)
    offices = _offices({event.by_id for event in events})
    return [
        Told(
            at=event.at,
            by=event.by_name,
            offices=_offices_on(offices.get(event.by_id, ()), timezone.localdate(event.at), event.place_code),
            deed=_deed(event, names),
            reason=str(event.details.get("reason", "")),
            changes=(*_changes(event), *(extra(event) if extra else ())),
        )
        for event in events
    ]


def _deed(event: Event, names: Mapping[str, Names]) -> str:
    """The room's sentence with the details it asks for; nothing else of them is read."""
    text = WORDS.get(event.verb)
    if text is None:
        return _("did something that this version has no words for.")
    asked = _PLACEHOLDER.findall(text)
    return _(text) % {key: _detail(key, event.details.get(key, ""), names) for key in asked}


def _detail(key: str, value: Any, names: Mapping[str, Names]) -> str:
    if key in _OF_FACILITIES:
        return in_words(names.get(str(value), {})) or str(value)
    if key == "role":
        return in_words({role.id: role.names for role in pack().roles}.get(value, {})) or str(value)
    if key == "step":
        return in_words({step.id: step.names for step in pack().steps}.get(value, {})) or str(value)
    if key in _OF_CODES:
        return said(value)
    return str(as_written(value, grouped=key not in ("year", "version", "session")))


def _changes(event: Event) -> Iterable[Change]:
    for field, before, after in _told_changes(event.details):
        if field in FIELDS:
            yield Change(_(FIELDS[field]), said(before), said(after))


def _told_changes(details: Mapping[str, Any]) -> list[list[Any]]:
    """[field, before, after]; a mapping of old values alone, as older events keep it, has no after."""
    found = details.get("changes", details.get("changed", []))
    if isinstance(found, list):
        return [row for row in found if isinstance(row, list) and len(row) == 3]
    return []


def said(value: Any) -> str:
    """A plain value in words: names in the reader's language, codes by their word, days and numbers as written."""
    if value in (None, "", [], {}):
        return "–"
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Mapping():
            return in_words(value)
        case list():
            return ", ".join(said(one) for one in value)
        case str() if value in VALUES:
            return _(VALUES[value])
    return str(as_written(value))


def _facility_names(events: list[Event]) -> dict[str, Names]:
    slugs = {str(event.details[key]) for event in events for key in _OF_FACILITIES if key in event.details}
    codes = {slug.partition("-")[2] for slug in slugs}
    return {one.slug: one.names for one in Facility.objects.filter(code__in=codes)} if codes else {}


def _offices(people: set[str]) -> dict[str, list[RoleHolding]]:
    """Everything these people hold or held, by person."""
    rows = RoleHolding.objects.filter(person__in=[one for one in people if one.isdigit()])
    found: dict[str, list[RoleHolding]] = {}
    for row in rows.select_related("area", "facility__host", "organisation"):
        found.setdefault(str(row.person_id), []).append(row)
    return found


def _offices_on(held: Iterable[RoleHolding], day: date, place_code: str) -> tuple[str, ...]:
    """The names of the roles held on that day; those of the place first told, where some stand over it."""
    current = [row for row in held if row.since <= day and (row.until is None or row.until >= day)]
    code = place_code.rpartition("-")[2]
    near = [row for row in current if row.area is None or code.startswith(row.area.code)]
    names = {role.id: role.names for role in pack().roles}
    return tuple(dict.fromkeys(in_words(names.get(row.role, {"": row.role})) for row in near or current))
