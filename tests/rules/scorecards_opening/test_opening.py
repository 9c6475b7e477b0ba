"""What a whole sheet is refused for, and when results open (docs/algorithms/scoring.md)."""

from dataclasses import replace
from uuid import UUID

import pytest

from isaf.scorecards import opening
from isaf.scorecards.opening import Planned, check, is_open, pooled_key
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet

KNOWN = {
    "catalogue": ["staff", "water"],
    "segments": ["all", "female", "male"],
    "values": [1, 2, 3, 4, 5],
    "languages": ["km", "en"],
}
SOUND = TypedSheet(
    id=UUID(int=1),
    people={"all": 10, "female": 6, "male": None},
    criteria=(
        TypedCriterion("staff", times_proposed=4),
        TypedCriterion("own:1", "clean beds", "en"),
        TypedCriterion("water", times_proposed=1, is_chosen=False),
    ),
    votes={"staff": {"all": {4: 9}, "female": {4: 6}}, "own:1": {"all": {1: 10}}},
    remarks=(TypedRemark("staff", "proposal", "one more midwife", "en"),),
)


def codes(sheet: TypedSheet, **limits) -> list[str]:
    return [problem.code for problem in check(sheet, **KNOWN, **limits)]


def with_criteria(*criteria: TypedCriterion, **more) -> TypedSheet:
    return replace(SOUND, criteria=criteria, remarks=(), **more)


def test_a_sound_sheet_has_no_problem():
    assert codes(SOUND) == []


@pytest.mark.parametrize(
    "sheet, found",
    [
        (replace(SOUND, people={"all": 8, "female": 6}), ["votes_above_people", "votes_above_people"]),
        (replace(SOUND, people={"all": 10_001}), ["people_too_many", "group_not_counted"]),
        (replace(SOUND, people={"female": 6}), ["people_missing"]),
        (replace(SOUND, people={"all": 10, "female": 6, "left-handed": 1}), ["unknown_segment"]),
        (with_criteria(TypedCriterion("parking"), votes={"parking": {"all": {1: 1}}}), ["unknown_criterion"]),
        (
            with_criteria(TypedCriterion("own:x", "w", "en"), votes={"own:x": {"all": {1: 1}}}),
            ["unknown_criterion"],
        ),
        (
            with_criteria(TypedCriterion("own:1", "  ", "en"), votes={"own:1": {"all": {1: 1}}}),
            ["wording_missing"],
        ),
        (
            with_criteria(TypedCriterion("own:1", "w", "fr"), votes={"own:1": {"all": {1: 1}}}),
            ["wording_not_clean"],
        ),
        (
            with_criteria(TypedCriterion("own:1", "w" * 301, "en"), votes={"own:1": {"all": {1: 1}}}),
            ["wording_not_clean"],
        ),
        (
            with_criteria(TypedCriterion("staff"), TypedCriterion("staff"), votes={"staff": {"all": {1: 1}}}),
            ["criterion_twice"],
        ),
        (
            with_criteria(TypedCriterion("staff", times_proposed=-1), votes={"staff": {"all": {1: 1}}}),
            ["times_proposed_wrong"],
        ),
        (with_criteria(TypedCriterion("staff", is_chosen=False), votes={}), ["nothing_chosen"]),
        (with_criteria(TypedCriterion("staff"), votes={}), ["votes_missing"]),
        (with_criteria(TypedCriterion("staff"), votes={"staff": {"all": {}}}), ["votes_missing"]),
        (
            with_criteria(
                TypedCriterion("staff"),
                TypedCriterion("water", is_chosen=False),
                votes={"staff": {"all": {1: 1}}, "water": {"all": {1: 1}}},
            ),
            ["not_chosen"],
        ),
        (replace(SOUND, votes={**SOUND.votes, "staff": {"all": {9: 1}}}), ["unknown_value"]),
        (replace(SOUND, votes={**SOUND.votes, "staff": {"all": {4: -1}}}), ["negative_votes"]),
        (replace(SOUND, remarks=(TypedRemark("parking", "strength", "x", "en"),)), ["unknown_criterion"]),
        (replace(SOUND, remarks=(TypedRemark("staff", "praise", "x", "en"),)), ["remark_not_clean"]),
        (replace(SOUND, remarks=(TypedRemark("staff", "strength", " ", "en"),)), ["remark_not_clean"]),
        (replace(SOUND, remarks=(TypedRemark("staff", "strength", "x" * 2001, "en"),)), ["remark_not_clean"]),
        (replace(SOUND, remarks=(TypedRemark("staff", "strength", "x", "fr"),)), ["remark_not_clean"]),
    ],
)
def test_what_cannot_be_right_is_told(sheet, found):
    assert codes(sheet) == found


def test_the_number_of_chosen_criteria_keeps_the_packs_limits():
    assert codes(SOUND, limits=(2, 2)) == []
    assert codes(SOUND, limits=(3, None)) == ["too_few_chosen"]
    assert codes(SOUND, limits=(1, 1)) == ["too_many_chosen"]


@pytest.mark.parametrize(
    "meetings, opened",
    [
        ([], False),
        ([Planned(is_cancelled=False, is_approved=False)], False),
        ([Planned(is_cancelled=False, is_approved=True)], True),
        ([Planned(is_cancelled=True, is_approved=False)], True),
        (
            [Planned(is_cancelled=False, is_approved=True), Planned(is_cancelled=False, is_approved=False)],
            False,
        ),
        (
            [Planned(is_cancelled=False, is_approved=True), Planned(is_cancelled=True, is_approved=False)],
            True,
        ),
    ],
)
def test_results_open_when_nothing_planned_is_still_to_come(meetings, opened):
    assert is_open(meetings) is opened


def test_own_wordings_are_pooled_by_their_words_and_the_key_does_not_show_them():
    assert pooled_key("own:1", "clean beds") == pooled_key("own:2", "clean beds")
    assert pooled_key("own:1", "clean beds") != pooled_key("own:1", "quiet rooms")
    assert "beds" not in pooled_key("own:1", "clean beds")
    assert pooled_key("staff", "") == "staff"


def test_what_a_sheet_says_does_not_depend_on_how_it_was_packed():
    repacked = replace(
        SOUND,
        people={"female": 6, "all": 10},
        votes={"own:1": {"all": {1: 10, 2: 0}}, "staff": {"female": {4: 6}, "all": {4: 9}}},
    )
    assert repacked.content() == SOUND.content()
    assert replace(SOUND, people={"all": 11, "female": 6}).content() != SOUND.content()
    assert opening.RULE_VERSION == "1"
