"""The pages on which meetings are planned and recorded."""

from datetime import date

import pytest

from isaf.cycles.services import close_cycle
from isaf.kit.clock import pretend
from isaf.kit.numerals import script_digits
from isaf.meetings import services
from isaf.meetings.models import Attendance, Meeting
from isaf.meetings.selectors import attendance_table, waiting
from isaf.places.selectors import facility_by_slug
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2026, 5, 10), date(2026, 6, 30)


@pytest.fixture(autouse=True)
def in_june():
    with pretend(TODAY):
        yield


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def year(people):
    return make.cycle(year=2026)


def plan_form(**more):
    centre, village = facility_by_slug("hc-010201"), make.area("01020101")
    return {
        "kind": "scoring", "facility": centre.pk, "village": village.pk, "focus_group": "all",
        "planned_on": "2026-05-10", "place": "The pagoda", "facilitator_names": "Sokha", "once": "one-key", **more,
    }  # fmt: skip


def record_form(**more):
    return {"held_on": "2026-05-10", "once": "one-key", "row_version": "1", "citizens-all": "31", **more}


def test_the_facilitator_plans_a_meeting_and_finds_it_in_the_list(people, year):
    client, here = enter(people.sokha), f"/en/work/years/{year.pk}/meetings/plan/"
    assert client.get(here).status_code == 200
    answer = client.post(here, plan_form(planned_on=script_digits("10/05/2026", "\u17e0")))
    assert (answer.status_code, answer.url) == (302, f"/en/work/years/{year.pk}/meetings/")
    meeting = Meeting.objects.get()
    assert (meeting.planned_on, meeting.facility.slug, meeting.village.code) == (DAY, "hc-010201", "01020101")
    assert "Citizens score a service" in client.get(answer.url).content.decode()


def test_the_same_form_sent_twice_plans_once(people, year):
    client, here = enter(people.sokha), f"/en/work/years/{year.pk}/meetings/plan/"
    answers = [client.post(here, plan_form(kind="information", facility="")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"planned_on": "2027-05-10"}, 400, "is not in the year 2026"),
        ({"planned_on": "31/02/2026"}, 422, "Write the date"),
        ({"planned_on": ""}, 422, "required"),
        ({"facility": ""}, 422, "Choose which facility is scored."),
        ({"facility": "999999"}, 422, "999999"),
        ({"kind": "party"}, 422, "party"),
    ],
)
def test_a_refused_plan_says_why_and_keeps_what_was_typed(people, year, more, status, words):
    answer = enter(people.sokha).post(f"/en/work/years/{year.pk}/meetings/plan/", plan_form(**more))
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert 'value="The pagoda"' in page
    assert 'value="one-key"' in page
    assert not Meeting.objects.exists()


def test_a_second_plan_for_the_same_village_is_said_on_the_page(people, year):
    client, here = enter(people.sokha), f"/en/work/years/{year.pk}/meetings/plan/"
    client.post(here, plan_form())
    answer = client.post(here, plan_form(once="other"))
    assert answer.status_code == 409
    assert "This meeting is planned already" in answer.content.decode()


def test_nothing_is_planned_in_a_closed_year_and_the_button_is_gone(people, year):
    close_cycle(cycle=year, by=people.admin, on=TODAY)
    client = enter(people.sokha)
    answer = client.post(f"/en/work/years/{year.pk}/meetings/plan/", plan_form())
    assert answer.status_code == 409
    assert "closed here" in answer.content.decode()
    assert "meetings/plan/" not in client.get(f"/en/work/years/{year.pk}/meetings/").content.decode()


def test_who_came_is_recorded_and_empty_is_not_nought(people, year):
    meeting = make.meeting(year, "information", on=DAY, village=make.area("01020101"))
    client, here = enter(people.sokha), f"/en/work/meetings/{meeting.pk}/"
    typed = record_form(
        **{"citizens-all": script_digits("31", "\u17e0"), "citizens-female": "0", "citizens-youth": ""}
    )
    assert client.post(here, typed).status_code == 302
    meeting = Meeting.objects.get()
    table = attendance_table(meeting)["citizens"]
    assert (meeting.state, table["all"], table["female"], table["youth"]) == ("held", 31, 0, None)
    page = client.get(here).content.decode()
    assert 'name="citizens-female" value="0"' in page
    assert 'name="citizens-youth" value' not in page


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"held_on": "2026-07-01"}, 400, "has not come yet"),
        ({"held_on": "2025-01-01"}, 400, "is not in the year 2026"),
        ({"citizens-female": "32"}, 400, "32 people were counted in a group, but only 31 came."),
        ({"citizens-all": "-1"}, 422, "not below 0"),
        ({"citizens-all": "3\u17e1"}, 422, "in one script"),
        ({"citizens-all": "many"}, 422, "whole number"),
        ({"row_version": "7"}, 409, "Another person saved this form"),
        ({"row_version": ""}, 409, "Another person saved this form"),
    ],
)
def test_a_refused_record_says_why_keeps_what_was_typed_and_saves_nothing(people, year, more, status, words):
    meeting = make.meeting(year, "information", on=DAY)
    answer = enter(people.sokha).post(
        f"/en/work/meetings/{meeting.pk}/", record_form(minutes="It rained.", **more)
    )
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "It rained." in page
    assert Meeting.objects.get().state == "planned"
    assert not Attendance.objects.exists()


def test_two_people_on_one_meeting_see_both_texts_and_nothing_is_lost(people, year):
    meeting = make.meeting(year, "information", on=DAY)
    here = f"/en/work/meetings/{meeting.pk}/"
    assert enter(people.sokha).post(here, record_form(chair="The chief")).status_code == 302
    answer = enter(people.dara).post(here, record_form(chair="The clerk", **{"citizens-all": "29"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved by the other person" in page
    assert "The chief" in page
    assert 'value="The clerk"' in page
    assert 'name="row_version" value="2"' in page
    assert Meeting.objects.get().chair == "The chief"
    again = record_form(chair="The clerk", row_version="2", once="other", **{"citizens-all": "29"})
    assert enter(people.dara).post(here, again).status_code == 302
    assert attendance_table(Meeting.objects.get())["citizens"]["all"] == 29


def test_both_sides_are_counted_in_an_interface_meeting(people, year):
    meeting = make.meeting(year, "interface", on=DAY)
    typed = record_form(**{"providers-all": "6", "officials-all": "3"})
    assert enter(people.dara).post(f"/en/work/meetings/{meeting.pk}/", typed).status_code == 302
    table = attendance_table(Meeting.objects.get())
    assert {side: counts["all"] for side, counts in table.items()} == {
        "citizens": 31,
        "providers": 6,
        "officials": 3,
    }


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_plans_and_records(people, year, method):
    meeting = make.meeting(year, "information", on=DAY)
    allowed = {people.sokha, people.dara, people.bopha, people.admin}
    told = {
        people.chief,
        people.council,
        people.committee,
        people.head,
        people.director,
        people.reviewer,
        people.vanna,
    }
    for here in (f"/en/work/years/{year.pk}/meetings/plan/", f"/en/work/meetings/{meeting.pk}/"):
        status = {p: getattr(enter(p), method)(here).status_code for p in allowed | told | {people.chan}}
        assert {status[p] for p in allowed} == {200}
        assert {status[p] for p in told} == {403}
        assert status[people.chan] == 404
        assert enter().get(here).status_code == 302


def test_the_list_is_for_who_reads_the_area_and_offers_what_one_may_do(people, year):
    meeting = make.meeting(year, "information", on=DAY)
    here = f"/en/work/years/{year.pk}/meetings/"
    assert enter(people.chan).get(here).status_code == 404
    assert f"/en/work/meetings/{meeting.pk}/" in enter(people.sokha).get(here).content.decode()
    page = enter(people.chief).get(here).content.decode()
    assert "Information for citizens in the village" in page
    assert f"/en/work/meetings/{meeting.pk}/" not in page


def test_the_list_needs_no_more_queries_for_more_meetings(people, year, django_assert_num_queries):
    client, here = enter(people.sokha), f"/en/work/years/{year.pk}/meetings/"
    make.meeting(year, "information", on=DAY, held=True)
    client.get(here)
    n = _queries(client, here)
    for _ in range(8):
        make.meeting(year, "information", on=DAY, village=make.area("01020101"), held=True)
    with django_assert_num_queries(n):
        client.get(here)


def _queries(client, here) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get(here)
    return len(caught)


def test_what_has_come_and_is_not_recorded_waits_for_those_who_record(people, year):
    come = make.meeting(year, "information", on=DAY, village=make.area("01020101"))
    make.meeting(year, "information", on=date(2026, 7, 1))
    make.meeting(year, "follow_up", on=DAY, held=True)
    make.meeting(year, "scoring", on=DAY, facility=facility_by_slug("hc-010201"))
    for person, n in ((people.sokha, 1), (people.bopha, 1), (people.chief, 0), (people.chan, 0)):
        assert len(waiting(person, TODAY)) == n
    item = waiting(people.sokha, TODAY)[0]
    assert (item.since, item.is_late, item.address.endswith(f"/km/work/meetings/{come.pk}/")) == (
        DAY,
        True,
        True,
    )


def test_a_cancelled_meeting_stays_in_the_list_with_its_reason(people, year):
    meeting = make.meeting(year, "information", on=DAY)
    services.cancel_meeting(meeting=meeting, reason="The road was flooded.", by=people.sokha)
    answer = enter(people.sokha).get(f"/en/work/years/{year.pk}/meetings/")
    assert answer.status_code == 200
    assert "The road was flooded." in answer.content.decode()


# --- The meetings of sheets ------------------------------------------------------------------------------


@pytest.fixture
def scored(year):
    return make.meeting(year, on=DAY, facility=facility_by_slug("hc-010201"), village=make.area("01020101"))


@pytest.fixture
def assessed(year):
    return make.meeting(year, "self_assessment", on=DAY, facility=facility_by_slug("hc-010201"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_scored_administration_never_opens_the_citizens_scoring_meeting(people, scored, method):
    for person, status in ((people.sokha, 200), (people.dara, 404), (people.bopha, 403), (people.head, 403)):
        client = enter(person)
        assert getattr(client, method)(f"/en/work/meetings/{scored.pk}/").status_code == status
    assert Meeting.objects.get().state == "planned"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_self_assessment_is_recorded_by_its_staff_or_who_types_for_them(people, assessed, method):
    allowed = ((people.sokha, 200), (people.head, 200), (people.dara, 404), (people.director, 404))
    for person, status in allowed:
        client = enter(person)
        assert getattr(client, method)(f"/en/work/meetings/{assessed.pk}/").status_code == status


@pytest.mark.parametrize("kind", ["scored", "assessed"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_where_a_sheet_is_the_record_a_held_meeting_is_not_recorded_again(people, request, kind, method):
    meeting = request.getfixturevalue(kind)
    services.hold_meeting(
        meeting=meeting, held_on=DAY, by=people.sokha, attendances={"citizens": {"all": 12}}
    )
    answer = getattr(enter(people.sokha), method)(f"/en/work/meetings/{meeting.pk}/", record_form())
    assert answer.status_code == 409
    assert "Correct its sheet" in answer.content.decode()
    assert attendance_table(Meeting.objects.get())["citizens"]["all"] == 12


def test_the_list_leads_to_a_scoring_meeting_only_those_who_type_its_sheet(people, year, scored):
    here, record = f"/en/work/years/{year.pk}/meetings/", f"/en/work/meetings/{scored.pk}/"
    assert record in enter(people.sokha).get(here).content.decode()
    for person in (people.dara, people.head, people.admin):
        assert record not in enter(person).get(here).content.decode()
    services.hold_meeting(meeting=scored, held_on=DAY, by=people.sokha)
    assert record not in enter(people.sokha).get(here).content.decode()


@pytest.mark.parametrize(("n", "shown"), [(4, "–"), (5, "5"), (0, "0")])
def test_the_list_tells_no_total_of_a_scoring_meeting_so_small_that_people_are_known(
    people, year, scored, n, shown
):
    counts = {"citizens": {"all": n}}
    services.hold_meeting(meeting=scored, held_on=DAY, by=people.sokha, attendances=counts)
    page = enter(people.dara).get(f"/en/work/years/{year.pk}/meetings/").content.decode()
    assert f'data-label="Attendances">{shown}</td>' in page


# --- A closed year ---------------------------------------------------------------------------------------


def test_in_a_closed_year_no_form_opens_only_to_refuse_what_was_typed(people, year):
    held = make.meeting(year, "information", on=DAY, held=True)
    late = make.meeting(year, "follow_up", on=DAY)
    close_cycle(cycle=year, by=people.admin, on=TODAY)
    client = enter(people.sokha)
    for here in (f"/en/work/years/{year.pk}/meetings/plan/", f"/en/work/meetings/{held.pk}/"):
        answer = client.get(here)
        assert answer.status_code == 409
        assert "closed here" in answer.content.decode()
    assert client.get(f"/en/work/meetings/{late.pk}/").status_code == 200
    page = client.get(f"/en/work/years/{year.pk}/meetings/").content.decode()
    assert f"/en/work/meetings/{held.pk}/" not in page
    assert f"/en/work/meetings/{late.pk}/" in page
