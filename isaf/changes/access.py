"""Who may ask, who may decide, who may take back what is published, and whose history is whose to read."""

from isaf.cycles.access import cycle_for, works_in
from isaf.cycles.models import Cycle
from isaf.information.access import sheet_of
from isaf.information.models import InformationSheet
from isaf.kit.problems import NotFound, NotYours
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility
from isaf.places.selectors import administration_services, facility_by_slug

from .kinds import KINDS, place_of
from .models import ChangeRequest
from .selectors import request_by_id

AT_A_FACILITY = (Verb.INFORMATION_EDIT, Verb.INFORMATION_SUBMIT, Verb.FACILITY_EDIT)
"""Who asks works there: somebody who only reads has nothing to ask."""


def may_ask(account: Account, place: Area | Facility) -> bool:
    """True for who works at the facility or in the area, whatever the person may change alone."""
    if isinstance(place, Facility):
        return any(access.may(account, verb, place) for verb in AT_A_FACILITY)
    return works_in(account, place)


def facility_to_ask_about(account: Account, slug: str) -> Facility:
    """A facility whose particulars are asked to change; administrations come with their area."""
    facility = facility_by_slug(slug)
    if facility.service in administration_services():
        raise NotFound()
    access.require(account, Verb.AREA_READ, facility)
    if not may_ask(account, facility):
        raise NotYours(who=access.who_may(Verb.INFORMATION_SUBMIT))
    return facility


def year_to_ask_about(account: Account, pk: int) -> Cycle:
    """A year whose list, or whose closing, is asked to change."""
    cycle = cycle_for(account, pk, Verb.AREA_READ)
    if not may_ask(account, cycle.area):
        raise NotYours(who=access.who_may(Verb.MEETING_PLAN))
    return cycle


def may_decide(account: Account, request: ChangeRequest) -> bool:
    """True for who holds the kind's verb where the record stands, and did not ask."""
    kind = KINDS[request.kind]
    place = place_of(kind.subject(request.subject_id))
    return request.asked_by_id != account.pk and access.may(account, kind.verb, place)


def request_for(account: Account, pk: int) -> ChangeRequest:
    """A request, for who asked and for who decides; nobody else finds it."""
    request = request_by_id(pk)
    if request is None or not (request.asked_by_id == account.pk or may_decide(account, request)):
        raise NotFound()
    return request


def sheet_to_withdraw(account: Account, pk: int, slug: str) -> InformationSheet:
    """An information sheet of which something was published, for who checks it."""
    return sheet_of(account, pk, slug, Verb.INFORMATION_CHECK)
