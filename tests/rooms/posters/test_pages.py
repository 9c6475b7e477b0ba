"""The addresses of papers: public, checked by ETag, of the asked version, no cookie; and the links to them."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template import engines
from django.utils.translation import override

from isaf.information import services as information
from tests.enter import enter
from tests.rooms.publishing.conftest import MONEY

pytestmark = pytest.mark.django_db
SHEET = "/km/facilities/ca-010201/2025/"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("poster-A3-km.pdf", "application/pdf"), ("poster-A4-km+en.pdf", "application/pdf"),
     ("loudspeaker-km.pdf", "application/pdf"), ("loudspeaker-en.txt", "text/plain; charset=utf-8"),
     ("message-km.txt", "text/plain; charset=utf-8")],
)  # fmt: skip
def test_a_paper_is_for_everybody_and_is_not_sent_twice(year, name, kind):
    first = enter().get(SHEET + name)
    assert (first.status_code, first["Content-Type"]) == (200, kind)
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    again = enter().get(SHEET + name, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "name",
    ["poster-A5-km.pdf", "poster-A3-fr.pdf", "poster-A3-en+km.pdf", "poster-A3-km.pdf?v=2",
     "poster-A3-km.pdf?v=x", "loudspeaker-km+en.txt"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(year, name):
    assert enter().get(SHEET + name).status_code == 404


def test_an_unpublished_sheet_has_no_paper(place):
    assert enter().get(f"{SHEET}poster-A3-km.pdf").status_code == 404


def test_a_second_reader_gets_the_kept_file(year):
    enter().get(f"{SHEET}poster-A4-km.pdf")
    kept = sorted((settings.ISAF_DATA / "papers").glob("*.pdf"))
    enter().get(f"{SHEET}poster-A4-km.pdf")
    assert sorted((settings.ISAF_DATA / "papers").glob("*.pdf")) == kept


def test_the_links_lead_to_papers(year):
    page = engines["django"].from_string(
        '{% include "posters/_download.html" with slug="ca-010201" year=2025 version=1 %}'
    )
    with override("en"):
        links = [a["href"] for a in BeautifulSoup(page.render({}), "html.parser").find_all("a")]
    assert len(links) == 13
    assert "/en/facilities/ca-010201/2025/poster-A3-km+en.pdf?v=1" in links
    assert enter().get(links[-1]).status_code == 200


def test_the_desk_leads_to_the_papers_of_what_is_published(year):
    at_desk = enter(year.people.dara).get(f"/en/work/years/{year.cycle.pk}/information/ca-010201/history/")
    links = [a["href"] for a in BeautifulSoup(at_desk.content, "html.parser").select("#papers a")]
    assert "/en/facilities/ca-010201/2025/poster-A3-km.pdf" in links


def test_the_desk_has_no_papers_before_that(place):
    information.save_draft(cycle=place.cycle, facility=place.office, content=MONEY, by=place.people.dara)
    at_desk = enter(place.people.dara).get(f"/en/work/years/{place.cycle.pk}/information/ca-010201/history/")
    assert at_desk.status_code == 200
    assert b'id="papers"' not in at_desk.content
