"""Invented figures obey the rules that real ones must obey."""

from random import Random

import pytest

from isaf.country.pack import load_pack
from isaf.demonstration.rules import belongs, count_people, crowd, vote


@pytest.mark.parametrize("code", ["kh", "lotus"])
def test_no_group_has_more_votes_than_all_nor_than_its_people(code):
    pack = load_pack(code)
    people = crowd(Random(7), 40)
    counted = count_people(people, pack.segments)
    values = [value.value for value in pack.scale.values]

    votes = vote(Random(7), people, pack.segments, values, 0.6)

    assert counted["all"] == 40
    for segment in pack.segments:
        assert sum(votes[segment.id].values()) == counted[segment.id] <= 40
        assert all(votes[segment.id][value] <= votes["all"][value] for value in values)


def test_the_same_seed_gives_the_same_meeting():
    assert crowd(Random(3), 12) == crowd(Random(3), 12) != crowd(Random(4), 12)


@pytest.mark.parametrize(("age", "inside"), [(14, False), (15, True), (30, True), (31, False)])
def test_youth_is_fifteen_to_thirty_as_the_pack_says(age, inside):
    (youth,) = [segment for segment in load_pack("kh").segments if segment.id == "youth"]

    assert belongs({"age": age}, youth) is inside
