"""A list of people as a spreadsheet: reading it, before anybody is made."""

import io
import zipfile
from dataclasses import dataclass

import python_calamine

from isaf.kit.tables import Row, clean_text, read_csv

from .problems import ListHasNoColumns, ListTooLong, ListUnreadable

COLUMNS = ("username", "name", "role", "scope", "language")
MOST_PEOPLE = 200
_MOST_BYTES, _MOST_UNPACKED = 2**20, 20 * 2**20
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Line:
    """One person of the list, as written."""

    number: int
    username: str
    name: str
    role: str
    scope: str
    language: str


def read_people(data: bytes) -> list[Line]:
    """The lines of a list; refused whole when it cannot be read, names no columns or is too long."""
    if len(data) > _MOST_BYTES:
        raise ListTooLong(most=MOST_PEOPLE)
    rows = _workbook(data) if data.startswith(_ZIP) else _csv(data)
    header = [cell.casefold() for cell in rows[0].cells] if rows else []
    if not {"username", "name", "role"} <= set(header):
        raise ListHasNoColumns()
    if len(rows) - 1 > MOST_PEOPLE:
        raise ListTooLong(most=MOST_PEOPLE)
    return [_line(row, header) for row in rows[1:]]


def _line(row: Row, header: list[str]) -> Line:
    cells = dict(zip(header, row.cells, strict=False))
    return Line(row.line, **{column: clean_text(cells.get(column, ""), 300) for column in COLUMNS})


def _csv(data: bytes) -> list[Row]:
    table = read_csv(data)
    if table.troubles or table.header is None:
        raise ListUnreadable()
    return [table.header, *table.rows]


def _workbook(data: bytes) -> list[Row]:
    """The first sheet; a workbook is asked what it unpacks to before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise ListTooLong(most=MOST_PEOPLE)
        sheet = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
        lines = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, IndexError):
        raise ListUnreadable() from None
    rows = [Row(number, tuple(map(_text, line))) for number, line in enumerate(lines, start=1)]
    return [row for row in rows if any(row.cells)]


def _text(cell: object) -> str:
    """A cell as it reads: a code that a spreadsheet took for a number is written without a fraction."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
