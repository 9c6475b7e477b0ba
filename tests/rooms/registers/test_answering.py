"""Who answers, told to everyone: offices of the registers, never the people in them."""

from datetime import date

import pytest

from isaf.registers.services import add_body, change_mandate, seat_person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(people):
    here = make.area("010201")
    body = add_body(area=here, kind="council", since=date(2022, 6, 1), by=people.admin)
    seat = body.seats.get(office="chief")
    seat_person(
        seat=seat, name="Somebody Private", phone="012 345 678", since=date(2022, 6, 1), by=people.admin
    )
    group = add_body(area=make.area("0102"), kind="working_group", since=date(2022, 6, 1), by=people.admin)
    seat_person(
        seat=group.seats.get(office="focal_point"),
        name="Another Private",
        since=date(2022, 6, 1),
        by=people.admin,
    )
    return body


@pytest.mark.parametrize("address", ["/en/areas/010201/", "/en/facilities/hc-010201/"])
def test_the_public_page_names_offices_and_nobody(council, client, address):
    page = client.get(address)
    text = page.content.decode()
    assert "Who answers" in text
    assert "Commune or sangkat chief" in text
    assert "Social accountability focal point" in text
    assert not [private for private in ("Somebody", "Another Private", "012 345 678") if private in text]
    assert "Set-Cookie" not in page


def test_the_office_answers_on_after_the_mandate_changed(council, client, people):
    change_mandate(
        body=council, on=date(2026, 6, 1), mandate="6th", row_version=council.row_version, by=people.admin
    )
    assert "Commune or sangkat chief" in client.get("/en/areas/010201/").content.decode()


def test_an_area_without_registers_says_nothing_of_who_answers(people, client):
    for address in ("/en/areas/010201/", "/en/facilities/hc-010201/"):
        text = client.get(address).content.decode()
        assert not [office for office in ("sangkat chief", "working group") if office in text]


def test_a_focal_point_one_level_up_is_said_once(council, client):
    text = client.get("/en/areas/010201/").content.decode()
    assert text.count("ocial accountability focal point") == 1
    without = client.get("/en/areas/0102/").content.decode()
    assert "one level up" in without
