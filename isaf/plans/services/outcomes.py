"""What the interface meeting answered to the proposals (I-SAF step 3)."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.cycles.models import Cycle
from isaf.cycles.problems import NotATarget
from isaf.cycles.selectors import instrument_of, target_for
from isaf.cycles.services import end_step, must_be_open, start_step
from isaf.kit.problems import Stale
from isaf.meetings.models import Meeting
from isaf.meetings.services import hold_meeting, plan_meeting
from isaf.people.models import Account
from isaf.places.models import Facility
from isaf.scorecards.models import Remark
from isaf.scorecards.selectors import proposals_for

from ..lines import Line
from ..models import Action, Outcome, Plan
from ..problems import (
    AlreadyAnswered,
    MeetingNotHeld,
    NothingAgreed,
    NotThisMeetings,
    OtherYearsAction,
    ReasonNeeded,
)
from ..selectors import criterion_key, criterion_theme, criterion_words, interface_meeting
from .follow_up import send_upward
from .plan_lines import draft_of, new_action

STEP = "interface"  # of the year's calendar


@transaction.atomic
def hold_interface(
    *, cycle: Cycle, held_on: date, by: Account, row_version: int | None = None, **held: Any
) -> Meeting:
    """The year's interface meeting took place: the planned one, or one that nobody had planned.

    ``held`` are place, chair, minutes and attendances of ``meetings.services.hold_meeting``. ``row_version`` is
    what the form was shown with: 0 where there was no meeting yet, None for who does not edit a form.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    meeting = interface_meeting(cycle)
    if meeting is None:
        if row_version:
            raise Stale()
        meeting = plan_meeting(
            cycle=cycle, kind=Meeting.Kind.INTERFACE, planned_on=held_on, by=by, is_held=True
        )
        row_version = meeting.row_version
    meeting = hold_meeting(meeting=meeting, held_on=held_on, by=by, row_version=row_version, **held)
    end_when_answered(cycle=meeting.cycle, by=by)
    return meeting


@transaction.atomic
def record_outcome(
    *,
    meeting: Meeting,
    facility: Facility,
    decision: str,
    by: Account,
    remark: Remark | None = None,
    reply: str = "",
    reason: str = "",
    line: Line | None = None,
    merge_into: Action | None = None,
    language: str = "",
    letter_number: str = "",
) -> Outcome:
    """The meeting's answer to one proposal, or to a matter raised in the room (``remark`` None).

    Agreed: an action with its line in the year's plan, or one more origin of an action of that plan
    (``merge_into``). Referred: the same, and the action is sent one level up. Not agreed: the reason.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("cycle__area").get(pk=meeting.pk)
    _may_be_answered(meeting, facility, remark)
    action = None
    if decision != Outcome.Decision.NOT_AGREED:
        action = _agree(meeting, facility, remark, line, merge_into, language)
    elif not reason.strip():
        raise ReasonNeeded()
    outcome = Outcome.objects.create(
        meeting=meeting,
        remark=remark,
        facility=facility,
        decision=decision,
        reply=reply.strip(),
        reason=reason.strip(),
        action=action,
    )
    if action and decision == Outcome.Decision.REFERRED:
        send_upward(
            action=action, on=meeting.held_on, reason=reason or reply, letter_number=letter_number, by=by
        )
    record(
        by=by,
        verb="record_outcome",
        subject=outcome,
        place_code=meeting.cycle.area.code,
        decision=decision,
        code=action.code if action else "",
    )
    end_when_answered(cycle=meeting.cycle, by=by)
    return outcome


def end_when_answered(*, cycle: Cycle, by: Account) -> None:
    """The step of the interface meeting is done when it was held and every proposal has its answer."""
    meeting = interface_meeting(cycle)
    if meeting is None or meeting.held_on is None or not cycle.is_open:
        return
    answered = meeting.outcomes.exclude(remark=None).values("remark")
    if not proposals_for(cycle).exclude(pk__in=answered).exists():
        if cycle.steps.filter(step=STEP, ended_on=None).exists():
            end_step(cycle=cycle, step=STEP, on=meeting.held_on, by=by)
    else:
        start_step(cycle=cycle, step=STEP, on=meeting.held_on, by=by)


def _may_be_answered(meeting: Meeting, facility: Facility, remark: Remark | None) -> None:
    must_be_open(meeting.cycle)
    if meeting.kind != Meeting.Kind.INTERFACE or meeting.state != Meeting.State.HELD:
        raise MeetingNotHeld()
    if target_for(meeting.cycle, facility) is None:
        raise NotATarget()
    if remark is None:
        return
    if not proposals_for(meeting.cycle).filter(pk=remark.pk, sheet__facility=facility).exists():
        raise NotThisMeetings()
    if Outcome.objects.filter(meeting=meeting, remark=remark).exists():
        raise AlreadyAnswered()


def _agree(
    meeting: Meeting,
    facility: Facility,
    remark: Remark | None,
    line: Line | None,
    merge_into: Action | None,
    language: str,
) -> Action:
    plan = draft_of(meeting.cycle)
    if merge_into is not None:
        return _of_this_plan(merge_into, plan)
    if line is None:
        raise NothingAgreed()
    if remark and not line.theme:
        line = replace(line, theme=criterion_theme(remark, instrument_of(meeting.cycle)))
    return new_action(
        plan=plan,
        line=line,
        facility=facility,
        agreed_on=meeting.held_on,
        language=language,
        criterion=criterion_key(remark) if remark else "",
        criterion_names=criterion_words(remark, instrument_of(meeting.cycle)) if remark else {},
    )


def _of_this_plan(action: Action, plan: Plan) -> Action:
    if not plan.lines.filter(action=action).exists():
        raise OtherYearsAction()
    return Action.objects.select_for_update().get(pk=action.pk)
