"""Who may add and edit facilities: those who hold the verb where the facility stands."""

from isaf.kit.problems import NotFound
from isaf.people.access import may_anywhere, require
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility
from isaf.places.selectors import administration_services, facility_by_slug


def may_open(account: Account) -> None:
    """The empty form: for those who may add a facility somewhere."""
    if not may_anywhere(account, Verb.FACILITY_EDIT):
        raise NotFound


def may_stand_in(account: Account, host: Area) -> None:
    """The area where a facility is to stand."""
    require(account, Verb.FACILITY_EDIT, host)


def facility_for(account: Account, slug: str) -> Facility:
    """The facility to edit; administrations come with their area and have no form."""
    facility = facility_by_slug(slug)
    if facility.service in administration_services():
        raise NotFound
    require(account, Verb.FACILITY_EDIT, facility)
    return facility
