"""The only place that asks the clock. Rules are given the time; doors and services fetch it here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _pretended.get() or timezone.now()


def today() -> date:
    """The date in the country's own zone (ADR 0013)."""
    return timezone.localdate(now())


@contextmanager
def pretend(day: date) -> Iterator[None]:
    """Live on another day, at ten in the morning: only for invented years and for tests."""
    token = _pretended.set(timezone.make_aware(datetime.combine(day, time(10))))
    try:
        yield
    finally:
        _pretended.reset(token)
