"""The plan while it is a draft, its steps by different people, and the sample plan A23 through the database."""

from datetime import date
from decimal import Decimal

import pytest

from isaf.audit.selectors import current_version
from isaf.cycles.problems import CycleClosed, DateInFuture, DateOutsideYear
from isaf.cycles.services import close_cycle
from isaf.kit.problems import Stale
from isaf.plans import problems, selectors, services
from isaf.plans.models import Action, Plan, PlanLine
from tests import make

from .conftest import MET, a_line, agree, signed


def add(scene, title, *, facility=None, **fields):
    return services.add_line(
        cycle=scene.cycle,
        line=a_line(title, **fields),
        facility=facility,
        agreed_on=MET,
        by=scene.people.dara,
    )


def test_the_sample_plan_of_a_sangkat_is_reproduced(scene):
    """Reference A23: three lines, 54,400,000 riel, shares of women 58.0, 62.5, 28.6 %."""
    office = make.facility("ca-010201")
    add(scene, "Drains", facility=office, section="external", quantity=Decimal(1200), unit="m",
        beneficiaries=12_500, beneficiaries_female=7_250, cost=48_000_000)  # fmt: skip
    add(scene, "Ramp and toilet", facility=scene.health, section="external", quantity=Decimal(2),
        beneficiaries=4_000, beneficiaries_female=2_500, cost=6_400_000)  # fmt: skip
    add(scene, "Tidy rooms", facility=office, beneficiaries=14, beneficiaries_female=4, cost=0)
    table = selectors.plan_table(scene.cycle.plan)
    assert table.totals.cost == 54_400_000
    external, internal = table.sections
    assert [row.number for row in table.rows] == ["1", "2", "1.1"]
    assert (external.share_of_cost, internal.totals.cost) == (Decimal("100.0"), 0)
    shares = [Decimal(row.line.beneficiaries_female * 100) / row.line.beneficiaries for row in table.rows]
    assert [round(share, 1) for share in shares] == [Decimal("58.0"), Decimal("62.5"), Decimal("28.6")]
    assert {service: part.cost for service, part in table.services.items()} == {
        "ca": 48_000_000,
        "hc": 6_400_000,
    }
    assert table.services["hc"].share_women == Decimal("62.5")
    header, rows = selectors.plan_csv(table)
    assert [len(row) for row in rows] == [len(header)] * 3
    assert rows[0][header.index("cost")] == 48_000_000


def test_internal_lines_are_grouped_by_the_body_that_does_them(scene):
    add(scene, "One", facility=scene.health)
    add(scene, "Two", lead="Village chief")
    add(scene, "Three", facility=scene.health)
    internal = selectors.plan_table(scene.cycle.plan).sections[1]
    assert [[row.action.title for row in group.rows] for group in internal.groups] == [
        ["One", "Three"],
        ["Two"],
    ]
    assert [row.number for group in internal.groups for row in group.rows] == ["1.1", "1.2", "2.1"]


def test_a_line_is_edited_by_who_saw_the_latest_words(scene):
    line = add(scene, "Drains")
    services.edit_line(line=line, typed=a_line("Drains of stone"), row_version=1, by=scene.people.dara)
    with pytest.raises(Stale):
        services.edit_line(
            line=line, typed=a_line("Drains of clay"), row_version=1, by=scene.people.committee
        )
    line.action.refresh_from_db()
    assert line.action.title == "Drains of stone"


def test_two_people_may_edit_two_lines_at_once(scene):
    one, two = add(scene, "Drains"), add(scene, "Fence")
    services.edit_line(line=one, typed=a_line("Drains", cost=5), row_version=1, by=scene.people.dara)
    services.edit_line(line=two, typed=a_line("Fence", cost=6), row_version=1, by=scene.people.committee)
    assert selectors.plan_table(scene.cycle.plan).totals.cost == 11


def test_lines_change_places_and_sections(scene):
    one, two, three = add(scene, "One"), add(scene, "Two"), add(scene, "Three")
    services.move_line(line=three, up=True, by=scene.people.dara)
    services.move_line(line=one, up=True, by=scene.people.dara)
    order = PlanLine.objects.order_by("section", "position").values_list("action__title", flat=True)
    assert list(order) == ["One", "Three", "Two"]
    services.edit_line(line=two, typed=a_line("Two", section="external"), row_version=1, by=scene.people.dara)
    two.refresh_from_db()
    assert (two.section, two.position) == ("external", 1)


def test_a_line_is_left_out_with_a_reason_and_its_action_is_cancelled(scene):
    line = add(scene, "Drains")
    with pytest.raises(problems.ReasonNeeded):
        services.remove_line(line=line, reason="", by=scene.people.dara)
    services.remove_line(line=line, reason="Written twice.", by=scene.people.dara)
    action = Action.objects.get()
    assert (action.status, action.updates.get().reason) == ("cancelled", "Written twice.")
    assert not PlanLine.objects.exists()
    assert add(scene, "Fence").action.code == "010201-2025-2"


def test_each_step_is_another_persons(scene):
    plan, people = add(scene, "Drains").plan, scene.people
    with pytest.raises(problems.PlanStep):
        services.sign_plan(plan=plan, by=people.chief)
    services.propose_plan(plan=plan, by=people.committee)
    approval = {"plan": plan, "session_number": "12", "approved_on": date(2025, 8, 10)}
    with pytest.raises(problems.SamePerson):
        services.approve_plan(**approval, by=people.committee)
    with pytest.raises(problems.SessionMissing):
        services.approve_plan(**{**approval, "session_number": " "}, by=people.council)
    with pytest.raises(DateInFuture):
        services.approve_plan(**{**approval, "approved_on": date(2099, 1, 1)}, by=people.council)
    with pytest.raises(DateOutsideYear):
        services.approve_plan(**{**approval, "approved_on": date(2024, 8, 10)}, by=people.council)
    services.approve_plan(**approval, by=people.council)
    with pytest.raises(problems.SamePerson):
        services.sign_plan(plan=plan, by=people.council)
    plan = services.sign_plan(plan=plan, by=people.chief, on=date(2025, 8, 12))
    assert plan.state == Plan.State.PUBLISHED
    services.receive_plan(plan=plan, by=people.bopha, comment="Clear.")
    with pytest.raises(problems.PlanStep):
        services.receive_plan(plan=plan, by=people.bopha)


def test_a_signed_plan_is_kept_whole_and_its_lines_stay(scene):
    action = agree(scene, cost=100)
    plan = signed(scene)
    version = current_version("plan", str(plan.pk))
    assert (version.number, version.by_name, version.checked_by_name) == (1, "Chief", "Council")
    assert version.content["lines"][0]["action"] == action.code
    assert version.content["cost"] == 100
    line = action.lines.get()
    with pytest.raises(problems.PlanNotDraft):
        services.edit_line(line=line, typed=a_line("Less"), row_version=1, by=scene.people.dara)
    with pytest.raises(problems.PlanNotDraft):
        add(scene, "Late")


def test_an_empty_plan_is_not_proposed_and_a_sent_back_one_is_a_draft_again(scene):
    line = add(scene, "Drains")
    services.propose_plan(plan=line.plan, by=scene.people.committee)
    with pytest.raises(problems.ReasonNeeded):
        services.return_plan(plan=line.plan, reason=" ", by=scene.people.council)
    with pytest.raises(problems.SamePerson):
        services.return_plan(plan=line.plan, reason="Add the costs.", by=scene.people.committee)
    plan = services.return_plan(plan=line.plan, reason="Add the costs.", by=scene.people.council)
    services.remove_line(line=line, reason="Too dear.", by=scene.people.dara)
    with pytest.raises(problems.PlanEmpty):
        services.propose_plan(plan=plan, by=scene.people.committee)


def test_unfinished_actions_are_carried_over_once_and_stay_the_same(scene):
    done, open_one = agree(scene, 0), agree(scene, 1, title="Fees on the wall", cost=7)
    signed(scene)
    services.update_action(
        action=done,
        status="completed",
        percent=100,
        proof="claimed",
        on=date(2025, 9, 1),
        by=scene.people.head,
    )
    after = make.cycle(year=2026)
    [line] = services.carry_over(cycle=after, by=scene.people.dara)
    assert (line.action, line.is_carried_over, line.cost) == (open_one, True, 7)
    assert Action.objects.count() == 2
    with pytest.raises(problems.NothingToCarry):
        services.carry_over(cycle=after, by=scene.people.dara)
    services.edit_line(
        line=line, typed=a_line("Other words", end_on=date(2026, 12, 31)), row_version=1, by=scene.people.dara
    )
    open_one.refresh_from_db()
    assert (open_one.title, open_one.due_on) == ("Fees on the wall", date(2025, 12, 31))
    services.remove_line(line=line, reason="Done by others.", by=scene.people.dara)
    open_one.refresh_from_db()
    assert open_one.status == "not_started"


def test_a_closed_years_plan_stays_as_it_is_but_its_actions_live_on(scene):
    action = agree(scene)
    signed(scene)
    close_cycle(cycle=scene.cycle, by=scene.people.admin, on=date(2026, 1, 31))
    scene.cycle.refresh_from_db()
    with pytest.raises(CycleClosed):
        add(scene, "Late")
    services.update_action(
        action=action,
        status="in_progress",
        percent=20,
        proof="claimed",
        on=date(2026, 2, 1),
        by=scene.people.head,
    )
    assert services.receive_plan(plan=scene.cycle.plan, by=scene.people.bopha).received_on


def test_only_a_signed_plan_is_public(scene):
    action = agree(scene)
    assert selectors.public_plan(scene.cycle.area, 2025) is None
    assert not selectors.is_public(action)
    signed(scene)
    action.refresh_from_db()
    assert selectors.public_plan(scene.cycle.area, 2025).totals.lines == 1
    assert selectors.public_plan(scene.cycle.area, 2023) is None
    assert selectors.is_public(action)
