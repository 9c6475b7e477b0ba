"""One scoring rule (decisions on scoring, 11 and 12), by the tables of docs/algorithms/scoring.md."""

import doctest
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isaf.scorecards import problems, rules
from tests.rules.scorecards.cases import cases, counts

SCALE = (1, 2, 3, 4, 5)
VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "scoring.json").read_text("utf-8"))
some_votes = st.dictionaries(st.sampled_from(SCALE), st.integers(0, 60))


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def groups(text: str) -> dict[str, dict[int, int]]:
    """ "all 4:9, female 4:5" as segment -> counts."""
    votes = {}
    for part in filter(None, text.split(", ")):
        segment, *pairs = part.split(" ")
        votes[segment] = {int(v): int(n) for v, n in (pair.split(":") for pair in pairs)}
    return votes


def test_the_examples_beside_the_rules_hold():
    assert doctest.testmod(rules).failed == 0


@pytest.mark.parametrize("case", cases("scoring.md", "Cases: one result"))
def test_votes_become_the_result_of_the_page(case):
    found = rules.result({v: int(case[str(v)]) for v in SCALE}, SCALE, {4, 5})

    assert found.n == int(case["n"])
    assert found.median == number(case["median"])
    assert (found.mean, found.favourable) == (number(case["mean"]), number(case["favourable"]))
    assert [str(f) for f in (found.mean, found.favourable) if f is not None] == [
        text for text in (case["mean"], case["favourable"]) if text
    ], "two and four decimals are written even when they are 0"
    assert found.face == (int(case["face"]) if case["face"] else None)
    assert found.is_half == case["median"].endswith(".5")


@pytest.mark.parametrize("case", cases("scoring.md", "Cases: pooling"))
def test_sheets_are_pooled_vote_by_vote(case):
    pooled = rules.pool([counts(sheet) for sheet in case["sheets"].split(" + ")])

    assert pooled == counts(case["pooled"])
    assert rules.median(pooled) == Decimal(case["median"])


@pytest.mark.parametrize("case", cases("scoring.md", "Cases: a sheet that cannot be right"))
def test_a_sheet_that_cannot_be_right_is_refused_with_every_reason(case):
    people = dict(part.split(" ") for part in filter(None, case["people"].split(", ")))
    found = rules.check_sheet(
        {"opening_hours": groups(case["votes"])},
        {segment: int(n) for segment, n in people.items()},
        criteria=["opening_hours"],
        segments=["all", "female", "male"],
        values=SCALE,
    )

    assert [problem.code for problem in found] == case["refused as"].split()


def test_a_criterion_that_is_not_on_the_scorecard_is_refused_and_the_others_are_still_checked():
    votes = {"fishing": {"all": {4: 1}}, "opening_hours": {"all": {4: 12}}, "cleanliness": {}}
    found = rules.check_sheet(
        votes, {"all": 10}, criteria=["opening_hours", "cleanliness"], segments=["all"], values=SCALE
    )

    assert [problem.code for problem in found] == ["unknown_criterion", "votes_above_people"]


def test_the_sentence_of_a_refusal_carries_the_numbers_and_names_people_know():
    (problem,) = rules.check_sheet(
        {"opening_hours": {"all": {4: 12}}},
        {"all": 10},
        criteria=["opening_hours"],
        segments=["all"],
        values=SCALE,
    )

    assert str(problems.named(problem, {"opening_hours": "Opening hours"}, {"all": "Everyone"})) == (
        "Opening hours, Everyone: 12 votes, but 10 people were counted. "
        "Check the votes and the count of people, then send again."
    )
    assert str(problems.named(problem, {}, {})) == str(problem), "a name that is not known stays an id"


def test_a_group_that_was_not_counted_is_not_collected_which_is_not_zero():
    nobody_asked = rules.result(None, SCALE, {4, 5})
    nobody_voted = rules.result({}, SCALE, {4, 5})

    assert (nobody_asked.collected, nobody_asked.n, nobody_asked.distribution) == (False, None, None)
    assert (nobody_voted.collected, nobody_voted.n) == (True, 0)
    assert nobody_voted.distribution == dict.fromkeys(SCALE, 0)
    assert not nobody_asked.suppressed
    assert not nobody_voted.suppressed


@given(some_votes)
@settings(max_examples=60, deadline=None)
def test_the_result_is_that_of_all_votes_in_a_row(votes):
    row = sorted(v for v, n in votes.items() for _ in range(n))
    found = rules.result(votes, SCALE, {4, 5})

    assert found.n == len(row)
    if row:
        middle = Decimal(row[(len(row) - 1) // 2] + row[len(row) // 2]) / 2
        assert found.median == middle
        assert abs(found.mean * len(row) - sum(row)) * 200 <= len(row)
        assert abs(found.favourable * len(row) - sum(v >= 4 for v in row)) * 20000 <= len(row)


@given(st.lists(some_votes, max_size=5))
@settings(max_examples=40, deadline=None)
def test_pooling_loses_no_vote_and_does_not_ask_for_an_order(sheets):
    assert rules.total(rules.pool(sheets)) == sum(map(rules.total, sheets))
    assert rules.pool(sheets) == rules.pool(reversed(sheets))


@pytest.mark.parametrize("case", VECTORS["results"], ids=lambda case: case["name"])
def test_the_vectors_shared_with_the_phone_hold(case):
    votes = {int(v): n for v, n in case["counts"].items()}
    found = rules.result(votes, case["scale"], case["favourable"])

    for key, expected in case["expect"].items():
        value = getattr(found, key)
        if key == "distribution":
            assert {str(v): n for v, n in value.items()} == expected
        else:
            assert value == (None if expected is None else Decimal(str(expected))), key


@pytest.mark.parametrize("case", VECTORS["pooled"], ids=lambda case: case["name"])
def test_the_pooling_vectors_shared_with_the_phone_hold(case):
    pooled = rules.pool([{int(v): n for v, n in sheet.items()} for sheet in case["sheets"]])

    assert {str(v): n for v, n in sorted(pooled.items())} == case["expect"]
