"""Handing on what was open in a unit that ended: roles, registers, years (ADR 0032).

A unit with one successor hands on by itself, in the same deed as the list that ended it. With several, a person says
which one takes on; nothing is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.cycles.services import change_targets
from isaf.kit.problems import Problem
from isaf.people.services import move_roles, move_roles_back, move_roles_of_facility
from isaf.places import services as places
from isaf.places.models import Area, Facility, FacilityMerge
from isaf.places.selectors import areas_with_codes
from isaf.registers.services import move_registers

from ..selectors import open_years, open_years_of_facility


@dataclass(frozen=True)
class HandedOn:
    """What went from an ended unit to the one that took it on, and the registers that stayed behind."""

    old: Area
    new: Area
    roles: int
    years: int
    stayed: int


@transaction.atomic
def hand_on(*, old: Area, to: Area, by: Any) -> HandedOn:
    """A successor takes on an ended unit: its people, its registers, its open years and what was agreed there.

    An open year keeps the ended unit's name and targets, since its figures belong to it; who holds a role in the
    successor works on in it.
    """
    new = places.hand_on(area=old, to=to, by=by)
    old.refresh_from_db()
    moved = move_roles(old=old, new=new, by=by)
    stayed = move_registers(old=old, new=new, moved=moved, by=by)
    years = list(open_years(old))
    for cycle in years:
        record(by=by, verb="year_handed_on", subject=cycle, place_code=old.code, to=new.code)
    return HandedOn(old, new, len(moved), len(years), len(stayed))


def hand_on_single(*, codes: Iterable[str], by: Any) -> list[HandedOn]:
    """Every unit of these that ended, that one unit followed, and that was not handed on yet."""
    done = []
    for old in sorted(areas_with_codes(codes).values(), key=lambda area: area.code):
        followers = [link.new for link in old.replaced_by.select_related("new__handed_to")]
        if old.valid_to is None or old.handed_to_id or len(followers) != 1:
            continue
        if (followers[0].handed_to or followers[0]).valid_to is None:
            done.append(hand_on(old=old, to=followers[0], by=by))
    return done


@transaction.atomic
def join_facilities(*, kept: Facility, merged: Facility, reason: str, by: Any) -> FacilityMerge:
    """Two records of one facility: joined, and with them the roles and the open years that knew the merged one.

    A target about which there is work of the year stays as it is: its sheets are about that record.
    """
    merge = places.merge_facilities(kept=kept, merged=merged, reason=reason, by=by)
    moved = move_roles_of_facility(old=merged, new=kept, by=by)
    merge.before["roles"] = sorted(new.pk for old, new in moved.items() if new.pk > old)
    merge.save(update_fields=["before"])
    for cycle in open_years_of_facility(merged):
        try:
            with transaction.atomic():
                change_targets(cycle=cycle, add=[kept], remove=[merged], reason=reason, by=by)
        except Problem:
            continue
    return merge


@transaction.atomic
def part_facilities(*, merge: FacilityMerge, reason: str, by: Any) -> FacilityMerge:
    """Two records taken apart again; the people whose roles had moved hold them in the other record again."""
    undone = places.unmerge_facilities(merge=merge, reason=reason, by=by)
    move_roles_back(holdings=undone.before.get("roles", ()), to=undone.merged, by=by)
    return undone
