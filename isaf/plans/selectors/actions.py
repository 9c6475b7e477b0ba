"""Reading agreed actions: the life of one, the overdue ones, how far they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from isaf.country.current import pack
from isaf.meetings.models import Meeting
from isaf.people.models import RoleHolding
from isaf.people.verbs import Verb
from isaf.places.lookups import below
from isaf.places.models import Area
from isaf.places.selectors import figures_origin

from ..models import Action, Outcome, Plan, PlanLine, Referral, StatusUpdate
from ..rules import (
    CANCELLED,
    CLAIMED,
    COMPLETED,
    CONFIRMED,
    OWNERS_TURN,
    REFERRED,
    SEEN,
    overdue_before,
    standing,
)


def action_by_code(code: str) -> Action | None:
    return Action.objects.select_related("area__parent", "facility__host").filter(code=code).first()


def is_public(action: Action) -> bool:
    """True when a signed plan of the origin this server counts holds the action."""
    return action.origin == figures_origin() and action.is_public


def actions_of(area: Area) -> QuerySet[Action]:
    """The actions of an area and everything below it, the earliest due first; of the counted origin."""
    rows = Action.objects.filter(below("area__code", area.code), origin=figures_origin())
    return rows.select_related("area", "facility")


def public_actions(under: str = "") -> QuerySet[Action]:
    """The actions that stand in a signed plan, each once, in an area and below it."""
    return Action.objects.filter(below("area__code", under), origin=figures_origin(), is_public=True)


# --- The life of one action ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One point of the timeline: ``kind`` agreed, planned, reported, referred or replied, and its record."""

    on: date
    kind: str
    record: Any


@dataclass(frozen=True)
class ActionLife:
    """An action from the score that caused it to the last report; ``standing`` as in rules.standing."""

    action: Action
    standing: str
    origins: tuple[Outcome, ...]
    lines: tuple[PlanLine, ...]
    updates: tuple[StatusUpdate, ...]  # newest first
    referrals: tuple[Referral, ...]
    timeline: tuple[Step, ...]

    @property
    def awaited(self) -> Referral | None:
        """The referral whose reply has not come."""
        return next((r for r in self.referrals if r.replied_on is None), None)


def life_of(action: Action, today: date) -> ActionLife:
    """Everything known of an action, in four queries."""
    origins = tuple(action.origins.select_related("remark__sheet", "facility", "meeting"))
    lines = tuple(
        action.lines.select_related("plan__cycle__area").order_by("plan__cycle__year", "plan__cycle__round")
    )
    updates = tuple(action.updates.select_related("by", "meeting"))
    referrals = tuple(action.referrals.select_related("to_area"))
    steps = [Step(action.agreed_on, "agreed", origins[0] if origins else None)]
    steps += [Step(line.plan.signed_on, "planned", line) for line in lines if line.plan.signed_on]
    steps += [Step(u.on, "reported", u) for u in reversed(updates) if u.status != REFERRED]
    steps += [Step(r.sent_on, "referred", r) for r in referrals]
    steps += [Step(r.replied_on, "replied", r) for r in referrals if r.replied_on]
    return ActionLife(
        action=action,
        standing=standing(action.due_on, action.status, today, pack().overdue_grace_days),
        origins=origins,
        lines=lines,
        updates=updates,
        referrals=referrals,
        timeline=tuple(sorted(steps, key=lambda step: step.on)),
    )


def meetings_to_confirm_at(action: Action) -> QuerySet[Meeting]:
    """The held meetings of an action's area at which citizens can have confirmed it, the latest first."""
    return Meeting.objects.filter(
        cycle__area=action.area_id, state=Meeting.State.HELD, held_on__gte=action.agreed_on
    ).order_by("-held_on")[:30]


def referral_by_id(pk: int) -> Referral | None:
    return Referral.objects.select_related("action__area", "to_area").filter(pk=pk).first()


# --- Overdue -------------------------------------------------------------------------------------------


def overdue(actions: QuerySet[Action], today: date, grace_days: int) -> QuerySet[Action]:
    """rules.is_overdue for a list, in SQL; held against the same table of cases."""
    return actions.filter(status__in=OWNERS_TURN, due_on__lt=overdue_before(today, grace_days))


def overdue_actions(area: Area, today: date) -> QuerySet[Action]:
    """What is overdue in an area and below it, the oldest first."""
    return overdue(actions_of(area), today, pack().overdue_grace_days).order_by("due_on", "code")


def awaiting_reply(area: Area) -> QuerySet[Referral]:
    """Referrals of an area's actions whose reply has not come, the longest sent first (inside only)."""
    rows = Referral.objects.filter(
        action__area__code__below=area.code, action__origin=figures_origin(),
        action__status=REFERRED, replied_on=None,
    )  # fmt: skip
    return rows.select_related("action__area", "action__facility", "to_area").order_by("sent_on", "id")


def offices_to_call(actions: Iterable[Action], today: date) -> dict[int, list[dict[str, Any]]]:
    """For each action the offices that can report on it, by role, with their phone; one query.

    A facility answers for its own actions; the area's administration for the rest, and for its own.
    """
    actions = list(actions)
    roles = {role.id: role for role in pack().roles if Verb.ACTION_UPDATE in role.verbs}
    holdings = (
        RoleHolding.objects.filter(role__in=roles, since__lte=today, person__is_active=True)
        .filter(Q(until=None) | Q(until__gte=today))
        .filter(Q(facility__in={a.facility_id for a in actions}) | Q(area__in={a.area_id for a in actions}))
        .select_related("person", "area", "facility")
    )
    found: dict[int, list[dict[str, Any]]] = {action.pk: [] for action in actions}
    for held in holdings:
        for action in actions:
            if _answers_for(held, action, roles[held.role].services):
                office = {"names": roles[held.role].names, "phone": held.person.phone}
                found[action.pk].append(office)
    return found


def _answers_for(held: RoleHolding, action: Action, services: tuple[str, ...]) -> bool:
    if held.facility_id:
        return held.facility_id == action.facility_id
    own = action.facility is None or not services or action.facility.service in services
    return held.area_id == action.area_id and own


# --- How far ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """Actions of the plans that first agreed them; every one counted once (ADR 0024)."""

    n: int
    done: int
    way: int
    late: int
    referred: int
    cancelled: int
    claimed: int  # completed, as reported by the owner only
    seen: int
    confirmed: int

    @property
    def proved(self) -> int:
        """Completed and seen or confirmed by others than the owner."""
        return self.seen + self.confirmed


def progress(area: Area, year: int | None, today: date) -> Progress:
    """How far the actions of signed plans are: those first agreed in one year's plans; ``None``: all. One query."""
    rows = public_actions(area.code)
    if year is not None:
        of_year = PlanLine.objects.filter(
            plan__state=Plan.State.PUBLISHED, plan__cycle__year=year, is_carried_over=False
        )
        rows = rows.filter(pk__in=of_year.values("action"))
    late = Q(status__in=OWNERS_TURN, due_on__lt=overdue_before(today, pack().overdue_grace_days))
    counts = rows.order_by().aggregate(
        n=Count("pk"),
        done=Count("pk", filter=Q(status=COMPLETED)),
        late=Count("pk", filter=late),
        way=Count("pk", filter=Q(status__in=OWNERS_TURN) & ~late),
        referred=Count("pk", filter=Q(status=REFERRED)),
        cancelled=Count("pk", filter=Q(status=CANCELLED)),
        claimed=Count("pk", filter=Q(status=COMPLETED, proof=CLAIMED)),
        seen=Count("pk", filter=Q(status=COMPLETED, proof=SEEN)),
        confirmed=Count("pk", filter=Q(status=COMPLETED, proof=CONFIRMED)),
    )
    return Progress(**counts)
