"""How public pages are answered: no cookie, an ETag that holds, few queries, little weight."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make

from .conftest import Year

PAGES = [
    "", "areas/", "areas/0102/", "areas/010201/", "areas/01020101/", "facilities/hc-010201/",
    "facilities/ca-010201/2025/", "plans/010201/2025/", "actions/010201-2025-1/", "search/?q=area", "programme/",
    "method/", "privacy/", "areas/0102/information/", "services/hc/",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_no_cookie_is_set_and_the_person_is_not_asked_for(year: Year, client, address):
    answer = client.get(f"/km/{address}")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "Set-Cookie" not in answer
    assert answer["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_page_that_did_not_change_is_not_sent_again(year: Year, client, address, encoding):
    headers = {"Accept-Encoding": encoding}
    first = client.get(f"/km/{address}", headers=headers)
    again = client.get(f"/km/{address}", headers=headers | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not again.cookies


def test_a_change_changes_the_etag(year: Year, client):
    address = "/en/areas/010201/"
    before = client.get(address)["ETag"]
    make.meeting(year.cycle, "information", on=date(2026, 3, 30), held=True, village=make.area("01020101"))
    make.cycle(year=2026)
    assert client.get(address)["ETag"] != before
    assert client.get("/km/areas/010201/")["ETag"] != client.get(address)["ETag"]


def test_only_reading_is_allowed(year: Year, client):
    assert client.post("/en/areas/010201/").status_code == 405
    assert client.head("/en/areas/010201/").status_code == 200


def test_writing_is_refused_as_such_and_not_as_an_old_form(year: Year):
    client = Client(enforce_csrf_checks=True)
    for address in PAGES:
        for write in (client.post, client.put, client.patch, client.delete):
            answer = write(f"/km/{address}")
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/{address}").status_code == 200
    return len(asked)


LIMITS = {
    "": 9, "areas/": 20, "areas/0102/": 29, "areas/010201/": 29, "areas/0102/information/": 15, "services/hc/": 5,
    "facilities/hc-010201/": 18, "facilities/ca-010201/2025/": 19, "plans/010201/2025/": 8,
    "actions/010201-2025-1/": 15, "search/?q=area": 6, "programme/": 6, "method/": 2, "privacy/": 2,
}  # fmt: skip


@pytest.mark.parametrize("address", ["facilities/ca-010201/2025/", "areas/0102/", "actions/010201-2025-1/"])
def test_what_this_server_holds_is_asked_once_for_a_page(year: Year, client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/en/{address}")
    assert sum('FROM "places_installation"' in query["sql"] for query in asked) == 1


@pytest.mark.parametrize(("address", "limit"), LIMITS.items())
def test_a_page_asks_the_database_a_few_times(year: Year, client, address, limit):
    assert queries(client, address) <= limit


@pytest.mark.parametrize("address", ["", "areas/", "areas/0102/", "areas/010201/", "search/?q=area"])
def test_more_places_do_not_ask_more_often(year: Year, client, address):
    before = queries(client, address)
    for code in ("010202", "010203", "010301", "020101", "030101"):
        make.cycle(code, 2025)
    for number in range(4):
        make.facility(f"ps-0102019{number}", host="010201", serves=("010201",))
    assert queries(client, address) == before


@pytest.mark.parametrize("address", PAGES)
def test_a_first_visit_weighs_little(year: Year, client, address):
    """Page, style sheets and pictures as sent; at most 60 kB (ADR 0018)."""
    page = client.get(f"/km/{address}").content
    sheets = [finders.find(name) for name in ("home/look.css", "publishing/public.css")]
    parts = [page, *(Path(sheet).read_bytes() for sheet in sheets)]
    assert sum(len(gzip.compress(part)) for part in parts) < 60_000


@pytest.mark.parametrize("address", PAGES)
def test_pages_need_no_script_and_hold_no_inline_style(year: Year, client, address):
    page = client.get(f"/en/{address}").content.decode()
    assert "<script" not in page
    assert " style=" not in page
