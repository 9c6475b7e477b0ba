"""Reading what was done."""

from django.db.models import QuerySet

from .models import Event, Version


def events_about(kind: str, subject_id: str) -> QuerySet[Event]:
    """What happened to one thing, newest first."""
    return Event.objects.filter(kind=kind, subject_id=subject_id)


def versions_of(kind: str, subject_id: str) -> QuerySet[Version]:
    """All published versions of one thing, newest first."""
    return Version.objects.filter(kind=kind, subject_id=subject_id)


def current_version(kind: str, subject_id: str) -> Version | None:
    """The version that stands: the newest that was not withdrawn."""
    return versions_of(kind, subject_id).filter(withdrawn_at=None).first()


def last_withdrawal(kind: str, subject_id: str) -> Version | None:
    """The newest version where it was taken back, so that a page says so; None where the newest one stands."""
    newest = versions_of(kind, subject_id).first()
    return newest if newest and newest.withdrawn_at else None
