"""The only place that asks the clock. Rules are given the time; doors and services fetch it here."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today() -> date:
    """The date in the country's own zone (decisions.md 21)."""
    return timezone.localdate()
