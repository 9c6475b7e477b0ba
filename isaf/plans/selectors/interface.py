"""The interface meeting as one view: both sides' results and every proposal with its answer, or none yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from isaf.country.pack import Names
from isaf.cycles.models import Cycle
from isaf.cycles.rules import Instrument
from isaf.cycles.selectors import instrument_of, targets_of
from isaf.meetings.models import Meeting
from isaf.meetings.selectors import attendance_table
from isaf.places.models import Facility
from isaf.scorecards.models import Remark, SheetCriterion
from isaf.scorecards.results import CriterionResult, FacilityResults
from isaf.scorecards.selectors import facility_results, proposals_for
from isaf.scorecards.sheets import pooled_keys

from ..models import Action, Outcome


@dataclass(frozen=True)
class Proposal:
    """What was proposed about a criterion, and the meeting's answer, None before it."""

    remark: Remark
    criterion: Names
    outcome: Outcome | None


@dataclass(frozen=True)
class FacilityPart:
    """One facility of the meeting. ``raised`` are answers to what came up in the room itself."""

    facility: Facility
    results: FacilityResults | None
    proposals: tuple[Proposal, ...]
    raised: tuple[Outcome, ...]

    @property
    def unanswered(self) -> int:
        return sum(proposal.outcome is None for proposal in self.proposals)


@dataclass(frozen=True)
class InterfaceView:
    cycle: Cycle
    meeting: Meeting | None
    facilities: tuple[FacilityPart, ...]
    came: tuple[tuple[str, tuple[tuple[Names, int], ...]], ...] = ()  # side, (group, attendances)

    @property
    def unanswered(self) -> int:
        return sum(part.unanswered for part in self.facilities)

    @property
    def is_held(self) -> bool:
        return self.meeting is not None and self.meeting.state == Meeting.State.HELD


def interface_meeting(cycle: Cycle) -> Meeting | None:
    """The interface meeting of a year that stands; the one held last, where there were several."""
    rows = cycle.meetings.filter(kind=Meeting.Kind.INTERFACE).exclude(state=Meeting.State.CANCELLED)
    return rows.select_related("cycle__area").order_by("held_on", "planned_on").last()


def interface_view(cycle: Cycle) -> InterfaceView:
    """Facility by facility, in the order of the target list. Nothing of a facility shows before it is open."""
    meeting = interface_meeting(cycle)
    proposals = list(proposals_for(cycle))
    words = _words(proposals, instrument_of(cycle))
    answers, raised = _answers(meeting)
    by_facility: dict[int, list[Proposal]] = {}
    for remark in proposals:
        row = Proposal(remark, words[remark.pk], answers.get(remark.pk))
        by_facility.setdefault(remark.sheet.facility_id, []).append(row)
    parts = [
        FacilityPart(
            facility=target.facility,
            results=facility_results(target.facility, cycle.year, cycle.round),
            proposals=tuple(by_facility.get(target.facility_id, ())),
            raised=tuple(raised.get(target.facility_id, ())),
        )
        for target in targets_of(cycle)
    ]
    return InterfaceView(cycle, meeting, tuple(parts), _came(meeting, instrument_of(cycle)))


def _came(
    meeting: Meeting | None, instrument: Instrument
) -> tuple[tuple[str, tuple[tuple[Names, int], ...]], ...]:
    """Attendances by side and group, those that were counted (decisions 19)."""
    table = attendance_table(meeting) if meeting else {}
    names = {segment.id: segment.names for segment in instrument.segments}
    sides = {
        side: tuple(
            (names[segment], n) for segment, n in counts.items() if n is not None and segment in names
        )
        for side, counts in table.items()
    }
    return tuple((side, counts) for side, counts in sides.items() if counts)


def _answers(meeting: Meeting | None) -> tuple[dict[int, Outcome], dict[int, list[Outcome]]]:
    answers: dict[int, Outcome] = {}
    raised: dict[int, list[Outcome]] = {}
    rows = meeting.outcomes.select_related("action") if meeting else ()
    for outcome in rows:
        if outcome.remark_id:
            answers[outcome.remark_id] = outcome
        else:
            raised.setdefault(outcome.facility_id, []).append(outcome)
    return answers, raised


def _words(remarks: list[Remark], instrument: Instrument) -> dict[int, Names]:
    """The criterion of each remark in words; the group's own ones, where a reviewer let them pass."""
    own = {
        (row.sheet_id, row.key): {row.language: row.wording}
        for row in SheetCriterion.objects.filter(
            sheet__in={remark.sheet_id for remark in remarks}, is_passed=True
        )
        if row.wording
    }
    return {remark.pk: _names(remark, instrument, own) for remark in remarks}


def _names(remark: Remark, instrument: Instrument, own: Mapping[tuple, Names]) -> Names:
    known = instrument.criterion_names(remark.sheet.facility.service, remark.criterion)
    return known or own.get((remark.sheet_id, remark.criterion)) or {}


def criterion_words(remark: Remark, instrument: Instrument) -> Names:
    """The criterion of one proposal in words, to be kept with the action it became."""
    return _words([remark], instrument)[remark.pk]


def criterion_theme(remark: Remark, instrument: Instrument) -> str:
    """What the criterion of a proposal is about; empty for the group's own wording."""
    criteria = instrument.criteria.get(remark.sheet.facility.service, ())
    return next((c.theme for c in criteria if c.id == remark.criterion), "")


def criterion_key(remark: Remark) -> str:
    """The criterion as results know it: own wordings are pooled under a key of their own."""
    keys = pooled_keys([remark.sheet_id])
    return keys.get((remark.sheet_id, remark.criterion), remark.criterion)


def cause_of(action: Action) -> CriterionResult | None:
    """The score that an action answers, as everyone may see it; None where no proposal led to it."""
    outcome = action.origins.select_related("remark__sheet__cycle", "facility").exclude(remark=None).first()
    if outcome is None or not action.criterion:
        return None
    cycle = outcome.remark.sheet.cycle
    results = facility_results(outcome.facility, cycle.year, cycle.round)
    found = results.criteria if results else ()
    return next((c for c in found if c.key == action.criterion), None)
