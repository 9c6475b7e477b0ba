"""An administrator's session: started with a reason, ended by hand, by signing out, by another one, or by itself."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from isaf.audit.services import record
from isaf.kit.actor import PROGRAM
from isaf.kit.clock import now

from ..access import require_administrator
from ..models import Account, Administration


@transaction.atomic
def start_administration(*, person: Account, why: str) -> Administration:
    """A session that begins now; one that still stands from another browser ends with it.

    The door has made sure of the password.
    """
    require_administrator(person)
    began = now()
    for older in Administration.objects.select_for_update().filter(person=person, ended_at=None):
        _end(older, min(began, older.ends_at), person, "expired" if older.ends_at <= began else "followed")
    ends_at = began + timedelta(minutes=settings.ADMINISTRATION_MINUTES)
    started = Administration.objects.create(person=person, why=why, started_at=began, ends_at=ends_at)
    record(by=person, verb="start_administration", subject=started, why=why)
    return started


@transaction.atomic
def end_administration(*, pk: int, by: Account, how: str = "ended") -> None:
    """Nothing more is done in this session. ``how``: ended (by hand) or signed_out."""
    for one in Administration.objects.select_for_update().filter(pk=pk, person=by, ended_at=None):
        _end(one, min(now(), one.ends_at), by, how)


@transaction.atomic
def end_expired(*, before: datetime) -> int:
    """Sessions that ran out are over since their own end; here that is written down. How many."""
    over = Administration.objects.select_for_update().filter(ended_at=None, ends_at__lte=before)
    rows = list(over)
    for one in rows:
        _end(one, one.ends_at, PROGRAM, "expired")
    return len(rows)


def _end(one: Administration, at: datetime, by: Any, how: str) -> None:
    one.ended_at = at
    one.save(update_fields=["ended_at"])
    record(by=by, verb="end_administration", subject=one, how=how, ended_at=at.isoformat())
