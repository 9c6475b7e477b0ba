"""Slips on paper: a PDF in the chosen language, of codes that the page just told."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from isaf.people import slip_pdf
from isaf.people.services import make_slip, use_slip
from tests import cast
from tests.enter import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    with override("en"):
        yield cast.people()


@pytest.fixture
def printed(monkeypatch):
    """What the paper is told, besides being made."""
    told, make = [], slip_pdf.print_pdf

    def keep(template, data):
        told.append(data)
        return make(template, data)

    monkeypatch.setattr(slip_pdf, "print_pdf", keep)
    return told


def codes_of(page: str) -> list[str]:
    return re.findall(r'name="code" value="([^"]+)"', page)


@pytest.mark.parametrize(("language", "title"), [("km", None), ("en", "Slip for a password"), ("xx", None)])
def test_the_page_that_tells_a_code_prints_it_in_the_chosen_language(people, printed, language, title):
    client = enter(people.bopha)
    shown = client.post(reverse("people:slip", args=[people.dara.pk])).text
    paper = client.post(reverse("people:slip_paper"), {"code": codes_of(shown), "language": language})
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert paper.content.startswith(b"%PDF")
    (data,) = printed
    assert data["language"] == ("en" if language == "en" else "km")
    assert title is None or data["title"] == title
    (slip,) = data["slips"]
    assert (slip["name"], slip["username"]) == ("Dara", "dara")
    assert slip["address"].startswith(f"http://testserver/{data['language']}/invitation/{slip['code']}")
    assert slip["picture"].startswith("<svg")


def test_a_code_that_is_used_or_of_somebody_elses_person_is_not_printed(people):
    address = reverse("people:slip_paper")
    used = make_slip(person=people.dara, by=people.admin)
    use_slip(code=used, password="another-good-word")
    far = make_slip(person=people.chan, by=people.admin)
    client = enter(people.bopha)
    assert [client.post(address, {"code": code}).status_code for code in (used, far, "guess")] == [404] * 3
    assert enter(people.sokha).post(address, {"code": far}).status_code == 403


def test_the_address_is_written_by_the_server_and_names_do_not_become_commands(people, printed):
    people.dara.name = "#panic() $x$ *Dara* <b>"
    people.dara.save()
    code = make_slip(person=people.dara, by=people.admin)
    paper = enter(people.bopha).post(reverse("people:slip_paper"), {"code": code, "language": "en"})
    assert paper.content.startswith(b"%PDF")
    assert printed[0]["slips"][0]["name"] == "#panic() $x$ *Dara* <b>"
