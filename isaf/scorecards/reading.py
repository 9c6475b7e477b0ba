"""What the pages of this room show, shaped for their templates: a sheet in full, meetings with their state."""

from collections.abc import Iterable
from typing import Any

from isaf.cycles.models import Target
from isaf.cycles.selectors import instrument_of
from isaf.meetings.models import Meeting
from isaf.people import access as judge
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .access import may_read, may_review, may_type
from .forms import method_titles, officials_titles, remark_titles
from .models import Remark, Sheet, VoteCount
from .results import FacilityResults
from .rules import ALL, result
from .selectors import votes_of
from .sheets import STANDING


def meeting_rows(account: Account, meetings: Iterable[Meeting]) -> list[dict[str, Any]]:
    """Each meeting with the sheet that stands or came back, and the one thing this person can do."""
    return [_meeting_row(account, meeting) for meeting in meetings]


def _meeting_row(account: Account, meeting: Meeting) -> dict[str, Any]:
    sheets = [s for s in meeting.sheets.all() if s.state in STANDING or s.state == Sheet.State.RETURNED]
    sheet = sheets[-1] if sheets else None
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    may = may_type(account, meeting)
    return {
        "meeting": meeting,
        "sheet": sheet,
        "is_own": meeting.kind == Meeting.Kind.SELF_ASSESSMENT,
        "may_read": bool(sheet) and may_read(account, sheet),
        "may_type": may and sheet is None and not is_cancelled,
        "may_cancel": may and meeting.state == Meeting.State.PLANNED,
        "may_correct": may and sheet is not None and sheet.state == Sheet.State.RETURNED,
        "may_review": bool(sheet)
        and sheet.state in (Sheet.State.SUBMITTED, Sheet.State.LATE)
        and may_review(account, sheet),
    }


def sheet_page(sheet: Sheet) -> dict[str, Any]:
    """The whole sheet for the facilitating side, its staff and its reviewer: nothing is suppressed here."""
    instrument = instrument_of(sheet.cycle)
    scale, is_own_side = instrument.scale, sheet.kind == Sheet.Kind.PROVIDERS
    votes: dict[str, dict[str, VoteCount]] = {}
    for row in sheet.votes.all():
        votes.setdefault(row.criterion, {})[row.segment] = row
    remarks = list(sheet.remarks.all())
    titles = remark_titles()
    criteria = []
    for criterion in sheet.criteria.all():
        names = instrument.criterion_names(sheet.facility.service, criterion.key)
        rows = votes.get(criterion.key, {})
        criteria.append(
            {
                "criterion": criterion,
                "names": names or {criterion.language: criterion.wording},
                "is_own": names is None,
                "segments": [
                    (s, result(votes_of(rows[s.id], scale), scale.numbers, scale.favourable))
                    for s in instrument.segments
                    if s.id in rows
                ],
                "remarks": [(titles[r.kind], r) for r in remarks if r.criterion == criterion.key],
            }
        )
    return {
        "scale": scale,
        "is_providers": is_own_side,
        "people": [
            (s, sheet.people.get(s.id)) for s in instrument.segments if not is_own_side or s.id == ALL
        ],
        "chosen": [row for row in criteria if row["criterion"].is_chosen],
        "proposed": [row for row in criteria if not row["criterion"].is_chosen],
        "has_words": bool(remarks) or any(row["is_own"] for row in criteria),
        "waiting": any(remark.state == Remark.State.WAITING for remark in remarks),
        "method": method_titles().get(sheet.meeting.method, ""),
        "officials": officials_titles().get(sheet.meeting.officials, ""),
    }


def village_rows(account: Account, target: Target, found: FacilityResults | None) -> list[dict[str, Any]]:
    """Village by village, everyone together only, for the facilitating side and its meeting (decisions.md 13)."""
    if not found or not found.is_open or not judge.may(account, Verb.SHEET_READ, target.facility):
        return []
    votes = VoteCount.objects.filter(
        sheet__facility=target.facility,
        sheet__cycle=target.cycle,
        sheet__state=Sheet.State.APPROVED,
        sheet__kind=Sheet.Kind.CITIZENS,
        segment=ALL,
    ).select_related("sheet__meeting__village")
    names = {criterion.key: criterion.names for criterion in found.criteria if not criterion.is_own}
    order = list(names)
    rows: dict[Any, dict[str, Any]] = {}
    for row in votes:
        if row.criterion in names:
            meeting = row.sheet.meeting
            place = rows.setdefault(meeting.pk, {"meeting": meeting, "criteria": []})
            counted = result(votes_of(row, found.scale), found.scale.numbers, found.scale.favourable)
            place["criteria"].append((order.index(row.criterion), names[row.criterion], counted))
    for place in rows.values():
        place["criteria"] = [
            (title, counted) for _at, title, counted in sorted(place["criteria"], key=lambda c: c[0])
        ]
    return sorted(rows.values(), key=lambda place: (place["meeting"].held_on, str(place["meeting"].pk)))
