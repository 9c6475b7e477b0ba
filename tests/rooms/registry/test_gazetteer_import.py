"""``isaf import gazetteer`` on small lists: the whole is applied or nothing, history stays, offices follow."""

from datetime import date

import pytest

from isaf.audit.models import Event
from isaf.places.models import Area, FormerState, Succession
from isaf.places.selectors import administration_of, area_by_code, facility_by_slug, search, successors_of
from tests import make

pytestmark = pytest.mark.django_db

HEADER = "code,name_km,name_en,type\n"
KEPT = "".join(f"{code},kh-{code},Area {code},\n" for code in ("0102", "010201", "010202"))
DAY = ("--as-of", "2026-01-01")


@pytest.fixture(autouse=True)
def communes():
    for code in ("010201", "010202"):
        make.area(code)
    Area.objects.update(stated_on=None)


def changes(report):
    return {row["code"]: row["problem"] or row["change"] for row in report["rows"] if row["change"] != "same"}


def test_the_report_is_in_the_documented_order_and_speaks_both_languages(imported):
    code, report = imported("gazetteer", HEADER + KEPT + "10203,kh-new,New,\n", *DAY)
    assert code == 0
    assert list(report) == ["kind", "file", "sha256", "dry_run", "applied", "counts", "rows"]
    assert list(report["counts"]) == [
        "read",
        "added",
        "renamed",
        "moved",
        "changed",
        "ended",
        "same",
        "refused",
    ]
    assert list(report["rows"][0]) == ["line", "code", "change", "problem", "text"]
    assert all(set(row["text"]) == {"km", "en"} for row in report["rows"])
    assert report["rows"][-1]["code"] == "010203"
    assert report["rows"][-1]["text"]["en"] == "New: New (Commune)."
    assert report["counts"] == dict.fromkeys(report["counts"], 0) | {"read": 4, "added": 1, "same": 3}


def test_a_new_unit_comes_with_its_office_and_is_found(imported):
    imported("gazetteer", HEADER + "10203,kh-new,Newplace,\n", *DAY)
    area = area_by_code("010203")
    assert (area.parent.code, area.unit_type, area.valid_from) == ("0102", "commune", date(2026, 1, 1))
    assert administration_of(area).names["en"] == "Newplace Commune Administration"
    assert [one.code for one in administration_of(area).serves.all()] == ["010203"]
    assert search("Newplace")[0].place == area
    assert Event.objects.get(verb="import_gazetteer").details["counts"]["added"] == 1


def test_the_same_file_again_changes_nothing(imported):
    options = (*DAY, "--complete")
    content = HEADER + KEPT.replace("Area 010202", "Renamed") + "010203,kh-new,New,\n"
    imported("gazetteer", content, *options)
    before = Event.objects.count(), FormerState.objects.count()
    code, report = imported("gazetteer", content, *options)
    assert (code, report["counts"]["same"], report["counts"]["read"]) == (0, 4, 4)
    assert (Event.objects.count(), FormerState.objects.count()) == before


def test_an_old_name_stays_in_the_history_and_is_still_found(imported):
    imported("gazetteer", HEADER + "010201,kh-010201,Freshname,\n", *DAY)
    area = area_by_code("010201")
    state = area.former_states.get()
    assert (state.names["en"], state.until) == ("Area 010201", date(2026, 1, 1))
    assert administration_of(area).names["en"] == "Freshname Commune Administration"
    assert search("Area 010201")[0].place == area
    imported("gazetteer", HEADER + "010201,kh-010201,Thirdname,\n", "--as-of", "2026-02-01")
    assert [found.place.code for found in search("Freshname")] == ["010201"]


def test_one_refused_row_means_that_nothing_is_applied(imported):
    content = HEADER + KEPT + "010203,kh,New,\n010203,kh,Twice,\n0506140-,kh,Bad,\n"
    code, report = imported("gazetteer", content, *DAY)
    assert (code, report["applied"]) == (1, False)
    assert changes(report) == {"010203": "repeated_unit_code", "0506140-": "malformed_unit_code"}
    assert not Area.objects.filter(code="010203").exists()
    code, report = imported("gazetteer", content, *DAY, "--skip-refused")
    assert (code, report["applied"]) == (0, True)
    assert area_by_code("010203").names["en"] == "New"


def test_a_wrong_first_line_is_never_skipped(imported):
    code, report = imported("gazetteer", "code,nam_km\n010201,x\n", "--skip-refused")
    assert (code, report["applied"]) == (1, False)
    assert [row["problem"] for row in report["rows"]] == ["unlikely_column", "missing_column"]


def test_a_dry_run_tells_all_and_changes_nothing(imported):
    before = list(Area.objects.order_by("pk").values())
    code, report = imported("gazetteer", HEADER + "010203,kh,New,\n", *DAY, "--dry-run")
    assert (code, report["dry_run"], report["applied"], report["counts"]["added"]) == (0, True, False, 1)
    assert list(Area.objects.order_by("pk").values()) == before


def test_a_type_that_changes_takes_the_communes_with_it(imported):
    imported("gazetteer", HEADER + "0102,kh-0102,Area 0102,municipality\n", *DAY)
    assert {area_by_code(code).unit_type for code in ("010201", "010202")} == {"sangkat"}
    assert administration_of(area_by_code("010201")).names["en"] == "Area 010201 Sangkat Administration"
    assert area_by_code("010201").former_states.get().unit_type == "commune"


def test_a_unit_gets_a_new_code_and_its_facilities_go_with_it(imported, tmp_path):
    make.area("01020101")
    make.facility("hc-1", host="010201", serves=("010202",))
    make.facility("hc-2", host="010202", serves=("010201",))
    Area.objects.update(stated_on=None)
    followed = tmp_path / "followed.csv"
    followed.write_text("old_code,new_code,relation\n10201,10205,renumbered\n010202,010202,same\n")
    rows = "0102,kh-0102,Area 0102,\n010205,kh-010201,Area 010201,\n010202,kh-010202,Area 010202,\n"
    options = (*DAY, "--complete", "--successors", followed)
    code, report = imported("gazetteer", HEADER + rows, *options)
    assert code == 0
    assert changes(report) == {"010205": "moved", "010201": "ended", "01020101": "ended"}
    old, new = area_by_code("010201"), area_by_code("010205")
    assert (old.valid_to, successors_of(old)) == (date(2026, 1, 1), [new])
    assert facility_by_slug("ca-010201").valid_to == date(2026, 1, 1)
    assert facility_by_slug("hc-1").host == new
    assert {area.code for area in facility_by_slug("hc-2").serves.all()} == {"010202", "010205"}
    assert Succession.objects.get().relation == "renumbered"
    assert "What followed: 010205 (with a new code)" in str(report["rows"])
    code, report = imported("gazetteer", HEADER + rows, *options)
    assert (code, changes(report)) == (0, {})


def test_facilities_of_a_divided_unit_wait_for_a_person(imported, tmp_path):
    make.facility("hc-1", host="010201")
    Area.objects.update(stated_on=None)
    followed = tmp_path / "followed.csv"
    followed.write_text("old_code,new_code,relation\n010201,010205,split\n010201,010206,split\n")
    rows = KEPT.replace("010201,kh", "010205,kh") + "010206,kh,Second,\n"
    imported("gazetteer", HEADER + rows, *DAY, "--complete", "--successors", followed)
    assert facility_by_slug("hc-1").host.code == "010201"
    assert len(successors_of(area_by_code("010201"))) == 2


def test_a_successor_of_a_unit_that_goes_on_is_refused(imported, tmp_path):
    followed = tmp_path / "followed.csv"
    followed.write_text("old_code,new_code,relation\n010201,010202,merged\n")
    code, report = imported("gazetteer", HEADER + KEPT, "--successors", followed)
    assert (code, changes(report)) == (1, {"010201": "not_ended"})
    assert report["counts"]["read"] == 3


def test_an_older_list_never_overwrites_a_newer_one(imported):
    imported("gazetteer", HEADER + KEPT, "--as-of", "2025-10-31", "--complete")
    before = list(Area.objects.filter(valid_to=None).order_by("pk").values("names", "unit_type"))
    code, report = imported(
        "gazetteer",
        HEADER + "0102,old,Old,\n010201,old,Old,\n010209,past,Past,\n",
        "--as-of",
        "2023-03-02",
        "--complete",
    )
    assert (code, changes(report)) == (0, {"010209": "added"})
    assert list(Area.objects.filter(valid_to=None).order_by("pk").values("names", "unit_type")) == before
    assert area_by_code("010209").valid_to == date(2025, 10, 31)
    assert report["rows"][0]["text"]["en"].startswith("Nothing changes: what is kept was said on 2025-10-31")


def test_a_day_that_has_not_come_and_flags_of_another_kind_are_wrong_usage(imported):
    assert imported("gazetteer", HEADER + KEPT, "--as-of", "2999-01-01")[0] == 2
    assert imported("facilities", HEADER + KEPT, "--complete")[0] == 2
    assert imported("gazetteer", HEADER + KEPT, "--layout", "nowhere")[0] == 2


def test_a_unit_that_only_an_older_list_names_is_not_said_to_have_ended_on_a_day(imported, client):
    imported("gazetteer", HEADER + "01,kh-01,Area 01,\n" + KEPT, "--as-of", "2026-01-01", "--complete")
    imported("gazetteer", HEADER + "010203,kh-past,Past,\n", "--as-of", "2014-06-30")
    past = area_by_code("010203")
    assert past.valid_to == date(2026, 1, 1)
    assert past.stated_on == date(2014, 6, 30)
    page = client.get("/en/areas/010203/").content.decode()
    assert "It had ended by then; since when is not known." in page
    assert "This unit ended on" not in page
