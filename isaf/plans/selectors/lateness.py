"""The page that a district opens on Monday: what is overdue, place by place, and whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.selectors import nation

from ..models import Action, Referral
from .actions import awaiting_reply, offices_to_call, overdue_actions
from .waiting import reachable

MOST = 300  # rows of one page; a narrower area shows the rest


@dataclass(frozen=True)
class Late:
    """One overdue action, the offices that can report on it, and whether this person may."""

    action: Action
    days: int
    offices: tuple[dict[str, Any], ...]
    may_report: bool


@dataclass(frozen=True)
class LatePlace:
    area: Area
    rows: tuple[Late, ...]


@dataclass(frozen=True)
class LateList:
    """The places with the oldest action first; ``n`` counts all, though at most ``MOST`` rows are shown."""

    places: tuple[LatePlace, ...]
    n: int
    referrals: tuple[tuple[Referral, int], ...]

    @property
    def shown(self) -> int:
        return sum(len(place.rows) for place in self.places)


def late_list(account: Account, today: date, under: Area | None = None) -> LateList:
    """What is overdue where the person may read plans; a fixed number of queries."""
    everywhere = under or nation()
    rows = access.within(account, Verb.PLAN_READ, overdue_actions(everywhere, today), area="area")
    actions = list(rows[:MOST])
    offices = offices_to_call(actions, today)
    mine = _reportable(account, actions)
    late = [
        Late(action, (today - action.due_on).days, tuple(offices[action.pk]), action.pk in mine)
        for action in actions
    ]
    sent = access.within(account, Verb.PLAN_READ, awaiting_reply(everywhere), area="action__area")[:MOST]
    return LateList(
        places=tuple(_by_place(late)),
        n=rows.count() if len(actions) == MOST else len(actions),
        referrals=tuple((referral, (today - referral.sent_on).days) for referral in sent),
    )


def _by_place(late: Iterable[Late]) -> Iterable[LatePlace]:
    places: dict[int, list[Late]] = {}
    for row in late:
        places.setdefault(row.action.area_id, []).append(row)
    for rows in places.values():
        yield LatePlace(rows[0].action.area, tuple(rows))


def _reportable(account: Account, actions: list[Action]) -> set[int]:
    rows = Action.objects.filter(pk__in=[action.pk for action in actions])
    verbs = (Verb.ACTION_UPDATE, Verb.ACTION_SEE, Verb.ACTION_CONFIRM)
    return {
        pk
        for verb in verbs
        if access.may_anywhere(account, verb)
        for pk in reachable(account, verb, rows).values_list("pk", flat=True)
    }
