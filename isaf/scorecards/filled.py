"""What stands in the boxes of a sheet when its page is opened: an empty one, and one that is corrected."""

from datetime import date
from typing import Any
from uuid import uuid4

from isaf.meetings.models import Meeting

from .boxes import box
from .forms import form_class
from .models import VALUES, Sheet
from .typed import OWN


def fresh(meeting: Meeting, language: str, today: date) -> dict[str, Any]:
    """What stands on an empty page: today for a meeting planned in the past, and the safest method."""
    day = meeting.held_on or (meeting.planned_on if meeting.planned_on <= today else today)
    kept = {"method": meeting.method or form_class(meeting).methods[0], "officials": meeting.officials}
    return {**kept, "held_on": day, "language": language, "sheet": uuid4()}


def of_sheet(sheet: Sheet, language: str) -> dict[str, Any]:
    """The boxes filled from a sheet that is to be corrected, under a new id."""
    meeting = sheet.meeting
    kept: dict[str, Any] = {
        "held_on": meeting.held_on,
        "method": meeting.method,
        "officials": meeting.officials,
        "language": language,
        "sheet": uuid4(),
    }
    kept |= {box("people", segment): n for segment, n in sheet.people.items()}
    for criterion in sheet.criteria.all():
        kept[box("chosen", criterion.key)] = criterion.is_chosen
        kept[box("times", criterion.key)] = criterion.times_proposed
        if criterion.key.startswith(OWN):
            kept[box("own", criterion.key.removeprefix(OWN))] = criterion.wording
    for votes in sheet.votes.all():
        kept |= {box("n", votes.criterion, votes.segment, v): getattr(votes, f"n{v}") for v in VALUES}
        if meeting.method == Meeting.Method.AGREED:
            kept[box("agreed", votes.criterion)] = next(
                (str(v) for v in VALUES if getattr(votes, f"n{v}")), ""
            )
    kept |= {box("r", remark.criterion, remark.kind): remark.text for remark in sheet.remarks.all()}
    return kept
