"""The file that is downloaded: complete, the same bytes for the same facts, and not to be misread."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from isaf.information import services
from isaf.information.spreadsheets import choosing, template
from isaf.information.spreadsheets import form as f
from isaf.kit.workbooks import read_workbook
from tests import make

from .conftest import CODES

pytestmark = pytest.mark.django_db


def sheets(data: bytes) -> dict[str, list]:
    """Worksheets by their section: rows from the first facility on."""
    return {
        str(sheet.rows[0][1][0]): [values for row, values in sheet.rows if row >= f.FIRST_ROW]
        for sheet in read_workbook(data).sheets
    }


def ids(data: bytes, section: str) -> list[str]:
    sheet = next(one for one in read_workbook(data).sheets if one.rows[0][1][0] == section)
    return list(sheet.rows[0][1])


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name).decode()


def test_one_worksheet_a_section_one_row_a_facility_and_codes_are_texts(scene):
    found = sheets(scene.file())
    assert [name for name in found if name in {"identity", "performance", "income", "tranches"}] == [
        "identity",
        "performance",
        "income",
        "tranches",
    ]
    assert [row[0] for row in found["performance"]] == list(CODES)
    assert ids(scene.file(), "income")[3:] == [
        "budget.planned",
        "budget.actual",
        "gifts.planned",
        "gifts.actual",
    ]


def test_a_list_has_rows_for_each_facility_and_more_at_the_end(scene):
    rows = sheets(scene.file())["tranches"]
    assert [row[0] for row in rows] == [code for code in CODES for _ in range(3)]
    assert 'sqref="A15:A114"' in part(scene.file(), "xl/worksheets/sheet5.xml")


def test_what_is_kept_stands_in_its_cell_and_last_year_beside_it(scene):
    scene.publish(
        {"income": {"budget": {"actual": 900}}, "performance": {"pupils": {"this_year": 300}}}, year=2025
    )
    scene.write({"income": {"budget": {"actual": 950}}})
    data = scene.file()
    assert ids(data, "income")[3:6] == ["budget.planned", "budget.actual", "last:budget.actual"]
    income, performance = sheets(data)["income"][0], sheets(data)["performance"][0]
    assert income[4:6] == (950.0, 900.0)
    assert performance[3] == 300.0


def test_headings_are_in_the_languages_that_were_asked_for(scene):
    strings = {
        spoken: part(scene.file(spoken), "xl/sharedStrings.xml")
        for spoken in (("en",), ("km",), ("km", "en"))
    }
    assert ">Pupils<" in strings[("en",)]
    assert ">kh Pupils<" in strings[("km",)]
    assert "kh Pupils\nPupils" in strings[("km", "en")]
    assert "Fill the white cells." in strings[("en",)]
    assert "Khmer OS" in part(scene.file(), "xl/styles.xml")


def test_how_to_count_stands_in_a_note_and_slips_are_asked_about(scene):
    data = scene.file(("en",))
    notes = part(data, "xl/comments1.xml")
    assert "Count in October." in notes
    assert "Standard: at most 4" in notes
    rules = ElementTree.fromstring(part(data, "xl/worksheets/sheet3.xml"))
    kinds = [
        one.get("type")
        for one in rules.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}dataValidation")
    ]
    assert kinds == ["whole"] * 6


def test_only_white_cells_can_be_written_and_the_marks_are_not_seen(scene):
    data = scene.file()
    book = read_workbook(data)
    assert [sheet.name for sheet in book.sheets if sheet.is_hidden] == [f.MARKS]
    for number in range(1, len(book.sheets) + 1):
        assert "<sheetProtection" in part(data, f"xl/worksheets/sheet{number}.xml")
    assert not book.has_macros
    assert not any(sheet.formulas for sheet in book.sheets)


def test_the_same_facts_give_the_same_bytes(scene):
    assert scene.file() == scene.file()


def test_what_is_submitted_or_published_is_named_and_left_out(scene):
    services.submit(sheet=scene.write({"performance": {"pupils": {"this_year": 300}}}), by=scene.director)
    data = scene.file()
    assert [row[0] for row in sheets(data)["performance"]] == list(CODES[1:])
    assert f"{CODES[0]}  " in part(data, "xl/sharedStrings.xml")


def test_a_name_that_looks_like_a_formula_stays_a_text(scene):
    school = scene.school()
    school.names = {"km": "=cmd|' /C calc'!A0", "en": "+1"}
    school.save()
    data = scene.file()
    assert "<f>" not in part(data, "xl/worksheets/sheet2.xml")


def test_who_checks_gets_the_file_of_the_district_and_strangers_get_none(scene):
    assert len(choosing.chosen(scene.people.bopha, 2026, "ps", "0102")) == 3
    assert choosing.chosen(scene.people.chan, 2026, "ps", "0102") == []
    assert [one.facility.code for one in choosing.chosen(scene.people.director, 2026, "ps", "0102")] == [
        CODES[0]
    ]


def test_facilities_with_another_form_have_a_file_of_their_own(scene):
    cycle = next(one for one in scene.cycles if one.year == 2026 and one.area.code == "010201")
    cycle.instrument["information"]["ps"].pop()
    cycle.save()
    offers = [one for one in choosing.offers(scene.director) if one.year == 2026]
    assert sorted((one.area.code, one.facilities) for one in offers) == [("010201", 1), ("010202", 2)]
    found = choosing.chosen(scene.director, 2026, "ps", "010201", offers[0].form)
    assert template.build(found, area=make.area("010201"), languages=("en",))
