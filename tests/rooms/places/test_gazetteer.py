"""The gazetteer that ships equals the official codes, types and names (ADR 0008)."""

import pytest

from isaf.audit.models import Event
from isaf.country.pack import load_pack
from isaf.kit.writing import Writing
from isaf.places.gazetteer import read_gazetteer
from isaf.places.models import Area, Facility, FacilityArea, Installation
from isaf.places.selectors import administration_of, ancestors, area_by_code, children_of, facilities_of
from isaf.places.services import load_gazetteer

pytestmark = pytest.mark.django_db

PARENT = {"provinces": None, "districts": "province_code", "communes": "district_code"}


@pytest.fixture(scope="module")
def gazetteer():
    return read_gazetteer(load_pack("kh"))


@pytest.mark.parametrize(
    "name, level, number",
    [("provinces", "province", 25), ("districts", "district", 210), ("communes", "commune", 1652)],
)
def test_codes_types_parents_and_khmer_names_equal_the_official_list(
    gazetteer, reference, name, level, number
):
    plain = Writing(("km", "en")).plain  # no pairs of spellings: only order of signs and blanks may differ
    ours = {
        unit.code: (unit.type, unit.belongs_to, plain(unit.names["km"]))
        for unit in gazetteer.units
        if unit.level == level
    }
    official = {
        code: (row["type"], row[PARENT[name]] if PARENT[name] else "", plain(row["name_km"]))
        for code, row in reference(name).items()
    }
    assert len(ours) == number
    assert ours == official


def test_villages_that_are_kept_stand_under_the_right_commune(gazetteer, reference):
    official = reference("villages")
    plain = Writing(("km", "en"), (("\u17d2\u178a", "\u17d2\u178f"),)).plain
    villages = [unit for unit in gazetteer.units if unit.level == "village"]
    in_commune = {(row["commune_code"], plain(row["name_km"])) for row in official.values()}
    same = sum((unit.belongs_to, plain(unit.names["km"])) in in_commune for unit in villages)
    assert len(villages) > 14_500
    assert same / len(villages) > 0.98


@pytest.mark.parametrize(
    "code, english, commune",
    [
        ("1210", "Chraoy Chongvar", "121001"),
        ("1211", "Preaek Pnov", "121101"),
        ("1212", "Chbar Ampov", "121201"),
    ],
)
def test_the_three_khans_stand_at_their_own_codes_with_their_own_sangkats(gazetteer, code, english, commune):
    units = {unit.code: unit for unit in gazetteer.units}
    assert units[code].names["en"] == english
    assert units[code].type == "khan"
    assert units[commune].type == "sangkat"


def test_no_name_above_the_village_begins_with_its_unit_word(gazetteer):
    words = [name for level in load_pack("kh").levels for kind in level.types for name in kind.names.values()]
    odd = [
        unit.names
        for unit in gazetteer.units
        if unit.level in ("province", "district") and unit.names["km"].startswith(tuple(words))
    ]
    assert odd == []


def test_rows_left_out_are_listed_with_their_reason(gazetteer):
    reasons = {left.why for left in gazetteer.left_out}
    assert reasons == {"merged", "repeated", "malformed", "orphan"}
    assert len(gazetteer.left_out) == 57


def test_loading_writes_the_nation_every_area_and_every_administration(loaded):
    assert Area.objects.filter(depth=0).get().unit_type == "country"
    assert Area.objects.filter(depth__in=[1, 2, 3]).count() == 25 + 210 + 1652
    assert Area.objects.filter(depth=4).count() == loaded.areas - 1 - 1887
    assert Facility.objects.count() == FacilityArea.objects.count() == 1887
    assert Installation.objects.get().gazetteer_loaded_at is not None
    assert Event.objects.filter(verb="load_gazetteer").get().by_name == "OpenISAF"


def test_loading_again_adds_nothing(loaded):
    before = Area.objects.count(), Facility.objects.count(), Event.objects.count()
    again = load_gazetteer()
    assert (again.areas, again.facilities) == (0, 0)
    assert (Area.objects.count(), Facility.objects.count(), Event.objects.count()) == before


def test_the_tree_goes_from_the_nation_to_the_village(loaded):
    village = area_by_code("01020101")
    assert [area.code for area in ancestors(village)] == ["", "01", "0102", "010201"]
    assert {child.code[:4] for child in children_of(area_by_code("0102"))} == {"0102"}
    assert len(children_of(area_by_code(""))) == 25


def test_an_office_is_called_by_the_kind_of_its_unit(loaded):
    named = {
        code: administration_of(area_by_code(code)).names["en"]
        for code in ("12", "01", "1201", "0102", "010201")
    }
    assert named == {
        "12": "Phnom Penh Capital Administration",
        "01": "Banteay Meanchey Provincial Administration",
        "1201": "Chamkar Mon Khan Administration",
        "0102": "Mangkul Bourei District Administration",
        "010201": "Banteay Neang Commune Administration",
    }
    assert administration_of(area_by_code("01020101")) is None
    assert [one.slug for one in facilities_of(area_by_code("010201"))] == ["ca-010201"]


def test_a_country_with_a_list_of_its_own_is_read_by_the_same_loader():
    lotus = read_gazetteer(load_pack("lotus"))
    levels = {level.id: level.digits for level in load_pack("lotus").levels}
    assert lotus.units
    assert not lotus.left_out
    assert all(len(unit.code) == levels[unit.level] and unit.type for unit in lotus.units)
    assert set(lotus.units[0].names) <= set(load_pack("lotus").languages)
