"""Reading requests: one in words, what waits for whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from isaf.cycles.models import Cycle
from isaf.kit.work import WorkItem
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Facility

from .kinds import KINDS, Kind
from .models import ChangeRequest

MOST = 100
State = ChangeRequest.State


@dataclass(frozen=True)
class Field:
    """One field in words. ``now`` is what stands where somebody changed it after the request, else None."""

    label: str
    before: str
    after: str
    now: str | None


@dataclass(frozen=True)
class Asked:
    """A request as its page and its line in a list say it."""

    request: ChangeRequest
    kind: Kind
    name: str
    address: str
    fields: tuple[Field, ...] = ()

    @property
    def is_overtaken(self) -> bool:
        return self.request.state == State.ASKED and any(field.now is not None for field in self.fields)


def key_of(subject: Facility | Cycle) -> str:
    return str(subject.pk) if isinstance(subject, Cycle) else subject.slug


def request_by_id(pk: int) -> ChangeRequest | None:
    return _rows().filter(pk=pk).first()


def open_request(kind: str, subject: Facility | Cycle) -> ChangeRequest | None:
    return _rows().filter(kind=kind, subject_id=key_of(subject), state=State.ASKED).first()


def in_words(request: ChangeRequest, *, with_fields: bool = True) -> Asked:
    kind = KINDS[request.kind]
    subject = kind.subject(request.subject_id)
    now = kind.now(subject) if with_fields else {}
    fields = tuple(_field(kind, name, request, now) for name in request.after) if with_fields else ()
    return Asked(request, kind, kind.name(subject), kind.address(subject), fields)


def _field(kind: Kind, name: str, request: ChangeRequest, now: dict[str, Any]) -> Field:
    before, standing = request.before.get(name), now.get(name)
    return Field(
        label=kind.label(name),
        before=kind.said(name, before),
        after=kind.said(name, request.after[name]),
        now=kind.said(name, standing) if standing != before else None,
    )


def _rows() -> QuerySet[ChangeRequest]:
    return ChangeRequest.objects.select_related("asked_by", "decided_by", "area", "facility__host")


def to_decide(account: Account) -> QuerySet[ChangeRequest]:
    """Open requests that this person may decide: of others, where the kind's verb is held."""
    rows = _rows().filter(state=State.ASKED).exclude(asked_by=account)
    reach = Q(pk__in=[])
    if access.may_anywhere(account, Verb.FACILITY_EDIT):
        found = access.within(account, Verb.FACILITY_EDIT, rows.filter(kind="facility"), facility="facility")
        reach |= Q(pk__in=found.values("pk"))
    if access.may_anywhere(account, Verb.CYCLE_OPEN):
        found = access.within(account, Verb.CYCLE_OPEN, rows.exclude(kind="facility"), area="area")
        reach |= Q(pk__in=found.values("pk"))
    return rows.filter(reach).order_by("asked_at")


def asked_by(account: Account) -> QuerySet[ChangeRequest]:
    """What this person asked for, newest first."""
    return _rows().filter(asked_by=account)


def own_facilities(account: Account) -> list[Facility]:
    """The facilities in which this person holds a role itself, whose particulars may be asked to change."""
    held = account.holdings.filter(facility__isnull=False).select_related("facility__host")
    return list({row.facility_id: row.facility for row in held}.values())


def waiting(account: Account, today: date) -> list[WorkItem]:
    """Requests to decide, and answers to read. Two queries, and one for who decides nothing."""
    decides = any(access.may_anywhere(account, kind.verb) for kind in KINDS.values())
    rows = [
        _item(one, one.asked_at, _("Decide a change that is asked for"), _("Read and decide"))
        for one in (to_decide(account)[:MOST] if decides else ())
    ]
    answers = asked_by(account).filter(decided_at__isnull=False, read_at=None)[:MOST]
    titles = {State.ACCEPTED: _("Your change was accepted"), State.REFUSED: _("Your change was refused")}
    return rows + [_item(one, one.decided_at, titles[one.state], _("Read the answer")) for one in answers]


def _item(request: ChangeRequest, since: Any, title: str, button: str) -> WorkItem:
    asked = in_words(request, with_fields=False)
    return WorkItem(
        since=timezone.localdate(since),
        title=f"{title}: {asked.kind.words}",
        place=asked.name,
        button=button,
        address=reverse("changes:request", args=[request.pk]),
    )
