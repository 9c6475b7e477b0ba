"""The yearly look at roles: which wait for whom, the most overdue first, and the item in My work."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isaf.kit.saying import as_written
from isaf.kit.work import WorkItem

from .access import holdings_seen, may_anywhere, may_change
from .models import Account, RoleHolding
from .rules import is_overdue, looks_after_the_nation, review_due, why_review
from .selectors import roles_held, standing_roles
from .verbs import Verb


@dataclass(frozen=True, order=True)
class Look:
    """One held role that waits for its look, since when and why."""

    due: date
    pk: int
    why: str
    is_late: bool


def looks(account: Account, today: date) -> list[Look]:
    """The roles that are this person's to confirm or to end, oldest first; never one's own."""
    rows = standing_roles(holdings_seen(account), today).exclude(person=account)
    fields = ("pk", "since", "confirmed_on", "person__last_login", "person__created_at")
    found = sorted(look for row in rows.values_list(*fields) if (look := _look(*row, today=today)))
    if looks_after_the_nation(roles_held(account), today):
        return found
    due = {look.pk for look in found}
    given = {row.pk for row in rows if row.pk in due and may_change(account, row)}
    return [look for look in found if look.pk in given]


def _look(
    pk: int, since: date, confirmed_on: date | None, login: object, made: object, *, today: date
) -> Look | None:
    last_seen = localtime(login or made).date()
    why = why_review(since, confirmed_on, last_seen, today)
    due = review_due(since, confirmed_on, last_seen)
    return Look(due, pk, why, is_overdue(due, today)) if why else None


def with_roles(shown: list[Look]) -> list[tuple[RoleHolding, Look]]:
    """The looks of one page, each with its held role."""
    rows = RoleHolding.objects.select_related("person", "area", "facility__host", "organisation")
    found = rows.in_bulk([look.pk for look in shown])
    return [(found[look.pk], look) for look in shown if look.pk in found]


def waiting(account: Account, today: date) -> list[WorkItem]:
    """One item for all roles that wait; nothing for who gives no roles."""
    if not may_anywhere(account, Verb.PEOPLE_MANAGE):
        return []
    found = looks(account, today)
    if not found:
        return []
    late = sum(look.is_late for look in found)
    n = len(found)
    said = ngettext("%(n)s role to look at", "%(n)s roles to look at", n) % {"n": as_written(n)}
    if late:
        said += " · " + ngettext("%(n)s of them overdue", "%(n)s of them overdue", late) % {
            "n": as_written(late)
        }
    title, button = _("Yearly review of roles"), _("Review them")
    return [WorkItem(found[0].due, title, said, button, reverse("people:review"), bool(late))]
