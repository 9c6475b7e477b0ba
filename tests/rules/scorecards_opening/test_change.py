"""When this year may be called better or lower than last year (decisions on scoring, 19)."""

from fractions import Fraction

import pytest

from isaf.scorecards.change import Change, change, higher

LOW, HIGH = {2: 30, 3: 10}, {4: 30, 5: 10}


@pytest.mark.parametrize(
    "before, after, reason",
    [
        (None, {"": HIGH}, "no_year_before"),
        ({"": {}}, {"": HIGH}, "no_year_before"),
        ({"a": LOW}, {"b": HIGH}, "other_villages"),
        ({"a": LOW}, {"a": HIGH, "b": HIGH}, "other_villages"),
        ({"a": {2: 29}}, {"a": HIGH}, "few_votes"),
        ({"a": LOW}, {"a": {4: 29}}, "few_votes"),
    ],
)
def test_years_that_cannot_be_compared_say_why(before, after, reason):
    assert change(before, after) == Change(None, reason)


def test_scores_on_different_scales_are_never_compared():
    assert change({"": LOW}, {"": HIGH}, same_scale=False) == Change(None, "other_scale")


def test_a_village_without_votes_does_not_count_as_one():
    assert change({"a": LOW, "b": {4: 0}}, {"a": HIGH}).direction == "up"


@pytest.mark.parametrize(
    "before, after, direction", [(LOW, HIGH, "up"), (HIGH, LOW, "down"), (LOW, LOW, "same")]
)
def test_one_place_is_judged_by_the_votes_alone(before, after, direction):
    assert change({"": before}, {"": after}).direction == direction


def test_all_votes_alike_in_both_years_are_the_same():
    assert change({"": {3: 40}}, {"": {3: 40}}).direction == "same"


def test_the_share_of_higher_votes_counts_ties_half():
    assert higher({1: 1, 3: 1}, {3: 1}) == Fraction(3, 4)
    assert higher(LOW, LOW) == Fraction(1, 2)


def test_the_test_agrees_with_a_published_implementation():
    """Reference: scipy 1.17, mannwhitneyu(use_continuity=False, method="asymptotic"): p 0.0641 and 0.0378."""
    before = {1: 2, 2: 6, 3: 12, 4: 8, 5: 2}
    assert change({"": before}, {"": {1: 1, 2: 3, 3: 10, 4: 10, 5: 6}}).direction == "same"
    assert change({"": before}, {"": {1: 1, 2: 3, 3: 9, 4: 10, 5: 7}}).direction == "up"


def test_two_villages_that_moved_alike_differ_but_two_that_parted_do_not():
    """Many votes in few villages prove little: one village rose, the other fell a little less."""
    low, high = {2: 40, 3: 10}, {4: 40, 5: 10}
    assert change({"a": low, "b": low}, {"a": high, "b": high}).direction == "up"
    assert change({"a": low, "b": high}, {"a": high, "b": {3: 40, 4: 10}}).direction == "same"


def test_more_villages_than_the_table_of_student_use_its_last_row():
    villages = {str(number): {2: 2, 3: 1} for number in range(30)}
    risen = {str(number): {4: 2, 5: 1} for number in range(30)}
    assert change(villages, risen).direction == "up"
