"""Invented figures that look like a real year: mostly "acceptable" and "satisfied", few at the ends.

Everything is drawn from a given random generator, so the same seed gives the same year.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from isaf.country.pack import Section, Segment

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


SIZES = (96, 44, 17, 9, 5)
"""Million minor units of a form's headings, from the first one on: public money has one or two large sources."""


def content(chance: Random, sections: Sequence[Section], *, growth: float) -> dict[str, Any]:
    """An information sheet: performance near its standards, money with plan and actual. One line is missing."""
    return {section.id: _section(chance, section, growth) for section in sections}


def _section(chance: Random, section: Section, growth: float) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for place, item in enumerate(section.items):
        if section.kind == "money":
            planned = SIZES[min(place, len(SIZES) - 1)] * 1_000_000 * chance.uniform(0.8, 1.2) * growth
            amounts = {"planned": planned, "actual": planned * chance.uniform(0.82, 1.05)}
            rows[item.id] = {
                column.id: round(amounts.get(column.id, planned) / 1000) * 1000 for column in section.columns
            }
        elif not (place == len(section.items) - 1 and chance.random() < 0.3):
            rows[item.id] = _performance(chance, item.standard_type, item.standard, growth, section)
    return rows


def _performance(
    chance: Random, standard_type: str, standard: float | None, growth: float, section: Section
) -> dict[str, int]:
    if standard_type == "yes_no":
        last, this = 0, 1
    elif standard_type == "maximum":
        last = round((standard or 0) * 1.1) + chance.randint(1, 6)
        this = max(0, last - chance.randint(1, 5))
    else:
        last = round((standard or chance.randint(40, 160)) * chance.uniform(0.85, 1.0))
        this = round(last * chance.uniform(1.0, 1.12) * growth)
        if standard and standard <= 100:
            last, this = min(last, 100), min(this, 100)
    both = {"last_year": last, "this_year": this}
    return {column.id: both[column.id] for column in section.columns if column.id in both}
