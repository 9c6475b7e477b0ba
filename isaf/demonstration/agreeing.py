"""An invented year is answered: the interface meeting, the plan and its steps, what became of it."""

from datetime import date
from decimal import Decimal
from typing import Any

from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.kit.clock import pretend
from isaf.meetings.models import Meeting
from isaf.people.verbs import Verb
from isaf.places.models import Facility
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
from isaf.scorecards.models import Remark
from isaf.scorecards.selectors import proposals_for

from . import rules
from .people import Invented, end_steps, hall, hold, meet


def agree(invented: Invented, cycle: Cycle) -> Plan:
    """The interface meeting answers each finding once; the plan is proposed, approved, signed and received."""
    on = invented.day(cycle.year, 6, 28)
    meeting = meet(invented, cycle, "interface", on, place=hall(2))
    crowd, staff = rules.crowd(invented.chance, 41), rules.crowd(invented.chance, 17)
    meeting = hold(invented, meeting, on, citizens=crowd, providers=staff, officials="stayed")
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


def follow_up(invented: Invented, cycle: Cycle) -> None:
    """Some actions were completed and confirmed, some are under way, one was never begun."""
    on = invented.day(cycle.year, 12, 12)
    meeting = meet(invented, cycle, "follow_up", on, place=hall(2))
    crowd, staff = rules.crowd(invented.chance, 19), rules.crowd(invented.chance, 9)
    meeting = hold(invented, meeting, on, citizens=crowd, providers=staff)
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
    end_steps(invented, cycle, "reflection", on)
