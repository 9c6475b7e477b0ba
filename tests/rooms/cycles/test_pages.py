"""The pages that open and close a year."""

from datetime import date

import pytest

from isaf.cycles.models import Cycle
from isaf.cycles.selectors import targets_of
from isaf.cycles.services import close_cycle
from isaf.kit.clock import pretend
from isaf.kit.numerals import script_digits
from tests import cast, make
from tests.enter import enter, in_the_box

pytestmark = pytest.mark.django_db

HERE = "/en/work/areas/010201/open/"


@pytest.fixture(autouse=True)
def in_may():
    with pretend(date(2026, 5, 10)):
        yield


@pytest.fixture
def people():
    return cast.people()


def typed(client, **more):
    page = client.get(HERE).content.decode()
    chosen = [part.split('"')[0] for part in page.split('name="facilities" value="')[1:]]
    return {"year": "2026", "facilities": chosen, "once": "one-key", **more}


def test_the_district_opens_a_year_with_the_whole_target_list_proposed(people):
    client = enter(people.bopha)
    answer = client.post(HERE, typed(client))
    cycle = Cycle.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/en/work/years/{cycle.pk}/")
    assert targets_of(cycle).count() == 3


def test_a_year_in_khmer_digits_is_read(people):
    client = enter(people.bopha)
    assert client.post(HERE, typed(client, year=script_digits("2026", "\u17e0"))).status_code == 302
    assert Cycle.objects.get().year == 2026


def test_the_same_form_sent_twice_opens_one_year_and_leads_to_it(people):
    client = enter(people.bopha)
    form = typed(client)
    first, second = client.post(HERE, form), client.post(HERE, form)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Cycle.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"year": "2040"}, 400, "Choose a year from 2016 to 2027."),
        ({"year": "26"}, 422, "not below"),
        ({"year": "2\u17e026"}, 422, "in one script"),
        ({"facilities": []}, 422, "required"),
        ({"facilities": ["999999"]}, 422, "999999"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(people, more, status, words):
    client = enter(people.bopha)
    form = typed(client, **more)
    answer = client.post(HERE, form)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert f'name="year" value="{form["year"]}"' in page
    assert 'name="once" value="one-key"' in page
    assert not Cycle.objects.exists()


def test_facilities_that_were_unticked_stay_unticked_on_a_refused_form(people):
    client = enter(people.bopha)
    one = typed(client)["facilities"][:1]
    page = client.post(HERE, typed(client, year="2040", facilities=one)).content.decode()
    assert page.count(" checked") == 1


def test_a_year_that_is_open_already_is_said_on_the_page(people):
    make.cycle(year=2026)
    client = enter(people.bopha)
    answer = client.post(HERE, typed(client))
    assert answer.status_code == 409
    assert "The year 2026 is open already for this administration." in answer.content.decode()


def close_form(**more):
    return {"on": "2026-05-10", "sure": "on", "once": "k", **more}


def test_the_district_closes_the_year_when_it_says_that_it_is_sure(people):
    cycle = make.cycle(year=2026)
    client, here = enter(people.bopha), f"/en/work/years/{cycle.pk}/close/"
    answer = client.post(here, close_form(sure=""))
    assert (answer.status_code, Cycle.objects.get().is_open) == (422, True)
    assert 'value="10/05/2026"' in answer.content.decode()
    assert client.post(here, close_form()).status_code == 302
    assert Cycle.objects.get().closed_on == date(2026, 5, 10)
    again = client.post(here, close_form(once="other"))
    assert again.status_code == 409
    assert "The year 2026 is closed here" in again.content.decode()


@pytest.mark.parametrize(
    ("on", "words"),
    [("2026-05-11", "has not come yet"), ("2025-12-31", "opened on"), ("31/02/2026", "Write the date")],
)
def test_a_wrong_day_does_not_close_the_year(people, on, words):
    cycle = make.cycle(year=2026)
    answer = enter(people.bopha).post(f"/en/work/years/{cycle.pk}/close/", close_form(on=on))
    assert 400 <= answer.status_code < 500
    assert words in answer.content.decode()
    assert f'value="{in_the_box(on)}"' in answer.content.decode()
    assert Cycle.objects.get().is_open


def test_the_page_of_opening_names_the_years_so_far(people):
    cycle = make.cycle(year=2025)
    close_cycle(cycle=cycle, by=people.admin, on=date(2026, 1, 31))
    assert f"/en/work/years/{cycle.pk}/" in enter(people.bopha).get(HERE).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_open_and_close(people, method):
    """Who sees the commune is told who may; who works elsewhere finds nothing."""
    cycle = make.cycle(year=2025)
    allowed = {people.bopha, people.admin}
    hidden = {people.chan}
    told = {
        people.dara,
        people.chief,
        people.council,
        people.sokha,
        people.head,
        people.vanna,
        people.reviewer,
    }
    for here in (HERE, f"/en/work/years/{cycle.pk}/close/"):
        status = {p: getattr(enter(p), method)(here).status_code for p in allowed | hidden | told}
        assert {status[p] for p in told} == {403}
        assert {status[p] for p in hidden} == {404}
        assert {status[p] for p in allowed} == {200 if method == "get" else 422} or method == "post"
        assert enter().get(here).url.startswith("/en/sign-in/?next=")
    assert Cycle.objects.get().is_open


def test_a_place_or_year_that_does_not_exist_is_not_found(people):
    client = enter(people.admin)
    for here in (
        "/en/work/areas/999999/open/",
        "/en/work/areas/x/open/",
        "/en/work/years/999/close/",
        "/en/work/years/999/",
    ):
        assert client.get(here).status_code == 404
