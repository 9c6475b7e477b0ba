"""The board: nation to facility in three clicks, states with days late, counts above, and never a ranking."""

import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from isaf.cycles import services
from isaf.information import services as information
from isaf.kit.clock import pretend
from isaf.places.selectors import facility_by_slug
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

BOARD = "/en/work/board/"


@pytest.fixture(autouse=True)
def in_june():
    with pretend(date(2026, 6, 30)):
        yield


@pytest.fixture
def people():
    return cast.people()


def soup(client, address) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def rows(client, address) -> dict[str, dict[str, str]]:
    """place as it is written -> column -> text"""
    return {
        row.th.get_text(" ", strip=True): {
            cell["data-label"]: cell.get_text(" ", strip=True) for cell in row.select("td[data-label]")
        }
        for row in soup(client, address).select("tbody tr")
    }


def lines(client, address) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_three_clicks_lead_from_the_nation_to_a_facility(people):
    make.cycle()
    client, address = enter(people.vanna), BOARD
    for code in ("01", "0102", "010201"):
        link = next(a for a in soup(client, address).select("tbody th a") if f"/{code}/" in a["href"])
        address = link["href"]
    assert soup(client, address).select_one("tr#hc-010201")


def test_a_commune_shows_each_steps_state_with_its_days_late(people):
    year = make.cycle()
    services.end_step(cycle=year, step="dissemination", on=date(2026, 6, 10), by=people.bopha)
    found = rows(enter(people.bopha), BOARD + "010201/")
    own = next(cells for place, cells in found.items() if "its own year" in place)
    assert own["Information"] == "Late 76 days late"
    assert own["Explaining"] == "Done 10 days late"
    assert own["Scoring"] == "Now"
    assert own["Interface"] == "Not yet"


def test_a_facility_shows_its_own_information_and_scoring(people):
    year = make.cycle()
    office = facility_by_slug("ca-010201")
    births = {"performance": {"births": {"this_year": 3}}}
    sheet = information.save_draft(cycle=year, facility=office, content=births, by=people.dara)
    information.publish(sheet=information.submit(sheet=sheet, by=people.chief, is_sure=True), by=people.bopha)
    make.meeting(year, facility=office, village=make.area("01020101"), held=True, on=date(2026, 6, 20))
    page = soup(enter(people.dara), BOARD + "010201/")
    mine, centre = (
        {cell["data-label"]: cell.get_text(" ", strip=True) for cell in page.select(f"tr#{slug} td")}
        for slug in ("ca-010201", "hc-010201")
    )
    assert mine["Information"] == "Done 76 days late"  # published only today
    assert centre["Information"] == "Late 76 days late"
    assert (mine["Scoring"], centre["Scoring"]) == ("Now", "Now")
    assert mine["Explaining"] == "–"  # belongs to the whole commune


def test_an_area_above_counts_its_communes(people):
    for code in ("010202", "010203", "010204"):
        make.commune(code)
    first, second = make.cycle("010202"), make.cycle("010203")
    services.end_step(cycle=first, step="information", on=date(2026, 4, 1), by=people.admin)
    services.postpone_step(
        cycle=second, step="information", planned_from=date(2026, 3, 1), planned_to=date(2026, 6, 1),
        reason="Flood.", by=people.admin,
    )  # fmt: skip
    make.cycle("010201")
    found = rows(enter(people.vanna), BOARD + "01/")
    (cells,) = found.values()
    assert cells["Years opened"] == "3 of 4"
    assert cells["Information"] == "1 of 3 done 2 late up to 76 days"
    nation = rows(enter(people.vanna), BOARD)
    assert [cells["Years opened"] for cells in nation.values()] == ["3 of 4", "0 of 1"]


def test_a_district_shows_the_state_of_each_commune(people):
    make.cycle("010202")
    make.commune("010203")
    found = rows(enter(people.bopha), BOARD + "0102/")
    worked, other = (next(found[place] for place in found if code in place) for code in ("010202", "010203"))
    assert (worked["Years opened"], worked["Information"]) == ("1 of 1", "Late 76 days late")
    assert (other["Years opened"], other["Information"]) == ("0 of 1", "–")


def test_places_stand_in_the_order_of_their_codes_however_late_they_are(people):
    make.cycle("010203")
    done = make.cycle("010202")
    for step in ("information", "dissemination", "scoring"):
        services.end_step(cycle=done, step=step, on=date(2026, 4, 1), by=people.admin)
    links = [a["href"] for a in soup(enter(people.bopha), BOARD + "0102/").select("tbody th a")]
    codes = [href.split("/board/")[1][:6] for href in links]
    assert codes == sorted(codes)


def test_a_year_can_be_chosen(people):
    old = make.cycle(year=2025)
    services.close_cycle(cycle=old, by=people.admin, on=date(2026, 2, 1))
    make.cycle(year=2026)
    client = enter(people.bopha)
    page = soup(client, BOARD + "010201/?year=2025")
    assert f"/en/work/years/{old.pk}/" in str(page.tbody)
    assert "Late" in page.tbody.get_text()
    for typed in ("1066", "x", ""):
        assert "Board of the year 2026" in soup(client, BOARD + f"010201/?year={typed}").h1.get_text()


def test_only_the_latest_round_of_a_year_counts(people):
    first = make.cycle()
    services.close_cycle(cycle=first, by=people.admin, on=date(2026, 6, 30))
    make.cycle(opened_on=date(2026, 6, 30))
    (line,) = [
        row for row in lines(enter(people.bopha), BOARD + "0102/table.csv") if row["step"] == "scoring"
    ]
    assert (line["years_opened"], line["under_way"], line["done"]) == ("1", "1", "0")


def test_invented_years_are_not_counted_among_real_ones(people):
    make.cycle(origin="practice")
    found = lines(enter(people.bopha), BOARD + "0102/table.csv")
    assert {row["years_opened"] for row in found} == {"0"}


@pytest.mark.parametrize(
    ("who", "goes_to"),
    [
        ("dara", "010201"),
        ("sokha", "010201"),
        ("head", "010201"),
        ("bopha", "0102"),
        ("reviewer", "0102"),
        ("chan", "020101"),
    ],
)
def test_the_board_begins_where_a_person_works(people, who, goes_to):
    answer = enter(getattr(people, who)).get(BOARD)
    assert (answer.status_code, answer.url) == (302, f"{BOARD}{goes_to}/")
    assert enter(getattr(people, who)).get(answer.url).status_code == 200


def test_who_works_in_several_places_sees_them_side_by_side(people):
    from isaf.people.services import give_role

    give_role(person=people.dara, role="clerk", area=make.area("020101"), by=people.admin)
    make.cycle()
    found = rows(enter(people.dara), BOARD)
    assert [cells["Years opened"] for cells in found.values()] == ["1 of 1", "0 of 1"]


def test_what_lies_outside_ones_reach_is_not_shown(people):
    make.cycle()
    for who, code, status in (
        ("chan", "010201", 404),
        ("chan", "01", 404),
        ("dara", "0102", 404),
        ("head", "01", 403),  # sees the area, reads no reports there
        ("bopha", "01", 404),
        ("council", "010201", 200),
        ("vanna", "01020101", 404),  # a village has no year
        ("vanna", "99", 404),
    ):
        assert enter(getattr(people, who)).get(f"{BOARD}{code}/").status_code == status, (who, code)
        assert enter(getattr(people, who)).get(f"{BOARD}{code}/table.csv").status_code == status, (who, code)


def test_the_file_says_what_the_page_says(people):
    make.cycle()
    found = lines(enter(people.dara), BOARD + "010201/table.csv")
    late = next(row for row in found if (row["place"], row["step"]) == ("010201", "information"))
    assert {key: late[key] for key in ("year", "late", "done", "days_late", "planned_to", "ended_on")} == {
        "year": "2026", "late": "1", "done": "0", "days_late": "76", "planned_to": "2026-04-15", "ended_on": "",
    }  # fmt: skip
    counted = lines(enter(people.vanna), BOARD + "table.csv")
    assert {row["place"] for row in counted} == {"01", "02"}


@pytest.mark.parametrize("address", [BOARD, BOARD + "01/", BOARD + "0102/", BOARD + "table.csv"])
def test_many_communes_cost_as_many_queries_as_few(people, address):
    client = enter(people.vanna)

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    make.cycle()
    few = queries()
    for number in range(10, 30):
        make.cycle(f"0102{number}")
        make.cycle(f"02{number}01")
    assert queries() == few
    assert few < 20


def test_my_work_leads_to_the_board(people):
    assert soup(enter(people.dara), "/en/work/").select_one(f'main a[href="{BOARD}"]')
