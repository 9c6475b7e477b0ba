"""Planning meets the country's calendar: days kept free of public meetings, days on which few people come."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from isaf.country.calendar import Period
from isaf.country.current import pack
from isaf.cycles import problems, selectors
from isaf.cycles.selectors import scores_held_until, scores_were_held
from isaf.kit.clock import pretend
from isaf.meetings.models import Meeting
from isaf.meetings.services import plan_meeting
from isaf.places.selectors import facility_by_slug
from isaf.plans.services import hold_interface
from isaf.scorecards.services import approve_sheet, record_sheet
from isaf.scorecards.summaries import open_held_scores, refresh_summary
from isaf.scorecards.typed import TypedCriterion, TypedSheet
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
    assert (
        "No public meeting may be planned on 15\u00a0June 2026: Polling day, until 20\u00a0June 2026." in text
    )
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
    assert (
        "Few people may come on 14\u00a0April 2026: Khmer New Year, until 16\u00a0April 2026."
        in first.content.decode()
    )
    assert 'name="is_sure"' in first.content.decode()
    assert not Meeting.objects.exists()
    assert client.post(address, form | {"is_sure": "on"}).status_code == 302
    assert Meeting.objects.get().planned_on == date(2026, 4, 14)


@pytest.mark.parametrize(
    ("today", "until", "ended"),
    [
        (date(2026, 6, 13), None, False),
        (date(2026, 6, 14), date(2026, 6, 20), False),
        (date(2026, 6, 20), date(2026, 6, 20), False),
        (date(2026, 6, 21), None, True),
        (date(2026, 7, 30), None, False),  # long over
    ],
)
def test_scores_that_nobody_saw_wait_for_the_end_of_a_protected_period(today, until, ended):
    assert scores_held_until("010201", today) == until
    assert scores_were_held(today, within_days=30) is ended


def scored(year, people, slug="hc-010201") -> None:
    """One meeting of the facility, its sheet approved: everything that was planned is in."""
    facility = facility_by_slug(slug)
    meeting = make.meeting(
        year, facility=facility, village=make.area("01020101"), on=date(2026, 5, 2), held=True
    )
    criterion = year.instrument["criteria"][facility.service][0]["id"]
    votes = {criterion: {"all": {4: 12}}}
    typed = TypedSheet(uuid4(), {"all": 12}, (TypedCriterion(criterion),), votes, ())
    sheet = record_sheet(meeting=meeting, typed=typed, by=people.sokha, door="paper")
    approve_sheet(sheet=sheet, by=people.reviewer)


def is_public(slug="hc-010201") -> bool:
    return "12 people scored" in enter().get(f"/en/facilities/{slug}/2026/").content.decode()


def test_first_scores_are_held_in_a_protected_period_and_open_after_it(people, year):
    with pretend(date(2026, 6, 15)):
        scored(year, people)
        assert not is_public()
        assert open_held_scores() == 0
    with pretend(date(2026, 6, 21)):
        assert open_held_scores() == 1
        assert is_public()


def test_scores_that_were_public_before_stay_public(people, year):
    with pretend(date(2026, 6, 13)):
        scored(year, people)
        assert is_public()
    with pretend(date(2026, 6, 15)):
        refresh_summary(facility=facility_by_slug("hc-010201"), year=2026, round_number=1)
        assert is_public()
