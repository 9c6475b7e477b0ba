"""The door through which bytes leave: who may, and how a browser is told to treat them."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from isaf.files import rules, services
from isaf.files.handler import Bounded
from isaf.files.models import StoredFile
from isaf.files.services import Owner, keep, public_copy
from isaf.people.verbs import Verb
from tests.cast import Cast

from .conftest import PDF, picture, sent


def address(file: StoredFile) -> str:
    return reverse("files:file", args=[file.pk])


@pytest.fixture
def scan(people: Cast, owner: Owner) -> StoredFile:
    return keep(upload=sent(PDF, "កំណត់ហេតុ 1.pdf"), by=people.dara, owner=owner)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("dara", 200), ("chief", 200), ("sokha", 200), ("bopha", 200), ("vanna", 200), ("admin", 200),
        ("chan", 404), ("", 302),
    ],
)  # fmt: skip
def test_a_file_is_given_to_who_may_read_its_record(
    who: str, status: int, client: Client, people: Cast, scan: StoredFile
) -> None:
    if who:
        client.force_login(getattr(people, who))

    assert client.get(address(scan)).status_code == status


def test_who_may_see_the_place_but_not_the_record_is_told_whom_to_ask(
    client: Client, people: Cast, owner: Owner
) -> None:
    sheet = Owner("scorecards", "9", owner.place, Verb.SHEET_READ)
    file = keep(upload=sent(PDF), by=people.sokha, owner=sheet)
    client.force_login(people.dara)

    assert client.get(address(file)).status_code == 403


def test_a_signed_out_person_learns_nothing_about_ids(client: Client, scan: StoredFile) -> None:
    for pk in (scan.pk, uuid4()):
        answer = client.get(reverse("files:file", args=[pk]))
        assert (answer.status_code, "sign-in" in answer["Location"]) == (302, True)


def test_an_unknown_id_is_not_found(client: Client, people: Cast) -> None:
    client.force_login(people.dara)

    assert client.get(reverse("files:file", args=[uuid4()])).status_code == 404


def test_the_bytes_leave_as_a_file_that_runs_nothing(client: Client, people: Cast, scan: StoredFile) -> None:
    client.force_login(people.dara)

    answer = client.get(address(scan))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E1%9E%80")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_a_picture_for_everyone_needs_no_cookie_and_is_not_sent_twice(
    client: Client, people: Cast, owner: Owner, scan: StoredFile
) -> None:
    raw = keep(upload=sent(picture(), "IMG.exe"), by=people.dara, owner=owner)
    copy = public_copy(file=raw, by=people.dara)

    answer = client.get(address(copy))
    again = client.get(address(copy), headers={"If-None-Match": answer["ETag"]})

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'inline; filename="IMG.exe.jpg"'
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert again.status_code == 304
    assert client.get(address(raw)).status_code == 302


def test_a_withdrawn_file_is_gone_for_everyone(client: Client, people: Cast, owner: Owner) -> None:
    raw = keep(upload=sent(picture()), by=people.dara, owner=owner)
    copy = public_copy(file=raw, by=people.dara)
    services.withdraw(file=raw, reason="The wrong meeting.", by=people.dara)

    assert client.get(address(copy)).status_code == 410
    client.force_login(people.dara)
    assert client.get(address(raw)).status_code == 410


def test_a_file_takes_no_other_method(client: Client, scan: StoredFile) -> None:
    assert client.post(address(scan)).status_code == 405


def test_markup_in_a_table_is_sent_as_a_table(client: Client, people: Cast, owner: Owner) -> None:
    content = b"name,note\nA,<script>x()</script>\n"
    file = keep(upload=sent(content, "list.html"), by=people.dara, owner=owner)
    client.force_login(people.dara)

    answer = client.get(address(file))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="list.html.csv"'


def test_an_upload_stops_growing_just_above_what_is_kept() -> None:
    handler = Bounded(HttpRequest())
    handler.new_file("scan", "scan.pdf", "application/pdf", None)
    passed = 0
    for _ in range(60):
        passed += len(handler.receive_data_chunk(b"\0" * rules.MEGABYTE, 0) or b"")

    assert passed == rules.largest(rules.EVERY) + 1


@pytest.mark.parametrize(("end", "arrived"), [(b"\r\n--x--\r\n", ["list.csv"]), (b"", [])])
def test_an_upload_whose_end_never_came_is_no_file(end: bytes, arrived: list[str]) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="scan"; filename="list.csv"\r\n\r\n'
    body = head + b"code,name\n01,Lotus\n02,Lil" + end
    request = RequestFactory().post("/", body, content_type="multipart/form-data; boundary=x")

    assert [file.name for file in request.FILES.values()] == arrived


def test_django_s_own_cleaning_keeps_a_khmer_name_of_300_bytes() -> None:
    name = "ស្រុក្ក" * 15 + ".pdf"

    assert SimpleUploadedFile(name, PDF).name == name
