"""How far a place has informed its citizens; and no sum tells a number that is too small to be shown."""

from datetime import date

import pytest

from isaf.meetings.services import hang_poster, hold_meeting
from tests import make

from .conftest import Year, text_of

DAY = date(2025, 5, 10)


def test_the_page_counts_who_has_published_by_service_and_place(year: Year, look):
    said = text_of(look("areas/0102/information/?year=2025").main)
    assert "1 of 3 facilities have published their information." in said
    rows = {
        text_of(row.th): [text_of(cell) for cell in row("td")]
        for row in look("areas/010201/information/").select("#services + .sheet tr")
        if row.td
    }
    assert rows["Commune and sangkat administrations"][1:] == ["1", "1", "0", "0", "0"]


def test_the_indicator_stands_with_what_was_left_out_and_why(year: Year, look):
    page = look("areas/010201/information/")
    said = text_of(page.main)
    assert "Better than last year, and meeting the standards" in said
    left = text_of(page.select_one("#better ~ details"))
    assert "no figure of last year" in left
    assert "Ordinary council meetings held" in left


def test_sessions_and_posters_are_told_as_counts(year: Year, look):
    village = make.area("01020101")
    make.meeting(year.cycle, "information", on=DAY, held=True, village=village)
    make.meeting(year.cycle, "information", on=date(2025, 5, 12), village=village)
    hang_poster(
        cycle=year.cycle, facility=year.centre, place="Behind the market", hung_on=DAY, by=make.system()
    )
    for address in ("areas/010201/?year=2025", "areas/010201/information/"):
        said = text_of(look(address).main)
        assert "1 of 2 planned information sessions were held." in said
        assert "They reached 1 village." in said
        assert "A poster hangs in 1 place." in said
        assert "Behind the market" not in said


def test_a_place_without_a_year_says_so(db, look):
    make.commune("010205")
    assert "No facility of this place takes part in this year." in text_of(look("areas/010205/information/"))


def test_the_twin_has_the_same_numbers(year: Year, client):
    lines = client.get("/en/areas/0102/information/completeness.csv?year=2025").content.decode().splitlines()
    assert lines[0].startswith("by,code,name_km,name_en,year,targets,published")
    assert any(line.startswith("area,010201,") and line.endswith(",3,1,0,0,2") for line in lines)


@pytest.mark.parametrize("address", ["", "areas/", "areas/0102/?year=2025"])
def test_no_sum_minus_the_others_tells_a_small_number(place: Year, look, address):
    """31 came in one commune and 3 in the next: a district or nation that said 34 would tell the 3."""
    other = make.cycle("010202", 2025)
    for cycle, n in ((place.cycle, 31), (other, 3)):
        meeting = make.meeting(cycle, "information", on=DAY)
        hold_meeting(meeting=meeting, held_on=DAY, by=make.system(), attendances={"citizens": {"all": n}})
    said = text_of(look(address).main)
    assert "34" not in said
    assert "31" in said
    if address:
        assert "stand in no sum" in said
