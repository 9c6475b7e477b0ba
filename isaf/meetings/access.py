"""Who may record a meeting."""

from collections.abc import Iterable
from uuid import UUID

from isaf.cycles.services import must_be_open
from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility

from .models import OF_SHEETS, Meeting, Posting
from .problems import SheetIsTheRecord
from .selectors import meeting_by_id, posting_by_id

_TYPING = {
    Meeting.Kind.SCORING: Verb.SHEET_ENTER,
    Meeting.Kind.SELF_ASSESSMENT: Verb.SELFASSESS_ENTER,
}
"""Where a sheet of the facility is the record: judged as its sheet is, not by the area (ADR 0012, ADR 0009)."""


def _asked(meeting: Meeting) -> tuple[Verb, Area | Facility]:
    if meeting.kind in OF_SHEETS and meeting.facility:
        return _TYPING[meeting.kind], meeting.facility
    return Verb.MEETING_RECORD, meeting.cycle.area


def _is_of_sheet(meeting: Meeting) -> bool:
    return meeting.kind in OF_SHEETS and meeting.state == Meeting.State.HELD


def _is_kept(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.HELD and not meeting.cycle.is_open


def meeting_to_record(account: Account, pk: UUID) -> Meeting:
    """The meeting, for who may record it; a held one with a sheet is corrected by its sheet alone."""
    meeting = meeting_by_id(pk)
    if meeting is None:
        raise NotFound()
    access.require(account, *_asked(meeting))
    if _is_of_sheet(meeting):
        raise SheetIsTheRecord()
    if _is_kept(meeting):
        must_be_open(meeting.cycle)
    return meeting


def recordable(account: Account, meetings: Iterable[Meeting]) -> set[UUID]:
    """The ids of the meetings whose page the person may open."""
    judged: dict[tuple[Verb, int], bool] = {}
    open_to = set()
    for meeting in meetings:
        verb, place = _asked(meeting)
        if (verb, place.pk) not in judged:
            judged[verb, place.pk] = access.may(account, verb, place)
        if judged[verb, place.pk] and not (_is_of_sheet(meeting) or _is_kept(meeting)):
            open_to.add(meeting.pk)
    return open_to


def posting_for(account: Account, pk: int) -> Posting:
    """A hanging poster, for who may record meetings of its year."""
    posting = posting_by_id(pk)
    if posting is None:
        raise NotFound()
    access.require(account, Verb.MEETING_RECORD, posting.cycle.area)
    return posting
