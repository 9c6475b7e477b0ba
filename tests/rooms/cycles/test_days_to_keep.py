"""Planning meets the country's calendar: days kept free of public meetings, days on which few people come."""

from dataclasses import replace
from datetime import date

import pytest

from isaf.country.calendar import Period
from isaf.country.current import pack
from isaf.cycles import problems, selectors
from isaf.cycles.selectors import scores_held_until
from isaf.kit.clock import pretend
from isaf.meetings.models import Meeting
from isaf.meetings.services import plan_meeting
from isaf.places.selectors import facility_by_slug
from isaf.plans.services import hold_interface
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

POLLING = Period(
    "poll", {"km": "x", "en": "Polling day"}, "2026-06-14", "2026-06-20", (), "invented", holds_scores=True
)


@pytest.fixture(autouse=True)
def calendar(monkeypatch):
    told = replace(pack(), protected=(POLLING,))
    monkeypatch.setattr(selectors, "pack", lambda: told)
    with pretend(date(2026, 3, 1)):
        yield


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def year(people):
    return make.cycle(year=2026)


def plan(year, on, kind="information", **more):
    return plan_meeting(cycle=year, kind=kind, planned_on=on, by=make.system(), **more)


@pytest.mark.parametrize("kind", ["information", "scoring", "interface", "dissemination", "follow_up"])
def test_no_public_meeting_is_planned_in_a_protected_period(year, kind):
    for sure in (False, True):
        with pytest.raises(problems.ProtectedDay):
            plan(year, date(2026, 6, 20), kind, is_sure=sure)
    assert plan(year, date(2026, 6, 21), kind)


def test_staff_may_assess_themselves_in_a_protected_period(year):
    office = facility_by_slug("ca-010201")
    assert plan(year, date(2026, 6, 15), "self_assessment", facility=office)


def test_nothing_is_protected_from_what_is_only_practised(people):
    assert plan(make.cycle(year=2026, origin="practice"), date(2026, 6, 15))


def test_a_meeting_that_took_place_is_recorded_whatever_the_day(people, year):
    with pretend(date(2026, 6, 15)):
        assert hold_interface(cycle=year, held_on=date(2026, 6, 15), by=people.dara).state == "held"


def test_the_page_says_what_keeps_the_day_free_and_keeps_what_was_typed(people, year):
    form = {"kind": "information", "planned_on": "2026-06-15", "place": "Pagoda", "once": "k"}
    answer = enter(people.dara).post(f"/en/work/years/{year.pk}/meetings/plan/", form)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "No public meeting may be planned on 2026-06-15: Polling day, until 2026-06-20." in text
    assert 'value="Pagoda"' in text
    assert "is_sure" not in text
    assert not Meeting.objects.exists()


def test_a_week_in_which_few_people_come_is_confirmed(people, year):
    address = f"/en/work/years/{year.pk}/meetings/plan/"
    form = {"kind": "information", "planned_on": "2026-04-14", "once": "k"}
    client = enter(people.dara)
    assert "is_sure" not in client.get(address).content.decode()
    first = client.post(address, form)
    assert first.status_code == 409
    assert "Few people may come on 2026-04-14: Khmer New Year, until 2026-04-16." in first.content.decode()
    assert 'name="is_sure"' in first.content.decode()
    assert not Meeting.objects.exists()
    assert client.post(address, form | {"is_sure": "on"}).status_code == 302
    assert Meeting.objects.get().planned_on == date(2026, 4, 14)


@pytest.mark.parametrize(
    ("opened", "today", "until"),
    [
        (date(2026, 6, 13), date(2026, 6, 15), None),  # public before: stays
        (date(2026, 6, 15), date(2026, 6, 15), date(2026, 6, 20)),
        (date(2026, 6, 15), date(2026, 6, 20), date(2026, 6, 20)),
        (date(2026, 6, 15), date(2026, 6, 21), None),  # over
        (date(2026, 7, 1), date(2026, 7, 1), None),
    ],
)
def test_scores_that_became_complete_in_a_protected_period_wait_for_its_end(opened, today, until):
    assert scores_held_until("010201", opened, today) == until
