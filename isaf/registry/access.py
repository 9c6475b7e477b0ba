"""Who may add and edit facilities: those who hold the verb where the facility stands.

Lists are brought in by those who hold it for the whole country.
"""

from django.db.models import QuerySet

from isaf.kit.problems import NotFound
from isaf.people.access import may, may_anywhere, require, within
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility, FacilityMerge
from isaf.places.selectors import (
    administration_services,
    all_facilities,
    facility_by_slug,
    merge_by_id,
    nation,
)
from isaf.registers.access import require_national

from .rules import PARTNERS
from .selectors import undecided, unnamed_areas, unnamed_facilities


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


def facilities_for(account: Account) -> QuerySet[Facility]:
    """Every facility that stands where the person may edit; not found for those who may nowhere."""
    may_open(account)
    return within(account, Verb.FACILITY_EDIT, all_facilities(), area="host")


def may_edit(account: Account, facility: Facility) -> bool:
    """Whether to offer the form of a facility in a list."""
    return may(account, Verb.FACILITY_EDIT, facility)


def merge_for(account: Account, pk: int) -> FacilityMerge:
    """A joining to take apart: for those who may edit both records."""
    merge = merge_by_id(pk)
    for facility in (merge.kept, merge.merged):
        require(account, Verb.FACILITY_EDIT, facility)
    return merge


def may_import(account: Account) -> None:
    """Bringing in lists: for those who keep the places of the whole country."""
    require(account, Verb.FACILITY_EDIT, nation())


def may_bring(account: Account, kind: str) -> None:
    """Bringing in a list of this kind; one of organisations also needs the register of the nation."""
    may_import(account)
    if kind in PARTNERS:
        require_national(account)


def ended_unit_for(account: Account, code: str) -> Area:
    """An ended unit whose open matters wait for a unit that takes them on."""
    may_import(account)
    if area := undecided().filter(code=code).first():
        return area
    raise NotFound


def unnamed_for(account: Account, language: str) -> tuple[QuerySet[Area], QuerySet[Facility]]:
    """The current units and facilities without a name in this language, where the person keeps them."""
    may_open(account)
    areas = within(account, Verb.FACILITY_EDIT, unnamed_areas(language))
    return areas, within(account, Verb.FACILITY_EDIT, unnamed_facilities(language), area="host")
