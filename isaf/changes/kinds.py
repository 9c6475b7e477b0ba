"""The three locked things that can be asked to change, each with its fields, its judge and its service.

A kind reads the fields as they stand (``now``), says them in words (``label``, ``said``) and applies what was
accepted through the service of the room that owns the record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from isaf.audit.services import plain
from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.cycles.problems import NotATarget
from isaf.cycles.selectors import cycle_by_id, in_words
from isaf.cycles.services import change_targets, reopen_cycle
from isaf.kit.problems import NotFound, gettext_noop
from isaf.kit.saying import as_written
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility
from isaf.places.selectors import area_by_code, facilities_of, facility_by_slug
from isaf.places.services import update_facility
from isaf.registry.forms import initial_of

from .models import ChangeRequest

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """``verb`` is what the deciding person holds where the record stands."""

    id: str
    title: str
    verb: Verb
    subject: Callable[[str], Any]
    now: Callable[[Any], dict[str, Any]]
    label: Callable[[str], str]
    said: Callable[[str, Any], str]
    apply: Callable[[ChangeRequest, Any, Account], None]
    name: Callable[[Any], str]
    address: Callable[[Any], str]

    @property
    def words(self) -> str:
        return _(self.title)


# --- A facility's particulars ------------------------------------------------------------------------------


def facility_now(facility: Facility) -> dict[str, Any]:
    """The fields of the facility's form as they stand, as plain values; every spoken language has its name."""
    names = {f"name_{spoken}": "" for spoken in pack().languages}
    return names | {field: plain(value) for field, value in initial_of(facility).items()}


def _facility_label(field: str) -> str:
    if field.startswith("name_"):
        language = pack().language_names.get(field.removeprefix("name_"), field)
        return _("Name (%(language)s)") % {"language": language}
    return {
        "host": _("Area where it stands"),
        "catchment": _("Other areas it serves"),
        "operational_district": _("Operational district code"),
        "latitude": _("Latitude"),
        "longitude": _("Longitude"),
        "valid_from": _("First day"),
        "valid_to": _("Last day"),
    }.get(field, field)


def _facility_said(field: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if field in ("host", "catchment"):
        return ", ".join(f"{in_words(area_by_code(code).names)} ({code})" for code in str(value).split())
    return str(as_written(value, grouped=False))


def _apply_to_facility(request: ChangeRequest, facility: Facility, by: Account) -> None:
    wanted = dict(request.after)
    names = {spoken: wanted.pop(f"name_{spoken}", None) for spoken in pack().languages}
    changes: dict[str, Any] = {}
    if given := {spoken: name for spoken, name in names.items() if name is not None}:
        kept = {**facility.names, **given}
        changes["names"] = {spoken: name for spoken, name in kept.items() if name}
    if "host" in wanted:
        changes["host"] = area_by_code(wanted.pop("host"))
    if "catchment" in wanted:
        changes["catchment"] = [area_by_code(code) for code in wanted.pop("catchment").split()]
    for day in ("valid_from", "valid_to"):
        if day in wanted:
            typed = wanted.pop(day)
            changes[day] = date.fromisoformat(typed) if typed else None
    update_facility(facility=facility, by=by, **changes, **wanted)


# --- A closed year, and the list that was frozen with a year ------------------------------------------------


def _cycle(subject_id: str) -> Cycle:
    cycle = cycle_by_id(int(subject_id))
    if cycle is None:
        raise NotFound()
    return cycle


def _cycle_name(cycle: Cycle) -> str:
    return f"{in_words(cycle.area.names)} {as_written(cycle.year, grouped=False)}"


def _state_said(field: str, value: Any) -> str:
    return {"open": _("Under way"), "closed": _("Closed")}.get(value, str(value))


def _reopen(request: ChangeRequest, cycle: Cycle, by: Account) -> None:
    reopen_cycle(cycle=cycle, reason=request.reason, by=by, asked_by=str(request.asked_by))


LISTED, NOT_LISTED = "listed", "not_listed"


def targets_now(cycle: Cycle) -> dict[str, Any]:
    """Every facility of the area or on the list, and whether it is on the list."""
    rows = cycle.targets.select_related("facility")
    listed = {target.facility.slug for target in rows}
    return {one.slug: NOT_LISTED for one in facilities_of(cycle.area)} | dict.fromkeys(listed, LISTED)


def _facility_name(slug: str) -> str:
    return in_words(facility_by_slug(slug).names)


def _listed_said(field: str, value: Any) -> str:
    return {LISTED: _("on the target list"), NOT_LISTED: _("not on the target list")}.get(value, str(value))


def _change_list(request: ChangeRequest, cycle: Cycle, by: Account) -> None:
    wanted = {facility_by_slug(slug): state for slug, state in request.after.items()}
    if not wanted:
        raise NotATarget()
    change_targets(
        cycle=cycle,
        add=[one for one, state in wanted.items() if state == LISTED],
        remove=[one for one, state in wanted.items() if state == NOT_LISTED],
        reason=request.reason,
        by=by,
    )


KINDS = {
    kind.id: kind
    for kind in (
        Kind(
            id="facility",
            title=gettext_noop("Particulars of a facility"),
            verb=Verb.FACILITY_EDIT,
            subject=facility_by_slug,
            now=facility_now,
            label=_facility_label,
            said=_facility_said,
            apply=_apply_to_facility,
            name=lambda facility: in_words(facility.names),
            address=lambda facility: reverse("changes:history", args=["facility", facility.slug]),
        ),
        Kind(
            id="reopen",
            title=gettext_noop("Opening a closed year again"),
            verb=Verb.CYCLE_OPEN,
            subject=_cycle,
            now=lambda cycle: {"state": cycle.state},
            label=lambda field: _("Year"),
            said=_state_said,
            apply=_reopen,
            name=_cycle_name,
            address=lambda cycle: reverse("home:year", args=[cycle.pk]),
        ),
        Kind(
            id="targets",
            title=gettext_noop("The target list of a year"),
            verb=Verb.CYCLE_OPEN,
            subject=_cycle,
            now=targets_now,
            label=_facility_name,
            said=_listed_said,
            apply=_change_list,
            name=_cycle_name,
            address=lambda cycle: reverse("cycles:targets", args=[cycle.pk]),
        ),
    )
}


def place_of(subject: Facility | Cycle) -> Area | Facility:
    """Where a request about this is judged."""
    return subject.area if isinstance(subject, Cycle) else subject
