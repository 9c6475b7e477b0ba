"""What people are asked is frozen with the year, and read back to the letter."""

import dataclasses
import json
from datetime import date

import pytest

from isaf.country.pack import load_pack
from isaf.cycles.rules import Instrument, freeze, is_inside_year, thaw, thaw_section


@pytest.mark.parametrize("code", ["kh", "lotus"])
def test_an_instrument_comes_back_from_json_as_it_was(code):
    pack = load_pack(code)
    kept = json.loads(json.dumps(freeze(pack)))

    back = thaw(kept)

    for field in dataclasses.fields(Instrument):
        frozen, asked = getattr(back, field.name), getattr(pack, field.name)
        assert frozen == (dict(asked) if isinstance(asked, dict) else asked), field.name
    service, sections = next(iter(kept["information"].items()))
    assert [thaw_section(row) for row in sections] == list(pack.information[service])


def test_a_criterion_that_is_not_in_the_catalogue_has_no_words():
    pack = load_pack("kh")
    back = thaw(freeze(pack))
    service, criteria = next(iter(pack.criteria.items()))

    assert back.criterion_names(service, criteria[0].id) == criteria[0].names
    assert back.criterion_names(service, "own-1") is None


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_a_meeting_of_a_year_is_held_in_it_or_in_the_three_months_after(day, inside):
    assert is_inside_year(day, 2026) is inside
