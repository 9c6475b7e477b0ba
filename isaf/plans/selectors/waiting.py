"""What waits for a person in this room: meetings to record, plans to move on, actions, referrals."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.cycles.models import Cycle
from isaf.kit.work import WorkItem
from isaf.meetings.models import Meeting
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb

from ..models import Action, Plan, Referral
from ..rules import CLAIMED, COMPLETED, REFERRED, REPLY_WITHIN
from .actions import overdue
from .workshop import workshops_to_answer

MOST = 50  # of one kind; more than that is a list of its own (the overdue page)


def waiting(account: Account, today: date) -> list[WorkItem]:
    """Everything, oldest first. Kinds of work whose verb the person holds nowhere cost no query."""
    items = [
        *_meetings(account, today),
        *_plans(account, today),
        *_late_actions(account, today),
        *_to_see(account, today),
        *_referrals(account, today),
        *_workshops(account, today),
    ]
    return sorted(items)


def _meetings(account: Account, today: date) -> Iterator[WorkItem]:
    if not access.may_anywhere(account, Verb.INTERFACE_RECORD):
        return
    rows = Meeting.objects.filter(
        kind=Meeting.Kind.INTERFACE, state=Meeting.State.PLANNED, planned_on__lte=today,
        cycle__state=Cycle.State.OPEN,
    ).select_related("cycle__area")  # fmt: skip
    for row in access.within(account, Verb.INTERFACE_RECORD, rows, area="cycle__area")[:MOST]:
        yield WorkItem(
            since=row.planned_on,
            title=_("Record the interface meeting"),
            place=named(row.cycle.area.names),
            button=_("Record"),
            address=reverse("plans:interface", args=[row.cycle_id]),
            is_late=(today - row.planned_on).days > 7,
        )


def _plans(account: Account, today: date) -> Iterator[WorkItem]:
    """Each plan once for each step that this person may take."""
    steps = [
        (Verb.PLAN_PROPOSE, Q(state=Plan.State.DRAFT, lines__isnull=False), _("Propose the plan")),
        (Verb.PLAN_APPROVE, Q(state=Plan.State.PROPOSED), _("Approve the plan")),
        (Verb.PLAN_SIGN, Q(state=Plan.State.APPROVED), _("Sign the plan")),
        (Verb.PLAN_RECEIVE, Q(state=Plan.State.PUBLISHED, received_on=None), _("Receive the plan")),
    ]
    for verb, ready, title in steps:
        if not access.may_anywhere(account, verb):
            continue
        rows = Plan.objects.filter(ready).select_related("cycle__area")
        if verb != Verb.PLAN_RECEIVE:
            rows = rows.filter(cycle__state=Cycle.State.OPEN)
        for plan in access.within(account, verb, rows, area="cycle__area")[:MOST]:
            since = plan.signed_on or plan.approved_on or plan.proposed_on or plan.cycle.opened_on
            yield WorkItem(
                since=since,
                title=title,
                place=named(plan.cycle.area.names),
                button=_("Open the plan"),
                address=reverse("plans:plan", args=[plan.cycle_id]),
                is_late=(today - since).days > 60,
            )


def reachable(account: Account, verb: Verb, rows: QuerySet[Action]) -> QuerySet[Action]:
    """The filter twin of access.action_for: the facility's where there is one, else the area's."""
    with_facility = access.within(account, verb, rows.exclude(facility=None), facility="facility")
    without = access.within(account, verb, rows.filter(facility=None), area="area")
    seen = access.within(account, Verb.PLAN_READ, rows, area="area")
    either = Q(pk__in=with_facility.order_by().values("pk")) | Q(pk__in=without.order_by().values("pk"))
    return rows.filter(either, pk__in=seen.order_by().values("pk"))


def _late_actions(account: Account, today: date) -> Iterator[WorkItem]:
    if not access.may_anywhere(account, Verb.ACTION_UPDATE):
        return
    late = overdue(Action.objects.select_related("area"), today, pack().overdue_grace_days)
    for action in reachable(account, Verb.ACTION_UPDATE, late).order_by("due_on", "code")[:MOST]:
        yield _item(action, action.due_on, _("Overdue: %(action)s"), _("Record progress"), is_late=True)


def _to_see(account: Account, today: date) -> Iterator[WorkItem]:
    if not access.may_anywhere(account, Verb.ACTION_SEE):
        return
    said = Action.objects.filter(status=COMPLETED, proof=CLAIMED).select_related("area")
    for action in reachable(account, Verb.ACTION_SEE, said).order_by("status_on", "code")[:MOST]:
        late = (today - action.status_on).days > 60
        yield _item(
            action, action.status_on, _("Go and see: %(action)s"), _("Record what was seen"), is_late=late
        )


def _item(action: Action, since: date, title: str, button: str, *, is_late: bool) -> WorkItem:
    return WorkItem(
        since=since,
        title=title % {"action": action.title},
        place=named(action.area.names),
        button=button,
        address=reverse("plans:action", args=[action.code]),
        is_late=is_late,
    )


def _referrals(account: Account, today: date) -> Iterator[WorkItem]:
    if not access.may_anywhere(account, Verb.ACTION_ANSWER):
        return
    rows = Referral.objects.filter(replied_on=None, action__status=REFERRED)
    rows = access.within(account, Verb.ACTION_ANSWER, rows, area="to_area")
    for referral in rows.select_related("action__area")[:MOST]:
        late = (today - referral.sent_on).days > REPLY_WITHIN
        yield _item(
            referral.action,
            referral.sent_on,
            _("Reply awaited: %(action)s"),
            _("Record the reply"),
            is_late=late,
        )


def _workshops(account: Account, today: date) -> Iterator[WorkItem]:
    """Workshops that were held and whose answers are not typed yet."""
    if not pack().workshop_level or not access.may_anywhere(account, Verb.PLAN_RECEIVE):
        return
    for row in access.within(account, Verb.PLAN_RECEIVE, workshops_to_answer(today), area="area")[:MOST]:
        yield WorkItem(
            since=row.held_on,
            title=_("Type the outcomes of the workshop"),
            place=named(row.area.names),
            button=_("Type the outcomes"),
            address=reverse("plans:workshop_outcomes", args=[row.area.code, row.year]),
            is_late=(today - row.held_on).days > 60,
        )


def named(names: Names) -> str:
    """A name in the reader's language, else in the pack's, else in any."""
    wanted = ((get_language() or "").split("-")[0], pack().default_language, *names)
    return next((names[code] for code in wanted if names.get(code)), "")
