"""That an action stands in a signed plan is kept with it: in step with every deed, and the same when told anew."""

from datetime import date

import pytest

from isaf.plans import selectors, services
from isaf.plans.models import Action, Plan, PlanLine
from isaf.plans.summaries import rebuild_public
from tests import make

from .test_plan import agree, signed

pytestmark = pytest.mark.django_db


def by_the_plans() -> set[str]:
    """The slow way, from the lines of signed plans."""
    lines = PlanLine.objects.filter(plan__state=Plan.State.PUBLISHED).select_related("action")
    return {line.action.code for line in lines}


def kept() -> set[str]:
    return set(Action.objects.filter(is_public=True).values_list("code", flat=True))


def test_it_is_kept_in_step_from_the_draft_to_the_plan_taken_back(scene):
    action = agree(scene)
    assert kept() == by_the_plans() == set()
    signed(scene)
    assert kept() == by_the_plans() == {action.code}
    services.withdraw_plan(plan=scene.cycle.plan, reason="The wrong list.", by=scene.people.council)
    assert kept() == by_the_plans() == set()


def test_an_action_that_another_signed_plan_holds_stays_public(scene):
    action = agree(scene)
    signed(scene)
    next_year = make.cycle(year=2026)
    [line] = services.carry_over(cycle=next_year, by=scene.people.dara)
    Plan.objects.filter(pk=line.plan_id).update(
        state="published", approved_on=date(2026, 3, 1), session_number="1", signed_on=date(2026, 3, 1),
        signed_by=scene.people.head, approved_by=scene.people.council,
    )  # fmt: skip
    services.withdraw_plan(
        plan=Plan.objects.get(cycle=scene.cycle), reason="The wrong list.", by=scene.people.council
    )
    assert kept() == by_the_plans() == {action.code}


def test_told_anew_from_the_plans_it_is_the_same(scene):
    agree(scene)
    signed(scene)
    before = kept()
    assert rebuild_public() == 0
    Action.objects.update(is_public=False)
    assert rebuild_public() == 1
    assert kept() == before == by_the_plans()


def test_the_public_figures_ask_no_plan(scene, django_assert_num_queries):
    agree(scene)
    signed(scene)
    with django_assert_num_queries(2) as asked:  # what this server holds, and the count
        assert selectors.progress(scene.cycle.area, None, date(2025, 8, 1)).n == 1
    assert not any("plans_planline" in query["sql"] for query in asked)
