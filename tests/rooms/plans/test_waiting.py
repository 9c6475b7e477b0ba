"""What waits for whom in this room, on the page "My work"."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from isaf.country.current import pack
from isaf.plans import selectors, services
from isaf.plans.models import Plan
from tests import make

from .conftest import agree, signed

DAY = date(2025, 9, 1)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def titles(person, on: date) -> list[str]:
    fresh = type(person).objects.get(pk=person.pk)
    return [item.title for item in selectors.waiting(fresh, on)]


def test_each_step_of_the_plan_waits_for_its_role_and_no_other(scene):
    agree(scene)
    people, plan = scene.people, scene.cycle.plan
    assert titles(people.committee, DAY) == ["Propose the plan"]
    assert titles(people.council, DAY) == []
    services.propose_plan(plan=plan, by=people.committee, on=date(2025, 8, 1))
    assert (titles(people.committee, DAY), titles(people.council, DAY)) == ([], ["Approve the plan"])
    services.approve_plan(plan=plan, session_number="1", approved_on=date(2025, 8, 2), by=people.council)
    assert titles(people.chief, DAY) == ["Sign the plan"]
    services.sign_plan(plan=plan, by=people.chief, on=date(2025, 8, 3))
    assert titles(people.bopha, DAY) == ["Receive the plan"]
    services.receive_plan(plan=Plan.objects.get(), by=people.bopha)
    assert titles(people.bopha, DAY) == []


def test_a_planned_meeting_waits_from_its_day_on(scene):
    make.meeting(scene.cycle, "interface", on=date(2025, 8, 15))
    assert titles(scene.people.dara, date(2025, 8, 14)) == []
    [item] = selectors.waiting(scene.people.dara, date(2025, 8, 30))
    assert (item.title, item.is_late) == ("Record the interface meeting", True)


def test_overdue_waits_for_the_owner_and_a_claim_for_who_can_go_and_see(scene):
    action = agree(scene, title="Open at noon")
    signed(scene)
    last_day = action.due_on + timedelta(days=pack().overdue_grace_days)
    assert titles(scene.people.head, last_day) == []
    assert titles(scene.people.head, last_day + timedelta(days=1)) == ["Overdue: Open at noon"]
    services.update_action(
        action=action, status="completed", percent=100, proof="claimed", on=DAY, by=scene.people.head
    )
    assert titles(scene.people.head, date(2026, 1, 31)) == []
    assert titles(scene.people.committee, date(2026, 1, 31)) == ["Go and see: Open at noon"]


def test_a_referral_waits_for_the_level_it_was_sent_to(scene):
    action = agree(scene, title="Open at noon")
    signed(scene)
    services.receive_plan(plan=Plan.objects.get(), by=scene.people.bopha)
    services.refer_action(action=action, on=DAY, reason="Money.", by=scene.people.sokha)
    assert titles(scene.people.bopha, DAY) == ["Reply awaited: Open at noon"]


def test_nothing_waits_for_who_works_elsewhere_or_only_reads(scene):
    agree(scene)
    make.meeting(scene.cycle, "interface", on=date(2025, 8, 15))
    assert titles(scene.people.chan, DAY) == titles(scene.people.vanna, DAY) == []


def test_a_head_sees_nothing_of_the_other_facilities_actions(scene):
    agree(scene, title="Open at noon")
    signed(scene)
    assert titles(scene.people.director, date(2026, 6, 1)) == []
