"""One invented year, step by step, as it is lived in a commune."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from isaf.country.current import pack
from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import instrument_of, targets_of
from isaf.cycles.services import close_cycle, end_step, open_cycle, start_step
from isaf.information.models import InformationSheet
from isaf.information.selectors import sections_of
from isaf.information.services import publish, save_draft, submit
from isaf.kit.clock import pretend
from isaf.meetings.models import Meeting
from isaf.meetings.services import hold_meeting, plan_meeting
from isaf.people.access import may
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility, Origin
from isaf.plans.lines import Line
from isaf.plans.models import Action, Plan
from isaf.plans.selectors import plan_of
from isaf.plans.services import (
    approve_plan,
    propose_plan,
    receive_plan,
    record_outcome,
    sign_plan,
    update_action,
)
from isaf.scorecards.models import Remark, Sheet
from isaf.scorecards.selectors import proposals_for
from isaf.scorecards.services import approve_sheet, record_sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet

from . import rules

CRITERIA_SCORED = 5
UNDER_WAY = ("published", "published", "submitted", "draft")
"""How far the information sheets of the half-done year are, facility by facility."""


@dataclass
class Invented:
    """The invented people, the source of chance, and the real day, which no invented event passes."""

    people: dict[str, Account]
    chance: Random
    really: date

    def day(self, year: int, month: int, day: int) -> date:
        """The day, or today when it has not come yet."""
        return min(date(year, month, day), self.really)

    def who(self, verb: Verb, place: Area | Facility, *but_not: Account | None) -> Account:
        """An invented person who may do this here, nearest role first, and is none of the others."""
        avoided = {person.pk for person in but_not if person}
        found = [p for p in self.people.values() if p.pk not in avoided and may(p, verb, place)]
        if not found:
            raise LookupError(f"nobody in the demonstration may {verb} at {place}")
        return max(found, key=lambda person: _nearness(person))

    def close(self, cycle: Cycle) -> None:
        """The finished year is closed in February of the next one."""
        on = self.day(cycle.year + 1, 2, 10)
        with pretend(on):
            close_cycle(cycle=cycle, by=self.who(Verb.CYCLE_CLOSE, cycle.area), on=on)


def _nearness(person: Account) -> int:
    holding = person.holdings.select_related("area").first()
    return len(holding.area.code) if holding.area else 9


def begin_year(invented: Invented, area: Area, year: int) -> Cycle:
    """A year that was just opened."""
    with pretend(invented.day(year, 1, 20)):
        return open_cycle(
            area=area, year=year, by=invented.who(Verb.CYCLE_OPEN, area), origin=Origin.DEMONSTRATION
        )


def finish_year(invented: Invented, area: Area, year: int) -> Cycle:
    """A whole year: information, sessions, scoring, interface meeting, plan, follow-up."""
    cycle = begin_year(invented, area, year)
    for target in _own_targets(cycle):
        _inform(invented, cycle, target.facility, until="published")
    _explain(invented, cycle)
    for target in targets_of(cycle):
        _score(invented, cycle, target, mood=0.62)
    _agree(invented, cycle)
    _follow_up(invented, cycle)
    return cycle


def half_year(invented: Invented, area: Area, year: int) -> Cycle:
    """A year under way: information mostly published, some services scored, last year's actions going on."""
    cycle = begin_year(invented, area, year)
    for place, target in enumerate(_own_targets(cycle)):
        _inform(
            invented,
            cycle,
            target.facility,
            until=UNDER_WAY[place % len(UNDER_WAY)],
        )
    _explain(invented, cycle)
    for place, target in enumerate(targets_of(cycle)):
        _score(invented, cycle, target, mood=0.7, only_planned=place % 4 == 3)
    _meet(invented, cycle, "interface", invented.really, place=_hall(2))
    return cycle


def _own_targets(cycle: Cycle) -> list[Target]:
    return [target for target in targets_of(cycle) if target.is_host]


def _inform(invented: Invented, cycle: Cycle, facility: Facility, *, until: str) -> None:
    year, growth = cycle.year, 1 + (cycle.year - invented.really.year) * 0.08
    writer = invented.who(Verb.INFORMATION_EDIT, facility)
    with pretend(invented.day(year, 2, 20)):
        figures = rules.content(invented.chance, sections_of(cycle, facility), growth=growth)
        sheet = save_draft(cycle=cycle, facility=facility, content=figures, by=writer)
    if until == InformationSheet.State.DRAFT:
        return
    with pretend(invented.day(year, 2, 26)):
        sheet = submit(sheet=sheet, by=invented.who(Verb.INFORMATION_SUBMIT, facility), is_sure=True)
    if until == InformationSheet.State.SUBMITTED:
        return
    with pretend(invented.day(year, 3, 12)):
        checker = invented.who(Verb.INFORMATION_CHECK, facility, sheet.drafted_by, sheet.submitted_by)
        publish(sheet=sheet, by=checker)


def _explain(invented: Invented, cycle: Cycle) -> None:
    """Information for citizens, village by village."""
    villages = {v.pk: v for target in targets_of(cycle) for v in target.villages.all()}
    for place, village in enumerate(villages.values()):
        on = invented.day(cycle.year, 4, 6 + place)
        meeting = _meet(invented, cycle, "information", on, village=village, place=_hall(place))
        people = rules.crowd(invented.chance, invented.chance.randint(24, 38))
        _hold(invented, meeting, on, citizens=people)
    _step(invented, cycle, "dissemination", invented.day(cycle.year, 4, 20))


def _score(
    invented: Invented, cycle: Cycle, target: Target, *, mood: float, only_planned: bool = False
) -> None:
    facility = target.facility
    places: list[Area | None] = list(target.villages.all()) or [None]
    for place, village in enumerate(places):
        on = invented.day(cycle.year, 5, 8 + 3 * place)
        meeting = _meet(
            invented, cycle, "scoring", on, facility=facility, village=village, place=_hall(place)
        )
        if not only_planned:
            people = rules.crowd(invented.chance, invented.chance.randint(26, 36))
            meeting = _hold(invented, meeting, on, citizens=people, method="secret", officials="none")
            typist = invented.who(Verb.SHEET_ENTER, facility)
            _sheet(invented, meeting, typist, people, mood, on, part=(place, len(places)))
    if not only_planned and target.is_host:
        _assess(invented, cycle, facility, mood)


def _assess(invented: Invented, cycle: Cycle, facility: Facility, mood: float) -> None:
    on = invented.day(cycle.year, 5, 28)
    meeting = _meet(invented, cycle, "self_assessment", on, facility=facility, place=_hall(2))
    staff = rules.crowd(invented.chance, invented.chance.randint(6, 9))
    meeting = _hold(invented, meeting, on, providers=staff, method="secret")
    _sheet(invented, meeting, invented.who(Verb.SELFASSESS_ENTER, facility), staff, mood + 0.12, on)


def _meet(invented: Invented, cycle: Cycle, kind: str, on: date, **where: Any) -> Meeting:
    with pretend(on - timedelta(days=20)):
        planner = invented.who(Verb.MEETING_PLAN, cycle.area)
        return plan_meeting(
            cycle=cycle, kind=kind, planned_on=on, by=planner, facilitator_names=planner.name, **where
        )


def _hall(place: int) -> str:
    halls = pack().demonstration["meeting_places"]
    return halls[place % len(halls)][pack().default_language]


def _hold(
    invented: Invented, meeting: Meeting, on: date, *, method: str = "", officials: str = "", **sides: Any
) -> Meeting:
    segments = instrument_of(meeting.cycle).segments
    counts = {side: rules.count_people(people, segments) for side, people in sides.items()}
    with pretend(on):
        by = invented.who(Verb.MEETING_RECORD, meeting.cycle.area)
        return hold_meeting(
            meeting=meeting, held_on=on, by=by, method=method, officials=officials, attendances=counts
        )


def _sheet(
    invented: Invented,
    meeting: Meeting,
    typist: Account,
    people: list,
    mood: float,
    on: date,
    part: tuple[int, int] = (0, 1),
) -> Sheet:
    """Typed the next day and, for citizens' sheets, approved by an independent reviewer three days later."""
    instrument, facility = instrument_of(meeting.cycle), meeting.facility
    is_providers = meeting.kind == Meeting.Kind.SELF_ASSESSMENT
    segments = [s for s in instrument.segments if s.id == "all"] if is_providers else instrument.segments
    chosen = _chosen(facility.service, instrument.criteria[facility.service])
    typed = TypedSheet(
        id=UUID(int=invented.chance.getrandbits(128), version=4),
        people=rules.count_people(people, segments),
        criteria=tuple(TypedCriterion(key, times_proposed=invented.chance.randint(3, 18)) for key in chosen),
        votes={
            key: rules.vote(
                invented.chance, people, segments, instrument.scale.numbers, mood + 0.09 * (place - 2)
            )
            for place, key in enumerate(chosen)
        },
        remarks=() if is_providers else tuple(_remarks(facility.service, part)),
    )
    with pretend(min(on + timedelta(days=1), invented.really)):
        sheet = record_sheet(meeting=meeting, typed=typed, by=typist, door="paper")
    if not is_providers:
        with pretend(min(on + timedelta(days=4), invented.really)):
            reviewer = invented.who(Verb.SHEET_REVIEW, facility, typist)
            approve_sheet(sheet=sheet, by=reviewer, passed=list(sheet.remarks.values_list("pk", flat=True)))
    return sheet


def _chosen(service: str, criteria: Any) -> list[str]:
    """The criteria with findings first, then the others of the catalogue."""
    known = [criterion.id for criterion in criteria]
    told = [f["criterion"] for f in pack().demonstration["findings"] if f["criterion"] in known]
    return (told + [key for key in known if key not in told])[:CRITERIA_SCORED]


def _remarks(service: str, part: tuple[int, int]) -> list[TypedRemark]:
    """What was said; where several villages score one service, each speaks of its own share of the findings."""
    language = pack().default_language
    known = {criterion.id for criterion in pack().criteria[service]}
    findings = [f for f in pack().demonstration["findings"] if f["criterion"] in known]
    kinds = {"strength": "strength", "weakness": "weakness", "change": "change", "proposal": "action"}
    return [
        TypedRemark(finding["criterion"], kind, finding[key][language], language)
        for finding in findings[part[0] :: part[1]]
        for kind, key in kinds.items()
    ]


def _agree(invented: Invented, cycle: Cycle) -> Plan:
    """The interface meeting answers each finding once; the plan is proposed, approved, signed and received."""
    on = invented.day(cycle.year, 6, 28)
    meeting = _meet(invented, cycle, "interface", on, place=_hall(2))
    crowd, staff = rules.crowd(invented.chance, 41), rules.crowd(invented.chance, 17)
    meeting = _hold(invented, meeting, on, citizens=crowd, providers=staff, officials="stayed")
    _answer(invented, meeting, on)
    area = cycle.area
    proposer = invented.who(Verb.PLAN_PROPOSE, area)
    approver = invented.who(Verb.PLAN_APPROVE, area, proposer)
    signer = invented.who(Verb.PLAN_SIGN, area, proposer, approver)
    with pretend(invented.day(cycle.year, 7, 10)):
        plan = propose_plan(plan=plan_of(cycle), by=proposer)
    with pretend(approved := invented.day(cycle.year, 7, 20)):
        plan = approve_plan(plan=plan, session_number="07", approved_on=approved, by=approver)
    with pretend(invented.day(cycle.year, 7, 24)):
        plan = sign_plan(plan=plan, by=signer, reference=f"07/{cycle.year}")
    with pretend(invented.day(cycle.year, 8, 3)):
        receive_plan(plan=plan, by=invented.who(Verb.PLAN_RECEIVE, area))
    return plan


def _answer(invented: Invented, meeting: Meeting, on: date) -> None:
    by = invented.who(Verb.INTERFACE_RECORD, meeting.cycle.area)
    actions: dict[str, Action] = {}
    with pretend(on):
        for place, remark in enumerate(_proposals(meeting.cycle)):
            finding = _finding(remark.criterion)
            facility = remark.sheet.facility
            if remark.criterion in actions:
                again = actions[remark.criterion]
                record_outcome(
                    meeting=meeting,
                    facility=facility,
                    decision="agreed",
                    remark=remark,
                    merge_into=again,
                    by=by,
                )
            elif place % 5 == 4:
                said = pack().demonstration["words"]["not_agreed"][pack().default_language]
                record_outcome(
                    meeting=meeting,
                    facility=facility,
                    decision="not_agreed",
                    remark=remark,
                    reason=said,
                    by=by,
                )
            else:
                refer = _needs_outside(finding) and place % 2 == 0
                outcome = record_outcome(
                    meeting=meeting,
                    facility=facility,
                    decision="referred" if refer else "agreed",
                    remark=remark,
                    line=_line(finding, facility, meeting.cycle.year),
                    reply=pack().demonstration["words"]["reply"][pack().default_language],
                    letter_number=f"{place + 12}" if refer else "",
                    language=pack().default_language,
                    by=by,
                )
                actions[remark.criterion] = outcome.action


def _proposals(cycle: Cycle) -> list[Remark]:
    return list(proposals_for(cycle).select_related("sheet__facility").order_by("sheet__facility_id", "id"))


def _finding(criterion: str) -> dict[str, Any]:
    return next(f for f in pack().demonstration["findings"] if f["criterion"] == criterion)


def _needs_outside(finding: dict[str, Any]) -> bool:
    return any(section.needs_outside for section in pack().plan_sections if section.id == finding["section"])


def _line(finding: dict[str, Any], facility: Facility, year: int) -> Line:
    language = pack().default_language
    everyone, women = finding["beneficiaries"]
    external = _needs_outside(finding)
    return Line(
        title=finding["action"][language],
        section=finding["section"],
        start_on=date(year + 1, 1, 1) if external else date(year, 9, 1),
        end_on=date(year + 1, 9, 30) if external else date(year, 12, 15),
        lead=finding["lead"][language],
        proposer=pack().demonstration["words"]["proposer"][language],
        location=facility.names[language],
        quantity=Decimal(finding["quantity"]),
        unit=finding["unit"][language],
        beneficiaries=everyone,
        beneficiaries_female=women,
        cost=finding["cost"],
    )


def _follow_up(invented: Invented, cycle: Cycle) -> None:
    """Some actions were completed and confirmed, some are under way, one was never begun."""
    on = invented.day(cycle.year, 12, 12)
    meeting = _meet(invented, cycle, "follow_up", on, place=_hall(2))
    crowd, staff = rules.crowd(invented.chance, 19), rules.crowd(invented.chance, 9)
    meeting = _hold(invented, meeting, on, citizens=crowd, providers=staff)
    actions = Action.objects.filter(lines__plan__cycle=cycle).exclude(status="referred").order_by("code")
    for place, action in enumerate(actions):
        place_of = action.facility or cycle.area
        owner = invented.who(Verb.ACTION_UPDATE, place_of)
        with pretend(day := invented.day(cycle.year, 10, 15)):
            if place % 4 != 3:
                update_action(
                    action=action, status="in_progress", percent=40, proof="claimed", on=day, by=owner
                )
        with pretend(on):
            if place % 4 in (0, 1):
                update_action(
                    action=action, status="completed", percent=100, proof="claimed", on=on, by=owner
                )
            if place % 4 == 0:
                witness = invented.who(Verb.ACTION_CONFIRM, place_of, owner)
                update_action(
                    action=action,
                    status="completed",
                    percent=100,
                    proof="confirmed",
                    on=on,
                    by=witness,
                    meeting=meeting,
                )
    _step(invented, cycle, "reflection", on)


def _step(invented: Invented, cycle: Cycle, step: str, on: date) -> None:
    """A step of the strip is done, and the ones before it with it."""
    by = invented.who(Verb.CYCLE_OPEN, cycle.area)
    position = cycle.steps.filter(step=step).values_list("position", flat=True).first()
    if position is None:
        return
    for row in cycle.steps.filter(position__lte=position, ended_on=None):
        day = min(row.planned_to, on)
        with pretend(day):
            start_step(cycle=cycle, step=row.step, on=min(row.planned_from, day), by=by)
            end_step(cycle=cycle, step=row.step, on=day, by=by)
