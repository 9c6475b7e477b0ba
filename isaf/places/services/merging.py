"""Two records that were one facility: joined with a reason, and taken apart again when that was wrong."""

from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.kit.clock import today

from .. import checks
from ..models import Facility, FacilityMerge
from ..problems import MergeUndone
from .facilities import search_text_of, update_facility

_FILLED = ("operational_district", "latitude", "longitude")


@transaction.atomic
def merge_facilities(*, kept: Facility, merged: Facility, reason: str, by: Any) -> FacilityMerge:
    """Say that ``merged`` is the same facility as ``kept``. Its own records stay; it ends and leads to the other.

    The kept one also serves what the merged one served, and takes from it what it had not: a name in a language,
    the operational district, the position.
    """
    rows = Facility.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk]).select_related("host")
    found = {row.pk: row for row in rows}
    kept, merged = found[kept.pk], found[merged.pk]
    checks.merge(kept, merged, reason)
    on = max(today(), merged.valid_from or today())
    gained = _gained(kept, merged)
    before = {"valid_to": checks.as_json(merged.valid_to), "gained": gained}
    merge = FacilityMerge.objects.create(
        kept=kept, merged=merged, on=on, by_name=str(by), reason=reason, before=before
    )
    merged.merged_into, merged.valid_to = kept, merged.valid_to or on
    merged.save(update_fields=["merged_into", "valid_to"])
    changes = {field: gained[field] for field in _FILLED if field in gained}
    names = {**gained["names"], **kept.names}
    served = [*kept.serves.all(), *merged.serves.all()]
    update_facility(facility=kept, by=by, catchment=served, names=names, **changes)
    _find_anew(kept)
    for one, other in ((kept, merged), (merged, kept)):
        told = {"kept": kept.slug, "merged": merged.slug, "reason": reason}
        record(by=by, verb="merge_facilities", subject=one, place_code=other.host.code, **told)
    return merge


@transaction.atomic
def unmerge_facilities(*, merge: FacilityMerge, reason: str, by: Any) -> FacilityMerge:
    """Take two records apart again. What the kept one gained goes back, unless it was edited since."""
    merge = FacilityMerge.objects.select_for_update().get(pk=merge.pk)
    checks.has_reason(reason)
    if merge.undone_on:
        raise MergeUndone(day=merge.undone_on)
    kept, merged = merge.kept, merge.merged
    gained, ended = merge.before["gained"], merge.before["valid_to"]
    merged.merged_into, merged.valid_to = None, date.fromisoformat(ended) if ended else None
    merged.save(update_fields=["merged_into", "valid_to"])
    names = {language: name for language, name in kept.names.items() if gained["names"].get(language) != name}
    empty = {"operational_district": "", "latitude": None, "longitude": None}
    changes = {
        field: empty[field] for field in _FILLED if field in gained and getattr(kept, field) == gained[field]
    }
    served = [area for area in kept.serves.all() if area.code not in gained["served"]]
    update_facility(facility=kept, by=by, catchment=served, names=names or kept.names, **changes)
    _find_anew(kept)
    merge.undone_on, merge.undone_by_name = today(), str(by)
    merge.save(update_fields=["undone_on", "undone_by_name"])
    for one in (kept, merged):
        told = {"kept": kept.slug, "merged": merged.slug, "reason": reason}
        record(by=by, verb="unmerge_facilities", subject=one, place_code=one.host.code, **told)
    return merge


def _gained(kept: Facility, merged: Facility) -> dict[str, Any]:
    """What the kept record takes over: areas, names and details that it had not."""
    ours = set(kept.serves.values_list("code", flat=True))
    theirs = set(merged.serves.values_list("code", flat=True))
    gained: dict[str, Any] = {
        "served": sorted(theirs - ours),
        "names": {language: name for language, name in merged.names.items() if language not in kept.names},
    }
    for field in _FILLED:
        if getattr(kept, field) in (None, "") and getattr(merged, field) not in (None, ""):
            gained[field] = getattr(merged, field)
    return gained


def _find_anew(kept: Facility) -> None:
    """The kept one is found by the codes and names of those merged into it."""
    fresh = Facility.objects.get(pk=kept.pk)
    Facility.objects.filter(pk=kept.pk).update(search_text=search_text_of(fresh))
