"""`isaf report coverage`: published figures, computed ones, and the same numbers in every format."""

import io
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from isaf.__main__ import main
from isaf.cycles.models import Cycle, Target
from isaf.kit.clock import pretend
from isaf.kit.tables import read_csv
from isaf.meetings.models import Meeting
from isaf.people.services import add_organisation
from isaf.places.models import Installation
from isaf.places.selectors import facility_by_slug
from isaf.scorecards import services
from isaf.scorecards.typed import TypedCriterion, TypedSheet
from tests import cast, make

pytestmark = pytest.mark.django_db

KEYS = [
    "area", "unit", "definition", "numerator", "denominator", "percent", "percent_whole", "published_percent",
    "differs", "source",
]  # fmt: skip


def report(capfdbinary, *words: str) -> tuple[int, bytes, str]:
    code = main(["report", "coverage", *words])
    out, err = capfdbinary.readouterr()
    return code, out, err.decode()


def rows(capfdbinary, *words: str) -> list[dict]:
    code, out, err = report(capfdbinary, *words)
    assert (code, err) == (0, "")
    return json.loads(out)["rows"]


def short(row: dict) -> tuple:
    return row["area"], row["unit"], row["definition"], row["numerator"], row["denominator"]


@pytest.fixture
def scene():
    """Two communes with a year each; in the first one the health centre was scored and approved in May."""
    people = cast.people()
    first = make.cycle("010201", year=2026)
    make.cycle("010202", year=2026)
    approve(people, first, "hc-010201", "01020101", date(2026, 5, 10))
    return people


def approve(people, cycle: Cycle, slug: str, village: str, day: date) -> None:
    facility = facility_by_slug(slug)
    criterion = cycle.instrument["criteria"][facility.service][0]["id"]
    with pretend(day):
        meeting = make.meeting(cycle, on=day, facility=facility, village=make.area(village), held=True)
        votes = {criterion: {"all": {4: 10}}}
        typed = TypedSheet(meeting.pk, {"all": 10}, (TypedCriterion(criterion),), votes, ())
        sheet = services.record_sheet(meeting=meeting, typed=typed, by=people.sokha, door="paper")
        services.approve_sheet(sheet=sheet, by=people.reviewer)


# --- What was published -------------------------------------------------------------------------------


def test_the_published_figures_of_phase_1_stand_beside_the_computed_ones(capfdbinary):
    found = {(r["unit"], r["definition"]): r for r in rows(capfdbinary, "--phase", "1")}
    told = {
        key: (
            r["numerator"],
            r["denominator"],
            r["percent"],
            r["percent_whole"],
            r["published_percent"],
            r["differs"],
        )
        for key, r in found.items()
    }
    assert told == {
        ("province", "reached"): (18, 24, 75.0, 75, None, False),
        ("district", "reached"): (98, 159, 61.6, 62, 62, False),
        ("commune", "reached"): (827, 1410, 58.7, 59, 56, True),
        ("primary_school", "reached"): (4107, 7189, 57.1, 57, 57, False),
        ("health_centre", "reached"): (605, 1197, 50.5, 51, 51, False),
        ("commune", "covered_in_data"): (757, 1410, 53.7, 54, None, False),
        ("commune", "cleaned_data"): (680, None, None, None, None, False),
    }
    assert all(row["source"].startswith("https://") for row in found.values())


def test_the_keys_stand_in_the_documented_order(capfdbinary):
    code, out, _ = report(capfdbinary, "--phase", "1", "--as-of", "2026-06-01")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == ["report", "phase", "as_of", "snapshot", "rows"]
    assert (answer["report"], answer["phase"], answer["as_of"]) == ("coverage", "1", "2026-06-01")
    assert all(list(row) == KEYS for row in answer["rows"])


def test_a_phase_in_khmer_digits_is_the_same_phase(capfdbinary):
    assert rows(capfdbinary, "--phase", "\u17e1") == rows(capfdbinary, "--phase", "1")


def test_a_narrower_question_leaves_published_figures_out(capfdbinary):
    make.area("010201")
    for words in (["--area", "01"], ["--by", "province"], ["--year", "2017"], ["--implementer", "daisy"]):
        assert rows(capfdbinary, "--phase", "1", *words) == []
    only = rows(capfdbinary, "--phase", "1", "--service", "hc")
    assert [row["unit"] for row in only] == ["health_centre"]
    assert only == rows(capfdbinary, "--phase", "1", "--service", "health_centre")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--phase", "9"], "There is no phase 9."),
        (["--phase", "1", "--service", "moon"], "There is no service moon."),
        (["--phase", "1", "--area", "77"], "There is no area with the code 77."),
    ],
)
def test_a_question_that_cannot_be_answered_ends_with_1_and_says_why(capfdbinary, words, said):
    code, out, err = report(capfdbinary, *words, "--lang", "en")
    assert (code, out) == (1, b"")
    assert said in err


@pytest.mark.parametrize(
    "words", [["--phase", "1", "--year", "x"], ["--phase", "1", "--as-of", "yesterday"], []]
)
def test_wrong_usage_ends_with_2(capfdbinary, words):
    with pytest.raises(SystemExit) as left:
        main(["report", "coverage", *words])
    assert left.value.code == 2


# --- What the records give ----------------------------------------------------------------------------


def test_facilities_with_an_approved_sheet_of_those_on_the_list(scene, capfdbinary):
    assert [short(row) for row in rows(capfdbinary, "--phase", "continuation")] == [
        ("", "commune", "scored", 0, 2),
        ("", "health_centre", "scored", 1, 2),
        ("", "primary_school", "scored", 0, 2),
    ]


def test_by_province_and_by_district_each_has_its_own_row(scene, capfdbinary):
    make.cycle("020101", year=2026)
    told = [
        short(r) for r in rows(capfdbinary, "--phase", "continuation", "--by", "province", "--service", "hc")
    ]
    assert told == [("01", "health_centre", "scored", 1, 2), ("02", "health_centre", "scored", 0, 1)]
    told = [
        short(r) for r in rows(capfdbinary, "--phase", "continuation", "--by", "district", "--service", "hc")
    ]
    assert told == [("0102", "health_centre", "scored", 1, 2), ("0201", "health_centre", "scored", 0, 1)]
    told = [short(r) for r in rows(capfdbinary, "--phase", "continuation", "--area", "02", "--service", "hc")]
    assert told == [("02", "health_centre", "scored", 0, 1)]


def test_a_facility_of_two_years_and_many_villages_is_counted_once(scene, capfdbinary):
    with pretend(date(2027, 2, 1)):
        make.cycle("010201", year=2027)
    approve(
        scene, Cycle.objects.get(area__code="010201", year=2026), "hc-010201", "01020102", date(2026, 5, 12)
    )
    told = [short(row) for row in rows(capfdbinary, "--phase", "continuation", "--service", "hc")]
    assert told == [("", "health_centre", "scored", 1, 2)]
    told = [
        short(r) for r in rows(capfdbinary, "--phase", "continuation", "--service", "hc", "--year", "2027")
    ]
    assert told == [("", "health_centre", "scored", 0, 1)]


def test_a_shared_facility_is_counted_in_its_own_commune_only(scene, capfdbinary):
    make.facility("hc-shared", host="010203", serves=("010203", "010204"))
    for code in ("010203", "010204"):
        make.cycle(code, year=2026)
    listed = {
        row["area"]: row["denominator"]
        for row in rows(capfdbinary, "--phase", "continuation", "--service", "hc")
    }
    assert listed == {"": 5}


def test_a_guest_whose_own_commune_has_no_year_is_not_counted_at_all(scene, capfdbinary):
    make.facility("hc-shared", host="010203", serves=("010203", "010204"))
    make.cycle("010204", year=2026)
    listed = {
        r["area"]: r["denominator"] for r in rows(capfdbinary, "--phase", "continuation", "--service", "hc")
    }
    assert listed == {"": 3}


def test_a_facility_with_two_implementers_is_counted_once_and_under_each(scene, capfdbinary):
    for code in ("daisy", "lotus", "idle"):
        add_organisation(code=code, names={"en": code}, works_in=[], by=make.system(), origin="real")
    from isaf.people.models import Organisation

    for target in Target.objects.filter(facility__service="hc"):
        target.implementers.set(Organisation.objects.filter(code__in=["daisy", "lotus"]))
    for words in ([], ["--implementer", "daisy"], ["--implementer", "lotus"]):
        told = [short(row) for row in rows(capfdbinary, "--phase", "continuation", "--service", "hc", *words)]
        assert told == [("", "health_centre", "scored", 1, 2)]
    assert rows(capfdbinary, "--phase", "continuation", "--implementer", "idle") == []


@pytest.mark.parametrize(
    ("as_of", "told"),
    [("2026-01-01", []), ("2026-05-09", [0, 2]), ("2026-05-10", [1, 2]), ("2026-06-30", [1, 2])],
)
def test_as_of_a_day_counts_what_was_there_on_that_day(scene, capfdbinary, as_of, told):
    """Sheets that came later change nothing of what was true before."""
    approve(scene, Cycle.objects.get(area__code="010201"), "hc-010201", "01020102", date(2026, 6, 1))
    found = rows(capfdbinary, "--phase", "continuation", "--service", "hc", "--as-of", as_of)
    assert [n for row in found for n in (row["numerator"], row["denominator"])] == told


def test_a_sheet_that_nobody_approved_does_not_count(scene, capfdbinary):
    Meeting.objects.get().sheets.update(state="returned")
    assert rows(capfdbinary, "--phase", "continuation", "--service", "hc")[0]["numerator"] == 0


def test_invented_and_practice_years_are_never_counted_with_real_ones(scene, capfdbinary):
    assert rows(capfdbinary, "--phase", "continuation")
    for origin in ("demonstration", "practice"):
        Cycle.objects.update(origin=origin)
        assert rows(capfdbinary, "--phase", "continuation") == []


# --- Formats ------------------------------------------------------------------------------------------


def test_csv_and_spreadsheet_hold_the_same_numbers_as_json(scene, capfdbinary):
    for phase in ("1", "continuation"):
        expected = rows(capfdbinary, "--phase", phase)
        table = read_csv(report(capfdbinary, "--phase", phase, "--format", "csv")[1])
        assert list(table.header.cells) == KEYS
        assert [_read(row.cells) for row in table.rows] == [_told(row) for row in expected]
        book = CalamineWorkbook.from_filelike(
            io.BytesIO(report(capfdbinary, "--phase", phase, "--format", "xlsx")[1])
        )
        sheet = book.get_sheet_by_index(0).to_python()
        assert sheet[0] == KEYS
        assert [_read([_text(cell) for cell in row]) for row in sheet[1:]] == [_told(row) for row in expected]
        assert all(isinstance(row[3], float | int) for row in sheet[1:])


def _text(cell) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _read(cells) -> tuple:
    numbers = tuple(float(cell) if cell else None for cell in cells[3:8])
    return (*cells[:3], *numbers, cells[8].lower(), cells[9])


def _told(row: dict) -> tuple:
    numbers = tuple(None if row[key] is None else float(row[key]) for key in KEYS[3:8])
    return (*(row[key] for key in KEYS[:3]), *numbers, str(row["differs"]).lower(), row["source"])


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_paper_is_one_page_in_our_own_fonts_and_the_same_each_time(language, capfdbinary, tmp_path):
    words = ["--phase", "1", "--format", "pdf", "--as-of", "2026-06-01", "--lang", language]
    code, paper, _ = report(capfdbinary, *words)
    assert (code, paper[:5]) == (0, b"%PDF-")
    assert paper == report(capfdbinary, *words)[1]
    assert b"/FontFile" in paper
    if shutil.which("pdffonts"):
        kept = tmp_path / "coverage.pdf"
        kept.write_bytes(paper)
        fonts = _ask("pdffonts", kept)[2:]
        assert fonts
        assert all("NotoSans" in line and line.split()[-5] == "yes" for line in fonts)
        assert "Pages:           1" in _ask("pdfinfo", kept)


def _ask(program: str, paper: Path) -> list[str]:
    return subprocess.run([program, paper], capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_demonstration_server_says_so_on_the_paper_and_counts_its_own(scene, capfdbinary):
    Installation.objects.update_or_create(id=1, defaults={"country": "kh", "origin": "demonstration"})
    Cycle.objects.update(origin="demonstration")
    assert rows(capfdbinary, "--phase", "continuation", "--service", "hc")[0]["numerator"] == 1
    assert report(capfdbinary, "--phase", "continuation", "--format", "pdf")[1][:5] == b"%PDF-"


def test_a_file_is_written_whole_or_not_at_all(capfdbinary, tmp_path):
    kept = tmp_path / "coverage.json"
    assert report(capfdbinary, "--phase", "1", "-o", str(kept)) == (0, b"", "")
    assert json.loads(kept.read_text())["phase"] == "1"
    assert list(tmp_path.iterdir()) == [kept]
    code, out, err = report(capfdbinary, "--phase", "1", "-o", str(tmp_path / "absent" / "x.json"))
    assert (code, out) == (3, b"")
    assert "cannot be written" in err
