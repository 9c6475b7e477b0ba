"""What people of a year were asked comes back from its plain values exactly, in every country."""

import json

import pytest

from isaf.country.pack import load_pack
from isaf.cycles.rules import freeze, thaw


@pytest.mark.parametrize("country", ["kh", "lotus"])
def test_a_frozen_instrument_thaws_to_the_same_values(country):
    pack = load_pack(country)
    back = thaw(json.loads(json.dumps(freeze(pack))))
    assert back == thaw(freeze(pack))
    for part in ("scale", "segments", "criteria", "information", "plan_sections", "plan_columns", "min_cell"):
        assert getattr(back, part) == getattr(pack, part), part


def test_freezing_again_gives_the_same_values():
    pack = load_pack("kh")
    frozen = freeze(pack)
    assert freeze(pack) == frozen
    assert set(frozen) == {
        "scale", "segments", "criteria", "information", "plan_sections", "plan_columns", "min_cell"
    }  # fmt: skip


def test_a_criterion_is_named_by_the_frozen_catalogue_and_an_unknown_one_is_none():
    back = thaw(freeze(load_pack("kh")))
    known = back.criteria["hc"][0]
    assert back.criterion_names("hc", known.id) == known.names
    assert back.criterion_names("hc", "own:1") is None
    assert back.criterion_names("moon", known.id) is None
