"""What a file says, before it is held against what is kept: one told cell after the other, with its place.

A file is the filled workbook of the year, or a plain table (CSV or XLSX) with the columns of the export. Nothing is
guessed: a cell whose value is not sure comes with the problem in place of the value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from isaf.kit.numerals import latin_digits
from isaf.kit.problems import Problem
from isaf.kit.spreadsheets import read_table
from isaf.kit.tables import Table, visible
from isaf.kit.workbooks import (
    ZIP,
    MergedCells,
    Sheet,
    Value,
    Workbook,
    as_text,
    column_letters,
    read_workbook,
)

from . import form as f
from . import problems as p

ROW = "row"  # the line of a list whose number follows from its place
_FIRST_BOX = 4  # the column after code, name and area
TABLE = ("year", "facility", "section", "line", "column", "value")


@dataclass(frozen=True)
class Where:
    """A place in the file: the worksheet (empty for a CSV file), the row from 1, the column's letters."""

    sheet: str = ""
    row: int = 1
    column: str = ""


@dataclass(frozen=True)
class Told:
    """What one cell says of one box of one facility: a value, or why there is none to take."""

    where: Where
    year: int
    facility: str  # as in addresses: ps-0102011
    section: str
    line: str
    column: str
    said: Value | Problem


@dataclass(frozen=True)
class Filing:
    """The whole file. ``troubles`` belong to no box; with ``is_unread`` nothing of the file can be taken.

    ``form`` is the form for which the file was made and ``versions`` how far each sheet was then; both are empty
    for a plain table.
    """

    told: tuple[Told, ...] = ()
    troubles: tuple[tuple[Where, str, Problem], ...] = ()
    is_unread: bool = False
    form: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)
    has_macros: bool = False
    formulas: int = 0


def read_file(data: bytes) -> Filing:
    """What a file of unknown origin says."""
    if data.startswith(ZIP):
        try:
            book = read_workbook(data)
        except Problem as problem:
            return _unread(problem)
        if marks := book.sheet(f.MARKS):
            return _Reader(book, marks).filing()
    return _plain(read_table(data))


def _unread(*problems: Problem, row: int = 1) -> Filing:
    return Filing(troubles=tuple((Where(row=row), "", problem) for problem in problems), is_unread=True)


# --- the workbook of the year -----------------------------------------------------------------------


class _Reader:
    """One filled workbook."""

    def __init__(self, book: Workbook, marks: Sheet) -> None:
        rows = [(*map(as_text, values), "", "") for _, values in marks.rows]
        self._marks = {row[0]: row[1] for row in rows if row[0] != "facility"}
        self._codes = [row[1] for row in rows if row[0] == "facility"]
        self._versions = {row[1]: row[2] for row in rows if row[0] == "facility"}
        self._book = book
        self._told: list[Told] = []
        self._troubles: list[tuple[Where, str, Problem]] = []

    def filing(self) -> Filing:
        marks = self._marks
        year = marks.get("year", "")
        if (marks.get("form"), marks.get("edition")) != (f.FORM, f.EDITION) or not _is_year(year):
            return _unread(p.NotOurForm())
        sheets = [sheet for sheet in self._book.sheets if sheet.name != f.MARKS]
        sheets = [
            sheet for sheet in sheets if sheet.rows and len(_head(sheet)) > 1 and f.NAME in _head(sheet)
        ]
        if not sheets:
            return _unread(p.NotOurForm())
        for sheet in sheets:
            self._read(sheet, int(year))
        service = marks.get("service", "")
        return Filing(
            told=tuple(self._told),
            troubles=tuple(self._troubles),
            form=marks.get("sections", ""),
            versions={f"{service}-{code}": int(n) for code, n in self._versions.items() if n.isdigit()},
            has_macros=self._book.has_macros,
            formulas=sum(
                place[0] >= f.FIRST_ROW for sheet in sheets for place in sheet.formulas - sheet.spoiled.keys()
            ),
        )

    def _read(self, sheet: Sheet, year: int) -> None:
        ids, first_rows = _head(sheet), {}
        merged = _merged(sheet, len(ids))
        for row, cells in _data(sheet):
            said = list(_said(sheet, row, cells, ids, merged))
            if not said:
                continue
            code = as_text(cells[0])
            if not code:
                self._troubles.append((Where(sheet.name, row, "A"), "", p.RowWithoutCode()))
                continue
            slug = self._slug(code)
            is_list = ids[-1].startswith(f"{ROW}.")
            if not is_list and first_rows.setdefault(slug, row) != row:
                problem = p.FacilityTwice(facility=visible(code), line=first_rows[slug])
                self._troubles.append((Where(sheet.name, row, "A"), slug, problem))
                continue
            for column, value in said:
                line, _, name = ids[column - 1].rpartition(".")
                where = Where(sheet.name, row, column_letters(column))
                line = f"{ROW}{row}" if is_list else line
                self._told.append(Told(where, year, slug, ids[0], line, name, value))

    def _slug(self, typed: str) -> str:
        """The facility that is meant: in any digits, with lost leading zeros, also as in its address."""
        service = self._marks.get("service", "")
        code = latin_digits(typed).casefold().removeprefix(f"{service}-")
        if code not in self._codes and code.isdecimal():
            code = next((one for one in self._codes if one.isdecimal() and int(one) == int(code)), code)
        return f"{service}-{visible(code)}"


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


def _head(sheet: Sheet) -> list[str]:
    """The ids of the hidden first row."""
    line, cells = sheet.rows[0]
    return [as_text(cell) for cell in cells] if line == 1 else []


def _data(sheet: Sheet) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """The rows of facilities; also those that hold nothing but a spoiled cell."""
    rows = {row: cells for row, cells in sheet.rows if row >= f.FIRST_ROW}
    for row, _ in sheet.spoiled:
        if row >= f.FIRST_ROW:
            rows.setdefault(row, ("",))
    yield from sorted(rows.items())


def _merged(sheet: Sheet, width: int) -> dict[tuple[int, int], Problem]:
    """The first cell of every row of every merged rectangle among the boxes."""
    last = sheet.rows[-1][0]
    return {
        (row, max(merged.first[1], _FIRST_BOX)): MergedCells(cells=merged.words)
        for merged in sheet.merged
        if merged.last[0] >= f.FIRST_ROW and merged.last[1] >= _FIRST_BOX and merged.first[1] <= width
        for row in range(max(merged.first[0], f.FIRST_ROW), min(merged.last[0], last) + 1)
    }


def _said(
    sheet: Sheet,
    row: int,
    cells: tuple[Value, ...],
    ids: list[str],
    merged: Mapping[tuple[int, int], Problem],
) -> Iterator[tuple[int, Value | Problem]]:
    """The boxes of a row in which something stands, and why where it cannot be taken. Grey cells are not read."""
    for column, name in enumerate(ids, start=1):
        if "." not in name or name.startswith(f.LAST):
            continue
        problem = sheet.spoiled.get((row, column)) or merged.get((row, column))
        value = cells[column - 1] if column <= len(cells) else ""
        if problem or value != "":
            yield column, problem or value


# --- a plain table ----------------------------------------------------------------------------------


def _plain(table: Table) -> Filing:
    """A table with a row for each figure, as the export writes it; other columns are not looked at."""
    troubles = tuple((Where(row=trouble.line), "", trouble.problem) for trouble in table.troubles)
    if table.header is None:
        return Filing(troubles=troubles, is_unread=True)
    header = [cell.casefold() for cell in table.header.cells]
    if not set(TABLE) <= set(header):
        return _unread(p.NotOurForm(), row=table.header.line)
    places = {name: header.index(name) for name in TABLE}
    told, wrong, first_rows = [], list(troubles), {}
    for row in table.rows:
        cells = {name: row.cells[at] if at < len(row.cells) else "" for name, at in places.items()}
        where = Where(row=row.line, column=column_letters(places["value"] + 1))
        year, slug = latin_digits(cells["year"]), latin_digits(cells["facility"]).casefold()
        if not slug:
            wrong.append((Where(row=row.line), "", p.RowWithoutCode()))
            continue
        if not _is_year(year):
            wrong.append(
                (where, visible(slug), p.NoSuchYear(year=visible(year) or "-", facility=visible(slug)))
            )
            continue
        box = (year, slug, cells["section"], cells["line"], cells["column"])
        if first_rows.setdefault(box, row.line) != row.line:
            wrong.append((where, visible(slug), p.BoxTwice(line=first_rows[box])))
            continue
        line = latin_digits(cells["line"])
        value = cells["value"].removeprefix("'")
        told.append(Told(where, int(year), visible(slug), cells["section"], line, cells["column"], value))
    return Filing(told=tuple(told), troubles=tuple(wrong))
