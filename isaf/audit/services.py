"""Writing down what was done."""

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from isaf.kit.clock import now

from .models import Event, OnceKey, Version


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


def digest(content: Any) -> str:
    """SHA-256 of the content as canonical JSON (keys sorted, no spaces)."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def publish_version(
    *, kind: str, subject_id: str, content: Any, by: Any, checked_by: Any, reason: str = ""
) -> Version:
    """The next version of a thing; a second and later version needs a reason (decisions.md 30).

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
