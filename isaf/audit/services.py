"""Writing down what was done."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from isaf.kit.clock import now

from .models import Event, OnceKey, Version
from .problems import NothingToWithdraw, WithdrawnWithoutReason


def record(*, by: Any, verb: str, subject: models.Model, place_code: str = "", **details: Any) -> Event:
    """One event, in the caller's transaction; ``details`` must be plain JSON values.

    A deed done in an administrator's session carries the session's number (docs/adr/0028).
    """
    if session := getattr(getattr(by, "door", None), "session", None):
        details["session"] = session
    return Event.objects.create(
        at=now(),
        by_id=str(by.pk),
        by_name=str(by),
        verb=verb,
        kind=subject._meta.model_name,
        subject_id=str(subject.pk),
        place_code=place_code,
        details=details,
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[list[Any]]:
    """What an event tells of a change: [field, before, after] for each field that differs, as plain values."""
    fields = [*before, *(name for name in after if name not in before)]
    told = [[name, plain(before.get(name)), plain(after.get(name))] for name in fields]
    return [row for row in told if row[1] != row[2]]


def plain(value: Any) -> Any:
    """A value as JSON keeps it: dates as ISO text, everything unknown as text."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def digest(content: Any) -> str:
    """SHA-256 of the content as canonical JSON (keys sorted, no spaces)."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def publish_version(
    *, kind: str, subject_id: str, content: Any, by: Any, checked_by: Any, reason: str = ""
) -> Version:
    """The next version of a thing; a second and later version needs a reason (ADR 14).

    The caller holds a transaction; the unique number makes two publications at once impossible.
    """
    last = Version.objects.filter(kind=kind, subject_id=subject_id).order_by("-number").first()
    return Version.objects.create(
        kind=kind,
        subject_id=subject_id,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=digest(content),
        by_id=str(by.pk),
        by_name=str(by),
        checked_by_id=str(checked_by.pk),
        checked_by_name=str(checked_by),
        at=now(),
        reason=reason,
        supersedes=last.number if last else None,
    )


@transaction.atomic
def withdraw_versions(
    *, kind: str, subject_id: str, reason: str, by: Any, with_earlier: bool = False
) -> list[Version]:
    """Take back the version that stands, or everything that was published of a thing; newest first.

    Nothing is deleted: the rows keep their numbers, contents and digests, and say when and why they were taken
    back. What stands afterwards is the newest version that was not (ADR 30). The caller records the event.
    """
    if not reason.strip():
        raise WithdrawnWithoutReason()
    rows = Version.objects.select_for_update().filter(kind=kind, subject_id=subject_id, withdrawn_at=None)
    taken = list(rows.order_by("-number"))[: None if with_earlier else 1]
    if not taken:
        raise NothingToWithdraw()
    for row in taken:
        row.withdrawn_at, row.withdrawn_reason = now(), reason.strip()
        row.withdrawn_by_id, row.withdrawn_by_name = str(by.pk), str(by)
        row.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by_id", "withdrawn_by_name"])
    return taken


def new_key() -> str:
    """A one-time key for a form about to be shown."""
    return secrets.token_urlsafe(18)


def once(*, key: str, by: Any, act: Callable[[], str]) -> str:
    """Carry out ``act`` once for this key and return the address it leads to.

    The same form sent twice (a double tap, a resend after a lost answer) gives the first address again and
    does nothing. The key and the deed are in one transaction: if the deed is refused, the key stays unused.
    """
    with transaction.atomic():
        if not key:
            return act()
        kept, is_new = OnceKey.objects.select_for_update().get_or_create(
            key=f"{by.pk}:{key}"[:64], defaults={"by_id": str(by.pk), "address": "", "at": now()}
        )
        if is_new:
            kept.address = act()
            kept.save(update_fields=["address"])
        return kept.address


def forget_keys(*, before: datetime) -> int:
    """Forms' keys older than this can no longer be sent again; how many were forgotten."""
    return OnceKey.objects.filter(at__lt=before).delete()[0]
