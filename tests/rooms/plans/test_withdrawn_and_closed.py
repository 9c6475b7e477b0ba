"""A closed year refuses at the door, a due day has a last one, and the meeting's step ends by itself."""

from datetime import date

import pytest
from django.urls import reverse

from isaf.cycles.services import close_cycle
from isaf.kit.clock import pretend
from isaf.places.selectors import facility_by_slug
from isaf.plans import services
from isaf.plans.lines import Line
from isaf.plans.problems import DueTooFar
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    with pretend(date(2026, 6, 30)):
        people, year = cast.people(), make.cycle(year=2026)
        section = year.instrument["plan_sections"][0]["id"]
        line = Line(title="Two pumps", section=section, lead="Centre", end_on=date(2026, 12, 31))
        centre = facility_by_slug("hc-010201")
        row = services.add_line(
            cycle=year, line=line, facility=centre, agreed_on=date(2026, 6, 20), by=people.dara
        )
        yield people, year, row


def test_forms_of_steps_do_not_open_in_a_closed_year(scene):
    people, year, _ = scene
    services.propose_plan(plan=year.plan, by=people.committee)
    back = reverse("plans:send_back", args=[year.pk])
    approve = reverse("plans:step", args=[year.pk, "proposed"])
    council = enter(people.council)
    assert [council.get(address).status_code for address in (back, approve)] == [200, 200]
    close_cycle(cycle=year, by=people.bopha, on=date(2026, 6, 30))
    assert [council.get(address).status_code for address in (back, approve)] == [409, 409]


def test_receiving_a_plan_opens_in_a_closed_year(scene):
    people, year, _ = scene
    plan = services.propose_plan(plan=year.plan, by=people.committee)
    plan = services.approve_plan(
        plan=plan, session_number="1", approved_on=date(2026, 6, 25), by=people.council
    )
    services.sign_plan(plan=plan, by=people.chief)
    close_cycle(cycle=year, by=people.bopha, on=date(2026, 6, 30))
    address = reverse("plans:step", args=[year.pk, "published"])
    assert enter(people.bopha).get(address).status_code == 200


def postpone(people, row, due: date) -> None:
    services.update_action(
        action=row.action, status="postponed", percent=0, proof="claimed", on=date(2026, 6, 30),
        reason="No money yet.", due_on=due, by=people.head,
    )  # fmt: skip


def test_an_action_is_postponed_up_to_the_last_day_of_the_fifth_year_and_no_further(scene):
    people, _, row = scene
    with pytest.raises(DueTooFar):
        postpone(people, row, date(2032, 1, 1))
    row.action.refresh_from_db()
    assert (row.action.status, row.action.due_on) == ("not_started", date(2026, 12, 31))
    postpone(people, row, date(2031, 12, 31))
    row.action.refresh_from_db()
    assert row.action.due_on == date(2031, 12, 31)


def test_the_step_of_the_meeting_ends_when_it_was_held_and_nothing_is_left_to_answer(scene):
    people, year, _ = scene
    step = year.steps.get(step="interface")
    assert (step.started_on, step.ended_on) == (None, None)
    services.hold_interface(cycle=year, held_on=date(2026, 6, 22), by=people.dara)
    step.refresh_from_db()
    assert (step.started_on, step.ended_on) == (date(2026, 6, 22), date(2026, 6, 22))
