"""The steps of a year as a page: planned and real days, postponing, lateness, history."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from isaf.audit.selectors import events_about
from isaf.cycles import problems, services
from isaf.cycles.selectors import steps_of
from isaf.kit.clock import pretend
from tests import cast, make
from tests.enter import enter, in_the_box

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


def here(year, *more) -> str:
    return f"/en/work/years/{year.pk}/steps/" + "".join(f"{part}/" for part in more)


def step(year, name="information"):
    return year.steps.get(step=name)


def row_of(client, year, name) -> str:
    page = BeautifulSoup(client.get(here(year)).content, "html.parser")
    return next(row.get_text(" ", strip=True) for row in page.select("tbody tr") if name in row.get_text())


def test_the_page_says_how_many_days_a_step_is_late(people, year):
    text = row_of(enter(people.dara), year, "Preparing the Information for Citizens")
    assert "Late" in text
    assert "76 days late" in text  # since the 15th of April


def test_a_step_done_late_keeps_its_days_and_one_in_its_grace_has_none(people, year):
    services.end_step(cycle=year, step="information", on=date(2026, 5, 15), by=people.bopha)
    late = {one["row"].step: one["days_late"] for one in steps_of(year, date(2026, 6, 5))}
    assert late["information"] == 30
    assert late["dissemination"] == 0  # closed on the 31st of May; seven days of grace


def test_in_a_closed_year_lateness_stands_still(people, year):
    closed = services.close_cycle(cycle=year, by=people.bopha, on=date(2026, 6, 30))
    later = {one["row"].step: one for one in steps_of(closed, date(2029, 1, 1))}
    assert (later["information"]["state"], later["information"]["days_late"]) == ("late", 76)
    assert later["reflection"]["state"] == "next"


def test_a_step_is_postponed_with_a_reason_that_everyone_can_read(people, year):
    form = {"planned_from": "2026-07-01", "planned_to": "2026-07-31", "once": "k", "row_version": "1"}
    client, address = enter(people.bopha), here(year, "information", "postpone")
    refused = client.post(address, form | {"reason": " "})
    assert refused.status_code == 422
    assert 'value="31/07/2026"' in refused.content.decode()
    answer = client.post(address, form | {"reason": "The road was flooded."})
    assert (answer.status_code, answer.url) == (302, here(year))
    kept = step(year)
    assert (kept.planned_to, kept.postponed_reason) == (date(2026, 7, 31), "The road was flooded.")
    page = enter(people.dara).get(here(year)).content.decode()
    assert page.count("The road was flooded.") == 2  # beside the step, and in the history
    assert "late" not in row_of(client, year, "Preparing the Information for Citizens").lower()


def test_the_days_of_a_step_are_written_by_hand(people, year):
    client, address = enter(people.bopha), here(year, "training", "days")
    form = {"started_on": "02/02/2026", "ended_on": "2026-03-01", "once": "k", "row_version": "1"}
    assert client.post(address, form).status_code == 302
    kept = step(year, "training")
    assert (kept.started_on, kept.ended_on) == (date(2026, 2, 2), date(2026, 3, 1))
    event = events_about("cycle", str(year.pk)).first()
    assert event.verb == "set_step_days"
    assert event.details == {
        "step": "training",
        "started": "2026-02-02",
        "ended": "2026-03-01",
        "changes": [["started_on", None, "2026-02-02"], ["ended_on", None, "2026-03-01"]],
    }


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"started_on": "2026-07-01"}, 400, "has not come yet"),
        ({"started_on": "2026-03-02", "ended_on": "2026-03-01"}, 400, "cannot end before it began"),
        ({"started_on": "31/02/2026"}, 422, "Write the date"),
        ({"row_version": "7"}, 409, "Saved by the other person"),
    ],
)
def test_a_wrong_day_is_refused_and_what_was_typed_stays(people, year, typed, status, words):
    form = {"started_on": "2026-02-01", "once": "k", "row_version": "1"} | typed
    answer = enter(people.bopha).post(here(year, "training", "days"), form)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert f'value="{in_the_box(form["started_on"])}"' in answer.content.decode()
    assert step(year, "training").started_on is None


def test_a_step_that_ended_may_be_opened_again_by_emptying_its_days(people, year):
    services.end_step(cycle=year, step="training", on=date(2026, 3, 1), by=people.bopha)
    seen = step(year, "training").row_version
    services.set_step_days(
        cycle=year, step="training", started_on=None, ended_on=None, row_version=seen, by=people.bopha
    )
    assert step(year, "training").ended_on is None


def test_a_step_never_ends_before_it_began(people, year):
    services.start_step(cycle=year, step="training", on=date(2026, 3, 5), by=people.bopha)
    services.end_step(cycle=year, step="training", on=date(2026, 3, 1), by=people.bopha)
    assert step(year, "training").ended_on == date(2026, 3, 5)


def test_a_closed_year_keeps_its_steps_and_offers_no_change(people, year):
    closed = services.close_cycle(cycle=year, by=people.bopha, on=date(2026, 6, 30))
    with pytest.raises(problems.CycleClosed):
        services.set_step_days(
            cycle=closed, step="training", started_on=None, ended_on=None, row_version=1, by=people.bopha
        )
    assert "Postpone" not in enter(people.bopha).get(here(closed)).content.decode()


def test_the_page_names_the_days_to_keep_in_mind(people, year):
    page = enter(people.dara).get(here(year)).content.decode()
    assert "Khmer New Year" in page
    assert "Campaign" not in page  # of another year


def test_an_unknown_step_is_not_found(people, year):
    for deed in ("days", "postpone"):
        assert enter(people.bopha).get(here(year, "moon", deed)).status_code == 404
