"""Roles go where their place goes: to the unit that took on an ended one, to the record that was kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from isaf.audit.services import record
from isaf.kit.clock import today
from isaf.places.models import Area, Facility

from ..models import Organisation, RoleHolding
from ..problems import RoleNotHere
from .accounts import end_role, give_role


@transaction.atomic
def move_roles(*, old: Area, new: Area, by: Any) -> dict[int, RoleHolding]:
    """Everyone who holds a role in an ended unit holds it in the one that took it on, from today.

    What was held before stays written as it was, with today as its last day. Organisations that work in the old unit
    work in the new one too. Gives the new holding for each old one; a role that cannot stand there stays where it is.
    """
    moved = _move(Q(area=old), {"area": new}, by)
    for organisation in Organisation.objects.filter(works_in=old).exclude(works_in=new):
        organisation.works_in.add(new)
        record(
            by=by,
            verb="organisation.followed",
            subject=organisation,
            place_code=new.code,
            area_before=old.code,
        )
    return moved


@transaction.atomic
def move_roles_of_facility(*, old: Facility, new: Facility, by: Any) -> dict[int, RoleHolding]:
    """The same for the roles in a record of a facility that turned out to be another one."""
    return _move(Q(facility=old), {"facility": new}, by)


@transaction.atomic
def move_roles_back(*, holdings: Iterable[int], to: Facility, by: Any) -> dict[int, RoleHolding]:
    """Roles that had moved, by their ids, go back to the record they came from, unless they ended meanwhile."""
    return _move(Q(pk__in=list(holdings)), {"facility": to}, by)


def _move(where: Q, to: Mapping[str, Any], by: Any) -> dict[int, RoleHolding]:
    day = today()
    rows = RoleHolding.objects.select_for_update(of=("self",)).select_related("person").filter(where)
    moved: dict[int, RoleHolding] = {}
    for old in rows.filter(Q(until=None) | Q(until__gte=day)).order_by("pk"):
        try:
            with transaction.atomic():
                moved[old.pk] = _held_there(old, to, by) or _give(old, to, day, by)
        except RoleNotHere:
            continue
        end_role(holding=old, on=max(day, old.since), by=by)
    return moved


def _held_there(old: RoleHolding, to: Mapping[str, Any], by: Any) -> RoleHolding | None:
    """The role that the person holds in the new place already, at least as long."""
    rows = RoleHolding.objects.filter(
        person=old.person, role=old.role, since__lte=max(today(), old.since), **to
    )
    return rows.filter(Q(until=None) | Q(until__gte=old.until or date.max), services=old.services).first()


def _give(old: RoleHolding, to: Mapping[str, Any], day: date, by: Any) -> RoleHolding:
    return give_role(
        person=old.person,
        role=old.role,
        services=tuple(old.services),
        since=max(day, old.since),
        until=old.until,
        by=by,
        **to,
    )
