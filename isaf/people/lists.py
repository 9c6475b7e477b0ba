"""A list of people as a spreadsheet: reading it, before anybody is made."""

from dataclasses import dataclass

from isaf.kit.problems import Problem
from isaf.kit.spreadsheets import read_table
from isaf.kit.tables import EmptyFile, Row, clean_text, visible
from isaf.kit.workbooks import FileTooLarge, Limits, TooManyRows

from .problems import ListHasNoColumns, ListTooLong, ListUnreadable

COLUMNS = ("username", "name", "role", "scope", "language")
MOST_PEOPLE = 200
_LIMITS = Limits(megabytes=1, unpacked=20, texts=5, rows=1000, columns=50)


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
    table = read_table(data, _LIMITS)
    if table.header is None or table.troubles:
        raise _told(table.troubles[0].problem, is_whole=table.header is None)
    header = [cell.casefold() for cell in table.header.cells]
    if not {"username", "name", "role"} <= set(header):
        raise ListHasNoColumns()
    if len(table.rows) > MOST_PEOPLE:
        raise ListTooLong(most=MOST_PEOPLE)
    return [_line(row, header) for row in table.rows]


def _told(problem: Problem, *, is_whole: bool) -> Problem:
    """What is said of a list that cannot be read; a single row that cannot be read has its own words."""
    if isinstance(problem, FileTooLarge | TooManyRows):
        return ListTooLong(most=MOST_PEOPLE)
    if isinstance(problem, EmptyFile):
        return ListHasNoColumns()
    return ListUnreadable() if is_whole else problem


def _line(row: Row, header: list[str]) -> Line:
    """The cells without what cannot be seen; a control character in one leaves the person nameless, so refused."""
    cells = dict(zip(header, row.cells, strict=False))
    texts = {column: cells.get(column, "") for column in COLUMNS}
    try:
        return Line(row.line, **{column: clean_text(text, 300) for column, text in texts.items()})
    except ValueError:
        return Line(
            row.line, **({column: visible(text, 300) for column, text in texts.items()} | {"username": ""})
        )
