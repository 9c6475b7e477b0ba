"""The frame of every page: both languages, no cookie, nothing inline, and said when all is invented."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from isaf.home import context
from isaf.places.models import Installation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_design_page_shows_everything_without_inline_style_or_script(client, language):
    page = client.get(f"/{language}/design/")
    text = page.content.decode()
    assert page.status_code == 200
    assert re.search(r"<script|\sstyle=|\son\w+=", text) is None
    assert BeautifulSoup(text, "html.parser").html["lang"] == language
    assert not page.cookies


def test_a_public_page_does_not_ask_who_is_reading(client):
    assert "Cookie" not in client.get("/km/design/").headers.get("Vary", "")


def test_a_khmer_page_shows_khmer_digits_only(client):
    main = BeautifulSoup(client.get("/km/design/").content, "html.parser").main
    for part in main.select(".score, .figures, .parts, .acts, .pair"):
        assert re.search(r"[0-9]", part.get_text()) is None


def test_the_language_switch_keeps_page_and_question():
    assert context.in_other_language("/km/areas/0102/", "y=2026", "en") == "/en/areas/0102/?y=2026"
    assert context.in_other_language("/healthz", "", "en") == "/en/"
    assert context.in_other_language("/", "", "km") == "/km/"


def test_a_demonstration_says_so_on_the_page_and_a_real_server_does_not(client):
    assert b'class="demo"' not in client.get("/en/design/").content
    Installation.objects.update_or_create(id=1, defaults={"country": "kh", "origin": "demonstration"})
    assert b"every figure here is invented" in client.get("/en/design/").content


def test_what_was_searched_stays_in_the_box_and_is_escaped():
    page = render_to_string("home/base.html", {"q": '"><b>x'}, RequestFactory().get("/en/search/"))
    assert '"><b>x' not in page
    assert "&quot;&gt;&lt;b&gt;x" in page


@pytest.mark.parametrize("page", ["403.html", "403_csrf.html", "404.html", "409.html"])
@pytest.mark.parametrize("language", ["km", "en"])
def test_refusals_have_the_look_and_a_way_on(page, language):
    with override(language):
        text = render_to_string(page, {"message": "M < N"}, RequestFactory().get(f"/{language}/x/"))
    soup = BeautifulSoup(text, "html.parser")
    assert soup.h1.get_text(strip=True)
    assert soup.select(".refusal .btn")


def test_the_page_of_a_failure_needs_nothing_that_may_have_failed(django_assert_num_queries):
    with django_assert_num_queries(0), override("en"):
        text = render_to_string("500.html", {"number": "a1b2c3"})
    assert re.search(r"<script|\sstyle=", text) is None
    assert "a1b2c3" in text
    assert "The fault is ours" in text


def test_a_form_shows_what_is_wrong_on_top_and_beneath_the_field(client):
    page = BeautifulSoup(client.get("/en/design/").content, "html.parser")
    link = page.select_one(".errors a")
    wrong = page.find(id=link["href"].removeprefix("#"))
    assert wrong["aria-invalid"] == "true"
    described = wrong["aria-describedby"].split()
    assert all(page.find(id=name) for name in described)
    assert page.find("input", {"name": "people"})["value"] == "31"


class Sokha:
    """Stands for a person who has signed in."""

    is_authenticated = True

    def __str__(self) -> str:
        return "Sokha <b>"


def test_a_working_page_says_who_is_signed_in_and_how_to_leave():
    request = RequestFactory().get("/en/work/")
    request.user = Sokha()
    with override("en"):
        page = BeautifulSoup(render_to_string("home/work.html", {}, request), "html.parser")
    assert page.select_one(".who").get_text() == "Signed in as Sokha <b>"
    out = page.find("form", action="/en/sign-out/")
    assert out["method"] == "post"
    assert out.find("input", {"name": "csrfmiddlewaretoken"})["value"]
