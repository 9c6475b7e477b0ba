"""Making accounts, giving and ending roles."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.places.models import Area, Facility, Installation, Origin

from ..access import require_setup_token
from ..models import Account, Organisation, RoleHolding
from ..problems import RoleNotHere, UserNameTaken
from ..rules import short_name
from ..selectors import account_by_username, setup_digest
from ..verbs import Verb


@transaction.atomic
def add_account(
    *,
    username: str,
    name: str,
    password: str | None,
    by: Any = None,
    language: str = "",
    origin: str = Origin.REAL,
) -> Account:
    """A new account; without a password it cannot sign in until one is set. ``by`` None: the server itself."""
    username = short_name(username)
    if account_by_username(username):
        raise UserNameTaken(username=username)
    account = Account(username=username, name=name, language=language, origin=origin)
    account.set_password(password)
    account.save()
    record(by=by or account, verb="add_account", subject=account, username=username)
    return account


@transaction.atomic
def give_role(
    *,
    person: Account,
    role: str,
    by: Any,
    area: Area | None = None,
    facility: Facility | None = None,
    organisation: Organisation | None = None,
    operational_district: str = "",
    services: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
) -> RoleHolding:
    """Let a person hold a role in one scope, if the pack allows the role there."""
    definition = pack().role(role)
    scope = (
        "area"
        if area
        else "facility"
        if facility
        else "organisation"
        if organisation
        else "operational_district"
    )
    if scope not in definition.scopes:
        raise RoleNotHere()
    if area and definition.levels and _level_of(area) not in definition.levels:
        raise RoleNotHere()
    holding = RoleHolding.objects.create(
        person=person,
        role=role,
        area=area,
        facility=facility,
        organisation=organisation,
        operational_district=operational_district,
        services=list(services),
        since=since or today(),
        until=until,
    )
    record(
        by=by,
        verb="give_role",
        subject=holding,
        place_code=area.code if area else "",
        role=role,
        person=person.pk,
    )
    return holding


def _level_of(area: Area) -> str:
    level = pack().level_of(area.code)
    return level.id if level else "nation"


@transaction.atomic
def end_role(*, holding: RoleHolding, by: Any, on: date) -> None:
    """The role ends with this day; what was done with it stays."""
    holding.until = on
    holding.save(update_fields=["until"])
    record(by=by, verb="end_role", subject=holding, role=holding.role, person=holding.person_id)


@transaction.atomic
def add_organisation(
    *, code: str, names: dict[str, str], works_in: list[Area], by: Any, origin: str
) -> Organisation:
    organisation = Organisation.objects.create(code=code, names=names, origin=origin)
    organisation.works_in.set(works_in)
    record(by=by, verb="add_organisation", subject=organisation, code=code)
    return organisation


@transaction.atomic
def make_setup_token() -> str:
    """A fresh one-time word for the address at which the first administrator is made."""
    token = secrets.token_urlsafe(24)
    Installation.objects.update_or_create(
        id=1,
        defaults={"setup_token_sha256": setup_digest(token), "country": pack().code},
    )
    return token


@transaction.atomic
def make_first_administrator(*, token: str, username: str, name: str, password: str) -> Account:
    """The first administrator, once; the token is used up with it."""
    installation = Installation.objects.select_for_update().filter(id=1).first()
    require_setup_token(token)
    account = add_account(username=username, name=name, password=password)
    nation = Area.objects.get(code="")
    give_role(person=account, role=_administrator_role(), by=account, area=nation)
    installation.setup_token_sha256 = ""
    installation.save(update_fields=["setup_token_sha256"])
    return account


def _administrator_role() -> str:
    """The pack's role that manages people for the whole nation."""
    return next(
        role.id for role in pack().roles if Verb.PEOPLE_MANAGE in role.verbs and "nation" in role.levels
    )
