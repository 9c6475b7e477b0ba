"""Guards of plans and actions.

An action is judged by its facility where it has one, else by its area; and nobody reaches an action whose
plan they may not read, though they serve the same facility from a neighbouring commune.
"""

from isaf.country.current import pack
from isaf.cycles.access import cycle_for
from isaf.cycles.models import Cycle
from isaf.cycles.services import must_be_open
from isaf.kit.problems import NotFound, NotYours
from isaf.meetings.models import Meeting
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.selectors import area_by_code

from .models import Action, Plan, PlanLine, Referral
from .problems import MeetingNotHeld
from .rules import CLAIMED, CONFIRMED, SEEN
from .selectors import (
    FacilityPart,
    InterfaceView,
    Proposal,
    action_by_code,
    interface_meeting,
    interface_view,
    line_by_id,
    plan_of,
    referral_by_id,
)
from .selectors.workshop import areas_with_workshop


def interface_to_record(account: Account, pk: int, *, is_sent: bool) -> tuple[Cycle, Meeting | None]:
    """The year and its interface meeting, if any; a form about to be shown is refused where it could only fail."""
    cycle = cycle_for(account, pk, Verb.INTERFACE_RECORD)
    meeting = interface_meeting(cycle)
    if not is_sent and (meeting is None or meeting.state == Meeting.State.HELD):
        must_be_open(cycle)
    return cycle, meeting


SAYS = {CLAIMED: Verb.ACTION_UPDATE, SEEN: Verb.ACTION_SEE, CONFIRMED: Verb.ACTION_CONFIRM}
"""Which verb allows which level of proof (ADR 25)."""


def may_act(account: Account, verb: Verb, action: Action) -> bool:
    """True when the person may treat this action so."""
    place = action.facility or action.area
    return access.may(account, Verb.PLAN_READ, action.area) and access.may(account, verb, place)


def action_for(account: Account, code: str) -> Action:
    """The action, for who may read the plans of its area."""
    action = action_by_code(code)
    if action is None:
        raise NotFound()
    access.require(account, Verb.PLAN_READ, action.area)
    return action


def proofs_allowed(account: Account, action: Action) -> list[str]:
    """The levels of proof that this person may give, weakest first; empty: may only read."""
    return [proof for proof, verb in SAYS.items() if may_act(account, verb, action)]


def action_to_report(account: Account, code: str) -> tuple[Action, list[str]]:
    """The action and the levels of proof the person may give; refused when there is none."""
    action = action_for(account, code)
    allowed = proofs_allowed(account, action)
    if not allowed:
        raise NotYours(who=access.who_may(Verb.ACTION_UPDATE))
    return action, allowed


def action_to_refer(account: Account, code: str) -> Action:
    """The action, for who proposes plans or leads the interface meeting of its area."""
    action = action_for(account, code)
    if not may_refer(account, action):
        raise NotYours(who=access.who_may(Verb.INTERFACE_RECORD))
    return action


def may_refer(account: Account, action: Action) -> bool:
    verbs = (Verb.INTERFACE_RECORD, Verb.PLAN_PROPOSE)
    return any(access.may(account, verb, action.area) for verb in verbs)


def referral_for(account: Account, pk: int) -> Referral:
    """A referral, for the office it was sent to, or the focal point of the action's area on its behalf."""
    referral = referral_by_id(pk)
    if referral is None:
        raise NotFound()
    access.require(account, Verb.PLAN_READ, referral.action.area)
    if not may_answer(account, referral):
        raise NotYours(who=access.who_may(Verb.ACTION_ANSWER))
    return referral


def may_answer(account: Account, referral: Referral) -> bool:
    places = (referral.to_area, referral.action.area)
    return any(access.may(account, Verb.ACTION_ANSWER, place) for place in places)


def line_for(account: Account, pk: int, verb: Verb) -> PlanLine:
    line = line_by_id(pk)
    if line is None:
        raise NotFound()
    access.require(account, verb, line.plan.cycle.area)
    return line


STEPS = {
    Plan.State.DRAFT: Verb.PLAN_PROPOSE,
    Plan.State.PROPOSED: Verb.PLAN_APPROVE,
    Plan.State.APPROVED: Verb.PLAN_SIGN,
    Plan.State.PUBLISHED: Verb.PLAN_RECEIVE,
}
"""The verb that takes a plan out of each state."""


def may_take_step(account: Account, plan: Plan) -> bool:
    """True when the plan's next step is this person's to take: the verb, and not the step before it."""
    before = {Plan.State.PROPOSED: plan.proposed_by_id, Plan.State.APPROVED: plan.approved_by_id}
    if plan.state == Plan.State.PUBLISHED and plan.received_on:
        return False
    if before.get(plan.state) == account.pk:
        return False
    return access.may(account, STEPS[plan.state], plan.cycle.area)


def plan_for_step(account: Account, cycle_pk: int, state: str, *, is_sent: bool = True) -> Plan:
    """The plan of a year, for who holds the verb that takes it out of ``state``.

    A form about to be shown is refused in a closed year, where it could only fail; receiving does not mind it.
    """
    if state not in STEPS:
        raise NotFound()
    cycle = cycle_for(account, cycle_pk, STEPS[state])
    plan = plan_of(cycle)
    if plan is None:
        raise NotFound()
    if not is_sent and state != Plan.State.PUBLISHED:
        must_be_open(cycle)
    return plan


def plan_to_withdraw(account: Account, cycle_pk: int) -> Plan:
    """The signed plan of a year, for the council that approved it."""
    cycle = cycle_for(account, cycle_pk, Verb.PLAN_APPROVE)
    plan = plan_of(cycle)
    if plan is None or plan.state != Plan.State.PUBLISHED:
        raise NotFound()
    return plan


def facility_part(
    cycle: Cycle, slug: str, remark: int
) -> tuple[InterfaceView, FacilityPart, Proposal | None]:
    """A facility of the year's interface meeting and one proposal about it (0: a matter raised in the room)."""
    view = interface_view(cycle)
    part = next((p for p in view.facilities if p.facility.slug == slug), None)
    if part is None:
        raise NotFound()
    if not view.is_held:
        raise MeetingNotHeld()
    proposal = next((p for p in part.proposals if p.remark.pk == remark), None)
    if remark and proposal is None:
        raise NotFound()
    return view, part, proposal


def late_area(account: Account, code: str) -> Area | None:
    """The area to which the overdue list is narrowed; refused to who may read plans nowhere."""
    if not access.may_anywhere(account, Verb.PLAN_READ):
        raise NotFound()
    return area_by_code(code) if code else None


def workshop_area(account: Account, code: str, verb: Verb) -> Area:
    """The area whose integration workshop is meant, for who holds the verb there."""
    area, level = area_by_code(code), pack().level_of(code)
    if area is None or level is None or level.id != pack().workshop_level:
        raise NotFound()
    access.require(account, verb, area)
    return area


def workshop_areas(account: Account) -> list[Area]:
    """The areas whose workshop the person may read, by code; refused to who may read plans nowhere."""
    if not access.may_anywhere(account, Verb.PLAN_READ):
        raise NotFound()
    return list(access.within(account, Verb.PLAN_READ, areas_with_workshop()))


def may_fund(account: Account, action: Action) -> bool:
    """True for who reports on the action, and for who writes the plan."""
    return may_act(account, Verb.ACTION_UPDATE, action) or access.may(account, Verb.PLAN_PROPOSE, action.area)


def action_to_fund(account: Account, code: str) -> Action:
    """The action, for who may write its money."""
    action = action_for(account, code)
    if not may_fund(account, action):
        raise NotYours(who=access.who_may(Verb.ACTION_UPDATE))
    return action


def answers_somewhere(account: Account) -> bool:
    """True for who answers somewhere what was sent upward."""
    return access.may_anywhere(account, Verb.ACTION_ANSWER)


def require_answering(account: Account) -> None:
    """Nothing for who answers somewhere what was sent upward."""
    access.require_anywhere(account, Verb.ACTION_ANSWER)
