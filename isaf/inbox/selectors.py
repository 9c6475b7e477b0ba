"""Reading the inbox and the list of phones."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from isaf.people.models import Account

from .models import Arrival, Device

WAITING = (Arrival.State.KEPT, Arrival.State.QUARANTINED, Arrival.State.CONFLICT, Arrival.State.DUPLICATE)


def device_by_secret(secret: str) -> Device | None:
    """The phone that holds this secret, a withdrawn one too."""
    sha256 = hashlib.sha256(secret.encode()).hexdigest()
    return Device.objects.select_related("owner").filter(secret_sha256=sha256).first()


def devices_of(account: Account) -> QuerySet[Device]:
    """One's own phones, the withdrawn ones last."""
    return Device.objects.filter(owner=account).order_by("withdrawn_at", "id")


def devices_of_people(people: Iterable[int]) -> QuerySet[Device]:
    """Phones of these people with what of theirs waits for a person: for the board."""
    waits = Count("arrivals", filter=Q(arrivals__state__in=WAITING))
    return Device.objects.filter(owner__in=list(people)).select_related("owner").annotate(waits=waits)


def device_by_id(pk: int) -> Device | None:
    return Device.objects.select_related("owner").filter(pk=pk).first()


def first_arrival(paper_id: UUID) -> Arrival | None:
    """The paper that came first with this id."""
    rows = Arrival.objects.select_related("sender", "device")
    return rows.filter(paper_id=paper_id).exclude(state=Arrival.State.CONFLICT).first()


def unjudged() -> QuerySet[Arrival]:
    """What is to be judged again: everything kept or quarantined whose bytes are still there, oldest first."""
    states = (Arrival.State.KEPT, Arrival.State.QUARANTINED, Arrival.State.DUPLICATE)
    return (
        Arrival.objects.filter(state__in=states, purged_at=None)
        .select_related("sender", "device")
        .order_by("id")
    )


def arrivals_that_wait(senders: Iterable[int]) -> QuerySet[Arrival]:
    """What a person has to look at, oldest first."""
    rows = Arrival.objects.filter(state__in=WAITING, sender__in=list(senders))
    return rows.select_related("sender", "device").order_by("at")
