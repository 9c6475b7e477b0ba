"""The step of the interface meeting goes on while a proposal has no answer."""

import pytest

from isaf.plans.services import record_outcome

pytestmark = pytest.mark.django_db


def test_the_step_ends_with_the_last_answer_on_the_day_of_the_meeting(scene):
    step = scene.cycle.steps.get(step="interface")
    for remark, ended in zip(scene.remarks, (None, scene.meeting.held_on), strict=True):
        record_outcome(
            meeting=scene.meeting, facility=remark.sheet.facility, remark=remark, decision="not_agreed",
            reason="No room.", by=scene.people.dara,
        )  # fmt: skip
        step.refresh_from_db()
        assert (step.started_on, step.ended_on) == (scene.meeting.held_on, ended)
