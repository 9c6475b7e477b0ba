"""Workbooks as they come: made by people, by other programs, and by those who mean harm."""

import io
import subprocess
import sys
import zipfile
from datetime import date

import pytest
import xlsxwriter

from isaf.kit import workbooks as w
from isaf.kit.problems import Problem
from isaf.kit.spreadsheets import read_table

from .workbooks import book, packed, parts, row, text, worksheet

HEADER = row(1, text("A1", "code"), text("B1", "name"))


def refused(data: bytes, limits: w.Limits | None = None) -> str:
    with pytest.raises(Problem) as told:
        w.read_workbook(data, limits or w.Limits())
    return told.value.code


def told(data: bytes) -> list[tuple[int, str]]:
    return [(trouble.line, trouble.problem.code) for trouble in read_table(data).troubles]


def rows(data: bytes) -> list[tuple[str, ...]]:
    return [found.cells for found in read_table(data).rows]


# --- what people do ---------------------------------------------------------------------------------


def test_numbers_days_texts_and_yes_are_told_apart():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("One")
        sheet.write_row(0, 0, [1410, 12.5, " x ", True])
        sheet.write_datetime(0, 4, date(2026, 1, 2), made.add_format({"num_format": "dd/mm/yyyy"}))
    (one,) = w.read_workbook(out.getvalue()).sheets
    assert one.rows == ((1, (1410.0, 12.5, "x", True, date(2026, 1, 2))),)


def test_a_formula_gives_the_result_that_was_saved_and_says_where_it_stands():
    (sheet,) = w.read_workbook(book(row(1, '<c r="A1"><f>1+1</f><v>2</v></c>'))).sheets
    assert (sheet.rows, sheet.formulas) == (((1, (2.0,)),), frozenset({(1, 1)}))
    assert sheet.spoiled == {}


@pytest.mark.parametrize(
    "cell, code",
    [
        ('<c r="B2"><f>1+1</f></c>', "formula_without_result"),
        ('<c r="B2"><f>1+1</f><v></v></c>', "formula_without_result"),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "cell_in_error"),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "cell_in_error"),
    ],
)
def test_a_cell_without_a_value_to_take_is_told_and_never_read_as_empty(cell, code):
    data = book(HEADER + row(2, text("A2", "1"), cell) + row(3, text("A3", "2")))
    assert told(data) == [(2, code)]
    assert rows(data) == [("2",)]


def test_an_empty_text_is_a_result():
    assert told(book(HEADER + row(2, text("A2", "1"), '<c r="B2" t="str"><f>""</f><v></v></c>'))) == []


def test_cells_merged_over_rows_are_told_in_every_row_and_titles_are_not():
    merged = (
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B2:B3"/><mergeCell ref="A5:B5"/></mergeCells>'
    )
    body = "".join(row(n, text(f"A{n}", str(n))) for n in range(2, 6))
    assert told(book(HEADER + body + merged)) == [(2, "merged_cells"), (3, "merged_cells")]


def test_a_merge_down_to_the_end_of_the_world_tells_only_the_rows_there_are():
    body = row(2, text("A2", "1")) + '<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>'
    assert told(book(HEADER + body)) == [(2, "merged_cells")]


def test_hidden_sheets_are_passed_over_where_one_table_is_asked_for():
    hidden = row(1, text("A1", "hidden"))
    data = book(hidden, hidden, HEADER + row(2, text("A2", "7")), states={1: "hidden", 2: "veryHidden"})
    assert rows(data) == [("7",)]
    assert [sheet.is_hidden for sheet in w.read_workbook(data).sheets] == [True, True, False]
    assert told(book(hidden, states={1: "hidden"})) == [(1, "empty_file")]


def test_macros_are_told_and_not_opened():
    made = parts(HEADER) | {"xl/vbaProject.bin": b"anything"}
    found = w.read_workbook(packed(made))
    assert found.has_macros
    assert found.sheets[0].rows
    assert not w.read_workbook(book(HEADER)).has_macros


def test_cells_without_names_stand_one_after_the_other():
    (sheet,) = w.read_workbook(
        book("<row><c><v>1</v></c><c><f>2</f></c></row><row><c><v>3</v></c></row>")
    ).sheets
    assert sheet.rows == ((1, (1.0,)), (2, (3.0,)))
    assert list(sheet.spoiled) == [(1, 2)]


# --- what is none -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, code",
    [
        (b"PK\x03\x04broken", "broken_workbook"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "not_xlsx"),
        (packed({"word/document.xml": b"<x/>"}), "not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_or_locked"),
        (book(), "not_xlsx"),
        (book(row(1, '<c r="A0"><v>1</v></c>')), "broken_workbook"),
        (book(row(1, '<c r="ZZZ9999999"><v>1</v></c>')), "broken_workbook"),
        (book('<row r="x"><c><v>1</v></c></row>'), "broken_workbook"),
        (book("<row><c>"), "broken_workbook"),
        (book(HEADER)[:-40], "broken_workbook"),
        (book(HEADER)[:200], "broken_workbook"),
    ],
)
def test_what_is_no_sound_workbook_is_refused(data, code):
    assert refused(data) == code
    assert told(data) == [(1, code)]


def test_a_part_that_is_missing_is_an_empty_sheet_or_a_refusal_and_no_error():
    for name in parts(HEADER):
        made = parts(HEADER)
        del made[name]
        try:
            w.read_workbook(packed(made))
        except Problem:
            continue


# --- what means harm ------------------------------------------------------------------------------------


def test_one_cell_in_the_last_corner_does_not_ask_for_all_the_memory():
    """Read without a look at it first, this file of one kilobyte ends the whole server."""
    data = book(HEADER + row(1_048_576, '<c r="XFD1048576"><v>1</v></c>'))
    assert len(data) < 2000
    assert refused(data) == "too_many_rows"


def test_a_format_without_a_value_reaches_nowhere():
    data = book(HEADER + row(1_048_576, '<c r="XFD1048576" s="0"/>'))
    assert rows(data) == []
    assert told(data) == []


def test_rows_columns_and_their_product_have_limits():
    few = w.Limits(rows=10, columns=5, cells=20)
    assert refused(book(row(11, text("A11", "x"))), few) == "too_many_rows"
    assert refused(book(row(1, text("F1", "x"))), few) == "too_wide"
    assert refused(book(row(1, text("E1", "x")) + row(5, text("A5", "x"))), few) == "too_many_rows"
    assert w.read_workbook(book(row(1, text("E1", "x")) + row(4, text("A4", "x"))), few)


def test_a_file_that_unpacks_without_end_is_refused_whatever_it_says_of_its_size():
    made = parts(HEADER)
    made["xl/worksheets/sheet1.xml"] += b" " * 3 * 2**20
    small = w.Limits(unpacked=2)
    honest = packed(made)
    assert refused(honest, small) == "spreadsheet_too_large"
    true_size = len(made["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
    liar = honest.replace(true_size, (100).to_bytes(4, "little"))
    assert liar != honest
    assert refused(liar, small) in {"spreadsheet_too_large", "broken_workbook"}


def test_parts_that_hold_no_values_are_not_unpacked():
    made = parts(HEADER) | {"xl/media/picture.png": b"\0" * 5 * 2**20, "xl/vbaProject.bin": b"\0" * 5 * 2**20}
    assert w.read_workbook(packed(made), w.Limits(unpacked=2)).has_macros


def test_one_long_text_in_very_many_cells_is_refused():
    cells = "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 101))
    made = parts(cells)
    shared = f'<sst xmlns="http://x"><si><t>{"y" * 30_000}</t></si></sst>'
    made["xl/sharedStrings.xml"] = shared.encode()
    assert refused(packed(made), w.Limits(texts=2)) == "spreadsheet_too_large"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_document_type_is_refused(doctype):
    assert refused(book(f'<?xml version="1.0"?>{doctype}{worksheet(HEADER)}')) == "broken_workbook"


def test_the_file_itself_has_a_limit():
    assert refused(b"PK\x03\x04" + b"x" * 2**20, w.Limits(megabytes=1)) == "spreadsheet_too_large"
    assert [t.problem.code for t in read_table(b"a\n" + b"x" * 2**21, w.Limits(megabytes=1)).troubles] == [
        "spreadsheet_too_large"
    ]
    assert [t.problem.code for t in read_table(b"a\n" * 9, w.Limits(rows=5)).troubles] == ["too_many_rows"]


def test_a_part_with_a_password_or_of_an_unknown_packing_is_refused():
    locked = bytearray(book(HEADER))
    at = 0
    while (at := locked.find(b"PK\x01\x02", at)) >= 0:
        locked[at + 8] |= 1
        at += 4
    assert refused(bytes(locked)) == "broken_workbook"
    odd = book(HEADER).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x63\x00"
    )
    assert refused(odd) == "broken_workbook"


def test_any_cut_or_flipped_byte_is_a_problem_or_a_reading_and_never_ends_the_program():
    data = book(HEADER + row(2, text("A2", "1")))
    script = (
        "import sys\nfrom isaf.kit.spreadsheets import read_table\ndata = sys.stdin.buffer.read()\n"
        "for at in range(0, len(data), 3):\n"
        "    read_table(data[:at])\n    read_table(data[:at] + bytes([data[at] ^ 255]) + data[at + 1:])\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], input=data, capture_output=True)
    assert (ended.returncode, ended.stderr[-500:]) == (0, b"")


def test_a_workbook_packed_without_compression_is_read():
    assert rows(packed(parts(HEADER + row(2, text("A2", "5"))), zipfile.ZIP_STORED)) == [("5",)]
