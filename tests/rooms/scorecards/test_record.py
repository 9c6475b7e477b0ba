"""The one service behind every door: what it keeps, and what it refuses whole."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from isaf.audit.models import Event
from isaf.cycles.problems import CycleClosed
from isaf.cycles.services import close_cycle
from isaf.kit.problems import NotFound, NotYours, Problems
from isaf.meetings.models import Meeting
from isaf.meetings.problems import MeetingCancelled
from isaf.meetings.services import cancel_meeting
from isaf.people.services import give_role
from isaf.scorecards import problems, services
from isaf.scorecards.models import FacilitySummary, Remark, Sheet, SheetCriterion, VoteCount
from isaf.scorecards.typed import TypedCriterion, TypedRemark
from tests import make

from .conftest import GOOD, MEN, STAFF, WATER, WOMEN, typed

pytestmark = pytest.mark.django_db


def codes(refusal) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_a_sheet_is_kept_whole_and_waits_for_review(scene):
    sheet = scene.sheet(
        typed(
            criteria=(
                TypedCriterion(STAFF, times_proposed=12),
                TypedCriterion(WATER, times_proposed=2, is_chosen=False),
            ),
            remarks=(TypedRemark(STAFF, "weakness", "Too few at night", "en"),),
        )
    )
    sheet.refresh_from_db()
    assert (sheet.state, sheet.kind, sheet.facility, sheet.door) == (
        "submitted",
        "citizens",
        scene.centre,
        "app",
    )
    assert sheet.people == {"all": 31, "female": 18, "male": 13, "youth": None}
    rows = {row.segment: [row.n1, row.n2, row.n3, row.n4, row.n5] for row in sheet.votes.all()}
    assert rows == {"all": [0, 3, 9, 14, 5], "female": [0, 2, 5, 8, 3], "male": [0, 1, 4, 6, 2]}
    assert list(sheet.criteria.values_list("key", "times_proposed", "is_chosen")) == [
        (STAFF, 12, True),
        (WATER, 2, False),
    ]
    assert sheet.remarks.get().state == "waiting"
    event = Event.objects.get(verb="record_sheet")
    assert (event.subject_id, event.place_code, event.by_name) == (str(sheet.pk), "010201", "Sokha")
    assert not FacilitySummary.objects.exists()


def test_the_same_sheet_sent_twice_is_the_same_sheet(scene):
    meeting, content = scene.meeting(), typed()
    first = scene.sheet(content, meeting=meeting)
    assert scene.sheet(content, meeting=meeting) == first
    assert (Sheet.objects.count(), VoteCount.objects.count()) == (1, 3)
    assert Event.objects.filter(verb="record_sheet").count() == 1


def test_the_same_id_with_other_content_is_a_conflict_and_changes_nothing(scene):
    meeting, content = scene.meeting(), typed()
    scene.sheet(content, meeting=meeting)
    with pytest.raises(problems.SheetConflict):
        scene.sheet(replace(content, people={**content.people, "all": 40}), meeting=meeting)
    assert problems.SheetConflict.status == 409
    assert Sheet.objects.get().people["all"] == 31


def test_the_same_id_for_another_meeting_is_a_conflict(scene):
    content = typed()
    scene.sheet(content)
    with pytest.raises(problems.SheetConflict):
        scene.sheet(content, meeting=scene.meeting("01020102"))


def test_a_second_sheet_of_the_same_meeting_is_refused(scene):
    meeting = scene.meeting()
    scene.sheet(meeting=meeting)
    with pytest.raises(problems.SheetStands):
        scene.sheet(typed(), meeting=meeting)


@pytest.mark.parametrize(
    "votes, people, found",
    [
        ({STAFF: {"all": {4: 12}}}, {"all": 10}, ["votes_above_people"]),
        ({STAFF: {"all": {4: -1, 5: 3}}}, {"all": 10}, ["negative_votes"]),
        ({STAFF: {"all": {9: 3}}}, {"all": 10}, ["unknown_value"]),
        ({"hc-parking": {"all": {4: 3}}}, {"all": 10}, ["unknown_criterion"]),
        ({"ps-teaching": {"all": {4: 3}}}, {"all": 10}, ["unknown_criterion"]),
        ({STAFF: {"all": {4: 3}, "tall": {4: 1}}}, {"all": 10}, ["unknown_segment"]),
        ({STAFF: {"all": {4: 3}, "female": {5: 1}}}, {"all": 10, "female": 2}, ["group_above_all"]),
        ({STAFF: {"female": {4: 3}}}, {"all": 10, "female": 3}, ["all_missing"]),
        ({STAFF: {"all": {4: 3}}}, {"female": 3}, ["people_missing"]),
        ({STAFF: {"all": {4: 3}}}, {"all": 3, "female": 2, "male": 2}, ["parts_above_all_people"]),
    ],
)
def test_what_cannot_be_right_is_refused_whole(scene, votes, people, found):
    with pytest.raises(Problems) as refusal:
        scene.sheet(typed(votes, people=people))
    assert codes(refusal) == found
    assert not Sheet.objects.exists()
    assert not Event.objects.filter(verb="record_sheet").exists()


def test_the_instrument_frozen_for_the_year_decides_which_criteria_are_known(scene):
    kept = scene.cycle.instrument
    kept["criteria"]["hc"] = [row for row in kept["criteria"]["hc"] if row["id"] != STAFF]
    scene.cycle.save()
    with pytest.raises(Problems) as refusal:
        scene.sheet()
    assert codes(refusal) == ["unknown_criterion"]


def test_a_group_may_score_a_criterion_in_its_own_words(scene):
    sheet = scene.sheet(
        typed({"own:1": {"all": {4: 20}}}, criteria=(TypedCriterion("own:1", " Clean beds ", "en"),))
    )
    own = sheet.criteria.get()
    assert (own.wording, own.language, own.is_passed) == ("Clean beds", "en", False)


def test_a_meeting_that_is_only_planned_has_no_sheet_yet(scene):
    with pytest.raises(problems.MeetingNotHeld):
        scene.sheet(meeting=scene.meeting(held=False))


def test_a_cancelled_meeting_has_no_sheet(scene):
    meeting = scene.meeting(held=False)
    cancel_meeting(meeting=meeting, reason="Flood", by=scene.people.sokha)
    with pytest.raises(MeetingCancelled):
        scene.sheet(meeting=meeting)


def test_nobody_scores_in_an_interface_meeting(scene):
    with pytest.raises(problems.NotAScoringMeeting):
        scene.sheet(meeting=make.meeting(scene.cycle, "interface", held=True))


def test_a_sheet_that_comes_after_the_year_was_closed_is_kept_as_late(scene):
    meeting = scene.meeting()
    close_cycle(cycle=scene.cycle, by=scene.people.admin, on=date(2026, 11, 1))
    sheet = scene.sheet(meeting=meeting)
    assert sheet.state == "late"
    assert not FacilitySummary.objects.exists()
    services.approve_sheet(sheet=sheet, by=scene.people.reviewer)
    assert FacilitySummary.objects.get(segment="all").n4 == 14


def test_a_meeting_held_after_the_year_was_closed_brings_no_sheet(scene):
    meeting = scene.meeting()
    close_cycle(cycle=scene.cycle, by=scene.people.admin, on=date(2026, 5, 1))
    with pytest.raises(CycleClosed):
        scene.sheet(meeting=meeting)


def test_only_the_facilitating_side_types_citizens_sheets(scene):
    meeting = scene.meeting()
    for person in (scene.people.head, scene.people.bopha, scene.people.reviewer):
        with pytest.raises(NotYours):
            scene.sheet(meeting=meeting, by=person)
    for person in (scene.people.dara, scene.people.director, scene.people.chan):
        with pytest.raises(NotFound):
            scene.sheet(meeting=meeting, by=person)
    assert scene.sheet(meeting=meeting, by=scene.people.sokha)


def test_who_serves_the_facility_types_no_citizens_sheet_whatever_else_they_are(scene):
    give_role(
        person=scene.people.head,
        role="caf",
        area=make.area("010201"),
        by=make.system(),
        since=date(2020, 1, 1),
    )
    with pytest.raises(NotYours):
        scene.sheet(by=scene.people.head)


def test_a_self_assessment_counts_at_once_without_a_reviewer(scene):
    sheet = scene.self_assessment({STAFF: {"all": {5: 4}}})
    assert (sheet.state, sheet.kind, sheet.reviewed_by) == ("approved", "providers", None)
    row = FacilitySummary.objects.get(kind="providers")
    assert (row.criterion, row.segment, row.n5, row.is_open) == (STAFF, "all", 4, False)


def test_recording_takes_the_same_few_queries_however_large_the_sheet(scene, django_assert_num_queries):
    small, large = scene.meeting(), scene.meeting("01020102")
    many = {key: {"all": GOOD, "female": WOMEN, "male": MEN} for key in (STAFF, WATER, "hc-care", "hc-hours")}
    notes = tuple(TypedRemark(key, "strength", "Good", "en") for key in many)
    with django_assert_num_queries(22):  # with the savepoints; the first sheet of the year begins its step
        scene.sheet(typed(remarks=(TypedRemark(STAFF, "strength", "Good", "en"),)), meeting=small)
    del scene.people.sokha._roles_held
    with django_assert_num_queries(17):
        scene.sheet(typed(many, remarks=notes), meeting=large)
    assert (VoteCount.objects.count(), Remark.objects.count(), SheetCriterion.objects.count()) == (15, 5, 5)


def test_meeting_and_sheet_from_one_page_are_kept_together_or_not_at_all(scene):
    meeting = scene.meeting(held=False)
    page = {"meeting": meeting, "method": "hands", "officials": "left", "by": scene.people.sokha}
    with pytest.raises(Problems):
        services.record_from_paper(**page, held_on=date(2026, 6, 2), typed=typed(people={"all": 3}))
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED
    services.record_from_paper(**page, held_on=date(2026, 6, 2), typed=typed())
    meeting.refresh_from_db()
    assert (meeting.state, meeting.held_on, meeting.method, meeting.officials) == (
        "held",
        date(2026, 6, 2),
        "hands",
        "left",
    )
    assert meeting.attendances.get(side="citizens", segment="youth").n is None
    assert meeting.attendances.get(side="citizens", segment="all").n == 31


def test_a_returned_sheet_is_replaced_by_the_next_one_and_both_stay(scene):
    meeting = scene.meeting()
    first = scene.sheet(meeting=meeting)
    services.return_sheet(sheet=first, by=scene.people.reviewer, reason="The women are missing")
    second = scene.sheet(typed(number=uuid4()), meeting=meeting)
    first.refresh_from_db()
    assert (first.state, second.state, second.supersedes) == ("superseded", "submitted", first)
