"""The guards of information sheets."""

from isaf.cycles.access import target_of
from isaf.cycles.models import Target
from isaf.kit.problems import NotFound
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .models import InformationSheet
from .problems import KeptElsewhere
from .selectors import sections_of, sheet_for


def target_with_sheet(account: Account, pk: int, slug: str, verb: Verb) -> Target:
    """A target facility whose sheet is kept in this year, when the person may treat the facility so."""
    target = target_of(account, pk, slug, verb)
    if not target.is_host:
        raise KeptElsewhere(code=target.facility.host.code)
    if not sections_of(target.cycle, target.facility):
        raise NotFound()
    return target


def sheet_of(account: Account, pk: int, slug: str, verb: Verb) -> InformationSheet:
    """The sheet of a target facility; not found before the first save."""
    target = target_with_sheet(account, pk, slug, verb)
    sheet = sheet_for(target.cycle, target.facility)
    if sheet is None:
        raise NotFound()
    sheet.cycle, sheet.facility = target.cycle, target.facility
    return sheet
