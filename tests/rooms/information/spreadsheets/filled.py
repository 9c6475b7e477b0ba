"""A downloaded file, filled as a person does it: read, changed and saved again by a spreadsheet program."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from isaf.information.spreadsheets import form as f
from isaf.kit.workbooks import Sheet, read_workbook


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the program saved; an empty one was never worked out."""

    text: str
    result: Any = ""


Edits = dict[tuple[str, str, str], Any]


def filled(
    data: bytes,
    edits: Edits,
    *,
    spoil: Callable[[Any, dict[str, Any]], None] | None = None,
    macros: bool = False,
) -> bytes:
    """The file with values at (section, code of the facility, box); a list takes (section, code, "n.column")."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        day, sheets = book.add_format({"num_format": "dd/mm/yyyy"}), {}
        for sheet in read_workbook(data).sheets:
            made = book.add_worksheet(sheet.name)
            sheets[str(sheet.rows[0][1][0])] = made
            if sheet.is_hidden:
                made.very_hidden()
            for (row, column), value in cells(sheet, edits).items():
                write(made, row, column, value, day)
        if spoil:
            spoil(book, sheets)
    return with_macros(out.getvalue()) if macros else out.getvalue()


def cells(sheet: Sheet, edits: Edits) -> dict[tuple[int, int], Any]:
    found = {
        (row, column): value
        for row, values in sheet.rows
        for column, value in enumerate(values, start=1)
        if value != ""
    }
    ids = [str(cell) for cell in sheet.rows[0][1]]
    for (section, code, box), value in edits.items():
        if section == ids[0]:
            found[place(sheet, code, box, ids)] = value
    return found


def place(sheet: Sheet, code: str, box: str, ids: list[str]) -> tuple[int, int]:
    """Row and column, from 1; ``2.amount`` is the second row of a facility's list."""
    rows = [row for row, values in sheet.rows if row >= f.FIRST_ROW and values[0] == code]
    number, _, name = box.partition(".")
    if number.isdigit():
        return rows[int(number) - 1], ids.index(f"row.{name}") + 1
    return rows[0], ids.index(box) + 1


def write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    at = (row - 1, column - 1)
    if isinstance(value, Formula):
        sheet.write_formula(*at, value.text, None, value.result)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, day)
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, str):
        sheet.write_string(*at, value)
    else:
        sheet.write_number(*at, value)


def with_macros(data: bytes) -> bytes:
    """The same workbook with a part of macros, as saved under the name .xlsm."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, old.read(part))
        new.writestr(zipfile.ZipInfo("xl/vbaProject.bin"), b"Sub Auto_Open()")
    return out.getvalue()
