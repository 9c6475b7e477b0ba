"""Registers go where their area goes: bodies with their seats, and the target areas of years to come."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from isaf.audit.services import record
from isaf.kit.clock import today
from isaf.people.models import RoleHolding
from isaf.places.models import Area

from ..models import Body, ProjectArea, Term


@transaction.atomic
def move_registers(*, old: Area, new: Area, moved: Mapping[int, RoleHolding], by: Any) -> list[Body]:
    """The bodies of an ended unit, with seats, terms and offices, stand in the unit that took it on.

    Where such a body stands already (two communes were joined), the old one stays as it was, for a person to end.
    ``moved`` are the roles that went along: terms point at them from now on. Target areas of later years follow; the
    year in which the unit ended stays with its units. Gives the bodies that stayed behind.
    """
    for term in Term.objects.select_for_update(of=("self",)).filter(holding__in=moved):
        term.holding = moved[term.holding_id]
        term.save(update_fields=["holding"])
    _move_targets(old, new, by)
    current = Q(until=None) | Q(until__gte=today())
    taken = set(Body.objects.filter(current, area=new).values_list("kind", flat=True))
    stayed = []
    for body in Body.objects.select_for_update(of=("self",)).filter(current, area=old):
        if body.kind in taken:
            stayed.append(body)
            continue
        body.area, body.row_version = new, body.row_version + 1
        body.save(update_fields=["area", "row_version"])
        record(by=by, verb="body.followed", subject=body, place_code=new.code, area_before=old.code)
    return stayed


def _move_targets(old: Area, new: Area, by: Any) -> None:
    rows = ProjectArea.objects.select_for_update(of=("self",)).filter(area=old, year__gt=old.valid_to.year)
    for row in rows:
        same = {"project": row.project_id, "implementer": row.implementer_id, "year": row.year}
        if ProjectArea.objects.filter(area=new, **same).exists():
            continue
        row.area = new
        row.save(update_fields=["area"])
        record(
            by=by,
            verb="target_area.followed",
            subject=row,
            place_code=new.code,
            area_before=old.code,
            year=row.year,
        )
