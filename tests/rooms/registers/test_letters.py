"""Scans of letters in registers: kept for those who keep the register, judged by their bytes, never public."""

from datetime import date

import pytest

from isaf.files.models import StoredFile
from isaf.registers.models import Term
from isaf.registers.services import add_body, seat_person
from tests import make
from tests.enter import enter
from tests.rooms.files.conftest import PDF, archive, folder, photograph, sent
from tests.rooms.files.test_keep import SVG, png_bomb

__all__ = ["folder"]

pytestmark = pytest.mark.django_db

HOSTILE = {
    "drawing.svg": lambda: SVG,
    "photos.zip": lambda: archive({"1.jpg": b"x"}),
    "bomb.png": lambda: png_bomb(10_000, 5_000),
    "program.pdf": lambda: b"MZ\x90\0" + b"\0" * 60,
    "list.csv": lambda: b"code,name\n01,x\n",
}
LONG = "\u179b\u17b7\u1781\u17b7\u178f" * 20 + ".pdf"  # 300 bytes of Khmer


@pytest.fixture
def chief(people, folder):
    body = add_body(area=make.area("010201"), kind="council", since=date(2022, 6, 1), by=people.admin)
    return body.seats.get(office="chief")


def send(client, seat, upload):
    address = f"/en/work/seats/{seat.pk}/"
    once = client.get(address).context["once"]
    return client.post(address, {"once": once, "name": "Sok", "since": "2026-01-05", "letter": upload})


def test_a_letter_is_kept_with_the_term_and_opened_by_who_keeps_the_register(chief, people):
    client = enter(people.bopha)
    assert send(client, chief, sent(PDF, LONG)).status_code in (302, 303)
    [file] = StoredFile.objects.all()
    assert (file.room, file.subject) == ("registers", f"term-{Term.objects.get().pk}")
    assert not file.is_publishable
    address = f"/files/{file.pk}/"
    assert address in client.get(f"/en/work/seats/{chief.pk}/").content.decode()
    assert client.get(f"/en{address}").status_code == 200
    assert enter(people.dara).get(f"/en{address}").status_code == 403
    assert enter(people.chan).get(f"/en{address}").status_code == 404


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_paper_is_refused_and_nobody_is_seated(name, chief, people):
    answer = send(enter(people.bopha), chief, sent(HOSTILE[name](), name))
    assert 400 <= answer.status_code < 500
    assert "Sok" in answer.content.decode()
    assert not Term.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_photograph_leaves_as_it_came_and_only_inside(chief, people):
    client = enter(people.bopha)
    send(client, chief, sent(photograph(), "../../etc/letter.jpg"))
    file = StoredFile.objects.get()
    answer = client.get(f"/en/files/{file.pk}/")
    assert "no-store" in answer["Cache-Control"]
    assert "/" not in answer["Content-Disposition"].replace("utf-8''", "")
    assert client.get(f"/files/{file.pk}/", follow=True).status_code == 200


def test_the_letter_of_a_mandate_stays_with_the_body(chief, people):
    client, body = enter(people.bopha), chief.body
    seat_person(seat=chief, name="Sok", since=date(2022, 6, 1), by=people.admin)
    page = client.get(f"/en/work/bodies/{body.pk}/mandate/")
    typed = {
        "once": page.context["once"],
        "row_version": body.row_version,
        "on": "2026-06-01",
        "mandate": "6th",
    }
    answer = client.post(f"/en/work/bodies/{body.pk}/mandate/", typed | {"letter": sent(PDF)})
    assert answer.status_code in (302, 303)
    assert StoredFile.objects.get().subject == f"body-{body.pk}"
    assert "Letter kept on" in client.get(f"/en/work/bodies/{body.pk}/mandate/").content.decode()
