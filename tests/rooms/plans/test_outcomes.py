"""What the interface meeting answers, and how an agreed proposal keeps its origin."""

from datetime import date

import pytest

from isaf.audit.models import Event
from isaf.cycles.problems import CycleClosed, NotATarget
from isaf.cycles.services import close_cycle
from isaf.plans import problems, selectors, services
from isaf.plans.models import Action, Outcome, Plan, PlanLine
from isaf.scorecards.models import Remark
from tests import make

from .conftest import MET, a_line, agree


def record(scene, **given):
    first = {
        "meeting": scene.meeting, "facility": scene.health, "remark": scene.remarks[0], "by": scene.people.dara,
        "decision": "agreed",
    }  # fmt: skip
    return services.record_outcome(**{**first, **given})


def test_an_agreed_proposal_becomes_an_action_in_a_draft_plan_with_its_origin(scene):
    action = agree(scene, title="Open at noon")
    assert (action.code, action.agreed_on, action.due_on) == ("010201-2025-1", MET, date(2025, 12, 31))
    line = PlanLine.objects.get(action=action)
    assert (line.plan.state, line.plan.cycle, line.position) == (Plan.State.DRAFT, scene.cycle, 1)
    origin = action.origins.get()
    assert origin.remark == scene.remarks[0]
    cause = selectors.cause_of(action)
    assert (cause.key, cause.all.median) == (scene.remarks[0].criterion, 2)
    assert (action.criterion_names, action.theme) == (cause.names, cause.theme)
    assert action.theme
    assert Event.objects.filter(verb="record_outcome", place_code="010201").exists()


def test_several_proposals_share_one_action(scene):
    action = agree(scene, 0)
    record(scene, remark=scene.remarks[1], merge_into=action)
    assert Action.objects.count() == PlanLine.objects.count() == 1
    assert action.origins.count() == 2


def test_what_was_not_agreed_keeps_the_reason_and_makes_no_action(scene):
    with pytest.raises(problems.ReasonNeeded):
        record(scene, decision="not_agreed", reason=" ")
    outcome = record(scene, decision="not_agreed", reason="There is no post for it.")
    assert (outcome.action, outcome.reason) == (None, "There is no post for it.")
    assert not Plan.objects.exists()


def test_a_referred_proposal_becomes_an_action_sent_one_level_up(scene):
    action = record(
        scene,
        decision="referred",
        reason="The district decides.",
        line=a_line(theme="staff"),
        letter_number="7",
    ).action
    assert (action.status, action.proof) == ("referred", "claimed")
    referral = action.referrals.get()
    assert (referral.to_area.code, referral.sent_on, referral.letter_number) == ("0102", MET, "7")
    assert "focal point" in referral.to_office["en"]


def test_a_matter_raised_in_the_room_needs_no_proposal(scene):
    assert record(scene, remark=None, line=a_line()).action.criterion == ""


def test_a_proposal_is_answered_once(scene):
    agree(scene)
    with pytest.raises(problems.AlreadyAnswered):
        record(scene, line=a_line("Another"))
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"beneficiaries": 5, "beneficiaries_female": 6}, problems.WomenAboveBeneficiaries),
        ({"start_on": date(2026, 1, 1)}, problems.EndsBeforeStart),
        ({"cost": -1}, problems.BelowNothing),
        ({"end_on": date(2025, 7, 19)}, problems.DueBeforeAgreed),
        ({"section": "elsewhere"}, problems.UnknownSection),
    ],
)
def test_a_line_that_cannot_be_right_leaves_nothing_behind(scene, fields, refusal):
    with pytest.raises(refusal):
        record(scene, line=a_line(**fields))
    assert not Outcome.objects.exists()
    assert not Action.objects.exists()
    assert not Plan.objects.exists()


def test_agreed_without_an_action_is_refused(scene):
    with pytest.raises(problems.NothingAgreed):
        record(scene)


def test_a_planned_meeting_has_no_answers_yet(scene):
    planned = make.meeting(scene.cycle, "interface", on=date(2025, 8, 20))
    with pytest.raises(problems.MeetingNotHeld):
        record(scene, meeting=planned, line=a_line())


def test_a_facility_off_the_target_list_is_refused(scene):
    with pytest.raises(NotATarget):
        record(scene, facility=make.facility("hc-020101", host="020101"), line=a_line())


def test_a_proposal_about_another_facility_or_held_back_is_refused(scene):
    with pytest.raises(problems.NotThisMeetings):
        record(scene, facility=make.facility("ps-0102011"), line=a_line())
    Remark.objects.filter(pk=scene.remarks[0].pk).update(state="held_back")
    with pytest.raises(problems.NotThisMeetings):
        record(scene, line=a_line())


def test_an_action_of_another_year_takes_no_more_proposals(scene):
    old = make.cycle(year=2024)
    line = services.add_line(
        cycle=old, line=a_line(end_on=date(2024, 12, 31)), facility=None, agreed_on=date(2024, 7, 1),
        by=scene.people.dara,
    )  # fmt: skip
    with pytest.raises(problems.OtherYearsAction):
        record(scene, merge_into=line.action)


def test_a_closed_year_takes_no_answers(scene):
    close_cycle(cycle=scene.cycle, by=scene.people.admin, on=date(2026, 1, 31))
    scene.meeting.refresh_from_db()
    with pytest.raises(CycleClosed):
        record(scene, line=a_line())


def test_the_view_shows_both_sides_and_what_is_unanswered(scene):
    agree(scene)
    view = selectors.interface_view(scene.cycle)
    part = next(p for p in view.facilities if p.facility == scene.health)
    assert (view.is_held, part.unanswered, part.results.is_open) == (True, 1, True)
    assert [proposal.outcome is None for proposal in part.proposals] == [False, True]
    school = next(p for p in view.facilities if p.facility.service == "ps")
    assert (school.results.is_open, school.proposals) == (False, ())
