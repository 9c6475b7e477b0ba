"""The year's step of scoring, which begins and ends by the work itself."""

from django.db.models import Exists, OuterRef, QuerySet

from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import instrument_of
from isaf.cycles.services import end_step, start_step
from isaf.meetings.models import Meeting
from isaf.people.models import Account

from .models import Sheet

STEP = "scoring"  # of the year's calendar


def begin_scoring(*, meeting: Meeting, by: Account) -> None:
    """The step begins on the day of the first meeting whose sheet came in. In a closed year nothing moves."""
    cycle = meeting.cycle
    if cycle.is_open and meeting.held_on and cycle.steps.filter(step=STEP, started_on=None).exists():
        start_step(cycle=cycle, step=STEP, on=meeting.held_on, by=by)


def end_scoring_when_all_is_in(*, cycle: Cycle, by: Account) -> None:
    """The step ends on the day of the last meeting when nothing is left to come.

    All is in when of every facility counted in this year the staff assessed themselves, citizens scored it at
    least once, and no planned meeting still waits for its approved sheet.
    """
    if not cycle.is_open or not cycle.steps.filter(step=STEP, ended_on=None).exists():
        return
    last = _meetings(cycle).order_by("held_on").last()
    if last and last.held_on and _is_done(cycle):
        end_step(cycle=cycle, step=STEP, on=last.held_on, by=by)


def _meetings(cycle: Cycle) -> QuerySet[Meeting]:
    """The meetings of the year in which a facility is scored, that were not cancelled."""
    kinds = [Meeting.Kind.SCORING, Meeting.Kind.SELF_ASSESSMENT]
    return cycle.meetings.filter(kind__in=kinds).exclude(state=Meeting.State.CANCELLED)


def _is_done(cycle: Cycle) -> bool:
    approved = Sheet.objects.filter(meeting=OuterRef("pk"), state=Sheet.State.APPROVED)
    meetings = _meetings(cycle).annotate(is_approved=Exists(approved))
    if meetings.filter(is_approved=False).exists():
        return False
    scored = [service for service, criteria in instrument_of(cycle).criteria.items() if criteria]
    counted = Target.objects.filter(cycle=cycle, is_host=True, facility__service__in=scored)
    asked = set(counted.values_list("facility", flat=True))
    in_by_kind = {
        kind: set(meetings.filter(kind=kind).values_list("facility", flat=True))
        for kind in (Meeting.Kind.SCORING, Meeting.Kind.SELF_ASSESSMENT)
    }
    return all(asked <= facilities for facilities in in_by_kind.values())
