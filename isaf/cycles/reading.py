"""What the pages of a year's steps and target list show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from isaf.audit.selectors import events_about
from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.places.models import Area, Facility
from isaf.places.selectors import facilities_of

from .models import Cycle
from .selectors import targets_of

STEP_DEEDS = ("start_step", "end_step", "set_step_days", "postpone_step")
LIST_DEEDS = ("open_cycle", "add_target", "remove_target", "change_target")


@dataclass(frozen=True)
class Deed:
    """One line of the history: when, by whom, what, about which step or facility, and why."""

    at: datetime
    by_name: str
    verb: str
    about: Names
    reason: str
    first: date | None = None
    last: date | None = None


def history(cycle: Cycle, verbs: tuple[str, ...]) -> list[Deed]:
    """What was done to the steps or to the list, newest first. Two queries."""
    events = list(events_about("cycle", str(cycle.pk)).filter(verb__in=verbs))
    names = {step.id: step.names for step in pack().steps} | _facility_names(events)
    return [
        Deed(
            at=event.at,
            by_name=event.by_name,
            verb=event.verb,
            about=names.get(event.details.get("step") or event.details.get("facility"), {}),
            reason=event.details.get("reason", ""),
            first=_day(event.details, "first", "started", "on"),
            last=_day(event.details, "last", "ended"),
        )
        for event in events
    ]


def _facility_names(events: list[Any]) -> dict[str, Names]:
    slugs = {event.details["facility"] for event in events if "facility" in event.details}
    codes = {slug.partition("-")[2] for slug in slugs}
    return {one.slug: one.names for one in Facility.objects.filter(code__in=codes)} if codes else {}


def _day(details: dict[str, str], *keys: str) -> date | None:
    return next((date.fromisoformat(details[key]) for key in keys if details.get(key)), None)


def step_names(step: str) -> Names:
    """The words of a step; its id where the country no longer knows it."""
    return next((one.names for one in pack().steps if one.id == step), {"": step})


def target_rows(cycle: Cycle) -> list[dict[str, Any]]:
    """The list with villages and implementers; an overlap is where more than one implements."""
    return [
        {
            "facility": target.facility,
            "is_host": target.is_host,
            "villages": list(target.villages.all()),
            "implementers": list(target.implementers.all()),
            "overlaps": len(target.implementers.all()) > 1,
        }
        for target in targets_of(cycle)
    ]


def facilities_to_add(cycle: Cycle) -> list[Facility]:
    """Facilities of the area that are not on the list."""
    listed = set(cycle.targets.values_list("facility_id", flat=True))
    return [facility for facility in facilities_of(cycle.area) if facility.pk not in listed]


def free_days(area: Area, year: int) -> list[dict[str, Any]]:
    """Weeks and periods of the year that planning looks at in this area, in the order of their days."""
    rows = [
        {"names": period.names, "first": first, "last": last, "is_protected": is_protected}
        for is_protected, periods in ((True, pack().protected), (False, pack().unsuitable))
        for period in periods
        for first, last in (period.days(year),)
        if year in (first.year, last.year) and period.covers(first, area.code)
    ]
    return sorted(rows, key=lambda row: row["first"])
