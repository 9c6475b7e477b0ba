"""The guard of a meeting."""

from uuid import UUID

from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .models import Meeting
from .selectors import meeting_by_id


def meeting_for(account: Account, pk: UUID, verb: Verb) -> Meeting:
    """The meeting, when the person may treat its area so."""
    meeting = meeting_by_id(pk)
    if meeting is None:
        raise NotFound()
    access.require(account, verb, meeting.cycle.area)
    return meeting
