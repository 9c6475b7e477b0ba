"""Every kind of record whose history can be read, each behind the guard of the record itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from isaf.audit.models import Event
from isaf.audit.services import plain
from isaf.country.wording import write_digits
from isaf.cycles.access import cycle_for
from isaf.cycles.selectors import in_words
from isaf.information.access import sheet_of
from isaf.information.models import InformationSheet
from isaf.information.rules import boxes
from isaf.information.selectors import may_see_the_work, sections_of
from isaf.kit.problems import NotFound, NotYours
from isaf.kit.saying import as_written
from isaf.meetings.models import Meeting
from isaf.meetings.selectors import kind_titles, meeting_by_id
from isaf.people import access
from isaf.people.access import person_for
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.selectors import administration_services, area_by_code, facility_by_slug
from isaf.plans.access import action_for
from isaf.plans.models import Action
from isaf.plans.selectors import plan_of
from isaf.registers.access import body_for, organisation_for, project_for
from isaf.registers.selectors import name_of
from isaf.scorecards.access import sheet_for

from .access import may_ask, request_for
from .history import FIELDS, Change, Extra, said
from .selectors import in_words as request_in_words


@dataclass(frozen=True)
class Record:
    """What the page of a history needs: the record's name, the way back, and which events are about it."""

    name: str
    address: str
    events: Q
    extra: Extra | None = None
    deeds: tuple[tuple[str, str], ...] = ()  # buttons for who may: words and address


def record_for(account: Account, kind: str, key: str) -> Record:
    """The record, when its own guard gives it to this person; not found for a kind that there is not."""
    if kind not in GUARDS:
        raise NotFound()
    return GUARDS[kind](account, key)


def about(kind: str, *keys: Any) -> Q:
    return Q(kind=kind, subject_id__in=[str(key) for key in keys])


def _number(key: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        raise NotFound()
    return int(key)


def _uuid(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise NotFound() from None


def _of_year(account: Account, key: str) -> Record:
    cycle = cycle_for(account, _number(key), Verb.AREA_READ)
    name = f"{in_words(cycle.area.names)} {as_written(cycle.year, grouped=False)}"
    deeds: list[tuple[str, str]] = []
    if may_ask(account, cycle.area) and not cycle.is_open:
        deeds = [(_("Ask to open the year again"), reverse("changes:ask_reopen", args=[cycle.pk]))]
    elif may_ask(account, cycle.area) and not access.may(account, Verb.CYCLE_OPEN, cycle.area):
        deeds = [(_("Ask for a change of the list"), reverse("changes:ask_targets", args=[cycle.pk]))]
    address = reverse("home:year", args=[cycle.pk])
    return Record(name, address, about("cycle", cycle.pk), deeds=tuple(deeds))


def _of_sheet_of_information(account: Account, key: str) -> Record:
    """For who fills, submits or checks it: figures that nobody has checked are for nobody else to read."""
    found = InformationSheet.objects.select_related("facility").filter(pk=_number(key)).first()
    if found is None:
        raise NotFound()
    sheet = sheet_of(account, found.cycle_id, found.facility.slug, Verb.INFORMATION_READ)
    if not may_see_the_work(account, sheet.facility):
        raise NotYours(who=access.who_may(Verb.INFORMATION_EDIT))
    words = {
        (section.id, item.id, column.id): f"{in_words(item.names)}, {in_words(column.names)}"
        for section, item, column in boxes(sections_of(sheet.cycle, sheet.facility))
    }

    def figures(event: Event) -> Iterable[Change]:
        for row in event.details.get("changed", []):
            if len(row) == 5 and tuple(row[:3]) in words:
                before, after = (said(write_digits(one) if isinstance(one, str) else one) for one in row[3:])
                yield Change(words[tuple(row[:3])], before, after)

    address = reverse("information:edit", args=[sheet.cycle_id, sheet.facility.slug])
    deeds = ()
    if sheet.published_at and access.may(account, Verb.INFORMATION_CHECK, sheet.facility):
        withdraw = reverse("changes:withdraw", args=[sheet.cycle_id, sheet.facility.slug])
        deeds = ((_("Withdraw what is published"), withdraw),)
    events = about("informationsheet", sheet.pk)
    return Record(in_words(sheet.facility.names), address, events, figures, deeds)


def _of_plan(account: Account, key: str) -> Record:
    """The plan, its lines and what was written into it, also of lines that were left out."""
    cycle = cycle_for(account, _number(key), Verb.PLAN_READ)
    plan = plan_of(cycle)
    if plan is None:
        raise NotFound()
    codes = set(plan.lines.values_list("action__code", flat=True))
    first_agreed = Action.objects.filter(code__below=f"{cycle.area.code}-{cycle.year}-")
    codes |= set(first_agreed.values_list("code", flat=True))
    lines = Q(kind="planline", details__code__in=sorted(codes)) | about(
        "planline", *plan.lines.values_list("pk", flat=True)
    )
    written = Q(verb="add_line", details__code__in=sorted(codes))
    name = f"{_('Joint action plan')} · {in_words(cycle.area.names)} {as_written(cycle.year, grouped=False)}"
    deeds = ()
    if plan.state == plan.State.PUBLISHED and access.may(account, Verb.PLAN_APPROVE, cycle.area):
        withdraw = reverse("changes:withdraw_plan", args=[cycle.pk])
        deeds = ((_("Withdraw what is published"), withdraw),)
    events = about("plan", plan.pk) | lines | written
    return Record(name, reverse("plans:plan", args=[cycle.pk]), events, deeds=deeds)


def _of_action(account: Account, key: str) -> Record:
    action = action_for(account, key)
    events = about("action", action.pk) | Q(kind__in=["planline", "outcome"], details__code=action.code)
    return Record(action.title, reverse("plans:action", args=[action.code]), events)


def _of_meeting(account: Account, key: str) -> Record:
    meeting: Meeting | None = meeting_by_id(_uuid(key))
    if meeting is None:
        raise NotFound()
    cycle = cycle_for(account, meeting.cycle_id, Verb.AREA_READ)
    place = meeting.facility.names if meeting.facility else cycle.area.names
    name = f"{kind_titles().get(meeting.kind, meeting.kind)} · {in_words(place)}"
    return Record(name, reverse("meetings:meetings", args=[cycle.pk]), about("meeting", meeting.pk))


def _of_sheet(account: Account, key: str) -> Record:
    """A sheet of scores: for its facilitators and reviewers alone, as the sheet itself."""
    sheet = sheet_for(account, _uuid(key))
    address = reverse("scorecards:sheet", args=[sheet.pk])
    return Record(in_words(sheet.facility.names), address, about("sheet", sheet.pk))


def _of_facility(account: Account, key: str) -> Record:
    facility = facility_by_slug(key)
    access.require(account, Verb.AREA_READ, facility)
    may_edit = access.may(account, Verb.FACILITY_EDIT, facility)
    address = reverse("registry:edit" if may_edit else "publishing:facility", args=[facility.slug])
    deeds = ()
    if not may_edit and may_ask(account, facility) and facility.service not in administration_services():
        deeds = ((_("Ask for a change"), reverse("changes:ask_facility", args=[facility.slug])),)
    events = about("facility", facility.pk)
    return Record(in_words(facility.names), address, events, _old_particulars, deeds)


def _old_particulars(event: Event) -> Iterable[Change]:
    """Events of facilities keep the old values in ``before`` and, since they tell both, the new ones in ``after``."""
    before, after = event.details.get("before"), event.details.get("after") or {}
    for field, old in before.items() if isinstance(before, dict) else ():
        if field in FIELDS:
            yield Change(_(FIELDS[field]), said(plain(old)), said(after[field]) if field in after else "…")


def _of_area(account: Account, key: str) -> Record:
    area = area_by_code("" if key == "nation" else key)
    access.require(account, Verb.AREA_READ, area)
    address = reverse("publishing:area", args=[area.code]) if area.code else reverse("publishing:nation")
    return Record(in_words(area.names), address, about("area", area.pk))


def _of_account(account: Account, key: str) -> Record:
    """One's own, or of a person whom one looks after."""
    person = account if key == str(account.pk) else person_for(account, _number(key))
    own = person.pk == account.pk
    address = reverse("people:mine") if own else reverse("people:person", args=[person.pk])
    roles = person.holdings.values_list("pk", flat=True)
    return Record(person.name, address, about("account", person.pk) | about("roleholding", *roles))


def _of_organisation(account: Account, key: str) -> Record:
    one = organisation_for(account, key)
    address = reverse("registers:organisation", args=[one.code])
    return Record(in_words(one.names), address, about("organisation", one.pk))


def _of_project(account: Account, key: str) -> Record:
    project = project_for(account, key)
    targets = Q(kind="projectarea", details__project=project.code)
    address = reverse("registers:project", args=[project.code])
    return Record(in_words(project.names), address, about("project", project.pk) | targets)


def _of_body(account: Account, key: str) -> Record:
    body = body_for(account, _number(key))
    seats = [str(pk) for pk in body.seats.values_list("pk", flat=True)]
    terms = Q(kind="term", details__seat__in=[int(pk) for pk in seats])
    events = about("body", body.pk) | about("seat", *seats) | terms
    return Record(in_words(name_of(body)), reverse("registers:register", args=[body.area.code]), events)


def _of_request(account: Account, key: str) -> Record:
    asked = request_in_words(request_for(account, _number(key)), with_fields=False)
    address = reverse("changes:request", args=[asked.request.pk])
    return Record(f"{asked.kind.words} · {asked.name}", address, about("changerequest", asked.request.pk))


GUARDS: dict[str, Callable[[Account, str], Record]] = {
    "year": _of_year,
    "information": _of_sheet_of_information,
    "plan": _of_plan,
    "action": _of_action,
    "meeting": _of_meeting,
    "sheet": _of_sheet,
    "facility": _of_facility,
    "area": _of_area,
    "account": _of_account,
    "organisation": _of_organisation,
    "project": _of_project,
    "body": _of_body,
    "request": _of_request,
}
