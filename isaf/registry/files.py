"""A table from bytes of unknown origin: CSV or XLSX, told by the content and not by the name."""

import io
import zipfile
from datetime import date, datetime

import python_calamine

from isaf.kit.tables import EmptyFile, Row, Table, Trouble, read_csv

from .problems import BrokenWorkbook, TooLarge

MOST_MEGABYTES = 10
_MEGABYTE = 2**20
_UNPACKED = 20  # a workbook may unpack to so many times the most
_ZIP = b"PK\x03\x04"


def read_table(data: bytes) -> Table:
    """Rows of a CSV file, or of the first sheet of a workbook; lines are counted from 1 in both."""
    if _is_too_large(data):
        return Table(None, (), (Trouble(1, TooLarge(most=MOST_MEGABYTES)),))
    return _read_workbook(data) if data.startswith(_ZIP) else read_csv(data)


def _is_too_large(data: bytes) -> bool:
    """More than a country's list can be; a workbook is asked what it unpacks to before it is unpacked."""
    if len(data) > MOST_MEGABYTES * _MEGABYTE:
        return True
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(part.file_size for part in packed.infolist()) > _UNPACKED * MOST_MEGABYTES * _MEGABYTE
    except zipfile.BadZipFile:
        return False


def _read_workbook(data: bytes) -> Table:
    try:
        sheet = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
        lines = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, IndexError):
        return Table(None, (), (Trouble(1, BrokenWorkbook()),))
    rows = [Row(number, _cells(line)) for number, line in enumerate(lines, start=1)]
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        return Table(None, (), (Trouble(1, EmptyFile()),))
    return Table(rows[0], tuple(rows[1:]), ())


def _cells(line: list[object]) -> tuple[str, ...]:
    cells = [_text(cell) for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _text(cell: object) -> str:
    """A cell as it reads: whole numbers without a fraction, days as year-month-day, formulas as their text."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
