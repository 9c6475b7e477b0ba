"""``isaf import facilities``: judged as a whole, applied as a whole or not at all."""

import argparse
import io
import json
from datetime import date

import pytest
import xlsxwriter

from isaf.audit.models import Event
from isaf.places.models import Facility
from isaf.places.selectors import facility_by_slug
from isaf.places.services import end_area
from isaf.registry import command
from isaf.registry.command import add_arguments
from tests import make

pytestmark = pytest.mark.django_db


def run(args, out, err):
    return command.run(args, io.StringIO(), out, err)


HEADER = (
    "code,service_type,name_km,name_en,commune_code,catchment_codes,od_code,lat,lon,valid_from,valid_to\n"
)
CENTRE = "010101,hc,kh-one,One,010201,010202|010203,0101,13.5,102.9,2020-01-01,\n"
SCHOOL = "55501,ps,kh-two,Two,010202,,,,,,\n"


@pytest.fixture(autouse=True)
def communes(monkeypatch):
    monkeypatch.setattr("isaf.places.ready.make_ready", lambda stderr: None)
    for code in ("010201", "010202", "010203"):
        make.area(code)


@pytest.fixture
def bring(tmp_path):
    """``bring(content, *options)``: the exit code and the report of importing such a file."""

    def importing(content, *options):
        path = tmp_path / "facilities"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        parser, out = argparse.ArgumentParser(), io.StringIO()
        add_arguments(parser)
        args = parser.parse_args(["facilities", str(path), "--format", "json", *options])
        return run(args, out, io.StringIO()), json.loads(out.getvalue())

    return importing


def ours():
    return sorted(one.slug for one in Facility.objects.filter(service__in=["hc", "ps"]))


def changes(report):
    return [(row["line"], row["change"], row["problem"]) for row in report["rows"]]


def test_a_file_is_applied_and_reported_in_the_documented_order(bring):
    code, report = bring(HEADER + CENTRE + SCHOOL)
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
    assert report["counts"] == dict.fromkeys(report["counts"], 0) | {"read": 2, "added": 2}
    centre = facility_by_slug("hc-010101")
    assert centre.names == {"km": "kh-one", "en": "One"}
    assert {area.code for area in centre.serves.all()} == {"010201", "010202", "010203"}
    assert (centre.latitude, centre.longitude, centre.operational_district) == (13.5, 102.9, "0101")
    assert Event.objects.filter(verb="import_facilities").get().details["counts"]["added"] == 2


def test_the_same_file_again_changes_nothing(bring):
    bring(HEADER + CENTRE + SCHOOL)
    events = Event.objects.count()
    code, report = bring(HEADER + CENTRE + SCHOOL)
    assert code == 0
    assert [change for _, change, _ in changes(report)] == ["same", "same"]
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    "row, change",
    [
        ("010101,hc,kh-one,Another,010201,,,,,,\n", "renamed"),
        ("010101,hc,kh-one,One,010203,,,,,,\n", "moved"),
        ("010101,hc,kh-one,One,010201,010202,,,,,\n", "changed"),
        ("010101,hc,kh-one,One,010201,,,,,,2025-12-31\n", "ended"),
        ("010101,hc,,One,010201,,,,,,\n", "same"),
    ],
)
def test_each_row_says_what_it_changes_and_does_so(bring, row, change):
    bring(HEADER + CENTRE)
    assert [word for _, word, _ in changes(bring(HEADER + row)[1])] == [change]
    assert [word for _, word, _ in changes(bring(HEADER + row)[1])] == ["same"]


def test_an_empty_cell_wipes_nothing_out(bring):
    bring(HEADER + CENTRE)
    bring(HEADER + "010101,hc,,Renamed,010201,,,,,,\n")
    centre = facility_by_slug("hc-010101")
    assert centre.names == {"km": "kh-one", "en": "Renamed"}
    assert centre.operational_district == "0101"
    assert centre.serves.count() == 3


@pytest.mark.parametrize(
    "row, problem",
    [
        ("010101,hc,a,A,010201,,,,,,\n", "repeated_code"),
        ("9,hc,a,A,770101,,,,,,\n", "unknown_commune"),
        ("9,hc,a,A,,,,,,,\n", "unknown_commune"),
        ("9,hc,a,A,010201,770101,,,,,\n", "unknown_commune"),
        ("9,xx,a,A,010201,,,,,,\n", "unknown_service_type"),
        ("010201,ca,a,A,010201,,,,,,\n", "administration_is_made"),
        (",hc,a,A,010201,,,,,,\n", "no_code"),
        ("9/9,hc,a,A,010201,,,,,,\n", "malformed_facility_code"),
        ("9,hc,,,010201,,,,,,\n", "no_name"),
        ("9,hc,a,A,010201,,,13.5,,,\n", "wrong_position"),
        ("9,hc,a,A,010201,,,95,10,,\n", "wrong_position"),
        ("9,hc,a,A,010201,,,north,10,,\n", "not_a_degree"),
        ("9,hc,a,A,010201,,,,,31.12.2025,\n", "not_a_date"),
        ("9,hc,a,A,010201,,,,,2026-01-01,2025-01-01\n", "ends_before_it_begins"),
        ("9,hc,a,A,010201,,,,,,,,,\n", "too_many_cells"),
    ],
)
def test_one_refused_row_means_that_nothing_is_applied(bring, row, problem):
    code, report = bring(HEADER + CENTRE + row)
    assert code == 1
    assert changes(report) == [(2, "added", None), (3, "refused", problem)]
    assert set(report["rows"][1]["text"]) == {"km", "en"}
    assert not report["applied"]
    assert ours() == []


def test_the_other_rows_are_applied_when_that_is_asked_for(bring):
    code, report = bring(HEADER + CENTRE + "9,xx,a,A,010201,,,,,,\n", "--skip-refused")
    assert (code, report["applied"], ours()) == (0, True, ["hc-010101"])


def test_a_wrong_first_line_is_never_skipped(bring):
    code, report = bring("code,service_type,colour\n1,hc,red\n", "--skip-refused")
    assert code == 1
    assert changes(report) == [(1, "refused", "unknown_column"), (1, "refused", "missing_column")]
    assert not report["applied"]


@pytest.mark.parametrize(
    "content, problem",
    [("", "empty_file"), (b"PK\x03\x04broken", "broken_workbook"), (b"code\n\xff\n", "not_utf8")],
)
def test_a_file_that_is_no_table_is_refused(bring, content, problem):
    code, report = bring(content)
    assert code == 1
    assert problem in [word for _, _, word in changes(report)]


def test_a_dry_run_tells_everything_and_changes_nothing(bring):
    code, report = bring(HEADER + CENTRE, "--dry-run")
    assert (code, report["dry_run"], report["applied"]) == (0, True, False)
    assert [word for _, word, _ in changes(report)] == ["added"]
    assert ours() == []
    assert bring(HEADER + "9,xx,a,A,010201,,,,,,\n", "--dry-run")[0] == 1


def test_an_area_that_ended_is_refused_with_what_followed(bring):
    end_area(
        area=make.area("010203"), on=date(2020, 1, 1), successors=[make.area("010202")], by=make.system()
    )
    _, report = bring(HEADER + "9,hc,a,A,010203,,,,,,\n")
    assert changes(report) == [(2, "refused", "ended_area")]
    assert "010202" in report["rows"][0]["text"]["en"]


def test_khmer_digits_a_bom_and_lost_zeros_are_read(bring):
    khmer = str.maketrans("0123456789", "".join(chr(0x17E0 + n) for n in range(10)))
    row = "10101,hc,kh,One,10201,10202,,,,,\n".translate(khmer)
    code, _ = bring(("\ufeff" + HEADER + row).encode())
    assert code == 0
    centre = facility_by_slug("hc-010101")
    assert {area.code for area in centre.serves.all()} == {"010201", "010202"}


def test_a_workbook_is_told_by_its_content_and_its_numbers_get_their_zeros_back(bring):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["service_type", "code", "name_en", "commune_code", "valid_from"])
    sheet.write_row(1, 0, ["health_centre", 10101, "One", 10201])
    sheet.write_datetime(1, 4, date(2020, 5, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    code, report = bring(out.getvalue())
    assert (code, changes(report)) == (0, [(2, "added", None)])
    assert facility_by_slug("hc-010101").valid_from == date(2020, 5, 1)


def test_a_formula_stays_text(bring):
    bring(HEADER + '9,hc,kh,"=HYPERLINK(""x"")",010201,,,,,,\n')
    assert facility_by_slug("hc-9").names["en"] == '=HYPERLINK("x")'


def test_a_file_that_is_not_there_is_said_on_stderr(tmp_path):
    parser, out, err = argparse.ArgumentParser(), io.StringIO(), io.StringIO()
    add_arguments(parser)
    assert run(parser.parse_args(["facilities", str(tmp_path / "none.csv")]), out, err) == 3
    assert (out.getvalue(), "none.csv" in err.getvalue()) == ("", True)


def test_the_text_report_names_line_code_and_remedy(bring, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(HEADER + "9,xx,a,A,010201,,,,,,\n", encoding="utf-8")
    parser, out = argparse.ArgumentParser(), io.StringIO()
    add_arguments(parser)
    assert run(parser.parse_args(["facilities", str(path), "--lang", "en"]), out, io.StringIO()) == 1
    assert out.getvalue().startswith("2: 9 xx is not a service type. Use one of:")
    assert "Nothing was changed." in out.getvalue()


def test_a_row_with_several_faults_tells_them_all_and_counts_once(imported):
    make.commune("010201")
    content = (
        "code,service_type,name_km,name_en,commune_code,lat,lon\n"
        "a b,shop,,A,019999,north,1\n"
        "hc9,hc,,B,010201,,\n"
    )
    code, report = imported("facilities", content)
    assert (code, report["counts"]["refused"], report["counts"]["added"]) == (1, 1, 1)
    [row] = [row for row in report["rows"] if row["problem"]]
    assert row["problem"] == "unknown_service_type"
    text = row["text"]["en"]
    assert all(word in text for word in ("shop", "a b", "north", "019999")), text
