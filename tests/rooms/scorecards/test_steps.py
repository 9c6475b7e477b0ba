"""The year's step of scoring begins with the first sheet and ends when nothing is left to come."""

from datetime import date

from isaf.scorecards import services
from isaf.scorecards.services import approve_sheet


def days(scene):
    step = scene.cycle.steps.get(step="scoring")
    return step.started_on, step.ended_on


def alone(scene):
    """The health centre is the only facility of the year."""
    scene.cycle.targets.exclude(facility=scene.centre).delete()


def test_the_step_begins_with_the_first_sheet(scene):
    assert days(scene) == (None, None)
    sheet = scene.sheet()
    assert days(scene) == (sheet.meeting.held_on, None)


def test_the_step_ends_when_staff_and_every_planned_meeting_are_in(scene):
    alone(scene)
    waits = scene.meeting("01020102", held=False)
    scene.approved()
    scene.self_assessment()
    assert days(scene)[1] is None
    services.cancel_scoring(meeting=waits, reason="Flooded.", by=scene.people.sokha)
    ended = days(scene)[1]
    assert isinstance(ended, date)
    assert ended == scene.cycle.meetings.exclude(held_on=None).order_by("held_on").last().held_on


def test_the_step_goes_on_without_the_staff_or_before_the_review(scene):
    alone(scene)
    sheet = scene.sheet()
    scene.self_assessment()
    assert days(scene)[1] is None
    approve_sheet(sheet=sheet, by=scene.people.reviewer)
    assert days(scene)[1] is not None


def test_the_step_goes_on_while_another_facility_was_not_scored(scene):
    scene.approved()
    scene.self_assessment()
    assert days(scene)[1] is None
