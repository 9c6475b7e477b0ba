"""Guards of the scoring room: who may type, read and review a sheet.

Nobody who serves the scored administration types, reads or reviews citizens' sheets about it; that is judged
by people.access for the verbs of citizens' sheets (ADR 0012, ADR 0009). A shared health centre is scored in
several communes, so citizens' sheets are also judged by the area of their year.
"""

from uuid import UUID

from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import cycle_by_id, target_for
from isaf.kit.problems import NotFound, Problem
from isaf.meetings.models import Meeting
from isaf.meetings.selectors import meeting_by_id
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Facility
from isaf.places.selectors import facility_by_slug

from .models import Sheet
from .problems import NotAScoringMeeting, ReviewedByAnother, ReviewedFromOutside
from .sheets import sheet_by_id

_TYPING = (Meeting.Kind.SCORING, Meeting.Kind.SELF_ASSESSMENT)


def target_to_see(account: Account, pk: int, slug: str) -> Target:
    """A facility on a target list, for who works in its area or its service; shows what the public sees."""
    cycle, facility = cycle_by_id(pk), facility_by_slug(slug)
    target = target_for(cycle, facility) if cycle else None
    if target is None:
        raise NotFound()
    target.cycle = cycle
    if not access.may(account, Verb.AREA_READ, cycle.area):
        access.require(account, Verb.AREA_READ, target.facility)
    return target


def may_with_citizens(account: Account, verb: Verb, cycle: Cycle, facility: Facility) -> bool:
    """True when the person may do this with the citizens' sheets of the facility in the area of this year."""
    return access.may(account, verb, facility) and access.may(account, verb, cycle.area)


def _require_with_citizens(account: Account, verb: Verb, cycle: Cycle, facility: Facility) -> None:
    access.require(account, verb, facility)
    access.require(account, verb, cycle.area)


def require_typist(account: Account, meeting: Meeting) -> None:
    """Nothing when the person may type the sheet of this meeting; a refusal otherwise.

    A meeting in which nobody scores is told apart only to who types sheets in its area.
    """
    if meeting.kind not in _TYPING or meeting.facility is None:
        access.require(account, Verb.SHEET_ENTER, meeting.cycle.area)
        raise NotAScoringMeeting()
    if meeting.kind == Meeting.Kind.SCORING:
        _require_with_citizens(account, Verb.SHEET_ENTER, meeting.cycle, meeting.facility)
    else:
        access.require(account, Verb.SELFASSESS_ENTER, meeting.facility)


def may_type(account: Account, meeting: Meeting) -> bool:
    """True when a button to type the sheet of this meeting may be shown."""
    if meeting.kind not in _TYPING or meeting.facility is None:
        return False
    if meeting.kind == Meeting.Kind.SCORING:
        return may_with_citizens(account, Verb.SHEET_ENTER, meeting.cycle, meeting.facility)
    return access.may(account, Verb.SELFASSESS_ENTER, meeting.facility)


def meeting_to_type(account: Account, pk: UUID) -> Meeting:
    """The scoring meeting or self-assessment, for who may type its sheet."""
    meeting = meeting_by_id(pk)
    if meeting is None:
        raise NotFound()
    require_typist(account, meeting)
    return meeting


def may_read(account: Account, sheet: Sheet) -> bool:
    """Citizens' sheets: the facilitating side and reviewers. Self-assessments: its staff, and reviewers."""
    if sheet.kind == Sheet.Kind.PROVIDERS:
        verbs = (Verb.SELFASSESS_ENTER, Verb.SHEET_REVIEW)
        return any(access.may(account, verb, sheet.facility) for verb in verbs)
    verbs = (Verb.SHEET_READ, Verb.SHEET_REVIEW)
    return any(may_with_citizens(account, verb, sheet.cycle, sheet.facility) for verb in verbs)


def sheet_for(account: Account, pk: UUID) -> Sheet:
    """The sheet in full, for who may read it."""
    sheet = sheet_by_id(pk)
    if sheet is None:
        raise NotFound()
    if not may_read(account, sheet):
        _require_with_citizens(account, Verb.SHEET_READ, sheet.cycle, sheet.facility)
        raise NotFound()
    return sheet


def require_reviewer(account: Account, sheet: Sheet) -> None:
    """Nothing when the person may review the sheet: neither its sender nor who facilitates the scoring."""
    if sheet.kind == Sheet.Kind.CITIZENS:
        _require_with_citizens(account, Verb.SHEET_REVIEW, sheet.cycle, sheet.facility)
    else:
        access.require(account, Verb.SHEET_REVIEW, sheet.facility)
    if sheet.submitted_by_id == account.pk:
        raise ReviewedByAnother()
    if facilitates(account, sheet.facility) or sheet.meeting.facilitators.filter(pk=account.pk).exists():
        raise ReviewedFromOutside()


def facilitates(account: Account, facility: Facility) -> bool:
    """True for who may type citizens' sheets about the facility: they review none of them (ADR 0009)."""
    return access.may(account, Verb.SHEET_ENTER, facility)


def may_review(account: Account, sheet: Sheet) -> bool:
    """True when the page may offer the review."""
    try:
        require_reviewer(account, sheet)
    except Problem:
        return False
    return True


def sheet_to_review(account: Account, pk: UUID) -> Sheet:
    """The sheet, for an independent reviewer."""
    sheet = sheet_for(account, pk)
    require_reviewer(account, sheet)
    return sheet


def sheet_to_correct(account: Account, pk: UUID) -> Sheet:
    """The sheet, for who may type it again."""
    sheet = sheet_for(account, pk)
    require_typist(account, sheet.meeting)
    return sheet


def may_assess(account: Account, facility: Facility) -> bool:
    """True for the staff of the facility and who types for them."""
    return access.may(account, Verb.SELFASSESS_ENTER, facility)
