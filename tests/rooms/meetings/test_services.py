"""Planning, holding and cancelling meetings."""

from datetime import date

import pytest

from isaf.audit.selectors import events_about
from isaf.cycles.models import Cycle
from isaf.cycles.problems import CycleClosed, DateInFuture, DateOutsideYear
from isaf.cycles.services import close_cycle
from isaf.kit.clock import pretend
from isaf.kit.problems import Problems, Stale
from isaf.meetings import problems, services
from isaf.meetings.models import Meeting
from isaf.meetings.selectors import (
    attendance_table,
    attendances_of,
    coming_meetings,
    meeting_by_id,
    meetings_of,
)
from isaf.places.selectors import facility_by_slug
from tests import make

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 10)


@pytest.fixture(autouse=True)
def in_june():
    with pretend(date(2026, 6, 30)):
        yield


@pytest.fixture
def year() -> Cycle:
    return make.cycle(year=2026)


def scoring(year, **more) -> Meeting:
    where = {"facility": facility_by_slug("hc-010201"), "village": make.area("01020101")}
    return make.meeting(year, on=DAY, **{**where, **more})


def hold(meeting, held_on=DAY, **more) -> Meeting:
    return services.hold_meeting(meeting=meeting, held_on=held_on, by=make.system(), **more)


# --- Planning ------------------------------------------------------------------------------------------


def test_one_facility_village_and_group_is_planned_once(year):
    first = scoring(year)
    with pytest.raises(problems.MeetingExists):
        scoring(year)
    scoring(year, focus_group="female")
    scoring(year, village=make.area("01020102"))
    scoring(year, facility=facility_by_slug("ps-0102011"))
    services.cancel_meeting(meeting=first, reason="Rain.", by=make.system())
    scoring(year)
    assert Meeting.objects.count() == 5


def test_a_self_assessment_without_a_village_is_planned_once(year):
    centre = facility_by_slug("hc-010201")
    make.meeting(year, "self_assessment", facility=centre)
    with pytest.raises(problems.MeetingExists):
        make.meeting(year, "self_assessment", facility=centre)


def test_gatherings_may_be_repeated(year):
    for _ in range(2):
        make.meeting(year, "information", village=make.area("01020101"))
    assert meetings_of(year).count() == 2


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 4, 1)])
def test_a_meeting_is_planned_inside_its_year(year, day):
    with pytest.raises(DateOutsideYear):
        make.meeting(year, "information", on=day)


def test_nothing_is_planned_in_a_closed_year(year):
    close_cycle(cycle=year, by=make.system(), on=DAY)
    year.refresh_from_db()
    with pytest.raises(CycleClosed):
        make.meeting(year, "information", on=DAY)
    assert not Meeting.objects.exists()


def test_planning_is_written_down(year):
    meeting = scoring(year)
    event = events_about("meeting", str(meeting.pk)).get()
    assert (event.verb, event.place_code, event.details["meeting_kind"]) == (
        "plan_meeting",
        "010201",
        "scoring",
    )


# --- Holding -------------------------------------------------------------------------------------------


def test_what_was_not_counted_is_kept_as_not_collected_and_never_as_nought(year):
    meeting = hold(
        scoring(year), attendances={"citizens": {"all": 31, "female": 18, "youth": None, "male": 0}}
    )
    table = attendance_table(meeting_by_id(meeting.pk))
    assert table == {"citizens": {"all": 31, "female": 18, "youth": None, "male": 0}}


def test_attendances_are_added_by_kind_and_what_nobody_counted_stays_unknown(year):
    for village, youth in (("01020101", None), ("01020102", None)):
        counts = {"citizens": {"all": 20, "female": 12, "youth": youth}}
        hold(make.meeting(year, "information", on=DAY, village=make.area(village)), attendances=counts)
    hold(scoring(year), attendances={"citizens": {"all": 31}})
    make.meeting(year, "follow_up", on=DAY)
    came = attendances_of(Cycle.objects.all(), 5)
    assert not came.is_less
    assert came.by_kind == {"information": {"all": 40, "female": 24, "youth": None}, "scoring": {"all": 31}}


def test_saying_it_again_corrects_what_was_recorded(year):
    meeting = hold(
        scoring(year), attendances={"citizens": {"all": 31, "female": 18}}, chair="The chief", minutes="Long."
    )
    hold(meeting, date(2026, 5, 11), attendances={"citizens": {"all": 30}}, minutes="")
    kept = meeting_by_id(meeting.pk)
    assert (kept.held_on, kept.chair, kept.minutes) == (date(2026, 5, 11), "The chief", "")
    assert attendance_table(kept) == {"citizens": {"all": 30}}
    assert kept.row_version == 3


def test_counting_one_side_leaves_the_other_side_as_it_was(year):
    meeting = make.meeting(year, "interface", on=DAY)
    hold(meeting, attendances={"citizens": {"all": 40}, "providers": {"all": 6}})
    hold(meeting, attendances={"citizens": {"all": 41}})
    assert attendance_table(meeting_by_id(meeting.pk)) == {"citizens": {"all": 41}, "providers": {"all": 6}}


@pytest.mark.parametrize(
    ("day", "problem"),
    [(date(2026, 7, 1), DateInFuture), (date(2025, 12, 31), DateOutsideYear)],
)
def test_a_meeting_was_held_on_a_day_of_its_year_that_has_come(year, day, problem):
    meeting = scoring(year)
    with pytest.raises(problem):
        hold(meeting, day)
    assert meeting_by_id(meeting.pk).state == "planned"


def test_today_has_come(year):
    assert hold(scoring(year), date(2026, 6, 30)).state == "held"


def test_more_people_of_a_group_than_came_is_refused_and_nothing_is_kept(year):
    meeting = scoring(year)
    with pytest.raises(Problems) as refused:
        hold(meeting, attendances={"citizens": {"all": 30, "female": 31, "idpoor": 40}})
    assert [problem.code for problem in refused.value.problems] == ["group_above_all"] * 2
    kept = meeting_by_id(meeting.pk)
    assert (kept.state, kept.attendances.count()) == ("planned", 0)


def test_what_was_held_while_the_year_was_open_may_be_recorded_late_and_nothing_later(year):
    early, late = scoring(year), make.meeting(year, "information", on=DAY)
    close_cycle(cycle=year, by=make.system(), on=date(2026, 5, 31))
    assert hold(early, date(2026, 5, 31)).state == "held"
    with pytest.raises(CycleClosed):
        hold(late, date(2026, 6, 1))


def test_a_cancelled_meeting_is_not_held_and_a_held_one_not_cancelled(year):
    cancelled, held = scoring(year), make.meeting(year, "information", on=DAY, held=True)
    services.cancel_meeting(meeting=cancelled, reason=" Rain. ", by=make.system())
    assert meeting_by_id(cancelled.pk).cancelled_reason == "Rain."
    with pytest.raises(problems.MeetingCancelled):
        hold(cancelled)
    with pytest.raises(problems.AlreadyHeld):
        services.cancel_meeting(meeting=held, reason="Rain.", by=make.system())


def test_a_meeting_is_cancelled_with_a_reason(year):
    meeting = scoring(year)
    with pytest.raises(problems.ReasonMissing):
        services.cancel_meeting(meeting=meeting, reason=" ", by=make.system())
    assert meeting_by_id(meeting.pk).state == "planned"


def test_a_form_that_another_person_overtook_is_stale(year):
    meeting = scoring(year)
    hold(meeting, row_version=1)
    with pytest.raises(Stale):
        hold(meeting, row_version=1, chair="Another")
    assert meeting_by_id(meeting.pk).chair == ""


def test_what_comes_is_planned_and_not_past(year):
    make.meeting(year, "information", on=DAY)
    coming = make.meeting(year, "information", on=date(2026, 7, 2))
    assert list(coming_meetings(year, date(2026, 6, 30))) == [coming]


def test_what_a_closed_year_says_of_a_meeting_is_not_rewritten(year):
    counted = {"citizens": {"all": 31}}
    held = hold(make.meeting(year, "interface", on=DAY), attendances=counted)
    close_cycle(cycle=year, by=make.system(), on=date(2026, 5, 31))
    for day in (DAY, date(2026, 5, 11)):
        with pytest.raises(CycleClosed):
            hold(held, day, attendances={"citizens": {"all": 90}})
    kept = meeting_by_id(held.pk)
    assert (kept.held_on, attendance_table(kept)) == (DAY, counted)


def test_a_late_sheet_of_a_closed_year_leaves_its_meeting_as_it_was(year):
    held = hold(scoring(year), attendances={"citizens": {"all": 31}}, chair="The chief")
    close_cycle(cycle=year, by=make.system(), on=date(2026, 5, 31))
    hold(held, attendances={"citizens": {"all": 90}}, chair="Another")
    kept = meeting_by_id(held.pk)
    assert (kept.row_version, kept.chair) == (held.row_version, "The chief")
    assert attendance_table(kept) == {"citizens": {"all": 31}}
    with pytest.raises(CycleClosed):
        hold(held, date(2026, 5, 11))
