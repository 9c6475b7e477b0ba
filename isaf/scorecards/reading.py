"""What the pages of this room show, shaped for their templates: a sheet in full, meetings with their state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isaf.cycles.models import Target
from isaf.cycles.selectors import instrument_of
from isaf.meetings.models import Meeting
from isaf.people import access as judge
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .access import facilitates, may_assess, may_with_citizens
from .models import Remark, Sheet, VoteCount
from .results import FacilityResults
from .rules import ALL, result
from .sheets import STANDING, scoring_meetings, votes_of
from .titles import method_titles, officials_titles, remark_titles


def meeting_rows(account: Account, target: Target) -> list[dict[str, Any]]:
    """The meetings of a facility with the sheet that stands or came back, and the one thing this person can do."""
    cycle, facility = target.cycle, target.facility
    rights = Rights(
        types={
            Meeting.Kind.SCORING: may_with_citizens(account, Verb.SHEET_ENTER, cycle, facility),
            Meeting.Kind.SELF_ASSESSMENT: may_assess(account, facility),
        },
        reads=may_with_citizens(account, Verb.SHEET_READ, cycle, facility),
        reviews=may_with_citizens(account, Verb.SHEET_REVIEW, cycle, facility),
        reads_own=may_assess(account, facility) or judge.may(account, Verb.SHEET_REVIEW, facility),
        facilitates=facilitates(account, facility),
    )
    meetings = scoring_meetings(target.cycle, target.facility)
    return [_meeting_row(account, meeting, rights) for meeting in meetings]


@dataclass(frozen=True)
class Rights:
    """What a person may do with the sheets of one facility, judged once for the whole list."""

    types: Mapping[str, bool]
    reads: bool
    reviews: bool
    reads_own: bool
    facilitates: bool

    def may_read(self, sheet: Sheet) -> bool:
        return self.reads_own if sheet.kind == Sheet.Kind.PROVIDERS else self.reads or self.reviews

    def may_review(self, account: Account, meeting: Meeting, sheet: Sheet) -> bool:
        is_of_meeting = any(person.pk == account.pk for person in meeting.facilitators.all())
        is_involved = self.facilitates or is_of_meeting or sheet.submitted_by_id == account.pk
        return self.reviews and not is_involved


def _meeting_row(account: Account, meeting: Meeting, rights: Rights) -> dict[str, Any]:
    sheets = [s for s in meeting.sheets.all() if s.state in STANDING or s.state == Sheet.State.RETURNED]
    sheet = sheets[-1] if sheets else None
    may_type = rights.types[meeting.kind]
    return {
        "meeting": meeting,
        "sheet": sheet,
        "is_own": meeting.kind == Meeting.Kind.SELF_ASSESSMENT,
        "may_read": sheet is not None and rights.may_read(sheet),
        "may_type": may_type and sheet is None and meeting.state != Meeting.State.CANCELLED,
        "may_cancel": may_type and meeting.state == Meeting.State.PLANNED,
        "may_correct": may_type and sheet is not None and sheet.state == Sheet.State.RETURNED,
        "may_review": sheet is not None
        and sheet.state in (Sheet.State.SUBMITTED, Sheet.State.LATE)
        and rights.may_review(account, meeting, sheet),
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
    """Village by village, everyone together only, for the facilitating side and its meeting (ADR 0012)."""
    reads = may_with_citizens(account, Verb.SHEET_READ, target.cycle, target.facility)
    if not found or not found.is_open or not reads:
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
