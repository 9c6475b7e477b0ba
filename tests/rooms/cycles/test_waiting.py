"""What waits for who opens years and who plans meetings, told to the next level only and with few queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from isaf.cycles import services
from isaf.cycles.waiting import waiting
from isaf.kit.clock import pretend
from isaf.meetings.planning import to_plan
from isaf.people.models import Account
from isaf.places.models import Installation
from tests import cast, make

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 10)


@pytest.fixture(autouse=True)
def in_may():
    with pretend(MAY), override("en"):
        yield


@pytest.fixture
def people():
    return cast.people()


def told(person, day=MAY, what=waiting) -> list[tuple[str, str]]:
    return [(item.title, item.place) for item in what(Account.objects.get(pk=person.pk), day)]


def done(year, *steps):
    for step in steps or [row.step for row in year.steps.all()]:
        services.end_step(cycle=year, step=step, on=date(2026, 5, 9), by=make.system())


def test_a_commune_that_worked_last_year_waits_to_be_opened(people):
    old = make.cycle(year=2025)
    done(old)
    assert ("Open the year", "Area 010201") in told(people.bopha)
    with pretend(date(2026, 1, 20)):
        make.cycle(year=2026)
    assert "Open the year" not in dict(told(people.bopha))


def test_several_areas_to_open_are_one_matter(people):
    for code in ("010201", "010202"):
        done(make.cycle(code, year=2025))
    assert ("Open the year", "2 areas") in told(people.bopha)


def test_where_no_year_was_ever_opened_the_first_one_waits(people):
    assert told(people.bopha) == [("Open the year", "Area 0102")]
    make.cycle(year=2026)
    assert "Open the year" not in dict(told(people.bopha))


def test_late_steps_of_a_commune_are_one_matter_of_its_district(people):
    year = make.cycle(year=2026)
    done(year, "facilitators", "training")
    assert ("2 steps are late", "Area 010201") in told(people.bopha)  # inception and information
    assert told(people.bopha, date(2026, 4, 22)) == []  # within the days of grace
    assert told(people.admin) == [("Open the year", "Area 01")]  # the nation hears of provinces only
    assert told(people.dara) == []


def test_a_year_whose_work_is_over_waits_to_be_closed(people):
    year = make.cycle(year=2025)
    done(year)
    assert ("Close the year", "Area 010201") in told(people.bopha)
    assert "Close the year" not in dict(told(people.bopha, date(2026, 3, 31)))
    services.close_cycle(cycle=year, by=people.bopha, on=MAY)
    assert "Close the year" not in dict(told(people.bopha))


def test_what_nobody_planned_waits_once_its_step_has_begun(people):
    year = make.cycle(year=2026)
    assert [title for title, _ in told(people.dara, MAY, to_plan)] == [
        "Plan the information sessions",
        "Plan the scoring of every service",
        "Record where the posters hang",
    ]
    make.meeting(year, "information", village=make.area("01020101"))
    for target in year.targets.all():
        make.meeting(year, facility=target.facility, on=date(2026, 6, 1))
    posters = ("Record where the posters hang", "Area 010201")
    assert told(people.dara, MAY, to_plan) == [posters]
    july = told(people.sokha, date(2026, 7, 2), to_plan)
    assert july == [("Plan the interface meeting", "Area 010201"), posters]


def test_planning_waits_only_for_who_works_in_that_very_area(people):
    make.cycle(year=2026)
    for person in (people.bopha, people.admin, people.chan, people.vanna, people.head):
        assert told(person, MAY, to_plan) == []


def test_many_communes_cost_as_many_queries_as_few(people):
    def queries() -> int:
        person = Account.objects.get(pk=people.bopha.pk)
        with CaptureQueriesContext(connection) as caught:
            waiting(person, MAY)
            to_plan(person, MAY)
        return len(caught)

    make.cycle("010201")
    few = queries()
    for number in range(10, 25):
        make.cycle(f"0102{number}")
    assert queries() == few
    assert few <= 9  # one of them asks what this server holds


def test_who_tries_the_demonstration_opens_no_year_of_a_real_place(people):
    assert "Open the year" in dict(told(people.admin, MAY))
    Installation.objects.update_or_create(pk=1, defaults={"country": "kh", "origin": "demonstration"})
    assert "Open the year" not in dict(told(people.admin, MAY))
