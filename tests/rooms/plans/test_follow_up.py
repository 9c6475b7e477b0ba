"""Reports on actions, their proof, referral and reply."""

from datetime import date

import pytest

from isaf.cycles.problems import DateInFuture
from isaf.kit.clock import today
from isaf.kit.problems import Stale
from isaf.plans import problems, selectors, services
from isaf.plans.models import Plan, StatusUpdate
from tests import make

from .conftest import agree, signed

DAY = date(2025, 9, 1)


def report(scene, action, **given):
    first = {"status": "completed", "percent": 100, "proof": "claimed", "on": DAY, "by": scene.people.head}
    return services.update_action(action=action, **{**first, **given})


def test_reports_are_added_and_the_action_says_the_last(scene):
    action = agree(scene)
    report(scene, action, status="in_progress", percent=40)
    report(scene, action, proof="seen", on=date(2025, 10, 1), by=scene.people.committee)
    action.refresh_from_db()
    assert (action.status, action.percent, action.proof, action.done_on) == (
        "completed", 100, "seen", date(2025, 10, 1),
    )  # fmt: skip
    assert StatusUpdate.objects.count() == 2


def test_citizens_confirm_at_a_meeting_that_was_held_here(scene):
    action = agree(scene)
    with pytest.raises(problems.ProofNeedsMeeting):
        report(scene, action, proof="confirmed", by=scene.people.sokha)
    elsewhere = make.meeting(make.cycle("020101", 2025), "follow_up", on=DAY, held=True)
    with pytest.raises(problems.ProofNeedsMeeting):
        report(scene, action, proof="confirmed", by=scene.people.sokha, meeting=elsewhere)
    here = make.meeting(scene.cycle, "follow_up", on=DAY, held=True)
    report(scene, action, proof="confirmed", by=scene.people.sokha, meeting=here)
    action.refresh_from_db()
    assert (action.proof, action.updates.get().meeting) == ("confirmed", here)


def test_a_completed_action_is_set_back_only_with_a_reason_and_loses_its_day(scene):
    action = agree(scene)
    report(scene, action)
    with pytest.raises(problems.BackNeedsReason):
        report(scene, action, status="in_progress", percent=60)
    report(scene, action, status="in_progress", percent=60, reason="The pump broke.")
    action.refresh_from_db()
    assert (action.status, action.done_on) == ("in_progress", None)


def test_a_postponed_action_may_get_a_later_date(scene):
    action = agree(scene)
    postponed = {"status": "postponed", "percent": 0, "reason": "The road is under water."}
    with pytest.raises(problems.NewDueDateNeeded):
        report(scene, action, **postponed, due_on=date(2025, 12, 31))
    report(scene, action, **postponed, due_on=date(2026, 3, 31))
    action.refresh_from_db()
    assert action.due_on == date(2026, 3, 31)


def test_nothing_is_reported_of_a_day_that_has_not_come(scene):
    with pytest.raises(DateInFuture):
        report(scene, agree(scene), on=date(2099, 1, 1))


def test_an_overtaken_report_is_refused(scene):
    action = agree(scene)
    report(scene, action, status="in_progress", percent=10, row_version=1)
    with pytest.raises(Stale):
        report(scene, action, row_version=1)


def test_an_action_climbs_one_level_at_a_time_after_each_reply(scene):
    action, sokha = agree(scene, theme="staff"), scene.people.sokha
    with pytest.raises(problems.ReferInstead):
        report(scene, action, status="referred", percent=0)
    with pytest.raises(problems.ReasonNeeded):
        services.refer_action(action=action, on=DAY, reason="", by=sokha)
    first = services.refer_action(action=action, on=DAY, reason="Needs a post.", letter_number="31", by=sokha)
    assert first.to_area.code == "0102"
    with pytest.raises(problems.AwaitingReply):
        services.refer_action(action=action, on=DAY, reason="Again.", by=sokha)
    with pytest.raises(problems.ReasonNeeded):
        services.record_reply(referral=first, reply="", replied_on=DAY, by=scene.people.bopha)
    services.record_reply(
        referral=first, reply="The province decides.", replied_on=DAY, by=scene.people.bopha
    )
    with pytest.raises(problems.NoReplyAwaited):
        services.record_reply(referral=first, reply="Again.", replied_on=DAY, by=scene.people.bopha)
    second = services.refer_action(action=action, on=DAY, reason="Needs a post.", by=sokha)
    assert (second.to_area.code, second.to_office["en"][:17]) == ("01", "Health department")
    services.record_reply(
        referral=second, reply="The ministry decides.", replied_on=DAY, by=scene.people.bopha
    )
    third = services.refer_action(action=action, on=DAY, reason="Needs a post.", by=sokha)
    assert (third.to_area.code, third.to_office["en"]) == ("", "Ministry of Health")
    services.record_reply(referral=third, reply="Next year.", replied_on=DAY, by=scene.people.bopha)
    with pytest.raises(problems.NobodyAbove):
        services.refer_action(action=action, on=DAY, reason="Needs a post.", by=sokha)


def test_a_finished_action_is_not_sent_upward(scene):
    action = agree(scene)
    report(scene, action)
    with pytest.raises(problems.ActionFinished):
        services.refer_action(action=action, on=DAY, reason="Late.", by=scene.people.sokha)


def test_the_life_of_an_action_tells_everything_in_order(scene):
    action = agree(scene)
    signed(scene)
    report(scene, action, status="in_progress", percent=30)
    referral = services.refer_action(
        action=action, on=date(2025, 9, 5), reason="Money.", by=scene.people.sokha
    )
    life = selectors.life_of(action, today())
    assert life.awaited == referral
    services.record_reply(
        referral=referral, reply="Yes.", replied_on=date(2025, 9, 20), by=scene.people.bopha
    )
    action.refresh_from_db()
    life = selectors.life_of(action, today())
    assert [step.kind for step in life.timeline] == ["agreed", "planned", "reported", "referred", "replied"]
    assert (life.awaited, life.standing, len(life.origins)) == (None, "referred", 1)


def test_progress_counts_every_action_once_where_it_was_first_agreed(scene):
    done, late = agree(scene, 0), agree(scene, 1)
    area = scene.cycle.area
    assert selectors.progress(area, 2025, date(2025, 9, 2)).n == 0
    signed(scene)
    report(scene, done)
    found = selectors.progress(area, 2025, date(2025, 9, 2))
    assert (found.n, found.done, found.way, found.claimed, found.proved) == (2, 1, 1, 1, 0)
    report(scene, done, proof="seen", by=scene.people.committee)
    after = make.cycle(year=2026)
    services.carry_over(cycle=after, by=scene.people.dara)
    day = date(2026, 8, 1)
    Plan.objects.filter(cycle=after).update(
        state="published", session_number="1", approved_on=day, signed_on=day, signed_by=scene.people.chief
    )
    found = selectors.progress(make.area("01"), 2025, date(2026, 2, 1))
    assert (found.n, found.done, found.late, found.way, found.proved) == (2, 1, 1, 0, 1)
    assert selectors.progress(area, 2026, date(2026, 2, 1)).n == 0
    services.refer_action(action=late, on=DAY, reason="Money.", by=scene.people.sokha)
    assert selectors.progress(area, None, date(2026, 2, 1)).referred == 1
