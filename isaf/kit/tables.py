"""Tables as CSV: reading a file of unknown origin, writing one that no spreadsheet takes for a program.

Reading keeps the number of the line on which each row begins, whatever the newlines are and also after a
quoted cell with newlines inside, so that a person finds the row again. Everything that cannot be read is
told with its line; nothing is guessed.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .problems import Problem, gettext_noop

# What Excel, LibreOffice and their relatives may start a formula with, also in full width.
_FORMULA = tuple("=+-@\t\n|%\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*\Z")
_DROPPED = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff", b"%PDF")


class EmptyFile(Problem):
    code = "empty_file"
    text = gettext_noop("The file is empty. The first line has to name the columns.")


class NotCsv(Problem):
    code = "not_csv"
    text = gettext_noop("This is not a CSV file. Save the table as CSV (UTF-8), then try again.")


class NotUtf8(Problem):
    code = "not_utf8"
    text = gettext_noop("This line is not UTF-8 text. Save the table as CSV (UTF-8), then try again.")


class NulInLine(Problem):
    code = "nul_in_line"
    text = gettext_noop("This line holds a NUL character. Type the line again.")


class BrokenQuotes(Problem):
    code = "broken_quotes"
    text = gettext_noop("This line cannot be split into cells. Check its quotation marks and its length.")


@dataclass(frozen=True)
class Trouble:
    """A problem and the line (from 1) on which it was found."""

    line: int
    problem: Problem


@dataclass(frozen=True)
class Row:
    """The cells of a row, without spaces around them, and the line on which the row begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What could be read: the first line with cells, the rows after it, and the lines that failed."""

    header: Row | None
    rows: tuple[Row, ...]
    troubles: tuple[Trouble, ...]


def read_csv(data: bytes) -> Table:
    """Rows of a CSV file in UTF-8, with or without BOM, with any newlines; empty rows are left out.

    >>> table = read_csv(b'a,b\\r\\n"x\\r\\ny",1\\r\\n\\r\\n z ,2')
    >>> [(row.line, row.cells) for row in table.rows]
    [(2, ('x\\r\\ny', '1')), (5, ('z', '2'))]
    """
    if data.startswith(_BINARY):
        return Table(None, (), (Trouble(1, NotCsv()),))
    bad = _bad_lines(data)
    troubles = [Trouble(line, problem) for line, problem in bad.items()]
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = tuple(cell.strip() for cell in next(reader))
        except StopIteration:
            break
        except csv.Error:
            if line not in bad:
                troubles.append(Trouble(line, BrokenQuotes()))
            if not rows:
                return Table(None, (), _in_order(troubles))
            continue
        is_bad = not bad.keys().isdisjoint(range(line, reader.line_num + 1))
        if is_bad and not rows:
            return Table(None, (), _in_order(troubles))
        if any(cells) and not is_bad:
            rows.append(Row(line, cells))
    if not rows:
        return Table(None, (), _in_order(troubles) or (Trouble(1, EmptyFile()),))
    return Table(rows[0], tuple(rows[1:]), _in_order(troubles))


def _bad_lines(data: bytes) -> dict[int, Problem]:
    found: dict[int, Problem] = {}
    for line, content in enumerate(data.splitlines(), start=1):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            found[line] = NotUtf8()
        else:
            if b"\0" in content:
                found[line] = NulInLine()
    return found


def _in_order(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    return tuple(sorted(troubles, key=lambda trouble: trouble.line))


@lru_cache(maxsize=4096)  # the ids of a long file come again and again
def clean_text(text: str, longest: int = 200) -> str:
    """A name or id as it is compared: composed, without invisible spaces, trimmed.

    ValueError when it holds a control character, turns the direction of writing, or is too long.

    >>> clean_text(" opening\\u200bhours ")
    'openinghours'
    """
    clean = unicodedata.normalize("NFC", text.translate(_DROPPED)).strip()
    if len(clean) > longest or any(_is_unseen(character) for character in clean):
        raise ValueError("not a clean text")
    return clean


def _is_unseen(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind in {"Cc", "Cs", "Cn", "Co", "Zl", "Zp"} or (kind == "Cf" and character not in "\u200c\u200d")


def visible(text: str, longest: int = 40) -> str:
    """Text of unknown origin as it may be printed in a message: shortened, nothing unseen.

    >>> visible("a\\x1b[2Jb")
    'a?[2Jb'
    """
    short = text if len(text) <= longest else text[: longest - 1] + "\u2026"
    return "".join("?" if _is_unseen(character) else character for character in short)


def safe_cell(value: Any) -> str:
    """A cell for people's spreadsheets: what could start a formula gets an apostrophe; numbers stay numbers.

    Newlines become one kind, since a lone carriage return would end the row in some readers.

    >>> safe_cell("=1+1"), safe_cell(-5), safe_cell("-5"), safe_cell("-5+1"), safe_cell(None), safe_cell(True)
    ("'=1+1", '-5', '-5', "'-5+1", '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    starts = (text[:1], text.translate(_DROPPED).lstrip()[:1])
    if _NUMBER.match(text) or not any(first and first in _FORMULA for first in starts):
        return text
    return f"'{text}"


def write_csv(header: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """A CSV text with a line end of one newline; every cell made safe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
