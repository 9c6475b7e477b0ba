"""The plan's way: the committee proposes, the council approves, the chief signs, the level above receives.

Each step by another person than the one before (ADR 0009).
"""

from datetime import date

from django.db import transaction

from isaf.audit.selectors import last_withdrawal
from isaf.audit.services import publish_version, record
from isaf.cycles.problems import DateInFuture, DateOutsideYear
from isaf.cycles.rules import is_inside_year
from isaf.cycles.services import end_step, must_be_open
from isaf.kit.clock import today
from isaf.people.models import Account

from ..models import Action, Plan
from ..problems import PlanEmpty, PlanStep, ReasonNeeded, SamePerson, SessionMissing
from ..selectors import plan_content
from ..summaries import refresh_public


def _at(plan: Plan, state: str) -> Plan:
    """The plan, locked, in the state from which the step may be taken, in an open year."""
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("cycle__area", "proposed_by", "approved_by", "signed_by")
        .get(pk=plan.pk)
    )
    must_be_open(plan.cycle)
    if plan.state != state:
        raise PlanStep()
    return plan


def _save(plan: Plan, verb: str, by: Account, **details: str) -> Plan:
    plan.row_version += 1
    plan.save()
    record(by=by, verb=verb, subject=plan, place_code=plan.cycle.area.code, **details)
    return plan


@transaction.atomic
def propose_plan(*, plan: Plan, by: Account, on: date | None = None) -> Plan:
    """The committee hands its draft to the council; from here on the lines stay as they are."""
    plan = _at(plan, Plan.State.DRAFT)
    if not plan.lines.exists():
        raise PlanEmpty()
    plan.state, plan.proposed_by, plan.proposed_on = Plan.State.PROPOSED, by, on or today()
    return _save(plan, "propose_plan", by)


@transaction.atomic
def return_plan(*, plan: Plan, reason: str, by: Account) -> Plan:
    """The council sends the plan back to the committee, with the reason."""
    plan = _at(plan, Plan.State.PROPOSED)
    if not reason.strip():
        raise ReasonNeeded()
    if plan.proposed_by_id == by.pk:
        raise SamePerson()
    plan.state, plan.proposed_by, plan.proposed_on = Plan.State.DRAFT, None, None
    return _save(plan, "return_plan", by, reason=reason.strip())


@transaction.atomic
def approve_plan(*, plan: Plan, session_number: str, approved_on: date, by: Account) -> Plan:
    """The council approved in session: its number and day are kept."""
    plan = _at(plan, Plan.State.PROPOSED)
    if plan.proposed_by_id == by.pk:
        raise SamePerson()
    if not session_number.strip():
        raise SessionMissing()
    if approved_on > today():
        raise DateInFuture(date=approved_on.isoformat())
    if not is_inside_year(approved_on, plan.cycle.year):
        raise DateOutsideYear(date=approved_on.isoformat(), year=plan.cycle.year)
    plan.state, plan.approved_by = Plan.State.APPROVED, by
    plan.session_number, plan.approved_on = session_number.strip(), approved_on
    return _save(plan, "approve_plan", by, session=plan.session_number, on=approved_on.isoformat())


@transaction.atomic
def sign_plan(*, plan: Plan, by: Account, on: date | None = None, reference: str = "") -> Plan:
    """The chief signs: the plan is published as a version that nobody edits any more (ADR 14).

    A plan that was withdrawn and went the whole way again says in its new version why the old one was.
    """
    plan = _at(plan, Plan.State.APPROVED)
    if plan.approved_by_id == by.pk:
        raise SamePerson()
    on = on or today()
    if on > today():
        raise DateInFuture(date=on.isoformat())
    plan.state, plan.signed_by, plan.signed_on = Plan.State.PUBLISHED, by, max(on, plan.approved_on)
    plan.reference = reference.strip() or plan.reference
    _save(plan, "sign_plan", by)
    refresh_public(Action.objects.filter(lines__plan=plan))
    withdrawn = last_withdrawal("plan", str(plan.pk))
    publish_version(
        kind="plan", subject_id=str(plan.pk), content=plan_content(plan), by=by, checked_by=plan.approved_by,
        reason=withdrawn.withdrawn_reason if withdrawn else "",
    )  # fmt: skip
    end_step(cycle=plan.cycle, step="plan", on=plan.signed_on, by=by)
    return plan


@transaction.atomic
def receive_plan(*, plan: Plan, by: Account, comment: str = "", on: date | None = None) -> Plan:
    """The level above received the plan and may comment; this needs no open year."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("cycle__area").get(pk=plan.pk)
    if plan.state != Plan.State.PUBLISHED or plan.received_on:
        raise PlanStep()
    plan.received_by, plan.received_on, plan.received_comment = by, on or today(), comment.strip()
    return _save(plan, "receive_plan", by)
