"""Letters wait, leave, fail, grow old; and nothing is lost while the carrier is away."""

import logging
import smtplib
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from isaf.audit.selectors import events_about
from isaf.kit.clock import now, pretend
from isaf.kit.work import WorkItem
from isaf.notices import rules
from isaf.notices.models import Notice
from isaf.notices.problems import LetterOver
from isaf.notices.selectors import counts, text_of
from isaf.notices.services import cancel, choose, forget, queue, send_due, try_again
from isaf.people.models import Account
from tests.cast import Cast

from .conftest import DAY, LETTER

ITEM = WorkItem(DAY, "Check the sheet of the school", "Lotus", "Check", "/en/work/")


def letter(to: Account, matter: str = "work", **more: Any) -> Notice | None:
    return queue(to=to, letter=LETTER, context={"name": to.name, "items": [ITEM]}, matter=matter, **more)


def wants(person: Account, address: str = "somebody@example.org", wants_letters: bool = True) -> None:
    choose(person=person, address=address, wants_letters=wants_letters, by=person)


def at(hour: int, days: int = 0) -> datetime:
    """An hour of a day in the country's own zone."""
    return timezone.make_aware(datetime.combine(DAY + timedelta(days=days), time(hour)))


class Away(EmailBackend):
    """A gateway nobody answers at; it counts the knocks."""

    knocks = 0

    def send_messages(self, messages: list[Any]) -> int:
        Away.knocks += 1
        raise ConnectionRefusedError(111, "somebody@example.org cannot be reached")


class Refusing(EmailBackend):
    """A gateway that knows no such mailbox."""

    code = 550

    def send_messages(self, messages: list[Any]) -> int:
        raise smtplib.SMTPRecipientsRefused({"somebody@example.org": (self.code, b"no such user")})


class Busy(Refusing):
    code = 451


def through(settings: LazySettings, backend: type[EmailBackend]) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"


def test_a_letter_leaves_once_in_the_reader_s_language(people: Cast) -> None:
    people.dara.language = "en"
    people.dara.save()
    wants(people.dara)
    notice = letter(people.dara)

    first, second = send_due(now=now()), send_due(now=now())

    assert (first["sent"], second["sent"]) == (1, 0)
    assert [sent.to for sent in mail.outbox] == [["somebody@example.org"]]
    assert mail.outbox[0].subject == "1 thing waits for you"
    assert "Dear Dara," in mail.outbox[0].body
    assert "- Check the sheet of the school (Lotus)" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{notice.pk}@")
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.error) == ("sent", 1, "")
    assert {event.verb for event in events_about("notice", str(notice.pk))} == {
        "letter.queued",
        "letter.sent",
    }


def test_text_for_a_group_is_plain_and_whole(people: Cast) -> None:
    people.dara.language, people.dara.name = "en", "Dara & <Sons>"

    text = text_of(letter(people.dara))

    assert text.startswith("1 thing waits for you\n\nDear Dara & <Sons>,\n\n- Check the sheet")


def test_without_a_carrier_nothing_is_lost(people: Cast, settings: LazySettings) -> None:
    settings.LETTERS_CAN_LEAVE = False
    wants(people.dara)
    letter(people.dara)

    assert send_due(now=now()) == {"sent": 0, "failed": 0, "expired": 0, "cancelled": 0, "waiting": 1}
    settings.LETTERS_CAN_LEAVE = True

    assert send_due(now=at(9, days=3))["sent"] == 1


def test_a_letter_waits_for_an_address(people: Cast) -> None:
    letter(people.dara)
    assert send_due(now=now())["waiting"] == 1

    wants(people.dara)

    assert send_due(now=now())["sent"] == 1


def test_at_most_one_letter_a_week_about_one_matter(people: Cast) -> None:
    assert letter(people.dara) is not None
    with pretend(DAY + timedelta(days=6)):
        assert letter(people.dara) is None
        assert letter(people.dara, "another") is not None
        assert letter(people.sokha) is not None
    with pretend(DAY + timedelta(days=7)):
        assert letter(people.dara) is not None
    assert Notice.objects.count() == 4


def test_an_office_without_an_account_gets_its_letters_too(people: Cast) -> None:
    told = {"address": "office@example.org", "letter": LETTER, "context": {"items": [ITEM]}, "language": "en"}

    assert queue(**told, matter="action-3") is not None
    assert queue(**{**told, "address": "Office@example.org"}, matter="action-3") is None
    assert send_due(now=now())["sent"] == 1

    assert mail.outbox[0].to == ["office@example.org"]
    with pytest.raises(ValueError, match="a person or to an address"):
        queue(letter=LETTER, context={}, matter="x")


def test_who_asked_for_no_letters_gets_none(people: Cast) -> None:
    wants(people.dara)
    waiting = letter(people.dara)

    wants(people.dara, wants_letters=False)

    waiting.refresh_from_db()
    assert waiting.state == "cancelled"
    assert letter(people.dara, "another") is None
    assert send_due(now=now())["sent"] == 0


def test_who_may_not_sign_in_any_more_is_not_written_to(people: Cast) -> None:
    wants(people.dara)
    letter(people.dara)
    people.dara.is_active = False
    people.dara.save()

    assert send_due(now=now())["cancelled"] == 1
    assert not mail.outbox


def test_an_invented_person_is_never_written_to(people: Cast) -> None:
    wants(people.dara)
    letter(people.dara)
    people.dara.origin = "demonstration"
    people.dara.save()

    assert send_due(now=now())["waiting"] == 1
    assert not mail.outbox


def test_no_letter_leaves_at_night(people: Cast) -> None:
    wants(people.dara)
    letter(people.dara)

    assert send_due(now=at(22))["sent"] == 0
    assert send_due(now=at(6, days=1))["sent"] == 0
    assert send_due(now=at(7, days=1))["sent"] == 1


def test_a_carrier_that_is_away_is_asked_once_and_the_letters_wait(
    people: Cast, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    through(settings, Away)
    Away.knocks = 0
    for person in (people.dara, people.sokha, people.chief):
        wants(person)
        letter(person)

    told = send_due(now=now())

    assert (told["sent"], told["failed"], told["waiting"], Away.knocks) == (0, 0, 3, 1)
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert set(Notice.objects.values_list("error", flat=True)) == {"", "ConnectionRefusedError"}
    for private in ("somebody@example.org", "Dara"):
        assert private not in caplog.text

    through(settings, EmailBackend)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_due(now=at(11))["sent"] == 3


def test_a_letter_is_tried_again_later_and_not_before(people: Cast, settings: LazySettings) -> None:
    through(settings, Busy)
    wants(people.dara)
    notice = letter(people.dara)

    send_due(now=now())
    send_due(now=now() + timedelta(minutes=5))

    notice.refresh_from_db()
    assert (notice.attempts, notice.state, notice.error) == (1, "queued", "SMTP 451")
    assert timedelta(minutes=11) < notice.next_try_at - now() < timedelta(minutes=19)


def test_a_mailbox_that_is_not_there_fails_at_once(people: Cast, settings: LazySettings) -> None:
    through(settings, Refusing)
    wants(people.dara)
    notice = letter(people.dara)

    assert send_due(now=now())["failed"] == 1

    notice.refresh_from_db()
    assert (notice.state, notice.error) == ("failed", "SMTP 550")


def test_a_letter_refused_too_often_needs_a_person(people: Cast, settings: LazySettings) -> None:
    through(settings, Busy)
    wants(people.dara)
    notice = letter(people.dara)
    for day in range(rules.MOST_ATTEMPTS):
        send_due(now=at(12, days=day))
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == ("failed", rules.MOST_ATTEMPTS)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    try_again(notice=notice, by=people.admin)

    assert send_due(now=now())["sent"] == 1
    with pytest.raises(LetterOver):
        try_again(notice=notice, by=people.admin)


def test_a_letter_that_never_left_grows_too_old(people: Cast, settings: LazySettings) -> None:
    through(settings, Away)
    wants(people.dara)
    letter(people.dara)
    for day in range(14):
        assert send_due(now=at(9, days=day))["expired"] == 0

    assert send_due(now=at(11, days=14)) == {
        "sent": 0,
        "failed": 0,
        "expired": 1,
        "cancelled": 0,
        "waiting": 0,
    }


def test_two_processes_do_not_send_one_letter_twice(people: Cast, settings: LazySettings) -> None:
    wants(people.dara)
    letter(people.dara)

    class Other(EmailBackend):
        """While this process talks to the carrier, another one looks into the outbox."""

        def send_messages(self, messages: list[Any]) -> int:
            Other.seen = send_due(now=now())
            return super().send_messages(messages)

    globals()["Other"] = Other
    through(settings, Other)

    assert send_due(now=now())["sent"] == 1
    assert Other.seen["sent"] == 0
    assert len(mail.outbox) == 1


def test_a_letter_that_another_process_just_tried_is_left_alone(people: Cast, settings: LazySettings) -> None:
    for person in (people.dara, people.sokha):
        wants(person)
        letter(person)

    class Crossing(EmailBackend):
        """With the first letter at the carrier, another process tries the second one in vain."""

        subjects: list[str] = []

        def send_messages(self, messages: list[Any]) -> int:
            Crossing.subjects.append(messages[0].extra_headers["Message-ID"])
            if len(Crossing.subjects) == 1:
                send_due(now=now())
            raise smtplib.SMTPRecipientsRefused({"somebody@example.org": (451, b"later")})

    globals()["Crossing"] = Crossing
    through(settings, Crossing)

    send_due(now=now())

    assert len(Crossing.subjects) == len(set(Crossing.subjects)) == 2
    assert list(Notice.objects.values_list("attempts", flat=True)) == [1, 1]


def test_a_process_that_stops_in_the_middle_loses_no_letter(people: Cast, settings: LazySettings) -> None:
    wants(people.dara)
    letter(people.dara)

    class Stopping(EmailBackend):
        def send_messages(self, messages: list[Any]) -> int:
            raise KeyboardInterrupt

    globals()["Stopping"] = Stopping
    through(settings, Stopping)
    with pytest.raises(KeyboardInterrupt):
        send_due(now=now())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_due(now=at(11))["sent"] == 1


def test_a_subject_cannot_carry_a_second_header(people: Cast) -> None:
    people.dara.name = "Dara\r\nBcc: all@example.org"
    wants(people.dara)
    notice = letter(people.dara)

    send_due(now=now())

    assert "\n" not in notice.subject
    assert mail.outbox[0].recipients() == ["somebody@example.org"]


def test_a_cancelled_letter_stays(people: Cast) -> None:
    wants(people.dara)
    notice = letter(people.dara)

    cancel(notice=notice, by=people.admin)

    assert counts()["cancelled"] == 1
    assert send_due(now=now())["sent"] == 0
    with pytest.raises(LetterOver):
        cancel(notice=notice, by=people.admin)


def test_text_and_address_of_old_letters_are_forgotten(people: Cast) -> None:
    wants(people.dara)
    sent = letter(people.dara)
    send_due(now=now())
    office = queue(address="office@example.org", letter=LETTER, context={"items": [ITEM]}, matter="x")
    cancel(notice=office, by=people.admin)

    assert forget(now=at(12, days=89)) == 0
    assert forget(now=at(12, days=91)) == 2

    sent.refresh_from_db()
    office.refresh_from_db()
    assert (sent.body, office.address, sent.state) == ("", "", "sent")
    with pretend(DAY + timedelta(days=92)):
        again = queue(address="office@example.org", letter=LETTER, context={"items": [ITEM]}, matter="x")
    assert again is not None
    assert again.pk != office.pk
