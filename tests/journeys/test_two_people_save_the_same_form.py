"""Two people open the same form; the second to save reads both texts, and nothing is lost."""

from datetime import date

import pytest

from isaf.kit.clock import pretend
from isaf.places.selectors import facility_by_slug
from isaf.plans.lines import Line
from isaf.plans.services import add_line
from tests import cast, make

from .persons import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_june():
    with pretend(date(2026, 6, 30)):
        yield


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def year(people):
    return make.cycle(year=2026)


def information(people, year):
    box = "performance__births__this_year"
    other = make.person("nary", "clerk", area=make.area("010201"))
    address = f"/en/work/years/{year.pk}/information/ca-010201/sections/performance/"
    return address, people.dara, other, {box: "41"}, {box: "44"}, "save"


def meeting(people, year):
    kept = make.meeting(year, "information", on=date(2026, 5, 10))
    first, second = ({"held_on": "2026-05-10", "chair": name} for name in ("The chief", "The deputy"))
    return f"/en/work/meetings/{kept.pk}/", people.sokha, people.dara, first, second, ""


def plan_line(people, year):
    drawn = Line(
        title="Drains",
        section=year.instrument["plan_sections"][0]["id"],
        lead="Commune",
        end_on=date(2026, 12, 1),
    )
    kept = add_line(cycle=year, line=drawn, facility=None, agreed_on=date(2026, 6, 1), by=people.dara)
    return (
        f"/en/work/plan-lines/{kept.pk}/", people.dara, people.committee,
        {"title": "Drains of stone"}, {"title": "Drains of clay"}, "",
    )  # fmt: skip


def facility(people, year):
    other = make.person("samnang", "district_group", area=make.area("0102"))
    assert facility_by_slug("hc-010201")
    first, second = ({"name_en": name} for name in ("Lily centre", "Rose centre"))
    return "/en/work/facilities/hc-010201/edit/", people.bopha, other, first, second, ""


@pytest.mark.parametrize("form", [information, meeting, plan_line, facility], ids=lambda form: form.__name__)
def test_the_second_to_save_sees_both_texts_and_may_then_save(people, year, form):
    address, one, two, first, second, button = form(people, year)
    ((box, mine),), ((_, theirs),) = (list(typed.items())[-1:] for typed in (second, first))
    early, late = Person(one).open(address), Person(two).open(address)
    early.send(button, **first)
    assert early.status == 200

    late.send(button, **second)
    assert late.status == 409
    assert "Another person saved this form while you were writing." in late.text
    assert value_of(late, box) == mine
    assert theirs in late.text or theirs in str(late.page.main)
    assert value_of(Person(one).open(address), box) == theirs

    late.send(button, **second)
    assert late.status == 200
    assert value_of(Person(two).open(address), box) == mine


def value_of(person: Person, box: str) -> str:
    found = person.page.find(attrs={"name": box})
    return found.get("value") or found.get_text().strip()


def test_two_people_who_open_the_same_year_open_one(people):
    other = make.person("samnang", "district_group", area=make.area("0102"))
    one, two = (Person(p).open("/en/work/areas/010201/open/") for p in (people.bopha, other))
    one.send(year="2026")
    two.send(year="2026")
    assert (one.status, two.status) == (200, 409)
    assert "The year 2026 is open already" in two.text
    assert [a.get_text() for a in one.open("/en/work/").page.select(".card h3 a")] == [
        "Area 010201 Commune 2026"
    ]
