"""The guards of information sheets."""

from isaf.country.pack import Section
from isaf.cycles.access import target_of
from isaf.cycles.models import Target
from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.selectors import area_by_code

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


def section_of(account: Account, pk: int, slug: str, section: str) -> tuple[Target, Section]:
    """A section of a sheet that the person may fill; not found when the form has no such section."""
    target = target_with_sheet(account, pk, slug, Verb.INFORMATION_EDIT)
    sections = sections_of(target.cycle, target.facility)
    part = next((each for each in sections if each.id == section), None)
    if part is None:
        raise NotFound()
    return target, part


def area_of(account: Account, code: str) -> Area:
    """An area in which the person checks sheets; not found where no sheet of it is the person's to check."""
    area = area_by_code(code)
    rows = access.within(
        account,
        Verb.INFORMATION_CHECK,
        Target.objects.filter(is_host=True, facility__host__code__below=code),
        facility="facility",
    )
    if not rows.exists():
        raise NotFound()
    return area
