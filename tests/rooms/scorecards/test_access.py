"""Who stands outside enough to review, and a shared health centre that two communes score."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from isaf.kit.problems import NotFound
from isaf.meetings.services import plan_meeting
from isaf.people.services import give_role
from isaf.places.models import FacilityArea
from isaf.scorecards import access, problems, services
from isaf.scorecards.reading import meeting_rows, village_rows
from isaf.scorecards.selectors import facility_results, waiting
from tests import make

from .conftest import TODAY, typed
from .test_pages import enter

pytestmark = pytest.mark.django_db


def buttons(person) -> list[str]:
    return [item.button for item in waiting(person, TODAY)]


def offered(scene, person) -> list[bool]:
    target = scene.cycle.targets.select_related("cycle__area").get(facility=scene.centre)
    return [row["may_review"] for row in meeting_rows(person, target)]


def refused(scene, sheet, person) -> None:
    """Neither the service nor any page lets the person review."""
    for deed in (services.approve_sheet, services.moderate_sheet):
        with pytest.raises(problems.ReviewedFromOutside):
            deed(sheet=sheet, by=person, passed=[])
    with pytest.raises(problems.ReviewedFromOutside):
        services.return_sheet(sheet=sheet, by=person, reason="x")
    assert not access.may_review(person, sheet)
    assert not any(offered(scene, person))
    assert "Review" not in buttons(person)
    sheet.refresh_from_db()
    assert sheet.state == "submitted"


def test_who_facilitated_the_meeting_does_not_review_its_sheet(scene):
    meeting = scene.meeting()
    sheet = scene.sheet(meeting=meeting)
    assert offered(scene, scene.people.reviewer) == [True]
    assert buttons(scene.people.reviewer) == ["Review"]
    meeting.facilitators.add(scene.people.reviewer)
    refused(scene, sheet, scene.people.reviewer)


def test_a_facilitator_of_the_commune_who_is_a_reviewer_too_does_not_review_there(scene):
    both = make.person("both", "reviewer", area=make.area("0102"))
    give_role(person=both, role="caf", area=make.area("010201"), by=make.system(), since=date(2020, 1, 1))
    refused(scene, scene.sheet(), both)


@pytest.fixture
def shared(scene):
    """The health centre of 010201 is scored by 010202 too; sopheap facilitates there."""
    neighbour = make.commune("010202")
    FacilityArea.objects.create(facility=scene.centre, area=neighbour, relation="catchment")
    other = make.cycle("010202", 2026)
    return make.person("sopheap", "caf", area=neighbour), other


def test_a_facilitator_types_no_sheet_of_a_neighbouring_commune(scene, shared):
    sopheap, _other = shared
    meeting = scene.meeting()
    with pytest.raises(NotFound):
        scene.sheet(meeting=meeting, by=sopheap)
    assert not access.may_type(sopheap, meeting)
    assert "Type the sheet" in buttons(scene.people.sokha)
    assert "Type the sheet" not in buttons(sopheap)
    for name in ("tally", "cancel"):
        address = reverse(f"scorecards:{name}", args=[meeting.pk])
        assert enter(sopheap).get(address).status_code == 404
        assert enter(scene.people.sokha).get(address).status_code == 200


def test_a_facilitator_reads_no_sheet_of_a_neighbouring_commune(scene, shared):
    sopheap, _other = shared
    sheet = scene.sheet()
    for name in ("sheet", "correct"):
        assert enter(sopheap).get(reverse(f"scorecards:{name}", args=[sheet.pk])).status_code == 404
    services.return_sheet(sheet=sheet, by=scene.people.reviewer, reason="x")
    assert "Correct it" in buttons(scene.people.sokha)
    assert "Correct it" not in buttons(sopheap)
    with pytest.raises(NotFound):
        services.correct_sheet(sheet=sheet, typed=typed(), by=sopheap)


def test_villages_of_a_neighbouring_commune_stay_with_its_own_facilitators(scene, shared):
    sopheap, _other = shared
    scene.approved()
    target = scene.cycle.targets.select_related("cycle__area").get(facility=scene.centre)
    results = facility_results(scene.centre, 2026)
    assert len(village_rows(scene.people.sokha, target, results)) == 1
    assert village_rows(sopheap, target, results) == []
    assert [row["may_read"] for row in meeting_rows(sopheap, target)] == [False]


def test_a_reviewer_of_one_commune_reviews_no_sheet_of_its_neighbour(scene, shared):
    sopheap, other = shared
    near = make.person("near", "reviewer", area=make.area("010201"))
    meeting = scene.meeting("01020201", cycle=other)
    sheet = scene.sheet(meeting=meeting, by=sopheap)
    with pytest.raises(NotFound):
        services.approve_sheet(sheet=sheet, by=near)
    assert "Review" not in buttons(near)
    assert services.approve_sheet(sheet=sheet, by=scene.people.reviewer).state == "approved"


def test_a_meeting_without_scores_elsewhere_is_not_found_before_its_kind_is_told(scene):
    meeting = plan_meeting(
        cycle=scene.cycle, kind="information", planned_on=date(2026, 3, 1), village=make.area("01020101"),
        by=make.system(),
    )  # fmt: skip
    far = make.person("far", "caf", area=make.area("020101"))
    for name in ("tally", "cancel"):
        address = reverse(f"scorecards:{name}", args=[meeting.pk])
        assert enter(far).get(address).status_code == 404
        assert enter(scene.people.chan).get(address).status_code == 404
        assert enter(scene.people.vanna).get(address).status_code == 403
        assert enter(scene.people.sokha).get(address).status_code == 400
        assert Client().get(address).status_code == 302
