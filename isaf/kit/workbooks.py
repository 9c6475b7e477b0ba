"""XLSX workbooks of unknown origin, read without trusting them.

A workbook is a ZIP file of XML parts. Each part is unpacked here under a limit and looked through for what a
reader of values does not tell: where formulas stand, which of them have no result, how far the cells reach. Only
then do the parts that hold values, and no others, go to the library that reads them. So macros, pictures and
links to elsewhere are never opened, and a small file cannot ask for more memory than its limits say (ADR 0037).
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from posixpath import join, normpath

import python_calamine

from .problems import Problem, gettext_noop
from .sheetxml import Scan, lengths_of_strings, scan_sheet, tags

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"  # the shell of XLS and of workbooks with a password
_MEGABYTE = 2**20
_UNSOUND = (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, OSError, RuntimeError)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_WORKBOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_SHELL = ("[Content_Types].xml", "_rels/.rels", _WORKBOOK, _LINKS, _STRINGS, _STYLES)
_MACROS = "vbaproject.bin"

Value = str | int | float | bool | date | datetime | time | timedelta
Place = tuple[int, int]  # row and column, both from 1


class FileTooLarge(Problem):
    code = "spreadsheet_too_large"
    status = 413
    text = gettext_noop("The file is too large: %(most)s megabytes are taken at most. Divide it.")


class TooManyRows(Problem):
    code = "too_many_rows"
    status = 413
    text = gettext_noop(
        "The sheet %(sheet)s reaches too far: %(most)s rows are taken at most. Delete what stands outside the table."
    )


class TooWide(Problem):
    code = "too_wide"
    status = 413
    text = gettext_noop(
        "The sheet %(sheet)s reaches too far: %(most)s columns are taken at most. Delete what stands outside the table."
    )


class BrokenWorkbook(Problem):
    code = "broken_workbook"
    text = gettext_noop("This spreadsheet cannot be opened. Save it as XLSX or CSV (UTF-8), then try again.")


class NotXlsx(Problem):
    code = "not_xlsx"
    text = gettext_noop(
        "This is not an XLSX workbook. Save the table as XLSX or CSV (UTF-8), then try again."
    )


class OldOrLocked(Problem):
    code = "old_or_locked"
    text = gettext_noop(
        "This is an old XLS file, or a workbook with a password. Save it as XLSX without a password, then try again."
    )


class FormulaWithoutResult(Problem):
    code = "formula_without_result"
    text = gettext_noop(
        "The cell %(cell)s holds a formula without a result. Write the figure itself, or open and save the file in a "
        "spreadsheet program."
    )


class CellInError(Problem):
    code = "cell_in_error"
    text = gettext_noop("The cell %(cell)s shows an error in place of a value. Write the figure itself.")


class MergedCells(Problem):
    code = "merged_cells"
    text = gettext_noop(
        "The cells %(cells)s are merged, so it is not clear to which row the value belongs. Split them and write the "
        "value in every row."
    )


@dataclass(frozen=True)
class Limits:
    """The most that is taken: the file, what it unpacks to and its texts in megabytes; how far a sheet reaches."""

    megabytes: int = 10
    unpacked: int = 200
    texts: int = 60
    rows: int = 60_000
    columns: int = 300
    cells: int = 2_000_000


@dataclass(frozen=True)
class Merged:
    """A rectangle of merged cells; only its first cell can hold a value."""

    first: Place
    last: Place

    @property
    def words(self) -> str:
        return f"{cell_name(*self.first)}:{cell_name(*self.last)}"


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its rows that hold something, with their numbers, and what is odd about it.

    A formula's value is the result that the spreadsheet program saved. ``spoiled`` cells have none; they read as
    an empty text.
    """

    name: str
    is_hidden: bool
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    merged: tuple[Merged, ...]
    formulas: frozenset[Place]
    spoiled: Mapping[Place, Problem]


@dataclass(frozen=True)
class Workbook:
    """The worksheets in order. Macros are told and never opened; chart and macro sheets are left out."""

    sheets: tuple[Sheet, ...]
    has_macros: bool

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letters(column: int) -> str:
    """The letters of a column, from 1.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheet programs name it.

    >>> cell_name(7, 3)
    'C7'
    """
    return f"{column_letters(column)}{row}"


def read_workbook(data: bytes, limits: Limits = Limits()) -> Workbook:
    """The values of an XLSX workbook; refused with a Problem when it cannot or must not be read."""
    if len(data) > limits.megabytes * _MEGABYTE:
        raise FileTooLarge(most=limits.megabytes)
    if data.startswith(OLE):
        raise OldOrLocked()
    try:
        parts = _Parts(data, limits)
        named = _worksheets(parts)
        scans = [_scanned(parts, path, name, limits) for name, _, path in named]
        _texts_must_fit(parts, scans, limits)
        values = _values(parts, named)
    except _UNSOUND:
        raise BrokenWorkbook() from None
    sheets = (_sheet(*told) for told in zip(named, scans, values, strict=True))
    return Workbook(tuple(sheets), parts.has_macros)


class _Parts:
    """The parts of the file, unpacked when asked for, and never more than the limit altogether."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._kept: dict[str, bytes] = {}
        self._left, self._limits = limits.unpacked * _MEGABYTE, limits
        names = self._zip.namelist()
        if _WORKBOOK not in names:
            raise NotXlsx()
        self.has_macros = any(name.casefold().endswith(_MACROS) for name in names)

    def get(self, name: str) -> bytes:
        """The bytes of a part, nothing when there is none. What the file says of its sizes is not believed."""
        if name not in self._kept:
            self._kept[name] = self._unpacked(name) if name in self._zip.namelist() else b""
        return self._kept[name]

    def _unpacked(self, name: str) -> bytes:
        if self._zip.getinfo(name).compress_type not in _PACKINGS:
            raise BrokenWorkbook()
        with self._zip.open(name) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise FileTooLarge(most=self._limits.megabytes)
        return data

    def packed(self, names: Iterable[str]) -> io.BytesIO:
        """A workbook of these parts and no others."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as kept:
            for name in names:
                if data := self.get(name):
                    kept.writestr(name, data)
        out.seek(0)
        return out


def _worksheets(parts: _Parts) -> list[tuple[str, bool, str]]:
    """Name, hidden or not, and part of every worksheet, in order."""
    links = {link["Id"]: link for link in tags(parts.get(_LINKS), "Relationship")}
    found = []
    for sheet in tags(parts.get(_WORKBOOK), "sheet"):
        link = links.get(sheet.get("id", ""), {})
        if link.get("Type", "").endswith("/worksheet"):
            path = normpath(join("/xl", link["Target"])).lstrip("/")
            found.append((sheet["name"], sheet.get("state", "visible") != "visible", path))
    if not found:
        raise NotXlsx()
    return found


def _scanned(parts: _Parts, path: str, name: str, limits: Limits) -> Scan:
    scan = scan_sheet(parts.get(path))
    if scan.last_row > limits.rows or scan.last_row * scan.last_column > limits.cells:
        raise TooManyRows(sheet=name, most=limits.rows)
    if scan.last_column > limits.columns:
        raise TooWide(sheet=name, most=limits.columns)
    return scan


def _texts_must_fit(parts: _Parts, scans: Sequence[Scan], limits: Limits) -> None:
    """One long text may stand in very many cells; each of them becomes a text of its own when it is read."""
    used: dict[int, int] = {}
    for scan in scans:
        for place, times in scan.strings.items():
            used[place] = used.get(place, 0) + times
    lengths = lengths_of_strings(parts.get(_STRINGS)) if used else []
    if sum(lengths[place] * times for place, times in used.items() if place < len(lengths)) > (
        limits.texts * _MEGABYTE
    ):
        raise FileTooLarge(most=limits.megabytes)


def _values(parts: _Parts, named: Sequence[tuple[str, bool, str]]) -> list[list[list[Value]]]:
    packed = parts.packed([*_SHELL, *dict.fromkeys(path for _, _, path in named)])
    try:
        book = python_calamine.load_workbook(packed)
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name, _, _ in named]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the library's own panic is no Exception
        raise BrokenWorkbook() from None


def _sheet(named: tuple[str, bool, str], scan: Scan, values: list[list[Value]]) -> Sheet:
    name, is_hidden, _ = named
    rows = ((number, tuple(map(_stripped, row))) for number, row in enumerate(values, start=1))
    spoiled: dict[Place, Problem] = {place: CellInError(cell=cell_name(*place)) for place in scan.errors}
    spoiled |= {place: FormulaWithoutResult(cell=cell_name(*place)) for place in scan.unsolved}
    holding = {row for row, _ in spoiled}
    return Sheet(
        name=name,
        is_hidden=is_hidden,
        rows=tuple((n, row) for n, row in rows if n in holding or any(cell != "" for cell in row)),
        merged=tuple(Merged(first, last) for first, last in scan.merged),
        formulas=frozenset(scan.formulas),
        spoiled=spoiled,
    )


def _stripped(value: Value) -> Value:
    return value.strip() if isinstance(value, str) else value


def as_text(value: Value) -> str:
    """A cell as it reads: a number that is whole without a fraction, a day as year-month-day.

    >>> as_text(10201.0), as_text(11.5), as_text(True), as_text(date(2026, 1, 2))
    ('10201', '11.5', 'true', '2026-01-02')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
