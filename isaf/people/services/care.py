"""Looking after people and what they hold. Each deed asks first whether the role is the doer's to give."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.actor import PROGRAM, Actor
from isaf.kit.clock import now, today
from isaf.places.selectors import installation_origin

from .. import access
from ..models import Account, RoleHolding
from ..problems import ChecksOwnWork, DayBeforeRole, NotYourself, OtherSide, RoleHeldAlready, RoleOver
from ..rules import checks_own_work, is_current
from ..selectors import holds_already, roles_held, scope_of, side_of
from .accounts import add_account, end_role, give_role
from .slips import make_slip


@transaction.atomic
def invite_person(
    *,
    username: str,
    name: str,
    language: str,
    role: str,
    scope: dict[str, Any],
    since: date,
    until: date | None,
    by: Account | Actor,
) -> tuple[Account, str]:
    """A new account that holds one role, and the code of its slip; on an operator's command, any role."""
    if by != PROGRAM:
        access.require_giving(by, role, scope)
    person = add_account(
        username=username, name=name, password=None, language=language, by=by, origin=installation_origin()
    )
    give_role(person=person, role=role, **scope, since=since, until=until, by=by)
    return person, make_slip(person=person, by=by)


@transaction.atomic
def give_role_to(
    *, person: Account, role: str, scope: dict[str, Any], since: date, until: date | None, by: Account
) -> RoleHolding:
    """One more role for somebody else, if it is the giver's to give."""
    if person.pk == by.pk:
        raise NotYourself()
    access.require_giving(by, role, scope)
    if holds_already(person, role, scope, since):
        raise RoleHeldAlready(name=person.name)
    return give_role(person=person, role=role, **scope, since=since, until=until, by=by)


@transaction.atomic
def end_role_of(*, holding: RoleHolding, on: date, by: Account) -> None:
    """The role ends with this day."""
    holding = _open(holding)
    access.require_giving(by, holding.role, scope_of(holding))
    if on < holding.since:
        raise DayBeforeRole(since=holding.since.isoformat())
    end_role(holding=holding, by=by, on=on)


@transaction.atomic
def confirm_role(*, holding: RoleHolding, by: Account) -> None:
    """The yearly look at a role: it is still right; the next look is in a year."""
    holding = _open(holding)
    if holding.person_id == by.pk:
        raise NotYourself()
    access.require_giving(by, holding.role, scope_of(holding))
    holding.confirmed_on = today()
    holding.save(update_fields=["confirmed_on"])
    record(by=by, verb="confirm_role", subject=holding, role=holding.role, person=holding.person_id)


@transaction.atomic
def hand_over_role(*, holding: RoleHolding, to: Account, on: date, by: Account) -> RoleHolding:
    """From this day another person holds the role in the same scope; the old one ends the day before.

    The holder may do it, and whoever may give the role. The other person has an account already and works on
    the same side.
    """
    holding = _open(holding)
    if by.pk != holding.person_id:
        access.require_giving(by, holding.role, scope_of(holding))
    if to.pk == holding.person_id:
        raise RoleHeldAlready(name=to.name)
    if on <= holding.since:
        raise DayBeforeRole(since=holding.since.isoformat())
    side = side_of(holding.role)
    if {one.side for one in roles_held(to) if is_current(one, today())} - {side}:
        raise OtherSide(name=to.name)
    if checks_own_work(roles_held(to), pack().role(holding.role).verbs, today()):
        raise ChecksOwnWork(name=to.name)
    if holds_already(to, holding.role, scope_of(holding), on):
        raise RoleHeldAlready(name=to.name)
    until = holding.until
    end_role(holding=holding, by=by, on=on - timedelta(days=1))
    scope, services = scope_of(holding), tuple(holding.services)
    return give_role(person=to, role=holding.role, **scope, services=services, since=on, until=until, by=by)


@transaction.atomic
def set_active(*, person: Account, is_active: bool, by: Account) -> None:
    """Disable an account: whoever is signed in with it is out at once; or enable it again."""
    access.require_care(by, person)
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    record(by=by, verb="enable_account" if is_active else "disable_account", subject=person)


def note_sign_in(*, person: Account) -> None:
    """When the person last came in: the yearly review reads it."""
    person.last_login = now()
    person.save(update_fields=["last_login"])


def _open(holding: RoleHolding) -> RoleHolding:
    """The row as it stands now, if it has not ended."""
    holding = RoleHolding.objects.select_for_update().get(pk=holding.pk)
    if holding.until and holding.until < today():
        raise RoleOver()
    return holding
