"""The outbox for who runs the nation, everyone's own letters, and what `isaf daily` says."""

import io

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse

from isaf.config import daily
from isaf.kit.clock import now
from isaf.notices.models import NoticeChoice
from isaf.notices.services import send_due
from tests import make
from tests.cast import Cast

from .conftest import DAY
from .test_outbox import Refusing, letter, through, wants

TABLE = [
    ("admin", 200), ("vanna", 403), ("bopha", 404), ("dara", 404), ("sokha", 404), ("chan", 404),
]  # fmt: skip


@pytest.mark.parametrize(("who", "status"), TABLE)
def test_the_outbox_is_for_who_runs_the_nation(who: str, status: int, client: Client, people: Cast) -> None:
    client.force_login(getattr(people, who))

    assert client.get(reverse("notices:outbox")).status_code == status


@pytest.mark.parametrize("name", ["outbox", "send_now", "mine"])
def test_signed_out_leads_to_signing_in(name: str, client: Client, db: None) -> None:
    address = reverse(f"notices:{name}")
    answer = client.post(address) if name == "send_now" else client.get(address)

    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]


def test_only_who_runs_the_nation_may_send_try_again_or_cancel(client: Client, people: Cast) -> None:
    notice = letter(people.dara)
    client.force_login(people.dara)
    addresses = [
        reverse("notices:send_now"),
        reverse("notices:try_again", args=[notice.pk]),
        reverse("notices:cancel", args=[notice.pk]),
    ]

    assert [client.post(address).status_code for address in addresses] == [404, 404, 404]
    assert [client.get(address).status_code for address in addresses] == [405, 405, 405]


def test_a_failure_stands_on_the_page_and_can_be_tried_again(
    client: Client, people: Cast, settings: LazySettings
) -> None:
    through(settings, Refusing)
    wants(people.dara)
    notice = letter(people.dara)
    send_due(now=now())
    client.force_login(people.admin)

    page = client.get(reverse("notices:outbox")).content.decode()
    assert "SMTP 550" in page
    assert "Dara" in page

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post(reverse("notices:try_again", args=[notice.pk]))
    client.post(reverse("notices:send_now"))
    assert len(mail.outbox) == 1
    assert client.post(reverse("notices:try_again", args=[notice.pk])).status_code == 409
    assert client.post(reverse("notices:cancel", args=[notice.pk])).status_code == 409


def test_a_page_without_a_carrier_says_so(client: Client, people: Cast, settings: LazySettings) -> None:
    client.force_login(people.admin)
    assert "EMAIL_URL" not in client.get(reverse("notices:outbox")).content.decode()

    settings.LETTERS_CAN_LEAVE = False

    assert "EMAIL_URL" in client.get(reverse("notices:outbox")).content.decode()


def test_the_outbox_asks_few_questions_however_long_it_is(
    client: Client, people: Cast, django_assert_max_num_queries
) -> None:
    for number in range(30):
        letter(people.dara, f"matter-{number}")
    client.force_login(people.admin)

    with django_assert_max_num_queries(12):
        client.get(reverse("notices:outbox"), {"state": "queued"})


def test_a_person_chooses_where_letters_go(client: Client, people: Cast) -> None:
    client.force_login(people.dara)
    address = reverse("notices:mine")
    assert client.get(address).context["form"].initial == {"wants_letters": True}

    wrong = client.post(address, {"once": "a", "address": "nowhere", "wants_letters": "on"})
    right = client.post(address, {"once": "a", "address": "dara@example.org", "wants_letters": "on"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    choice = NoticeChoice.objects.get(person=people.dara)
    assert (choice.address, choice.wants_letters) == ("dara@example.org", True)
    client.post(address, {"once": "b", "address": ""})
    choice.refresh_from_db()
    assert (choice.address, choice.wants_letters) == ("", False)


def test_everyone_reads_only_their_own_letters(client: Client, people: Cast) -> None:
    letter(people.dara)
    client.force_login(people.dara)
    assert b"Check the sheet of the school" in client.get(reverse("notices:mine")).content

    client.force_login(people.sokha)

    assert b"Check the sheet of the school" not in client.get(reverse("notices:mine")).content


def run_daily() -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return daily.run(None, io.StringIO(), out, err), out.getvalue(), err.getvalue()


def test_daily_writes_what_waits_to_who_asked_and_sends_it(people: Cast) -> None:
    year = make.cycle()
    make.meeting(year, "information", on=DAY)
    wants(people.sokha, "sokha@example.org")

    first, again = run_daily(), run_daily()

    assert first[0] == 0
    assert "letters written: 1" in first[1]
    assert "letters: 1 sent, 0 failed, 0 expired, 0 cancelled, 0 waiting" in first[1]
    assert "letters written: 0" in again[1]
    assert [sent.to for sent in mail.outbox] == [["sokha@example.org"]]
    assert "/km/work/" in mail.outbox[0].body


def test_a_step_that_fails_keeps_no_other_from_being_done(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(now: object) -> str:
        raise RuntimeError("Dara, 012 345 678")

    monkeypatch.setattr(daily, "STEPS", [burst, *daily.STEPS])

    code, out, err = run_daily()

    assert code == 3
    assert err.startswith("burst could not be done: RuntimeError in burst, line ")
    assert "Dara" not in err
    assert "letters: 0 sent" in out
