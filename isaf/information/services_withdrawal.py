"""Taking a published sheet back: the public no longer reads it, and its writers mend it (ADR 30)."""

from django.db import transaction

from isaf.audit.models import Version
from isaf.audit.services import record, withdraw_versions
from isaf.kit.problems import Stale
from isaf.people.models import Account

from .models import InformationSheet
from .selectors import KIND, versions_of_sheet


@transaction.atomic
def withdraw(
    *,
    sheet: InformationSheet,
    reason: str,
    by: Account,
    with_earlier: bool = False,
    row_version: int | None = None,
) -> Version:
    """What stands is taken back, alone or with every earlier version; the sheet goes back to its writers.

    Also in a closed year: what does harm is taken back at once, and mended when the year is opened again. A
    correction that is being written or checked goes on.
    """
    kept = InformationSheet.objects.select_for_update().get(pk=sheet.pk)
    if row_version is not None and row_version != kept.row_version:
        raise Stale()
    taken = withdraw_versions(
        kind=KIND, subject_id=str(kept.pk), reason=reason, by=by, with_earlier=with_earlier
    )
    standing = versions_of_sheet(kept).filter(withdrawn_at=None).first()
    kept.published_at = standing.at if standing else None
    if kept.state == InformationSheet.State.PUBLISHED:
        kept.state, kept.returned_reason = InformationSheet.State.RETURNED, reason.strip()
    kept.row_version += 1
    kept.save()
    record(
        by=by, verb="withdraw_information", subject=kept, place_code=sheet.facility.slug,
        version=taken[0].number, with_earlier=with_earlier, reason=reason.strip(),
    )  # fmt: skip
    return taken[0]
