"""Invented figures that look like a real year: mostly "acceptable" and "satisfied", few at the ends.

Everything is drawn from a given random generator, so the same seed gives the same year.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from isaf.country.pack import Segment

Ballot = Mapping[str, Any]


def crowd(chance: Random, size: int) -> list[dict[str, Any]]:
    """People of a village meeting as columns of a nameless ballot: more women than men, a third young."""
    return [
        {
            "sex": "F" if chance.random() < 0.58 else "M",
            "age": chance.randint(17, 30) if chance.random() < 0.35 else chance.randint(31, 74),
            "disability": "1" if chance.random() < 0.06 else "0",
            "minority": "1" if chance.random() < 0.1 else "0",
            "idpoor": "1" if chance.random() < 0.22 else "0",
        }
        for _ in range(size)
    ]


def belongs(person: Ballot, segment: Segment) -> bool:
    """Whether a ballot's columns put it into a segment of the pack."""
    rule = segment.rule
    if not rule:
        return True
    value = person.get(rule["column"])
    if "within" in rule:
        return rule["within"][0] <= value <= rule["within"][1]
    return str(value) == str(rule["is"])


def count_people(people: Sequence[Ballot], segments: Sequence[Segment]) -> dict[str, int]:
    """How many of each segment came."""
    return {segment.id: sum(belongs(person, segment) for person in people) for segment in segments}


def vote(
    chance: Random, people: Sequence[Ballot], segments: Sequence[Segment], values: Sequence[int], mood: float
) -> dict[str, dict[int, int]]:
    """Counts per segment and value. ``mood`` moves the middle of the votes: 0.5 is the middle of the scale."""
    middle = mood * (len(values) - 1)
    weights = [2.6 ** -abs(place - middle) for place in range(len(values))]
    drawn = chance.choices(list(values), weights, k=len(people))
    return {
        segment.id: {
            value: sum(
                1
                for person, given in zip(people, drawn, strict=True)
                if given == value and belongs(person, segment)
            )
            for value in values
        }
        for segment in segments
    }
