"""Who sits in a seat: seating, handing over, correcting, ending; and the role that goes with the office."""

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q

from isaf.audit.services import record
from isaf.kit.problems import Stale
from isaf.people.access import require_giving
from isaf.people.models import Account, RoleHolding
from isaf.people.services import end_role, give_role

from ..models import Body, Seat, Term
from ..problems import AccountStays, EndsBeforeItBegan, LastDayStays, SeatForOneself, SeatTaken
from ..rules import Days, hand_over, meet
from ..selectors import role_of
from .papers import keep_letter


@transaction.atomic
def seat_person(
    *,
    seat: Seat,
    name: str,
    since: date,
    by: Any,
    until: date | None = None,
    account: Account | None = None,
    sex: str = "",
    phone: str = "",
    letter: File | None = None,
) -> Term:
    """Somebody sits there from a day on; whoever sat there leaves on the day before, and their role with them.

    The role of the office goes to the new person's account, if there is one and the role is the giver's to give.
    Nobody gives a role to oneself.
    """
    body = Body.objects.select_for_update().get(pk=seat.body_id)
    _in_order(since, until)
    _not_oneself(seat, account, by)
    terms = list(seat.terms.select_related("holding", "seat__body__area"))
    outcome = hand_over([Days(term.since, term.until) for term in terms], Days(since, until))
    if outcome is None:
        raise SeatTaken()
    if outcome.cut is not None and outcome.last_day:
        end_term(term=terms[outcome.cut], on=outcome.last_day, by=by)
    term = Term.objects.create(
        seat=seat,
        name=name,
        account=account,
        holding=_role(seat, account, since, until, by),
        sex=sex,
        phone=phone,
        mandate=body.mandate,
        since=since,
        until=until,
    )
    _note(term, "seat.handed_over" if outcome.cut is not None else "seat.filled", by)
    keep_letter(of=term, letter=letter, by=by)
    return term


@transaction.atomic
def end_term(*, term: Term, on: date, by: Any) -> None:
    """The term ends with this day, and the role that went with it; a role that ended earlier stays ended."""
    term.until = on
    term.row_version += 1
    term.save(update_fields=["until", "row_version"])
    holding = term.holding
    if holding and holding.since <= on and (holding.until is None or holding.until > on):
        _theirs_to_give(term.seat, by)
        end_role(holding=holding, on=on, by=by)
    _note(term, "term.ended", by)


@transaction.atomic
def edit_term(
    *,
    term: Term,
    name: str,
    sex: str,
    phone: str,
    until: date | None,
    account: Account | None,
    today: date,
    row_version: int,
    by: Any,
    letter: File | None = None,
) -> Term:
    """Correct what is written about a person in a seat, move the last day, or add the account that was missing.

    The role follows: it ends with the term, and a newly named account gets it from today on.
    """
    kept = (
        Term.objects.select_for_update(of=("self",))
        .select_related("seat__body__area", "holding")
        .get(pk=term.pk)
    )
    if kept.row_version != row_version:
        raise Stale()
    _may_end(kept, until, by)
    if kept.account_id and (account is None or account.pk != kept.account_id):
        raise AccountStays()
    if account and not kept.account_id:
        _not_oneself(kept.seat, account, by)
        kept.account = account
        if until is None or until >= today:
            kept.holding = _role(kept.seat, account, max(kept.since, today), until, by)
    elif kept.holding and until:
        _follow(kept, until, by)
    changed = _changed(kept, {"name": name, "sex": sex, "phone": phone, "until": until})
    kept.row_version += 1
    kept.save()
    _note(kept, "term.corrected", by, changed=changed)
    keep_letter(of=kept, letter=letter, by=by)
    return kept


def _follow(term: Term, until: date, by: Any) -> None:
    """The role moves its last day with the term; one that was ended elsewhere is never made longer again."""
    holding = term.holding
    is_shorter = holding.until is None or until < holding.until
    if until >= holding.since and until != holding.until and (is_shorter or holding.until == term.until):
        _theirs_to_give(term.seat, by)
        end_role(holding=holding, on=until, by=by)


def _changed(term: Term, values: dict[str, Any]) -> list[str]:
    """Set the values; the names of those that differ. What they were is not repeated in the events."""
    changed = [name for name, value in values.items() if getattr(term, name) != value]
    for name, value in values.items():
        setattr(term, name, value)
    return changed


def _may_end(term: Term, until: date | None, by: Any) -> None:
    """A last day in order, that meets no later term, and that lets nobody prolong the own role."""
    _in_order(term.since, until)
    if term.until and not until:
        raise LastDayStays()
    others = term.seat.terms.exclude(pk=term.pk)
    if any(meet(Days(term.since, until), Days(other.since, other.until)) for other in others):
        raise SeatTaken()
    if term.until and until and until > term.until:
        _not_oneself(term.seat, term.account, by)


def _role(
    seat: Seat, account: Account | None, since: date, until: date | None, by: Any
) -> RoleHolding | None:
    """The role of the office for an account: one that is held there already is taken along, else it is given."""
    role, area = role_of(seat), seat.body.area
    if not role or account is None:
        return None
    _theirs_to_give(seat, by)
    held = RoleHolding.objects.filter(person=account, role=role, area=area, term=None, since__lte=since)
    holding = held.filter(Q(until=None) | Q(until__gte=until or date.max)).first()
    if holding is None:
        return give_role(person=account, role=role, area=area, since=since, until=until, by=by)
    if until and holding.until != until:
        end_role(holding=holding, on=until, by=by)
    return holding


def _theirs_to_give(seat: Seat, by: Any) -> None:
    """The role of an office is given and ended by those who may give it anyway: a seat is no way around them."""
    if isinstance(by, Account):
        require_giving(by, role_of(seat), {"area": seat.body.area})


def _not_oneself(seat: Seat, account: Account | None, by: Any) -> None:
    if account and role_of(seat) and account.pk == by.pk:
        raise SeatForOneself()


def _in_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise EndsBeforeItBegan(since=since.isoformat())


def _note(term: Term, verb: str, by: Any, **details: Any) -> None:
    """An event about a term: the office and the days, and the account by its number; no name, no telephone."""
    record(
        by=by,
        verb=verb,
        subject=term,
        place_code=term.seat.body.area.code,
        office=term.seat.office,
        seat=term.seat_id,
        account=str(term.account_id or ""),
        since=term.since.isoformat(),
        until=term.until.isoformat() if term.until else "",
        **details,
    )
