"""The home of every role: what waits, my places, and the page of a year."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from isaf.cycles.models import Cycle
from isaf.cycles.services import close_cycle
from isaf.information import services as information
from isaf.kit.clock import pretend
from isaf.places.selectors import facility_by_slug
from tests import cast, make
from tests.enter import enter
from tests.rooms.rows import OF_THE_PLACE

pytestmark = pytest.mark.django_db

WORK = "/en/work/"


@pytest.fixture(autouse=True)
def in_june():
    with pretend(date(2026, 6, 30)):
        yield


@pytest.fixture
def people():
    return cast.people()


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def page(client, address) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_nothing_waits_for_a_person_without_a_year(people):
    text = page(enter(people.dara), WORK).main.get_text()
    assert "Nothing waits for you today." in text
    assert "No year of work has been opened in your places yet." in text


def test_what_waits_is_told_oldest_first_each_with_one_button(people):
    year = make.cycle(year=2026)
    make.meeting(year, "information", on=date(2026, 6, 1), village=make.area("01020101"))
    make.meeting(year, "information", on=date(2026, 5, 1), village=make.area("01020102"))
    items = page(enter(people.sokha), WORK).select(".todo li")
    assert len(items) == len([one for one in items if len(one.select("a.btn")) == 1])
    told = [one.get_text() for one in items if "Information for citizens" in one.get_text()]
    assert ["Area 01020102" in told[0], "Area 01020101" in told[1], len(told)] == [True, True, 2]


def test_what_waits_for_one_role_does_not_wait_for_another(people):
    year = make.cycle(year=2026)
    office, births = facility_by_slug("ca-010201"), {"performance": {"births": {"this_year": 3}}}
    sheet = information.save_draft(cycle=year, facility=office, content=births, by=people.dara)
    information.submit(sheet=sheet, by=people.chief, is_sure=True)
    check = f"/en/work/years/{year.pk}/information/ca-010201/check/"
    assert check in str(page(enter(people.bopha), WORK).main)
    for other in (people.dara, people.chief, people.sokha, people.head, people.chan):
        assert check not in str(page(enter(other), WORK).main)


def test_my_places_are_the_years_i_may_read_open_ones_first(people):
    old, new = make.cycle(year=2025), make.cycle(year=2026)
    far = make.cycle("020101", year=2026)
    close_cycle(cycle=old, by=people.admin, on=date(2026, 2, 1))
    places = [a["href"] for a in page(enter(people.dara), WORK).select(".card h3 a")]
    assert places == [f"/en/work/years/{new.pk}/", f"/en/work/years/{old.pk}/"]
    assert [a["href"] for a in page(enter(people.chan), WORK).select(".card h3 a")] == [
        f"/en/work/years/{far.pk}/"
    ]
    assert len(page(enter(people.vanna), WORK).select(".card h3 a")) == 3


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        (
            "dara",
            {
                "/en/work/areas/",
                "/en/work/board/",
                "/en/work/overdue/",
                "/en/work/notices/mine/",
                "/en/work/organisations/",
                "/en/work/people/mine/",
            },
        ),
        (
            "bopha",
            {
                "/en/work/areas/",
                "/en/work/board/",
                "/en/work/overdue/",
                "/en/work/notices/mine/",
                "/en/work/facilities/",
                "/en/work/organisations/",
                "/en/work/people/",
                "/en/work/people/mine/",
                "/en/work/people/why/",
            },
        ),
        (
            "admin",
            {
                "/en/work/areas/",
                "/en/work/board/",
                "/en/work/overdue/",
                "/en/work/notices/mine/",
                "/en/work/facilities/",
                "/en/work/import/",
                "/en/work/organisations/",
                "/en/work/people/",
                "/en/work/people/mine/",
                "/en/work/people/why/",
            },
        ),
    ],
)
def test_a_person_is_offered_what_the_roles_give(people, who, offered):
    offered = offered | {"/en/work/information/spreadsheets/", "/en/work/requests/"}
    assert {a["href"] for a in page(enter(getattr(people, who)), WORK).select("p.btns a")} == offered


def test_everything_that_is_offered_can_be_opened(people):
    make.cycle(year=2026)
    make.cycle("020101", year=2026)
    for person in vars(people).values():
        client = enter(person)
        for link in page(client, WORK).select("main a"):
            assert client.get(link["href"].partition("#")[0]).status_code in (200, 302), (
                person,
                link["href"],
            )


def test_everything_that_the_page_of_a_year_offers_can_be_opened(people):
    year = make.cycle(year=2026)
    for person in vars(people).values():
        if person == people.chan:
            continue
        client = enter(person)
        for link in page(client, f"/en/work/years/{year.pk}/").select("main a"):
            answer = client.get(link["href"].partition("#")[0])
            assert answer.status_code in (200, 302), (person, link["href"], answer.status_code)


def test_the_page_of_a_year_tells_where_each_facility_stands(people):
    year = make.cycle(year=2026)
    guest = make.facility("hc-010299", host="010202", serves=("010202",))
    assert guest.slug not in str(page(enter(people.dara), f"/en/work/years/{year.pk}/"))
    make.meeting(year, facility=facility_by_slug("hc-010201"), village=make.area("01020101"))
    rows = page(enter(people.sokha), f"/en/work/years/{year.pk}/").select("table")[0].select("tbody tr")
    told = {row.th.a["href"].split("/")[3]: row.get_text(" ", strip=True) for row in rows}
    assert set(told) == {"ca-010201", "hc-010201", "ps-0102011"}
    assert "0 of 1 sheets" in told["hc-010201"]
    assert "0 of 0 sheets" in told["ca-010201"]


def test_a_closed_year_offers_no_deeds(people):
    year = make.cycle(year=2026)
    address = f"/en/work/years/{year.pk}/"
    before = str(page(enter(people.bopha), address).main)
    assert "/close/" in before
    assert "/meetings/plan/" in before
    close_cycle(cycle=year, by=people.admin, on=date(2026, 6, 30))
    after = str(page(enter(people.bopha), address).main)
    assert "/close/" not in after
    assert "/meetings/plan/" not in after


def test_a_person_from_elsewhere_finds_no_year(people):
    year = make.cycle(year=2026)
    client = enter(people.chan)
    assert client.get(f"/en/work/years/{year.pk}/").status_code == 404
    assert not page(client, "/en/work/areas/?q=010201").select("tbody tr")


def test_my_areas_are_found_by_name_or_code_and_only_mine(people):
    make.cycle(year=2026)
    for person, found in (
        (people.bopha, True),
        (people.vanna, True),
        (people.chan, False),
        (people.dara, True),
    ):
        rows = page(enter(person), "/en/work/areas/?q=010201").select("tbody tr")
        assert any("010201" in row.get_text() for row in rows) is found


def test_the_page_of_a_year_needs_no_more_queries_for_more_facilities(people):
    address = f"/en/work/years/{make.cycle(year=2026).pk}/"
    few = {name: queries(enter(getattr(people, name)), address) for name in ("bopha", "sokha", "head")}
    close_cycle(cycle=Cycle.objects.get(), by=people.admin, on=date(2026, 6, 1))
    for n in range(12):
        make.facility(f"ps-77{n}", host="010201", serves=("010201",))
    more = f"/en/work/years/{make.cycle(year=2026).pk}/"
    assert {name: queries(enter(getattr(people, name)), more) for name in few} == few


@pytest.mark.parametrize("who", ["sokha", "dara", "bopha", "reviewer", "head", "vanna"])
def test_my_work_needs_no_more_queries_for_more_work(people, who):
    client = enter(getattr(people, who))
    make.cycle("010202", year=2026)
    year = make.cycle(year=2026)
    make.meeting(year, "information", on=date(2026, 5, 1))
    few = queries(client, WORK)
    for n in range(6):
        make.facility(f"hc-88{n}", host="010203", serves=("010203", "010201"))
        make.meeting(year, "information", on=date(2026, 5, 1))
    make.cycle("010203", year=2026)
    assert queries(client, WORK) == few


def test_working_pages_are_not_kept_by_the_computer(people):
    year = make.cycle(year=2026)
    client = enter(people.bopha)
    for address in (
        WORK,
        "/en/work/areas/",
        f"/en/work/years/{year.pk}/",
        f"/en/work/years/{year.pk}/meetings/",
    ):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_an_office_without_an_area_finds_the_facilities_it_checks(people):
    centre = make.facility("hc-010203", host="010201", serves=("010201",), operational_district="OD1")
    make.facility("hc-010204", host="010201", serves=("010201",), operational_district="OD2")
    year = make.cycle(year=2026)
    client = enter(make.person("thida", "operational_district", operational_district="OD1"))
    for address in (WORK, "/en/work/areas/"):
        shown = page(client, address)
        links = [a["href"] for a in shown.select(".card h3 a")]
        assert links == [f"/en/work/years/{year.pk}/information/{centre.slug}/"]
        assert client.get(links[0]).status_code == 200
        assert "No year of work" not in shown.main.get_text()


def test_every_button_of_a_year_lets_its_reader_in(db):
    """Links to pages of work on the page of a year and on its scoring pages: nobody is led to a refusal."""

    with pretend(date(2026, 6, 1)):
        people, cycle = cast.people(), make.cycle("010201")
        make.meeting(cycle, facility=facility_by_slug("hc-010201"), village=make.area("01020101"), held=True)
        first = reverse("home:year", args=[cycle.pk])
        for who in sorted(OF_THE_PLACE):
            client, refused = enter(getattr(people, who)), []
            seen = client.get(first).text
            scoring = [link for link in re.findall(r'href="([^"]+)"', seen) if "/scoring/" in link]
            for page in [first, *scoring]:
                for link in re.findall(r'href="(/[a-z]{2}/work/[^"]+)"', client.get(page).text):
                    if (status := client.get(link.replace("&amp;", "&")).status_code) not in (200, 302):
                        refused.append((who, page, link, status))
            assert not refused
