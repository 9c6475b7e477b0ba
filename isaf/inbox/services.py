"""Keeping what arrives, marking what became of it; phones and their secrets."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from isaf.audit.services import record
from isaf.kit.clock import now
from isaf.people.models import Account

from .models import Arrival, Device
from .problems import DeviceNameMissing, WithdrawalReasonMissing
from .selectors import first_arrival

State = Arrival.State


@transaction.atomic
def add_device(*, name: str, by: Account) -> tuple[Device, str]:
    """A phone of one's own and its secret, which is shown once and never kept.

    The secret has 256 bits of chance, so a plain digest guards it; a slow one would cost each sending half a second.
    """
    if not name.strip():
        raise DeviceNameMissing()
    secret = secrets.token_urlsafe(32)
    device = Device.objects.create(
        owner=by, name=name.strip()[:100], secret_sha256=digest_of_secret(secret), created_at=now()
    )
    record(by=by, verb="add_device", subject=device, name=device.name)
    return device, secret


@transaction.atomic
def withdraw_device(*, device: Device, reason: str, by: Account) -> Device:
    """What the phone still sends is kept apart for a person to look at."""
    if not reason.strip():
        raise WithdrawalReasonMissing()
    device.withdrawn_at, device.withdrawn_reason = now(), reason.strip()[:300]
    device.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    record(by=by, verb="withdraw_device", subject=device, reason=device.withdrawn_reason)
    return device


def digest_of_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def met(*, device: Device, app_version: str = "", unsent: int | None = None) -> None:
    """The phone was heard of: for the board of phones, not for the history."""
    told: dict[str, Any] = {"last_contact": now()}
    if app_version:
        told["app_version"] = app_version[:40]
    if unsent is not None:
        told["unsent"] = unsent
    Device.objects.filter(pk=device.pk).update(**told)


@transaction.atomic
def keep(
    *,
    paper_id: UUID,
    raw: bytes,
    sha256: str,
    door: str,
    sender: Account,
    device: Device | None = None,
    media_type: str = "application/json",
    phone_at: datetime | None = None,
    app_version: str = "",
) -> tuple[Arrival, bool]:
    """The paper's row and whether it is new. Other content under a known id is kept beside it, as a conflict."""
    told = {
        "raw": raw, "door": door, "sender": sender, "device": device, "media_type": media_type, "at": now(),
        "phone_at": phone_at, "app_version": app_version[:40],
    }  # fmt: skip
    earlier = first_arrival(paper_id)
    if earlier is None:
        try:
            with transaction.atomic():
                return Arrival.objects.create(paper_id=paper_id, sha256=sha256, **told), True
        except IntegrityError:  # the same paper came in by another connection at the same moment
            earlier = first_arrival(paper_id)
    if earlier and earlier.sha256 == sha256:
        return earlier, False
    conflict, is_new = Arrival.objects.get_or_create(
        paper_id=paper_id, sha256=sha256, defaults={**told, "state": State.CONFLICT}
    )
    return conflict, is_new


@transaction.atomic
def mark(*, arrival: Arrival, state: str, problems: list[dict[str, Any]]) -> Arrival:
    """What became of a paper when it was judged."""
    arrival.state, arrival.problems, arrival.judged_at = state, problems, now()
    arrival.save(update_fields=["state", "problems", "judged_at"])
    return arrival


@transaction.atomic
def purge(*, before: datetime, by: Any) -> int:
    """Empty the bytes of what came before this moment, also of what nobody looked at; digests and receipts stay."""
    rows = Arrival.objects.filter(at__lt=before, purged_at=None)
    count = rows.update(raw=b"", purged_at=now())
    if count:
        record(by=by, verb="purge_inbox", subject=Arrival(pk=0), count=count, before=before.isoformat())
    return count


KEPT_DAYS = 400
"""How long the bytes of a paper are kept (ours): over the next cycle, so that a rule can be put right."""


def purge_day() -> datetime:
    return now() - timedelta(days=KEPT_DAYS)
