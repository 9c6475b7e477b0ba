"""The pages of scoring at the desk, and the bad input they are given."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from isaf.cycles.services import close_cycle
from isaf.kit.numerals import script_digits
from isaf.meetings.models import Meeting
from isaf.scorecards import services
from isaf.scorecards.forms import box
from isaf.scorecards.models import FacilitySummary, Sheet
from isaf.scorecards.typed import TypedRemark
from tests import make

from .conftest import CENTRE, GOOD, STAFF, WATER, typed

pytestmark = pytest.mark.django_db

SHEET = "7d7a1f0e-0000-4000-8000-000000000001"


def enter(person) -> Client:
    client = Client()
    client.force_login(person, backend="isaf.people.backend.AccountBackend")
    return client


def tally(meeting) -> str:
    return reverse("scorecards:tally", args=[meeting.pk])


def paper(**boxes) -> dict:
    """The boxes of a paper with one criterion, as a browser sends them."""
    votes = {box("n", STAFF, "all", value): str(n) for value, n in GOOD.items()}
    return {
        "once": "key-1", "sheet": SHEET, "held_on": "2026-06-02", "method": "secret", "officials": "none",
        "language": "en", box("people", "all"): "31", box("people", "female"): "18", box("chosen", STAFF): "on",
        box("times", STAFF): "12", **votes, **boxes,
    }  # fmt: skip


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def test_a_paper_is_typed_once_and_kept(scene):
    meeting = scene.meeting(held=False)
    client = enter(scene.people.sokha)
    page = soup(client.get(tally(meeting)))
    assert page.find(attrs={"name": box("n", STAFF, "idpoor", 5)})
    boxes = {box("n", STAFF, "female", 4): "14", box("r", STAFF, "proposal"): "One more midwife"}
    answer = client.post(tally(meeting), paper(**boxes))
    sheet = Sheet.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("scorecards:sheet", args=[sheet.pk])
    assert str(sheet.pk) == SHEET
    assert (sheet.door, sheet.people["female"], sheet.people["youth"]) == ("paper", 18, None)
    assert {row.segment: row.n4 for row in sheet.votes.all()} == {"all": 14, "female": 14}
    assert sheet.remarks.get().text == "One more midwife"
    meeting.refresh_from_db()
    assert (meeting.state, meeting.held_on, meeting.officials) == ("held", date(2026, 6, 2), "none")


def test_the_same_form_sent_twice_is_kept_once(scene):
    meeting, client = scene.meeting(held=False), enter(scene.people.sokha)
    first, again = client.post(tally(meeting), paper()), client.post(tally(meeting), paper())
    assert first["Location"] == again["Location"]
    other_key = client.post(tally(meeting), paper(once="key-2"))
    assert other_key["Location"] == first["Location"]
    assert Sheet.objects.count() == 1


def test_too_many_votes_are_said_beside_the_box_and_what_was_typed_stays(scene):
    meeting = scene.meeting(held=False)
    answer = enter(scene.people.sokha).post(
        tally(meeting),
        paper(**{box("people", "all"): "10", box("people", "female"): "", box("r", STAFF, "change"): "More"}),
    )
    page = soup(answer)
    assert answer.status_code == 400
    sentence = "Number of staff, Everyone: 31 votes, but 10 people were counted."
    assert sentence in page.select_one(f'section[data-criterion="{STAFF}"] .errorlist').text
    assert page.find(attrs={"name": box("n", STAFF, "all", 4)})["value"] == "14"
    assert page.find(attrs={"name": box("r", STAFF, "change")}).text.strip() == "More"
    assert page.find(attrs={"name": "once"})["value"] == "key-1"
    assert not page.select_one(f'section[data-criterion="{STAFF}"]').has_attr("hidden")
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    "boxes, words",
    [
        ({box("n", STAFF, "all", 4): "-1"}, "not below 0"),
        ({box("n", STAFF, "all", 4): "1\u17e2"}, "one script"),
        ({box("n", STAFF, "all", 4): "many"}, "whole number"),
        ({box("people", "all"): ""}, "count of all people is missing"),
        ({box("chosen", STAFF): ""}, "No criterion was chosen"),
        ({box("chosen", WATER): "on"}, "Clean water was chosen, but it has no votes"),
        ({box("n", WATER, "all", 4): "3"}, "Clean water is not a criterion of this scorecard"),
        ({box("times", WATER): "2", box("n", WATER, "all", 4): "3"}, "was not chosen for scoring"),
        ({box("chosen", "own:1"): "on", box("n", "own:1", "all", 4): "3"}, "own words has no words"),
        ({"held_on": "2025-06-02"}, "is not in the year 2026"),
        ({"held_on": "2026-12-24"}, "has not come yet"),
        ({"held_on": ""}, "This field is required"),
        ({"method": "guessed"}, "Select a valid choice"),
        ({"sheet": "x"}, "UUID"),
    ],
)
def test_bad_input_is_answered_in_words_and_nothing_is_kept(scene, boxes, words):
    meeting = scene.meeting(held=False)
    answer = enter(scene.people.sokha).post(tally(meeting), paper(**boxes))
    assert answer.status_code in (400, 422)
    assert words in soup(answer).select_one(".errors").text
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    "boxes, words",
    [
        ({box("chosen", "hc-parking"): "on"}, "hc-parking is not a criterion of this scorecard"),
        ({box("n", "hc-parking", "all", 4): "3"}, "hc-parking is not a criterion of this scorecard"),
        ({box("chosen", "own:3"): "on"}, "own-3 is not a criterion of this scorecard"),
        ({box("n", STAFF, "all", 9): "3"}, "9 is not on the rating scale (Number of staff)"),
        ({box("n", STAFF, "elders", 4): "3"}, "elders is not a group that is counted"),
        ({box("n", STAFF): "3"}, "is not a group that is counted"),
    ],
)
def test_a_score_in_a_box_that_the_page_does_not_have_is_refused(scene, boxes, words):
    meeting = scene.meeting(held=False)
    answer = enter(scene.people.sokha).post(tally(meeting), paper(**boxes))
    assert answer.status_code in (400, 422)
    assert words in soup(answer).select_one(".errors").text
    meeting.refresh_from_db()
    assert (meeting.state, Sheet.objects.exists()) == ("planned", False)


def test_an_empty_box_that_the_page_does_not_have_says_nothing(scene):
    meeting = scene.meeting(held=False)
    boxes = {box("n", "hc-parking", "all", 4): " ", "note": "x"}
    assert enter(scene.people.sokha).post(tally(meeting), paper(**boxes)).status_code == 302


def test_staff_agree_on_no_criterion_that_the_page_does_not_have(scene):
    address = reverse("scorecards:self_assessment", args=[scene.cycle.pk, CENTRE])
    form = {"once": "k", "sheet": SHEET, "held_on": "2026-06-10", "method": "agreed", "language": "en"}
    boxes = {box("agreed", STAFF): "4", box("agreed", "hc-parking"): "4", box("people", "all"): "6"}
    answer = enter(scene.people.head).post(address, {**form, **boxes})
    assert "hc-parking is not a criterion" in soup(answer).select_one(".errors").text
    assert not Sheet.objects.exists()


def test_khmer_digits_are_read(scene):
    meeting = scene.meeting(held=False)
    khmer = {
        key: script_digits(value, "\u17e0")
        for key, value in paper().items()
        if key.startswith(("n__", "people"))
    }
    assert enter(scene.people.sokha).post(tally(meeting), paper(**khmer)).status_code == 302
    assert Sheet.objects.get().people["all"] == 31


def test_choosing_criteria_works_without_scripts_and_judges_nothing_yet(scene):
    meeting = scene.meeting(held=False)
    client = enter(scene.people.sokha)
    hidden = soup(client.get(tally(meeting))).select("section[data-criterion]:not([hidden])")
    assert hidden == []
    chosen = {
        box("chosen", STAFF): "on",
        "choose": "1",
        "once": "key-1",
        "sheet": SHEET,
        box("people", "all"): "x",
    }
    answer = client.post(tally(meeting), chosen)
    page = soup(answer)
    assert answer.status_code == 200
    assert [s["data-criterion"] for s in page.select("section[data-criterion]:not([hidden])")] == [STAFF]
    assert page.find(attrs={"name": box("people", "all")})["value"] == "x"
    assert not page.select(".errorlist")
    assert not Sheet.objects.exists()


def test_another_sheet_with_the_same_number_is_a_conflict_and_stays_on_the_page(scene):
    meeting, client = scene.meeting(held=False), enter(scene.people.sokha)
    client.post(tally(meeting), paper())
    answer = client.post(tally(meeting), paper(once="key-2", **{box("people", "all"): "40"}))
    assert answer.status_code == 409
    assert "saved before with other content" in soup(answer).select_one(".errors").text
    assert soup(answer).find(attrs={"name": box("people", "all")})["value"] == "40"


def test_a_closed_year_says_that_the_sheet_comes_late(scene):
    meeting = scene.meeting()
    close_cycle(cycle=scene.cycle, by=scene.people.admin, on=date(2026, 11, 1))
    client = enter(scene.people.sokha)
    assert "kept as late" in client.get(tally(meeting)).content.decode()
    assert client.post(tally(meeting), paper(held_on="2026-06-01")).status_code == 302
    assert Sheet.objects.get().state == "late"


def test_the_reviewer_ticks_what_may_be_shown_and_approves(scene):
    sheet = scene.sheet(typed(remarks=(TypedRemark(STAFF, "proposal", "One more midwife", "en"),)))
    address, client = reverse("scorecards:sheet", args=[sheet.pk]), enter(scene.people.reviewer)
    assert "One more midwife" in client.get(address).content.decode()
    remark = sheet.remarks.get()
    assert client.post(address, {"approve": "1", "once": "k", "passed": [str(remark.pk)]}).status_code == 302
    remark.refresh_from_db()
    assert remark.state == "passed"
    assert Sheet.objects.get().state == "approved"


def test_sending_back_needs_a_reason(scene):
    sheet = scene.sheet()
    address, client = reverse("scorecards:sheet", args=[sheet.pk]), enter(scene.people.reviewer)
    answer = client.post(address, {"return": "1", "once": "k", "reason": " "})
    assert answer.status_code == 400
    assert "what has to be corrected" in soup(answer).select_one(".errors").text
    assert client.post(address, {"return": "1", "once": "k", "reason": "Count again"}).status_code == 302
    page = enter(scene.people.sokha).get(reverse("scorecards:correct", args=[sheet.pk])).content.decode()
    assert "Count again" in page
    assert f'name="{box("n", STAFF, "all", 4)}" value="14"' in page


def test_a_correction_from_the_page_replaces_the_sheet(scene):
    sheet = scene.sheet()
    address = reverse("scorecards:correct", args=[sheet.pk])
    answer = enter(scene.people.sokha).post(address, paper(**{box("people", "all"): "35"}))
    assert answer.status_code == 302
    assert Sheet.objects.get(pk=SHEET).supersedes_id == sheet.pk


def test_staff_agree_on_a_score(scene):
    address = reverse("scorecards:self_assessment", args=[scene.cycle.pk, CENTRE])
    client = enter(scene.people.head)
    page = client.get(address).content.decode()
    assert "Very good" in page
    assert "Very satisfied" not in page
    form = {"once": "k", "sheet": SHEET, "held_on": "2026-06-10", "method": "agreed", "language": "en"}
    empty = client.post(address, {**form, box("agreed", STAFF): "4"})
    assert empty.status_code in (400, 422)
    assert (
        client.post(address, {**form, box("agreed", STAFF): "4", box("people", "all"): "6"}).status_code
        == 302
    )
    row = FacilitySummary.objects.get(kind="providers")
    assert (row.criterion, row.n4) == (STAFF, 6)
    assert client.get(address).status_code == 302


def test_a_meeting_is_cancelled_with_a_reason(scene):
    meeting = scene.meeting(held=False)
    address, client = reverse("scorecards:cancel", args=[meeting.pk]), enter(scene.people.sokha)
    assert client.post(address, {"once": "k", "reason": ""}).status_code == 422
    assert client.post(address, {"once": "k", "reason": "Flood"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_reason) == ("cancelled", "Flood")


def test_who_may_open_which_page(scene):
    """sokha facilitates, the reviewer is independent, head and bopha serve, chan works elsewhere."""
    people, meeting = scene.people, scene.meeting()
    sheet, own = scene.sheet(meeting=meeting), scene.self_assessment()
    waiting = scene.meeting("01020102", held=False)
    at = [
        reverse("scorecards:scoring", args=[scene.cycle.pk, CENTRE]),
        reverse("scorecards:results", args=[scene.cycle.pk, CENTRE]),
        tally(waiting),
        reverse("scorecards:cancel", args=[waiting.pk]),
        reverse("scorecards:sheet", args=[sheet.pk]),
        reverse("scorecards:correct", args=[sheet.pk]),
        reverse("scorecards:sheet", args=[own.pk]),
    ]
    expected = {  # scoring, results, tally, cancel, sheet, correct, own
        people.sokha: [200, 200, 200, 200, 200, 200, 200],
        people.reviewer: [200, 200, 403, 403, 200, 403, 200],
        people.head: [200, 200, 403, 403, 403, 403, 200],
        people.bopha: [200, 200, 403, 403, 403, 403, 403],
        people.dara: [200, 200, 404, 404, 404, 404, 404],
        people.vanna: [200, 200, 403, 403, 403, 403, 403],
        people.chan: [404] * len(at),
    }
    got = {person: [enter(person).get(url).status_code for url in at] for person in expected}
    assert got == expected
    assert Client().get(at[4]).status_code == 302


def test_the_supply_side_sees_no_count_that_is_not_shown_to_everyone(scene):
    """Every number of hidden groups is chosen so that it stands nowhere else on a page."""
    votes = {
        STAFF: {"all": {3: 400, 4: 437}, "female": {3: 400, 4: 434}, "male": {4: 3}},
        WATER: {"all": {1: 4}},
    }
    scene.self_assessment()
    second = scene.meeting("01020102", held=False)
    scene.approved(typed(votes, people={"all": 837, "female": 834, "male": 3}))
    pages = [
        reverse(f"scorecards:{name}", args=[scene.cycle.pk, CENTRE])
        for name in ("scoring", "results", "self_assessment")
    ]

    def seen(person) -> str:
        html = "".join(enter(person).get(url, follow=True).content.decode() for url in pages)
        return re.sub(
            r'name="(once|csrfmiddlewaretoken|sheet)" value="[^"]*"|<script.*?</script>|[0-9a-f]{8}-[0-9a-f-]{27}',
            "",
            html,
            flags=re.S,
        )

    for number in ("837", "437", "834", "434", "400"):
        assert number not in seen(scene.people.head)
    services.cancel_scoring(meeting=second, reason="Flood", by=scene.people.sokha)
    for person in (scene.people.head, scene.people.bopha, scene.people.dara):
        html = seen(person)
        assert "437" in html
        assert "834" not in html
        assert "434" not in html
        assert "Not shown, so that nobody can be recognised." in html
        assert "Village by village" not in html
    assert "Village by village" in seen(scene.people.sokha)


def test_the_list_of_meetings_takes_the_same_queries_for_one_and_for_five(scene, django_assert_num_queries):
    client = enter(scene.people.sokha)
    address = reverse("scorecards:scoring", args=[scene.cycle.pk, CENTRE])
    scene.sheet()
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for village in ("01020102", "01020103", "01020104", "01020105"):
        make.area(village)
        scene.sheet(meeting=scene.meeting(village))
    with django_assert_num_queries(len(one)):
        assert client.get(address).content.decode().count("waits for review") == 5
