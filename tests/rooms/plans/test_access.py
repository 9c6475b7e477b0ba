"""The guards: what does not exist is not found, what is not yours is refused with who may."""

from datetime import date

import pytest

from isaf.kit.problems import NotFound, NotYours
from isaf.people.models import RoleHolding
from isaf.people.verbs import Verb
from isaf.plans import access, services
from isaf.plans.problems import MeetingNotHeld
from tests import make

from .conftest import agree, signed


def test_what_does_not_exist_is_not_found(scene):
    dara = scene.people.dara
    for guard, key in [
        (access.action_for, "010201-2025-99"),
        (access.referral_for, 99),
        (lambda who, pk: access.line_for(who, pk, Verb.PLAN_PROPOSE), 99),
        (lambda who, state: access.plan_for_step(who, scene.cycle.pk, state), "nowhere"),
        (lambda who, state: access.plan_for_step(who, scene.cycle.pk, state), "draft"),
    ]:
        with pytest.raises(NotFound):
            guard(dara, key)


def test_a_facility_or_proposal_that_is_not_in_the_meeting_is_not_found(scene):
    with pytest.raises(NotFound):
        access.facility_part(scene.cycle, "hc-020101", 0)
    with pytest.raises(NotFound):
        access.facility_part(scene.cycle, "hc-010201", 9999)
    _view, part, proposal = access.facility_part(scene.cycle, "hc-010201", 0)
    assert (part.facility, proposal) == (scene.health, None)


def test_answers_wait_for_the_meeting(scene):
    planned = make.cycle(year=2024)
    make.meeting(planned, "interface", on=date(2024, 7, 20))
    with pytest.raises(MeetingNotHeld):
        access.facility_part(planned, "hc-010201", 0)


def test_an_action_of_a_shared_facility_is_not_reached_from_the_neighbouring_commune(scene):
    make.area("010202")
    scene.health.catchment.create(area=make.area("010202"), relation="catchment")
    neighbour = make.person("neighbour", "committee", area=make.area("010202"))
    action = agree(scene)
    assert access.proofs_allowed(scene.people.committee, action) == ["seen"]
    assert access.proofs_allowed(neighbour, action) == []
    with pytest.raises(NotFound):
        access.action_for(neighbour, action.code)


@pytest.mark.parametrize(
    ("who", "proofs"),
    [
        ("head", ["claimed"]), ("sokha", ["seen", "confirmed"]), ("committee", ["seen"]), ("dara", []),
        ("director", []), ("council", []), ("bopha", []), ("vanna", []), ("reviewer", []), ("chan", []),
    ],
)  # fmt: skip
def test_each_level_of_proof_belongs_to_who_can_give_it(scene, who, proofs):
    assert access.proofs_allowed(getattr(scene.people, who), agree(scene)) == proofs


def test_who_may_not_refer_or_answer_is_told_who_may(scene):
    action, people = agree(scene), scene.people
    with pytest.raises(NotYours) as refused:
        access.action_to_refer(people.head, action.code)
    assert refused.value.details["who"]
    assert access.action_to_refer(people.committee, action.code) == action
    referral = services.refer_action(action=action, on=date(2025, 9, 1), reason="Money.", by=people.dara)
    with pytest.raises(NotYours):
        access.referral_for(people.dara, referral.pk)
    assert access.referral_for(people.bopha, referral.pk) == referral


def test_the_next_step_is_shown_to_who_may_take_it_and_did_not_take_the_last(scene):
    agree(scene)
    people, plan = scene.people, scene.cycle.plan
    assert access.may_take_step(people.committee, plan)
    RoleHolding.objects.create(
        person=people.committee, role="council", area=scene.cycle.area, since=date(2020, 1, 1)
    )
    both = type(people.committee).objects.get(pk=people.committee.pk)
    plan = services.propose_plan(plan=plan, by=both)
    assert not access.may_take_step(both, plan)
    assert access.may_take_step(people.council, plan)


def test_a_received_plan_has_no_next_step(scene):
    agree(scene)
    plan = signed(scene)
    assert access.may_take_step(scene.people.bopha, plan)
    assert not access.may_take_step(
        scene.people.bopha, services.receive_plan(plan=plan, by=scene.people.bopha)
    )


def test_the_overdue_list_is_for_who_reads_plans_somewhere(scene):
    former = make.person("former", "clerk", area=scene.cycle.area)
    RoleHolding.objects.filter(person=former).update(until=date(2021, 1, 1))
    with pytest.raises(NotFound):
        access.late_area(former, "")
    assert access.late_area(scene.people.bopha, "") is None
    assert access.late_area(scene.people.bopha, "0102").code == "0102"
