"""Review by another person, corrections, and which words go out."""

from uuid import uuid4

import pytest

from isaf.kit.problems import NotFound, NotYours
from isaf.people.models import RoleHolding
from isaf.people.services import give_role
from isaf.scorecards import problems, services
from isaf.scorecards.models import FacilitySummary, Sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark
from tests import make

from .conftest import STAFF, typed

pytestmark = pytest.mark.django_db

WORDS = (
    TypedRemark(STAFF, "strength", "Friendly at night", "en"),
    TypedRemark(STAFF, "proposal", "One more midwife", "en"),
)


def test_an_approved_sheet_counts(scene):
    sheet = scene.approved()
    assert (sheet.state, sheet.reviewed_by) == ("approved", scene.people.reviewer)
    row = FacilitySummary.objects.get(segment="female")
    assert (row.n1, row.n2, row.n3, row.n4, row.n5, row.sheets) == (0, 2, 5, 8, 3, 1)


def test_nobody_reviews_what_they_sent(scene):
    reviewer = scene.people.reviewer
    give_role(
        person=reviewer,
        role="caf",
        area=make.area("010201"),
        by=make.system(),
        since=RoleHolding.objects.first().since,
    )
    sheet = scene.sheet(by=reviewer)
    with pytest.raises(problems.ReviewedByAnother):
        services.approve_sheet(sheet=sheet, by=reviewer)
    with pytest.raises(problems.ReviewedByAnother):
        services.return_sheet(sheet=sheet, by=reviewer, reason="x")
    assert Sheet.objects.get().state == "submitted"


def test_nobody_of_the_scored_side_reviews(scene):
    sheet = scene.sheet()
    for person in (scene.people.head, scene.people.bopha, scene.people.sokha):
        with pytest.raises(NotYours):
            services.approve_sheet(sheet=sheet, by=person)
    for person in (scene.people.dara, scene.people.chan):
        with pytest.raises(NotFound):
            services.approve_sheet(sheet=sheet, by=person)


def test_a_sheet_is_approved_once(scene):
    sheet = scene.approved()
    with pytest.raises(problems.NotForReview):
        services.approve_sheet(sheet=sheet, by=scene.people.reviewer)


def test_only_ticked_words_may_be_shown(scene):
    own = TypedCriterion("own:1", "Clean beds", "en")
    votes = {STAFF: {"all": {4: 20}}, "own:1": {"all": {2: 20}}}
    sheet = scene.sheet(typed(votes, criteria=(TypedCriterion(STAFF), own), remarks=WORDS))
    first, second = sheet.remarks.all()
    services.approve_sheet(sheet=sheet, by=scene.people.reviewer, passed=[second.pk])
    assert list(sheet.remarks.values_list("state", flat=True)) == ["held_back", "passed"]
    assert not sheet.criteria.get(key="own:1").is_passed
    services.moderate_sheet(sheet=sheet, by=scene.people.reviewer, passed=[first.pk, "own:1"])
    assert list(sheet.remarks.values_list("state", flat=True)) == ["passed", "held_back"]
    assert FacilitySummary.objects.get(criterion__startswith="own:").is_passed


def test_one_remark_is_passed_or_held_back_by_itself(scene):
    sheet = scene.approved(typed(remarks=WORDS))
    first, second = sheet.remarks.all()
    services.pass_remark(remark=first, by=scene.people.reviewer)
    services.hold_back_remark(remark=second, by=scene.people.reviewer, reason="Names a person")
    assert list(sheet.remarks.values_list("state", "state_reason")) == [
        ("passed", ""),
        ("held_back", "Names a person"),
    ]
    with pytest.raises(NotYours):
        services.pass_remark(remark=second, by=scene.people.head)


def test_a_returned_sheet_says_why_and_no_longer_counts(scene):
    sheet = scene.approved()
    with pytest.raises(problems.ReturnReasonMissing):
        services.return_sheet(sheet=sheet, by=scene.people.reviewer, reason="  ")
    services.return_sheet(sheet=sheet, by=scene.people.reviewer, reason="Women and men are swapped")
    assert not FacilitySummary.objects.exists()
    with pytest.raises(problems.CannotReturn):
        services.return_sheet(sheet=sheet, by=scene.people.reviewer, reason="again")


def test_a_correction_is_a_new_sheet_and_both_stay(scene):
    wrong = scene.sheet()
    content = typed(people={"all": 40}, votes={STAFF: {"all": {4: 40}}}, number=uuid4())
    right = services.correct_sheet(sheet=wrong, typed=content, by=scene.people.sokha)
    assert services.correct_sheet(sheet=wrong, typed=content, by=scene.people.sokha) == right
    wrong.refresh_from_db()
    assert (wrong.state, right.state, right.supersedes) == ("superseded", "submitted", wrong)
    services.approve_sheet(sheet=right, by=scene.people.reviewer)
    assert FacilitySummary.objects.get(segment="all").n4 == 40


def test_an_approved_citizens_sheet_has_to_be_returned_before_it_is_corrected(scene):
    sheet = scene.approved()
    with pytest.raises(problems.CannotCorrect):
        services.correct_sheet(sheet=sheet, typed=typed(), by=scene.people.sokha)
    services.return_sheet(sheet=sheet, by=scene.people.reviewer, reason="x")
    assert services.correct_sheet(sheet=sheet, typed=typed(), by=scene.people.sokha).state == "submitted"


def test_staff_correct_their_own_score_only_until_the_results_are_open(scene):
    own = scene.self_assessment()
    content = typed({STAFF: {"all": {3: 4}}}, people={"all": 4})
    own = services.correct_sheet(sheet=own, typed=content, by=scene.people.head)
    assert own.state == "approved"
    scene.approved()
    with pytest.raises(problems.CannotCorrect):
        services.correct_sheet(sheet=own, typed=typed(people={"all": 4}), by=scene.people.head)


@pytest.mark.parametrize("is_sent_back", [False, True])
def test_what_was_once_opened_never_lets_staff_correct_their_score_again(scene, is_sent_back):
    own, sheet = scene.self_assessment(), scene.approved()
    services.meeting_changed(meeting=scene.meeting("01020102", held=False))
    if is_sent_back:
        services.return_sheet(sheet=sheet, by=scene.people.reviewer, reason="x")
    assert not services.may_correct(own)
    with pytest.raises(problems.CannotCorrect):
        services.correct_sheet(sheet=own, typed=typed(people={"all": 4}), by=scene.people.head)
    assert Sheet.objects.get(pk=own.pk).state == "approved"
