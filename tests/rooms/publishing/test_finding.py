"""Places by name, services by what they do, and words of published papers in a script without word spaces."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from isaf.audit.models import Version
from isaf.information import services as information
from isaf.information.models import InformationSheet
from isaf.kit.clock import now
from isaf.publishing.models import Passage
from isaf.publishing.selectors import find
from isaf.publishing.services import index_texts
from tests import make

from .conftest import MONEY, Year, inform, text_of

BIRTH = "\u179f\u17c6\u1794\u17bb\u178f\u17d2\u179a\u1780\u17c6\u178e\u17be\u178f"  # birth certificate
HALL = "\u179f\u17b6\u179b\u17b6\u1783\u17bb\u17c6\u1785\u17c6\u1780\u17b6\u179a\u17c4\u1784"  # a hall, without a blank
WITH_WORDS = MONEY | {"identity": {"place": {"now": f"{HALL} beside the blue pagoda"}}}


def texts(asked: str) -> list[str]:
    with override("en"):
        return [hit.line for hit in find(asked).texts]


def test_a_service_is_found_by_what_it_does_in_both_languages(db):
    make.commune()
    for asked in ("birth certificate", BIRTH, BIRTH[:-3]):
        assert [offer.service.id for offer in find(asked).offers] == ["ca"]


def test_a_part_of_a_word_in_a_published_sheet_is_found_without_word_spaces(place: Year):
    inform(place, WITH_WORDS)
    assert not texts("blue pagoda")
    assert index_texts() == 1
    for asked in ("blue pagoda", "PAGODA blue", HALL, HALL[4:], "\u200b" + HALL):
        (line,) = texts(asked)
        assert "beside the blue pagoda" in line
    assert not texts("red pagoda")
    assert not texts("ue")


def test_an_agreed_action_is_found_in_its_plan(year: Year, look):
    index_texts()
    page = look("search/?q=clean+water")
    assert "Clean water" in text_of(page.main)
    assert page.find("a", href="/en/plans/010201/2025/")


def test_what_was_corrected_or_withdrawn_is_not_found_any_more(place: Year):
    inform(place, WITH_WORDS)
    index_texts()
    information.correct(sheet=InformationSheet.objects.get(), by=place.people.dara)
    corrected = MONEY | {"identity": {"place": {"now": "In the new hall"}}}
    inform(place, corrected, reason="It moved")
    assert index_texts() == 1
    assert index_texts() == 0
    assert not texts("blue pagoda")
    assert texts("new hall")
    Version.objects.filter(number=2).update(withdrawn_at=now(), withdrawn_reason="Wrong")
    assert not texts("new hall")


def test_signs_of_a_query_language_are_only_text(place: Year):
    inform(place, WITH_WORDS)
    index_texts()
    for asked in (
        '"blue',
        "blue OR red",
        "blue*",
        "NEAR(blue pagoda)",
        "plain:blue",
        "%%%",
        "'; DROP TABLE x",
    ):
        find(asked)
    assert Passage.objects.count() == 1


@pytest.mark.parametrize("asked", ["area", "blue pagoda", BIRTH])
def test_a_search_asks_a_fixed_number_of_times(place: Year, asked):
    inform(place, WITH_WORDS)
    index_texts()
    with CaptureQueriesContext(connection) as asked_for:
        find(asked)
    assert len(asked_for) <= 10


def test_a_service_is_browsed_from_the_nation_to_its_facilities(place: Year, look, monkeypatch):
    monkeypatch.setattr("isaf.publishing.selectors.browsing.FEW", 0)
    make.facility("hc-020101", host="020101")
    page = look("services/hc/")
    found = {one.a["href"]: text_of(one)[-1] for one in page.select(".names li")}
    assert found == {"/en/services/hc/01/": "1", "/en/services/hc/02/": "1"}
    monkeypatch.setattr("isaf.publishing.selectors.browsing.FEW", 40)
    assert "Facility hc-010201" in text_of(look("services/hc/01/").main)
    assert "Facility hc-020101" not in text_of(look("services/hc/01/").main)


def test_a_kind_that_nobody_knows_is_not_found(db, client):
    make.commune()
    assert client.get("/en/services/xx/").status_code == 404


@pytest.mark.parametrize("address", ["", "areas/"])
def test_every_square_of_the_map_leads_somewhere_and_is_told_in_words(year: Year, look, address):
    squares = look(address).select("svg.tilemap a")
    assert [square["href"] for square in squares] == ["/en/areas/01/", "/en/areas/02/"]
    assert squares[0]["aria-label"] == "Area 01: facilities with published scores: 1"
    assert squares[0].title.get_text() == squares[0]["aria-label"]
