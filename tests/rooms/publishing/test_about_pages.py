"""Front page, search, programme and method."""

import pytest
from django.utils.html import escape

from isaf.country.current import pack
from tests import make

from .conftest import EVIL, Year, text_of


def test_the_front_page_of_an_empty_server_explains_itself(db, look):
    make.area("010201")
    page = look("")
    assert [number.get_text() for number in page.select(".figures dd")] == ["0", "0", "0", "0"]
    assert "Nothing is published here yet." in text_of(page)
    assert page.select_one("form.find input[name=q]")
    assert "Social accountability helps citizens" in text_of(page)


def test_the_nation_stands_in_four_numbers(year: Year, look):
    page = look("")
    numbers = {row.dt.get_text(): row.dd.get_text() for row in page.select(".figures.big div")}
    assert numbers["facilities with published scores, in 1 place"] == "1"
    assert numbers["actions agreed"] == "2"
    assert "attendances are not people" in text_of(page)
    assert "Since 2025." in text_of(page)


def test_the_map_has_a_square_for_the_capital_and_each_province(db, look):
    for province in ("01", "12", "25", "77"):
        make.area(province)
    page = look("")
    assert len(page.select(".tiles li")) == 4  # the same as a list, for phones
    squares = page.select(".tilemap a")
    places = ["translate(100 100)", "translate(300 300)", "translate(400 200)", "translate(0 600)"]
    assert [square["transform"] for square in squares] == places


def test_the_root_leads_to_the_first_language(client):
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/km/")


def test_the_calendar_says_where_the_year_stands(db, look):
    make.area("01")
    now = [step.h3.get_text(" ", strip=True) for step in look("").select(".calendar .now")]
    assert now == ["Carrying out and following the agreed actions now", "Reflection workshop now"]


def test_search_groups_what_it_finds_and_tells_where_it_is(year: Year, look):
    page = look("search/?q=010201")
    heads = [heading.get_text() for heading in page.select("section h2")]
    assert heads[0] == "Communes and sangkats"
    assert "Health centres" in heads
    assert "Area 01 Province · Area 0102 District" in text_of(page)


def test_a_search_without_result_says_what_to_try_and_escapes(db, look, client):
    make.area("01")
    said = text_of(look("search/?q=zzz"))
    assert "Nothing was found for “zzz”." in said
    assert "Choose from the list of all areas" in said
    page = client.get("/en/search/", {"q": EVIL}).content.decode()
    assert EVIL not in page
    assert escape(EVIL) in page
    assert client.get("/en/search/?q=" + "a" * 5000).status_code == 200


def test_the_programme_page_shows_phase_one_as_published_and_computed(db, look):
    page = look("programme/")
    rows = {row.th.get_text(" ", strip=True): text_of(row) for row in page.select(".figures-table tbody tr")}
    communes = next(text for name, text in rows.items() if name.startswith("Communes in which"))
    assert "827 1,410 58.7%" in communes
    assert "Published 56%; the same two numbers give 58.7%." in communes
    said = " ".join(rows.values())
    for told in ("18 24 75.0%", "98 159 61.6%", "4,107 7,189 57.1%", "605 1,197 50.5%"):
        assert told in said
    assert said.count("the same two numbers") == 1
    assert "without the capital" in said
    assert "11 July 2013" in text_of(page)


def test_each_phase_has_its_own_components_and_both_sides(db, look):
    page = look("programme/")
    counts = [len(phase.select(".card")) for phase in page.select(".phase")]
    assert counts[:2] == [4, 5]
    assert "The components of Phase 2 go on." in text_of(page)
    assert "Supply side" in text_of(page.select_one(".phase .card"))
    assert "Demand side" in text_of(page.select_one(".phase .card"))


@pytest.mark.parametrize("language", pack().languages)
def test_the_method_page_is_the_packs_own_text(db, look, language):
    page = look("method/", language)
    first = pack().page("method", language).splitlines()[0].lstrip("# ")
    assert page.h1.get_text() == first
    assert len(page.select("h1")) == 1
    assert len(page.select(".prose h2")) > 5


def test_the_method_page_says_where_the_list_of_places_comes_from(db, look):
    said = text_of(look("method/"))
    assert "Where the list of places comes from" in said
    assert "Rows put right by us:" in said
    assert "(ours)" in said


@pytest.mark.parametrize(
    "address", ["", "areas/", "areas/010201/", "search/", "programme/", "method/", "privacy/"]
)
def test_every_page_can_be_shared(year: Year, look, address):
    head = look(address).head
    assert len(head.select_one("meta[name=description]")["content"]) > 20
    assert head.select_one('meta[property="og:title"]')["content"].strip()
    assert head.select_one('meta[property="og:url"]')["content"].endswith(f"/en/{address}")
