"""The first address, the address for machines, and what a failure looks like."""

import pytest
from django.db import Error, connection
from django.test import RequestFactory

from isaf import __version__
from isaf.home.middleware import ProblemPages, page_broken, page_not_found
from isaf.kit.problems import NotFound, Problems, Stale

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["km", "en", "fr", ""])
def test_the_first_address_leads_to_the_countrys_own_language(client, language):
    answer = client.get("/", headers={"accept-language": language})
    assert (answer.status_code, answer.url) == (302, "/km/")


def test_health_is_told_in_two_words_without_a_cookie(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": __version__})
    assert list(answer.json()) == ["status", "version"]
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/km/areas/០១០២០១/?year=2025", "/km/areas/010201/?year=2025"),
        ("/km/plans/០១០២០១/២០២៥/", "/km/plans/010201/2025/"),
    ],
)
def test_an_address_in_khmer_digits_leads_to_the_page(client, typed, leads_to):
    answer = client.get(typed)
    assert (answer.status_code, answer.url) == (301, leads_to)


def test_no_address_leads_to_another_site():
    request = RequestFactory().get("/")
    request.path = "//elsewhere.example/០/"
    assert page_not_found(request, Exception()).url == "/elsewhere.example/0/"


def test_a_database_that_does_not_answer_is_told_as_such(client, monkeypatch):
    def broken():
        raise Error("gone")

    monkeypatch.setattr(connection, "cursor", broken)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "no database")


@pytest.mark.parametrize("language", ["km", "en"])
def test_an_unknown_address_is_a_page_in_the_readers_language(client, language):
    answer = client.get(f"/{language}/nothing/here/")
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_failure_shows_a_number_that_stands_in_the_log_and_nothing_of_the_person(caplog):
    page = page_broken(RequestFactory().get("/en/work/?name=secret"))
    assert page.status_code == 500
    assert caplog.records[-1].args[0] in page.content.decode()
    assert "secret" not in caplog.text


def test_several_problems_at_once_are_a_page_too():
    request = RequestFactory().get("/en/x/")
    answer = ProblemPages(lambda _request: None).process_exception(request, Problems([Stale(), NotFound()]))
    assert answer.status_code == 409
    assert ProblemPages(lambda _request: None).process_exception(request, ValueError()) is None
