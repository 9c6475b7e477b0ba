"""Taking a signed plan back: the public no longer reads it, and it goes the whole way again (ADR 30)."""

from django.db import transaction

from isaf.audit.models import Version
from isaf.audit.services import plain, record, withdraw_versions
from isaf.people.models import Account

from ..models import Action, Plan
from ..problems import PlanStep
from ..summaries import refresh_public

KIND = "plan"  # of the published versions
TAKEN_BACK = ("approved_on", "session_number", "signed_on", "received_on", "received_comment")


@transaction.atomic
def withdraw_plan(*, plan: Plan, reason: str, by: Account) -> Version:
    """The signed plan is a draft again, with its lines; everything published of it says that it was withdrawn.

    Its actions live on, with their reports. Also in a closed year: what does harm is taken back at once; the next
    steps wait until the year is opened again. What its steps were stands in the event.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("cycle__area").get(pk=plan.pk)
    if plan.state != Plan.State.PUBLISHED:
        raise PlanStep()
    taken = withdraw_versions(kind=KIND, subject_id=str(plan.pk), reason=reason, by=by, with_earlier=True)
    was = {name: plain(getattr(plan, name)) for name in TAKEN_BACK}
    plan.state = Plan.State.DRAFT
    plan.proposed_by = plan.approved_by = plan.signed_by = plan.received_by = None
    plan.proposed_on = plan.approved_on = plan.signed_on = plan.received_on = None
    plan.session_number = plan.received_comment = ""
    plan.row_version += 1
    plan.save()
    refresh_public(Action.objects.filter(lines__plan=plan))
    record(
        by=by, verb="withdraw_plan", subject=plan, place_code=plan.cycle.area.code, version=taken[0].number,
        reason=reason.strip(), was=was,
    )  # fmt: skip
    return taken[0]
