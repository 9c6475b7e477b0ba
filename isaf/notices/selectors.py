"""Reading the outbox."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from isaf.audit.services import digest
from isaf.people.models import Account
from isaf.places.models import Origin

from . import carriers, rules
from .models import Notice, NoticeChoice

SHOWN = 100
AT_ONCE = 500


def notice_by_id(pk: UUID) -> Notice | None:
    return Notice.objects.select_related("to").filter(pk=pk).first()


def choice_of(person: Account) -> NoticeChoice | None:
    """What the person said about letters; None when nothing was said yet."""
    return getattr(person, "notice_choice", None)


def wants_letters(person: Account | None) -> bool:
    """False only for who asked for none, or may not sign in any more."""
    choice = choice_of(person) if person else None
    return person is None or (person.is_active and (choice is None or choice.wants_letters))


def address_of(notice: Notice) -> str:
    """Where it goes: a person's own address as it is today, else the one it was queued for."""
    choice = choice_of(notice.to) if notice.to else None
    return choice.address if choice and choice.address else notice.address


def readers() -> QuerySet[Account]:
    """The people who asked for letters."""
    return Account.objects.filter(is_active=True, notice_choice__wants_letters=True).select_related(
        "notice_choice"
    )


def thread_of(to: Account | None, address: str, matter: str) -> str:
    """Who is written to about what, as a digest: no address stands in a key."""
    return digest([matter, str(to.pk) if to else address.casefold()])


def letters_of_thread(thread: str) -> int:
    return Notice.objects.filter(thread=thread).count()


def may_write(*, to: Account | None = None, address: str = "", matter: str, now: datetime) -> bool:
    """Whether a letter about the matter may be written: it is wanted, and the last one is a week old."""
    thread = Notice.objects.filter(thread=thread_of(to, address, matter))
    last = thread.aggregate(last=Max("created_at"))["last"]
    day = last and timezone.localdate(last)
    return wants_letters(to) and rules.may_write_again(day, timezone.localdate(now))


def is_invented(notice: Notice) -> bool:
    return notice.to is not None and notice.to.origin != Origin.REAL


def due(now: datetime) -> Iterator[Notice]:
    """Letters to be judged now: their time has come, or they are too old; longest waiting first.

    Which ones is asked once, so that a letter put off meanwhile does not come twice.
    """
    waiting = Notice.objects.filter(state=Notice.State.QUEUED)
    asked = waiting.filter(Q(next_try_at__lte=now) | Q(expires_at__lte=now)).order_by("next_try_at", "pk")
    pks = list(asked.values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        some = Notice.objects.select_related("to__notice_choice").in_bulk(pks[start : start + AT_ONCE])
        yield from (some[pk] for pk in pks[start : start + AT_ONCE])


def letters_in(state: str) -> QuerySet[Notice]:
    """The newest letters of one state."""
    return Notice.objects.filter(state=state).select_related("to")[:SHOWN]


def counts() -> dict[str, int]:
    """How many letters there are of each state."""
    found = dict(Notice.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: found.get(state, 0) for state in Notice.State.values}


def texts_to(person: Account) -> list[tuple[Notice, str]]:
    """A person's own newest letters with their text, while it is kept."""
    return [(notice, text_of(notice)) for notice in Notice.objects.filter(to=person).exclude(body="")[:20]]


def can_leave() -> bool:
    """Whether this server was told of a carrier at all."""
    return carriers.is_ready("email")


def text_of(notice: Notice) -> str:
    """The letter as plain text, to be copied into a group chat."""
    return f"{notice.subject}\n\n{notice.body}"
