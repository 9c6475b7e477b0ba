"""Who changed what, in words: for who may open the record, and never a count or a secret."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from isaf.audit.models import Event
from isaf.changes.history import ROOMS, VALUES, WORDS
from isaf.changes.records import GUARDS
from isaf.cycles.services import postpone_step
from isaf.information import services as information
from isaf.kit.clock import pretend
from isaf.people.services import end_role, give_role
from isaf.places.selectors import facility_by_slug
from isaf.places.services import update_facility
from isaf.plans import services as plans
from isaf.plans.lines import Line
from isaf.scorecards.services import approve_sheet, record_sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db
CENTRE, OFFICE = "hc-010201", "ca-010201"


@pytest.fixture
def scene():
    with pretend(date(2026, 6, 30)), override("en"):
        yield cast.people(), make.cycle(year=2026)


def read(person, kind: str, key) -> str:
    answer = enter(person).get(reverse("changes:history", args=[kind, str(key)]))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_deed_says_who_in_which_office_when_and_both_texts(scene):
    people, year = scene
    postpone_step(
        cycle=year, step="training", planned_from=date(2026, 3, 1), planned_to=date(2026, 5, 10),
        reason="Floods.", by=people.bopha,
    )  # fmt: skip
    page = read(people.sokha, "year", year.pk)
    for words in ("Bopha", "District working group", "gave a step new days: Training courses.", "Floods."):
        assert words in page
    assert "30\u00a0April 2026 → <b>10\u00a0May 2026</b>" in page
    with override("km"):
        address = reverse("changes:history", args=["year", str(year.pk)])
    khmer = enter(people.sokha).get(address).content.decode()
    assert "១០" in khmer


def test_the_office_is_the_one_of_that_day(scene):
    people, year = scene
    holding = people.bopha.holdings.get()
    postpone_step(
        cycle=year, step="training", planned_from=date(2026, 3, 1), planned_to=date(2026, 5, 10), reason="Floods.",
        by=people.bopha,
    )  # fmt: skip
    end_role(holding=holding, by=people.admin, on=date(2026, 6, 30))
    give_role(
        person=people.bopha,
        role="national_viewer",
        area=make.area(""),
        by=people.admin,
        since=date(2026, 7, 1),
    )
    page = read(people.sokha, "year", year.pk)
    assert "District working group" in page
    assert "National viewer" not in page


def test_a_facility_tells_its_names_before_and_after(scene):
    people, _ = scene
    update_facility(facility=facility_by_slug(CENTRE), by=people.bopha, names={"km": "k", "en": "New name"})
    page = read(people.head, "facility", CENTRE)
    assert "Facility hc-010201 → <b>New name</b>" in page


def test_figures_of_a_sheet_are_told_to_its_workers_alone(scene):
    people, year = scene
    content = {"performance": {"births": {"this_year": 41}}}
    sheet = information.save_draft(
        cycle=year, facility=facility_by_slug(OFFICE), content=content, by=people.dara
    )
    assert "<b>41</b>" in read(people.bopha, "information", sheet.pk)
    address = reverse("changes:history", args=["information", str(sheet.pk)])
    assert enter(people.sokha).get(address).status_code == 403
    assert enter(people.chan).get(address).status_code == 404


def citizens_sheet(people, year):
    """Votes and a group whose numbers (13, 9, 4) are written nowhere else."""
    centre = facility_by_slug(CENTRE)
    held = make.meeting(year, facility=centre, village=make.area("01020101"), on=date(2026, 5, 10), held=True)
    criterion = year.instrument["criteria"]["hc"][0]["id"]
    remark = TypedRemark(criterion, "proposal", "A door that shuts", "en")
    typed = TypedSheet(
        uuid4(),
        {"all": 1300},
        (TypedCriterion(criterion),),
        {criterion: {"all": {4: 913, 2: 387}}},
        (remark,),
    )
    sheet = record_sheet(meeting=held, typed=typed, by=people.sokha, door="paper")
    approve_sheet(sheet=sheet, by=people.reviewer, passed=[])
    return sheet, held


def test_no_count_of_citizens_comes_out_through_any_history(scene):
    """The head of the scored centre, its clerk and chief, the district: whatever they can open."""
    people, year = scene
    sheet, meeting = citizens_sheet(people, year)
    address = reverse("changes:history", args=["sheet", str(sheet.pk)])
    keys = {
        "year": year.pk, "meeting": meeting.pk, "facility": CENTRE, "area": "010201", "sheet": sheet.pk,
        "plan": year.pk, "action": "010201-2026-1",
    }  # fmt: skip
    for person in (people.head, people.dara, people.chief, people.director, people.bopha, people.council):
        assert enter(person).get(address).status_code in (403, 404)
        for kind, key in keys.items():
            page = enter(person).get(reverse("changes:history", args=[kind, str(key)])).content.decode()
            assert not any(count in page for count in ("913", "387", "1300", "1.300", "1,300"))
            assert "A door that shuts" not in page
    own = read(people.sokha, "sheet", sheet.pk)
    assert "sent in the sheet." in own
    assert not any(count in own for count in ("913", "387"))


def test_a_detail_that_nobody_names_never_shows(scene):
    """An event with counts, a telephone and a secret in its details says none of them."""
    people, year = scene
    secrets = {"votes": {"all": {"4": 913}}, "phone": "012345678", "token": "s3cret", "reason": "Said aloud."}
    told = [["votes", 1, 913], ["phone", "a", "012345678"], ["planned_to", "2026-04-30", "2026-05-01"]]
    Event.objects.create(
        at="2026-06-30T02:00:00Z", by_id=str(people.bopha.pk), by_name="Bopha", verb="postpone_step",
        kind="cycle", subject_id=str(year.pk), place_code="010201", details=secrets | {"changes": told},
    )  # fmt: skip
    page = read(people.sokha, "year", year.pk)
    assert "Said aloud." in page
    assert "1\u00a0May 2026" in page
    assert not any(secret in page for secret in ("913", "012345678", "s3cret"))


def test_a_plan_tells_its_lines_also_those_left_out(scene):
    people, year = scene
    section = year.instrument["plan_sections"][0]["id"]
    line = Line(title="Two pumps", section=section, lead="Centre", end_on=date(2026, 12, 31))
    row = plans.add_line(
        cycle=year, line=line, facility=facility_by_slug(CENTRE), agreed_on=date(2026, 6, 20), by=people.dara
    )
    better = Line(title="Three pumps", section=section, lead="Centre", end_on=date(2026, 12, 31))
    plans.edit_line(line=row, typed=better, row_version=1, by=people.dara)
    code = row.action.code
    plans.remove_line(line=row, reason="Not agreed after all.", by=people.dara)
    page = read(people.council, "plan", year.pk)
    assert "Two pumps → <b>Three pumps</b>" in page
    assert "Not agreed after all." in page
    assert f"action {code}" in read(people.council, "action", code)


@pytest.mark.parametrize("kind", sorted(GUARDS))
def test_chan_reads_the_history_of_nothing_elsewhere(scene, kind):
    """By any key that could name something: not found, or refused."""
    people, year = scene
    sheet, meeting = citizens_sheet(people, year)
    organisations_are_public = kind in ("organisation", "project")
    keys = [
        year.pk,
        sheet.pk,
        meeting.pk,
        CENTRE,
        "010201",
        people.bopha.pk,
        "x",
        "0",
        "99999999999",
        "nation",
    ]
    for key in keys:
        answer = enter(people.chan).get(reverse("changes:history", args=[kind, str(key)]))
        assert answer.status_code in (403, 404) or organisations_are_public, key


def test_no_two_rooms_give_one_verb_different_words():
    for name in ("WORDS", "FIELDS", "VALUES"):
        seen: dict[str, str] = {}
        for room in ROOMS:
            for key, text in getattr(room, name, {}).items():
                assert seen.setdefault(key, text) == text, (name, key)
    assert WORDS
    assert VALUES


def test_every_event_of_a_scene_has_words(scene):
    people, year = scene
    citizens_sheet(people, year)
    unsaid = set(Event.objects.values_list("verb", flat=True)) - WORDS.keys()
    assert unsaid == set()
    assert json.dumps(sorted(WORDS))
