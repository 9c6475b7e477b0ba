"""The published figures of Phase 1, computed again from their own two numbers."""

from decimal import Decimal

import pytest

from isaf.country.pack import load_pack
from isaf.monitoring.rules import Coverage, as_row

# Reference: country/kh/figures.csv, A1 to A6b of the published figures.
PHASE_1 = [
    ("province", "reached", 18, 24, "75.0", 75, None, False),
    ("district", "reached", 98, 159, "61.6", 62, 62, False),
    ("commune", "reached", 827, 1410, "58.7", 59, 56, True),
    ("primary_school", "reached", 4107, 7189, "57.1", 57, 57, False),
    ("health_centre", "reached", 605, 1197, "50.5", 51, 51, False),
    ("commune", "covered_in_data", 757, 1410, "53.7", 54, None, False),
    ("commune", "cleaned_data", 680, None, None, None, None, False),
]


@pytest.mark.parametrize(("place", "row"), list(enumerate(PHASE_1)), ids=[f"{r[0]} {r[1]}" for r in PHASE_1])
def test_the_figures_of_phase_1_are_computed_from_their_own_numbers(place, row):
    figure = load_pack("kh").figures[place]
    one = Coverage(
        "", figure.unit, figure.definition, figure.numerator, figure.denominator, figure.published_percent,
        figure.source, figure.definition_names, figure.denominator_names,
    )  # fmt: skip
    percent = None if row[4] is None else Decimal(row[4])
    assert (one.unit, one.definition, one.numerator, one.denominator) == row[:4]
    assert (one.percent, one.percent_whole, one.published, one.differs) == (percent, *row[5:])


@pytest.mark.parametrize(
    ("part", "whole", "decimal", "rounded"), [(605, 1197, 50.5, 51), (1, 200, 0.5, 1), (0, 9, 0.0, 0)]
)
def test_whole_per_cent_come_from_the_fraction_not_from_the_rounded_decimal(part, whole, decimal, rounded):
    row = as_row(Coverage("", "x", "y", part, whole, None, "", {}, {}))
    assert (row["percent"], row["percent_whole"]) == (decimal, rounded)


def test_nothing_of_nothing_has_no_percentage_and_never_differs():
    row = as_row(Coverage("", "x", "y", 0, 0, None, "", {}, {}))
    assert (row["percent"], row["percent_whole"], row["differs"]) == (None, None, False)


def test_the_keys_stand_in_the_documented_order():
    assert list(as_row(Coverage("", "", "", 0, None, None, "", {}, {}))) == [
        "area", "unit", "definition", "numerator", "denominator", "percent", "percent_whole",
        "published_percent", "differs", "source",
    ]  # fmt: skip
