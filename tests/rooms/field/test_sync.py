"""Sheets from a phone: kept before they are judged, counted once, never lost (docs/api/sync-v1.json)."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from isaf.audit.models import Event
from isaf.inbox.models import Arrival, Device
from isaf.inbox.services import withdraw_device
from isaf.meetings.models import Attendance
from isaf.scorecards.models import Sheet

from .conftest import phone_of


def test_a_sheet_is_kept_judged_and_counted(scene, paper):
    answer = scene.phone.put(scene.sheet(), paper)
    assert (answer.status_code, answer.json()["state"], answer.json()["problems"]) == (201, "accepted", [])
    sheet = Sheet.objects.get(pk=paper)
    assert (sheet.door, sheet.submitted_by, sheet.state) == ("app", scene.people.sokha, "submitted")
    assert sheet.votes.get(criterion=scene.criteria[0], segment="all").n2 == 6
    assert Attendance.objects.get(meeting=scene.meeting, segment="female").n == 6
    kept = Arrival.objects.get(paper_id=paper)
    assert json.loads(bytes(kept.raw)) == scene.sheet()
    assert kept.receipt == answer.json()["receipt"]


def test_the_same_sheet_again_counts_once_however_it_is_packed(scene, paper):
    first = scene.phone.put(scene.sheet(), paper)
    said = scene.sheet(sent="2026-06-02T08:00:00+07:00")
    packed = json.dumps(dict(reversed(list(said.items()))), indent=3).encode()
    again = scene.phone.put(packed, paper)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert (Sheet.objects.count(), Arrival.objects.count()) == (1, 1)


def test_the_same_id_with_other_content_is_kept_and_refused_for_a_person_to_decide(scene, paper):
    scene.phone.put(scene.sheet(), paper)
    other = scene.sheet(people={"all": 13})
    for _try in range(2):
        answer = scene.phone.put(other, paper)
        assert (answer.status_code, answer.json()["state"]) == (409, "conflict")
        assert answer.json()["problems"][0]["code"] == "same_id_other_content"
    assert sorted(Arrival.objects.values_list("state", flat=True)) == ["accepted", "conflict"]
    assert Sheet.objects.get().people["all"] == 12


def test_two_phones_on_one_meeting_are_told_apart_and_both_kept(scene, paper):
    scene.phone.put(scene.sheet(), paper)
    second = phone_of(scene.people.sokha, "Second")
    answer = second.put(scene.sheet(people={"all": 14}), uuid4())
    assert (answer.status_code, answer.json()["state"]) == (201, "duplicate")
    assert Sheet.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"people": {"all": 5}}, "votes_above_people"),
        ({"held_on": "2026-13-32"}, "not_readable"),
        ({"held_on": "2999-01-01"}, "date_in_future"),
        ({"people": {"all": -3}}, "negative_people"),
        ({"people": {"all": "twelve"}}, "not_readable"),
        ({"people": {"all": 1e21}}, "not_readable"),
        ({"votes": "many"}, "not_readable"),
        ({"meeting": "7c2a7c1e-0000-4000-8000-000000000000"}, "unknown_meeting"),
        ({"criteria": [{"key": "a\u0000b"}]}, "not_readable"),
        ({"criteria": [{"key": "\ud800"}]}, "not_readable"),
        ({"votes": {"a": {"all": {"1": 3, "01": 1}}}}, "not_readable"),
    ],
)
def test_a_sheet_that_breaks_a_rule_is_kept_apart_and_the_phone_is_told(scene, paper, changed, code):
    answer = scene.phone.put(scene.sheet(**changed), paper)
    assert (answer.status_code, answer.json()["state"]) == (201, "quarantined")
    assert code in [problem["code"] for problem in answer.json()["problems"]]
    assert set(answer.json()["problems"][0]["text"]) == {"km", "en"}
    assert not Sheet.objects.exists()
    assert Arrival.objects.get(paper_id=paper).raw


@pytest.mark.parametrize(
    "raw",
    [b"", b"no", b"[1]", b'{"a": NaN}', b"\xff\xfe{\x00}\x00", b'{"a": "\x00"}', b'{"a":' * 20_000, b"[" * 100_000,
     b'{"a": ' + b"9" * 6000 + b"}", b'{"votes": 1, "votes": 2}'],
)  # fmt: skip
def test_what_is_no_sheet_at_all_is_refused_with_the_reason(scene, paper, raw):
    answer = scene.phone.put(raw, paper)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["code"] == "not_json"
    assert not Arrival.objects.exists()


def test_an_id_that_is_not_that_of_the_address_is_refused(scene, paper):
    assert scene.phone.put(scene.sheet(id=str(uuid4())), paper).status_code == 400
    assert scene.phone.put(scene.sheet(id=str(paper)), paper).status_code == 201


def test_a_sheet_larger_than_the_limit_is_refused(scene, paper):
    assert scene.phone.put(b"{" + b" " * 600_000 + b"}", paper).status_code == 413


def test_without_a_known_secret_nobody_sends(scene, paper):
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic !!"}):
        answer = Client(headers=headers).put(
            f"/sync/v1/sheets/{paper}", b"{}", content_type="application/json"
        )
        assert answer.status_code == 401
        assert "Basic" in answer["WWW-Authenticate"]
    basic = Client(headers=scene.phone.header("basic"))
    assert basic.put(f"/sync/v1/sheets/{paper}", json.dumps(scene.sheet()).encode()).status_code == 201


def test_who_tries_many_secrets_has_to_wait(scene, paper):
    wrong = Client(headers={"authorization": "Bearer wrong"})
    seen = [wrong.get(f"/sync/v1/sheets/{paper}") for _try in range(61)]
    assert [answer.status_code for answer in seen] == [401] * 60 + [429]
    assert seen[-1]["Retry-After"] == "60"


def test_the_secret_is_not_kept(scene):
    kept = Device.objects.values_list("secret_sha256", flat=True).get()
    assert scene.phone.secret not in kept
    assert scene.phone.secret not in str(list(Event.objects.values()))


def test_who_may_not_type_for_the_facility_is_told_so_but_the_sheet_is_kept(scene, paper):
    """Chan works in another province; the clerk belongs to the scored administration's side."""
    for account in (scene.people.chan, scene.people.head):
        phone = phone_of(account)
        id_ = uuid4()
        answer = phone.put(scene.sheet(), id_)
        assert (answer.status_code, answer.json()["state"]) == (403, "quarantined")
        assert Arrival.objects.get(paper_id=id_).raw
    assert not Sheet.objects.exists()


def test_what_a_withdrawn_phone_still_holds_is_taken_into_quarantine(scene, paper):
    withdraw_device(device=scene.phone.device, reason="Lost at the market", by=scene.people.sokha)
    answer = scene.phone.put(scene.sheet(), paper)
    assert (answer.status_code, answer.json()["state"]) == (201, "quarantined")
    assert answer.json()["problems"][0]["code"] == "device_withdrawn"


def test_only_the_sender_learns_what_became_of_a_sheet(scene, paper):
    sent = scene.phone.put(scene.sheet(), paper)
    assert scene.phone.get(f"/sync/v1/sheets/{paper}").json() == sent.json()
    assert phone_of(scene.people.chan).get(f"/sync/v1/sheets/{paper}").status_code == 404
    assert scene.phone.get(f"/sync/v1/sheets/{uuid4()}").status_code == 404


def test_the_phone_says_how_much_it_still_holds(scene, paper):
    scene.phone.put(scene.sheet(), paper)
    device = Device.objects.get()
    assert (device.unsent, device.app_version) == (2, "1.0")
    assert device.last_contact


def test_sending_costs_the_same_few_queries_however_often(scene, paper, django_assert_max_num_queries):
    with django_assert_max_num_queries(120):
        scene.phone.put(scene.sheet(), paper)
    with django_assert_max_num_queries(14):
        scene.phone.put(scene.sheet(), paper)


@pytest.mark.parametrize(
    "told",
    [{"app": {"version": "\ud800"}}, {"app": {"version": "\u0000"}}, {"app": "old"}, {"app": {"unsent": 10**30}},
     {"sent": "0001-01-01T00:00:00+14:00"}, {"sent": "9999-12-31T23:59:59-12:00"}, {"sent": 5}],
)  # fmt: skip
def test_what_a_phone_tells_of_itself_never_costs_a_sheet(scene, paper, told):
    assert scene.phone.put(scene.sheet(**told), paper).json()["state"] == "accepted"


def test_a_phone_that_sends_without_end_has_to_wait(scene, monkeypatch):
    monkeypatch.setattr("isaf.field.views.SHEETS_A_MINUTE", 2)
    answers = [scene.phone.put(b"no", uuid4()) for _try in range(3)]
    assert [answer.status_code for answer in answers] == [400, 400, 429]
    assert answers[-1]["Retry-After"] == "60"


def test_a_refusal_names_roles_in_the_language_in_which_it_is_read(scene, paper):
    answer = phone_of(scene.people.dara).put(scene.sheet(), paper)
    (problem,) = answer.json()["problems"]
    assert problem["text"]["en"].isascii()
    assert not problem["text"]["km"].isascii()
