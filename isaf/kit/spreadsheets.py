"""A table from bytes of unknown origin: CSV or XLSX, told by the content and not by the name."""

from .problems import Problem
from .tables import EmptyFile, Row, Table, Trouble, read_csv
from .workbooks import OLE, ZIP, FileTooLarge, Limits, MergedCells, Sheet, TooManyRows, as_text, read_workbook

MOST_MEGABYTES = Limits().megabytes


def read_table(data: bytes, limits: Limits = Limits()) -> Table:  # noqa: B008 (frozen)
    """Rows of a CSV file, or of the first sheet of a workbook that one sees; lines are counted from 1 in both.

    A row with a cell that has no value to take (a formula without a result, an error, cells merged over several
    rows) is told as a trouble of its line and left out.
    """
    if len(data) > limits.megabytes * 2**20:
        return _refused(FileTooLarge(most=limits.megabytes))
    if not data.startswith((ZIP, OLE)):
        table = read_csv(data)
        return (
            _refused(TooManyRows(sheet="CSV", most=limits.rows)) if len(table.rows) > limits.rows else table
        )
    try:
        sheets = read_workbook(data, limits).sheets
    except Problem as problem:
        return _refused(problem)
    seen = [sheet for sheet in sheets if sheet.rows and not sheet.is_hidden]
    return _as_table(seen[0]) if seen else _refused(EmptyFile())


def _refused(problem: Problem) -> Table:
    return Table(None, (), (Trouble(1, problem),))


def _as_table(sheet: Sheet) -> Table:
    found = [Row(line, _cells(tuple(map(as_text, values)))) for line, values in sheet.rows]
    header, troubles = found[0], _troubles(sheet, found[0].line)
    bad = {trouble.line for trouble in troubles}
    if header.line in bad:
        return Table(None, (), tuple(troubles))
    return Table(header, tuple(row for row in found[1:] if row.line not in bad), tuple(troubles))


def _troubles(sheet: Sheet, header: int) -> list[Trouble]:
    """One for each row that cannot be taken. What is merged from the first line on is a title."""
    found = {line: problem for (line, _), problem in sheet.spoiled.items()}
    for merged in sheet.merged:
        if merged.first[0] > header and merged.first[0] != merged.last[0]:
            last = min(merged.last[0], sheet.rows[-1][0])
            lines = range(merged.first[0], last + 1)
            found |= dict.fromkeys(lines, MergedCells(cells=merged.words))
    return [Trouble(line, found[line]) for line in sorted(found)]


def _cells(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
