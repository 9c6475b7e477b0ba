"""The kit that a phone takes along, and the pages about phones."""

from datetime import date, timedelta

from bs4 import BeautifulSoup

from isaf.field.services import rejudge
from isaf.inbox.models import Arrival, Device
from isaf.inbox.services import purge, withdraw_device
from isaf.kit.actor import PROGRAM
from isaf.kit.clock import now, pretend
from isaf.scorecards.models import Sheet
from tests import make
from tests.enter import enter

from .conftest import phone_of


def kit(phone, areas="010201", **headers):
    return phone.get(f"/sync/v1/kit?areas={areas}", **headers)


def test_the_kit_has_what_a_meeting_needs(scene):
    made = kit(scene.phone).json()
    assert [cycle["area"]["code"] for cycle in made["cycles"]] == ["010201"]
    form = made["forms"][made["cycles"][0]["form"]]
    assert [value["value"] for value in form["scale"]] == [1, 2, 3, 4, 5]
    assert scene.criteria[0] in [criterion["id"] for criterion in form["criteria"]["hc"]]
    assert "hc-010201" in [facility["slug"] for facility in made["facilities"]]
    assert [meeting["id"] for meeting in made["meetings"]] == [str(scene.meeting.pk)]


def test_the_kit_of_a_district_has_the_years_of_its_communes(scene):
    assert kit(scene.phone, "0102").json() == kit(scene.phone).json()


def test_a_phone_that_has_the_kit_gets_no_second_one(scene):
    etag = kit(scene.phone)["ETag"]
    answer = kit(scene.phone, **{"if-none-match": etag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    make.meeting(
        scene.cycle, on=date(2026, 6, 2), facility=make.facility("hc-010201"), village=make.area("01020102")
    )
    assert kit(scene.phone, **{"if-none-match": etag}).status_code == 200


def test_nobody_takes_along_what_is_not_theirs(scene):
    assert kit(scene.phone, "020101").status_code == 404
    assert kit(phone_of(scene.people.chan)).status_code == 404
    withdraw_device(device=scene.phone.device, reason="Lost", by=scene.people.sokha)
    assert kit(scene.phone).status_code == 403


def test_what_is_not_open_to_everybody_is_not_in_the_kit(scene, paper):
    """The sheet waits for its reviewer: neither its votes nor its remarks travel to another phone."""
    scene.phone.put(scene.sheet(), paper)
    assert kit(scene.phone).json()["last"] == {}
    assert "Open at noon" not in kit(scene.phone).content.decode()


def test_the_kit_asks_the_database_a_fixed_number_of_times(scene, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        kit(scene.phone)


def test_what_was_kept_apart_is_judged_again_when_the_cause_is_gone(scene, paper):
    with pretend(date(2026, 5, 30)):  # the server's day was wrong
        assert scene.phone.put(scene.sheet(), paper).json()["state"] == "quarantined"
    assert rejudge() == {"accepted": 1}
    assert Sheet.objects.get().pk == paper
    assert rejudge() == {}


def test_old_bytes_are_emptied_and_what_they_said_stays_told(scene, paper):
    scene.phone.put(scene.sheet(), paper)
    scene.phone.put(scene.sheet(people={"all": 14}), "7c2a7c1e-0000-4000-8000-000000000001")
    assert purge(before=now() - timedelta(days=1), by=PROGRAM) == 0
    assert purge(before=now() + timedelta(seconds=1), by=PROGRAM) == 2
    kept = {row.state: bool(row.raw) for row in Arrival.objects.all()}
    assert kept == {"accepted": False, "duplicate": False}
    assert scene.phone.put(scene.sheet(), paper).json()["state"] == "accepted"


def test_the_secret_of_a_new_phone_is_shown_once(scene):
    page = enter(scene.people.sokha)
    answer = page.post("/en/work/phones/", {"name": "The office's tablet"})
    secret = BeautifulSoup(answer.content, "html.parser").select_one("code").text
    assert len(secret) > 40
    assert secret not in page.get("/en/work/phones/").content.decode()
    assert Device.objects.count() == 2


def test_the_board_shows_each_phone_and_what_waits(scene, paper):
    scene.phone.put(scene.sheet(held_on="2026-13-01"), paper)
    text = BeautifulSoup(
        enter(scene.people.reviewer).get("/en/work/inbox/010201/").content, "html.parser"
    ).text
    assert "Nokia" in text
    assert "cannot be read at" in text


def test_who_heads_a_facility_takes_along_its_self_assessment_and_no_citizens_meeting(scene):
    own = make.meeting(
        scene.cycle, "self_assessment", on=date(2026, 6, 2), facility=make.facility("hc-010201")
    )
    make.meeting(scene.cycle, "self_assessment", on=date(2026, 6, 2), facility=make.facility("ps-0102011"))
    made = kit(phone_of(scene.people.head)).json()
    assert [meeting["id"] for meeting in made["meetings"]] == [str(own.pk)]
