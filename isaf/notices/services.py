"""Queueing letters, handing them to their carrier, and what people say about getting them."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.actor import PROGRAM
from isaf.kit.clock import now as clock_now
from isaf.people.models import Account

from . import carriers, rules, selectors
from .models import Notice, NoticeChoice
from .problems import LetterOver


@transaction.atomic
def queue(
    *,
    letter: str,
    context: dict[str, Any],
    matter: str,
    by: Any = PROGRAM,
    to: Account | None = None,
    address: str = "",
    language: str = "",
) -> Notice | None:
    """Put a letter into the outbox, written in the reader's language; None when it may not be written.

    ``letter`` is a template whose first line is the subject; ``context`` fills it. ``matter`` names what it is
    about ("action-12"): a person, or an address without an account, gets at most one letter a week about it, and
    none when the person asked for none.
    """
    if not (to or address):
        raise ValueError("a letter goes to a person or to an address")
    moment, thread = clock_now(), selectors.thread_of(to, address, matter)
    # Counted before the last letter is asked for: of two that queue at the same moment, either the second sees
    # the letter of the first, or both make the same key and one letter is written.
    number = selectors.letters_of_thread(thread) + 1
    if not selectors.may_write(to=to, address=address, matter=matter, now=moment):
        return None
    language = language or (to.language if to else "") or pack().default_language
    subject, body = write(letter=letter, context=context, language=language)
    notice, is_new = Notice.objects.get_or_create(
        dedupe_key=f"{thread}-{number}",
        defaults={
            "thread": thread,
            "to": to,
            "address": address,
            "language": language,
            "letter": letter,
            "matter": matter,
            "subject": subject[:300],
            "body": body,
            "created_at": moment,
            "next_try_at": rules.after_quiet(timezone.localtime(moment)),
            "expires_at": moment + rules.LIFE,
        },
    )
    if is_new:
        record(by=by, verb="letter.queued", subject=notice, letter=letter, matter=matter)
    return notice


def write(*, letter: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    """Subject and body of a letter in a language."""
    with translation.override(language):
        return rules.subject_and_body(render_to_string(letter, context))


def send_due(*, now: datetime) -> dict[str, int]:
    """Judge every letter whose time has come; how many were sent, failed, expired, cancelled, and still wait.

    A carrier that cannot be reached is not asked again in the same run: its letters wait.
    """
    done: Counter[str] = Counter()
    ready = {"email": carriers.is_ready("email")}
    for notice in selectors.due(now):
        done[_treat(notice, now, ready)] += 1
    asked = ("sent", "failed", "expired", "cancelled")
    return {**{state: done[state] for state in asked}, "waiting": selectors.counts()["queued"]}


def _treat(notice: Notice, now: datetime, ready: dict[str, bool]) -> str:
    """The state of the letter afterwards."""
    facts = rules.Letter(
        next_try_at=notice.next_try_at,
        expires_at=notice.expires_at,
        has_address=bool(selectors.address_of(notice)),
        is_wanted=selectors.wants_letters(notice.to),
        is_invented=selectors.is_invented(notice),
    )
    match rules.judge(facts, timezone.localtime(now), ready[notice.carrier]):
        case rules.Verdict.CANCEL:
            return _end(notice, Notice.State.CANCELLED, now)
        case rules.Verdict.EXPIRE:
            return _end(notice, Notice.State.EXPIRED, now)
        case rules.Verdict.SEND if _claim(notice, timezone.localtime(now)):
            return _hand_over(notice, now, ready)
    return Notice.State.QUEUED


def _hand_over(notice: Notice, now: datetime, ready: dict[str, bool]) -> str:
    """The letter at its carrier, outside any transaction: a slow carrier holds nobody up."""
    try:
        carriers.send(notice, selectors.address_of(notice))
    except carriers.CarrierFailed as failed:
        ready[notice.carrier] = not failed.is_away
        if not failed.is_away and rules.is_given_up(notice.attempts, failed.is_final):
            return _end(notice, Notice.State.FAILED, now, error=failed.reason)
        Notice.objects.filter(pk=notice.pk).update(error=failed.reason)
        return Notice.State.QUEUED
    return _end(notice, Notice.State.SENT, now)


def _claim(notice: Notice, local: datetime) -> bool:
    """Take the letter for this try, unless another process did; the next try is set before this one is made.

    So a process that stops in the middle loses nothing, and two at once do not send the same letter.
    """
    seen = notice.attempts
    notice.attempts = seen + 1
    notice.next_try_at = rules.next_try(local, notice.attempts, jitter=notice.pk.int % 1000 / 1000)
    waiting = Notice.objects.filter(pk=notice.pk, state=Notice.State.QUEUED, attempts=seen)
    return bool(waiting.update(attempts=notice.attempts, next_try_at=notice.next_try_at))


@transaction.atomic
def _end(notice: Notice, state: str, now: datetime, *, error: str = "", by: Any = PROGRAM) -> str:
    """A letter that waits is over; the one that another process ended stays as it is."""
    waiting = Notice.objects.filter(pk=notice.pk, state=Notice.State.QUEUED)
    if waiting.update(state=state, over_at=now, error=error):
        record(by=by, verb=f"letter.{state}", subject=notice, matter=notice.matter, error=error)
    return state


@transaction.atomic
def try_again(*, notice: Notice, by: Any) -> None:
    """Put a letter that failed or grew too old back into the outbox, with a new life."""
    moment = clock_now()
    stuck = Notice.objects.filter(pk=notice.pk, state__in=[Notice.State.FAILED, Notice.State.EXPIRED])
    if notice.body == "" or not stuck.update(
        state=Notice.State.QUEUED,
        over_at=None,
        attempts=0,
        next_try_at=rules.after_quiet(timezone.localtime(moment)),
        expires_at=moment + rules.LIFE,
    ):
        raise LetterOver()
    record(by=by, verb="letter.tried_again", subject=notice, matter=notice.matter)


@transaction.atomic
def cancel(*, notice: Notice, by: Any) -> None:
    """A person decides that a letter which waits will not leave."""
    if not Notice.objects.filter(pk=notice.pk, state=Notice.State.QUEUED).exists():
        raise LetterOver()
    _end(notice, Notice.State.CANCELLED, clock_now(), by=by)


@transaction.atomic
def choose(*, person: Account, address: str, wants_letters: bool, by: Any) -> NoticeChoice:
    """Where the person wants letters, and whether at all; letters that wait are cancelled by a no."""
    moment = clock_now()
    choice, _ = NoticeChoice.objects.update_or_create(
        person=person,
        defaults={"address": address, "wants_letters": wants_letters, "changed_at": moment},
    )
    choice.person = person  # so that this account object answers with what was just said
    record(by=by, verb="letter.choice", subject=choice, wants_letters=wants_letters)
    if not wants_letters:
        for notice in Notice.objects.filter(to=person, state=Notice.State.QUEUED):
            _end(notice, Notice.State.CANCELLED, moment, by=by)
    return choice


def forget(*, now: datetime) -> int:
    """Blank the text and address of letters that have been over for long; how many. That they were sent stays."""
    old = Notice.objects.filter(over_at__lt=now - rules.KEPT_FOR).exclude(body="", address="")
    return old.update(body="", address="", subject="")
