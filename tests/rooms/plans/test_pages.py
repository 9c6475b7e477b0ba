"""The pages: who may open them, what a refused form keeps, the same form twice, two people at once."""

from datetime import date

import pytest
from django.test import Client

from isaf.cycles.services import close_cycle
from isaf.kit.clock import pretend
from isaf.plans import services
from isaf.plans.models import Action, Outcome, Plan, PlanLine, StatusUpdate
from tests import make

from .conftest import MET, a_line, agree, signed


def enter(person) -> Client:
    client = Client()
    client.force_login(person, "isaf.people.backend.AccountBackend")
    return client


def of_line(**fields) -> dict[str, str]:
    first = {"title": "Two pumps", "section": "internal", "lead": "Health centre", "end_on": "31/12/2025"}
    return {**first, **fields}


# --- Who may -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("sokha", {"interface": 200, "plan": 200, "meeting": 200, "add": 200, "action": 200, "report": 200}),
        ("dara", {"interface": 200, "plan": 200, "meeting": 200, "add": 200, "action": 200, "report": 403}),
        ("head", {"interface": 200, "plan": 200, "meeting": 403, "add": 403, "action": 200, "report": 200}),
        (
            "director",
            {"interface": 200, "plan": 200, "meeting": 403, "add": 403, "action": 200, "report": 403},
        ),
        (
            "committee",
            {"interface": 200, "plan": 200, "meeting": 403, "add": 200, "action": 200, "report": 200},
        ),
        ("bopha", {"interface": 200, "plan": 200, "meeting": 200, "add": 403, "action": 200, "report": 403}),
        ("vanna", {"interface": 200, "plan": 200, "meeting": 403, "add": 403, "action": 200, "report": 403}),
        ("chan", {"interface": 404, "plan": 404, "meeting": 404, "add": 404, "action": 404, "report": 404}),
    ],
)
def test_everyone_opens_what_their_role_opens(scene, who, expected):
    action = agree(scene)
    year = f"/en/work/years/{scene.cycle.pk}/"
    addresses = {
        "interface": f"{year}interface/",
        "plan": f"{year}plan/",
        "meeting": f"{year}interface/meeting/",
        "add": f"{year}plan/add/",
        "action": f"/en/work/actions/{action.code}/",
        "report": f"/en/work/actions/{action.code}/report/",
    }
    client = enter(getattr(scene.people, who))
    assert {name: client.get(address).status_code for name, address in addresses.items()} == expected


def test_who_has_no_account_is_sent_to_sign_in(scene):
    assert Client().get(f"/en/work/years/{scene.cycle.pk}/plan/").status_code == 302


def test_chan_changes_nothing(scene):
    line = agree(scene).lines.get()
    signed_on = f"/en/work/years/{scene.cycle.pk}/plan/from-draft/"
    client = enter(scene.people.chan)
    for address in (signed_on, f"/en/work/plan-lines/{line.pk}/", f"/en/work/plan-lines/{line.pk}/remove/"):
        assert client.post(address, of_line(reason="Mine.")).status_code == 404
    assert Plan.objects.get().state == "draft"
    assert PlanLine.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "who"),
    [("draft", "committee"), ("proposed", "council"), ("approved", "chief"), ("published", "bopha")],
)
def test_each_step_of_the_plan_has_its_role(scene, state, who):
    agree(scene)
    address = f"/en/work/years/{scene.cycle.pk}/plan/from-{state}/"
    holders = {"draft": {"committee", "dara", "sokha"}}.get(state, {who})
    others = {"committee", "council", "chief", "bopha", "dara", "head", "sokha", "vanna"} - holders
    assert enter(getattr(scene.people, who)).get(address).status_code == 200
    assert {enter(getattr(scene.people, other)).get(address).status_code for other in others} == {403}


# --- The whole way through the pages --------------------------------------------------------------------


def test_a_meeting_is_recorded_where_nobody_planned_one(scene):
    year = make.cycle(year=2024)
    typed = {"held_on": "២០/៧/២០២៤", "place": "Pagoda", "citizens-all": "៣១", "providers-all": "4"}
    answer = enter(scene.people.dara).post(f"/en/work/years/{year.pk}/interface/meeting/", typed)
    assert answer.status_code == 302
    meeting = year.meetings.get()
    page = enter(scene.people.bopha).get(f"/en/work/years/{year.pk}/interface/").content.decode()
    assert "Pagoda" in page
    assert "<dt>Officials and guests</dt>" not in page
    assert (meeting.held_on, meeting.attendances.get(side="citizens", segment="all").n) == (
        date(2024, 7, 20),
        31,
    )


def test_proposals_are_answered_the_plan_goes_its_way_and_the_action_is_done(scene):
    year, people = f"/en/work/years/{scene.cycle.pk}/", scene.people
    dara = enter(people.dara)
    page = dara.get(f"{year}interface/").content.decode()
    assert page.count("Record the answer") == 2
    answer = f"{year}interface/hc-010201/{scene.remarks[0].pk}/"
    assert "Open the pharmacy at noon" in dara.get(answer).content.decode()
    assert dara.post(answer, of_line(decision="agreed", cost="៦.៤០០.០០០")).status_code == 302
    refused = f"{year}interface/hc-010201/{scene.remarks[1].pk}/"
    assert dara.post(refused, {"decision": "not_agreed", "reason": "No post."}).status_code == 302
    assert "6,400,000" in dara.get(f"{year}plan/").content.decode()

    assert enter(people.committee).post(f"{year}plan/from-draft/", {}).status_code == 302
    session = {"session_number": "12", "approved_on": "2025-08-10"}
    assert enter(people.council).post(f"{year}plan/from-proposed/", session).status_code == 302
    assert enter(people.chief).post(f"{year}plan/from-approved/", {"on": "2025-08-12"}).status_code == 302
    assert enter(people.bopha).post(f"{year}plan/from-published/", {"on": "2025-08-20"}).status_code == 302

    action = Action.objects.get()
    report = {
        "status": "completed",
        "on": "2025-09-01",
        "proof": "claimed",
        "row_version": action.row_version,
    }
    head = enter(people.head)
    assert head.post(f"/en/work/actions/{action.code}/report/", report).status_code == 302
    page = head.get(f"/en/work/actions/{action.code}/").content.decode()
    assert (
        page.index("Agreed in the meeting")
        < page.index("In the signed plan of 2025")
        < page.index("Completed</b>")
    )


def test_the_owner_cannot_say_that_citizens_confirmed(scene):
    action = agree(scene)
    typed = {"status": "completed", "on": "2025-09-01", "proof": "confirmed", "row_version": 1}
    answer = enter(scene.people.head).post(f"/en/work/actions/{action.code}/report/", typed)
    assert answer.status_code == 422
    assert not StatusUpdate.objects.exists()


def test_a_referral_and_its_reply_go_through_the_pages(scene):
    action = agree(scene)
    typed = {"on": "2025-09-01", "reason": "It needs a post.", "letter_number": "31", "row_version": 1}
    assert enter(scene.people.dara).post(f"/en/work/actions/{action.code}/refer/", typed).status_code == 302
    referral = action.referrals.get()
    reply = {"reply": "One nurse from January.", "replied_on": "2025-09-20"}
    address = f"/en/work/referrals/{referral.pk}/reply/"
    assert enter(scene.people.chan).post(address, reply).status_code == 404
    assert enter(scene.people.head).post(address, reply).status_code == 403
    assert enter(scene.people.bopha).post(address, reply).status_code == 302
    page = enter(scene.people.head).get(f"/en/work/actions/{action.code}/").content.decode()
    assert "One nurse from January." in page


# --- Bad input -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"beneficiaries": "14", "beneficiaries_female": "15"}, "15 women, but 14 people in all"),
        ({"start_on": "01/01/2026"}, "before it starts"),
        ({"cost": "-1"}, "not below 0"),
        ({"cost": "1២"}, "in one script"),
        ({"end_on": "19/07/2025"}, "before it was agreed"),
        ({"end_on": "31/02/2025"}, "Write the date"),
        ({"lead": ""}, "required"),
    ],
)
def test_a_refused_answer_says_why_and_keeps_what_was_typed(scene, typed, sentence):
    address = f"/en/work/years/{scene.cycle.pk}/interface/hc-010201/{scene.remarks[0].pk}/"
    answer = enter(scene.people.dara).post(address, of_line(decision="agreed", once="k1", **typed))
    page = answer.content.decode()
    assert 400 <= answer.status_code < 500
    assert sentence in page
    assert 'value="k1"' in page
    assert "Two pumps" in page
    assert not Outcome.objects.exists()
    assert not Action.objects.exists()


def test_the_same_form_sent_twice_is_carried_out_once(scene):
    address = f"/en/work/years/{scene.cycle.pk}/plan/add/"
    client = enter(scene.people.dara)
    with pretend(MET):
        first, second = (client.post(address, of_line(once="one-key")) for _ in range(2))
    assert (first.status_code, second.status_code, first["Location"]) == (302, 302, second["Location"])
    assert PlanLine.objects.count() == 1


def test_two_people_on_one_line_both_texts_are_shown_and_nothing_is_lost(scene):
    line = services.add_line(
        cycle=scene.cycle, line=a_line("Drains"), facility=None, agreed_on=MET, by=scene.people.dara
    )
    address = f"/en/work/plan-lines/{line.pk}/"
    dara, other = enter(scene.people.dara), enter(scene.people.committee)
    assert dara.post(address, of_line(title="Drains of stone", row_version="1")).status_code == 302
    answer = other.post(address, of_line(title="Drains of clay", row_version="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Drains of stone" in page
    assert "Drains of clay" in page
    assert Action.objects.get().title == "Drains of stone"
    assert 'name="row_version" value="2"' in page
    assert other.post(address, of_line(title="Drains of clay", row_version="2")).status_code == 302


def test_an_old_page_cannot_take_a_later_step(scene):
    agree(scene)
    signed(scene)
    address = f"/en/work/years/{scene.cycle.pk}/plan/from-proposed/"
    answer = enter(scene.people.council).post(address, {"session_number": "13", "approved_on": "2025-08-11"})
    assert answer.status_code == 409
    assert Plan.objects.get().session_number == "12"


def test_lines_are_moved_left_out_and_carried_by_buttons(scene):
    agree(scene, 0, title="First")
    second = agree(scene, 1, title="Second").lines.get()
    client = enter(scene.people.dara)
    assert client.post(f"/en/work/plan-lines/{second.pk}/move/", {"up": "1"}).status_code == 302
    assert [line.action.title for line in PlanLine.objects.order_by("position")] == ["Second", "First"]
    assert client.post(f"/en/work/plan-lines/{second.pk}/remove/", {}).status_code == 422
    assert client.post(f"/en/work/plan-lines/{second.pk}/remove/", {"reason": "Twice."}).status_code == 302
    after = make.cycle(year=2026)
    assert "First" in client.get(f"/en/work/years/{after.pk}/plan/").content.decode()
    assert client.post(f"/en/work/years/{after.pk}/plan/carry/", {}).status_code == 302
    assert after.plan.lines.get().is_carried_over


def test_the_plan_page_needs_no_more_queries_for_more_lines(scene, django_assert_max_num_queries):
    agree(scene)
    client = enter(scene.people.dara)
    address = f"/en/work/years/{scene.cycle.pk}/plan/"
    with django_assert_max_num_queries(24):
        client.get(address)
    for n in range(20):
        services.add_line(
            cycle=scene.cycle,
            line=a_line(f"Line {n}"),
            facility=scene.health,
            agreed_on=MET,
            by=scene.people.dara,
        )
    with django_assert_max_num_queries(24):
        assert client.get(address).content.decode().count("<tr id=") == 21


@pytest.mark.parametrize("language", ["km", "en"])
def test_every_page_reads_in_both_languages(scene, language):
    action = agree(scene)
    line = action.lines.get()
    year = f"/{language}/work/years/{scene.cycle.pk}/"
    addresses = [
        f"{year}interface/", f"{year}interface/meeting/", f"{year}interface/hc-010201/", f"{year}plan/",
        f"{year}plan/add/", f"{year}plan/from-draft/", f"/{language}/work/plan-lines/{line.pk}/",
        f"/{language}/work/actions/{action.code}/", f"/{language}/work/actions/{action.code}/refer/",
        f"/{language}/work/overdue/",
    ]  # fmt: skip
    client = enter(scene.people.sokha)
    for address in addresses:
        page = client.get(address)
        assert (page.status_code, "promise" in page.content.decode().lower()) == (200, False), address


# --- The interface meeting: two people, and a closed year ------------------------------------------------


def meeting_form(**more) -> dict[str, str]:
    return {"held_on": "20/7/2025", "citizens-all": "31", **more}


def test_two_people_who_record_the_interface_meeting_see_both_texts_and_nothing_is_lost(scene):
    here, meeting = f"/en/work/years/{scene.cycle.pk}/interface/meeting/", scene.meeting
    shown = enter(scene.people.dara).get(here).content.decode()
    assert f'name="row_version" value="{meeting.row_version}"' in shown
    seen = {"row_version": str(meeting.row_version)}
    assert enter(scene.people.sokha).post(here, meeting_form(chair="The chief", **seen)).status_code == 302
    answer = enter(scene.people.dara).post(here, meeting_form(chair="The clerk", **seen))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved by the other person" in page
    assert "The chief" in page
    assert 'value="The clerk"' in page
    meeting.refresh_from_db()
    assert (meeting.chair, f'name="row_version" value="{meeting.row_version}"' in page) == ("The chief", True)


def test_two_people_who_record_a_meeting_that_nobody_planned_record_it_once(scene):
    year = make.cycle(year=2024)
    here = f"/en/work/years/{year.pk}/interface/meeting/"
    typed = meeting_form(held_on="20/7/2024", row_version="0")
    answers = [enter(p).post(here, typed).status_code for p in (scene.people.dara, scene.people.sokha)]
    assert answers == [302, 409]
    assert year.meetings.get().row_version == 2


def test_the_interface_meeting_of_a_closed_year_is_not_moved(scene):
    close_cycle(cycle=scene.cycle, by=scene.people.admin, on=date(2025, 12, 31))
    here = f"/en/work/years/{scene.cycle.pk}/interface/meeting/"
    client = enter(scene.people.dara)
    typed = meeting_form(held_on="21/7/2025", row_version=str(scene.meeting.row_version))
    for answer in (client.get(here), client.post(here, typed)):
        assert answer.status_code == 409
        assert "closed here" in answer.content.decode()
    scene.meeting.refresh_from_db()
    assert scene.meeting.held_on == MET


def test_an_interface_meeting_planned_in_a_closed_year_is_recorded_late(scene):
    year = make.cycle(year=2024)
    meeting = make.meeting(year, "interface", on=date(2024, 7, 20))
    close_cycle(cycle=year, by=scene.people.admin, on=date(2024, 12, 31))
    here, client = f"/en/work/years/{year.pk}/interface/meeting/", enter(scene.people.dara)
    assert client.get(here).status_code == 200
    typed = meeting_form(held_on="20/7/2024", row_version=str(meeting.row_version))
    assert client.post(here, typed).status_code == 302


def test_in_a_closed_year_no_form_of_the_plan_opens_only_to_refuse_what_was_typed(scene):
    line = agree(scene).lines.get()
    close_cycle(cycle=scene.cycle, by=scene.people.admin, on=date(2025, 12, 31))
    year, client = f"/en/work/years/{scene.cycle.pk}/", enter(scene.people.dara)
    for here in (f"{year}plan/add/", f"{year}interface/hc-010201/", f"/en/work/plan-lines/{line.pk}/"):
        answer = client.get(here)
        assert answer.status_code == 409, here
        assert "closed here" in answer.content.decode()


# --- A date too far away ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("end_on", "status"), [("31/12/2030", 302), ("1/1/2031", 400), ("1/1/2099", 400)])
def test_an_action_is_due_within_five_years_of_its_plan(scene, end_on, status):
    here = f"/en/work/years/{scene.cycle.pk}/plan/add/"
    with pretend(MET):
        answer = enter(scene.people.dara).post(here, of_line(end_on=end_on))
    assert answer.status_code == status
    assert Action.objects.count() == (status == 302)
    assert (status == 302) or "too far from the year of this plan" in answer.content.decode()
