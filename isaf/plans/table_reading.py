"""A table of plan lines from a spreadsheet, judged row by row before anything is written.

The first row names the columns: by the words of the export or of the official form, in any language of the pack,
or by their ids. Without such a row the thirteen columns of the official form are taken in their order. A row with
one cell only is a heading: a section's letter, or a body under it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from isaf.country.current import pack
from isaf.country.pack import Column, Item, PlanSection
from isaf.information.spreadsheets.cells import CLEAR, read_cell
from isaf.information.spreadsheets.problems import BelowNought, NoNumber, TooLong
from isaf.kit.numerals import latin_digits, read_decimal
from isaf.kit.problems import Problem
from isaf.kit.spreadsheets import read_table
from isaf.kit.tables import Row, Table, clean_text, visible
from isaf.kit.workbooks import column_letters
from isaf.places.models import Facility

from . import problems as p
from .lines import Line, check_due, check_line
from .table_columns import LABELS, OFFICIAL, headings, plain

_LONGEST = {"title": 300, "responds_to": 300, "collaborators": 300, "unit": 60}
_KINDS = {
    "start_on": "date", "end_on": "date", "beneficiaries": "integer", "beneficiaries_female": "integer",
    "cost": "money",
}  # fmt: skip
_WHERE = {
    p.NothingAgreed: "title", p.EndsBeforeStart: "end_on", p.DueBeforeAgreed: "end_on", p.DueTooFar: "end_on",
    p.BeneficiariesMissing: "beneficiaries", p.WomenAboveBeneficiaries: "beneficiaries_female",
    p.UnknownSection: "section",
}  # fmt: skip
MOST_LINES = 1000


@dataclass(frozen=True)
class Wrong:
    """What cannot be right in a row: the column's letter (empty for the row as a whole) and the refusal."""

    column: str
    problem: Problem


@dataclass(frozen=True)
class Kept:
    """A line of the plan as it stands, for the comparison."""

    code: str
    line: Line
    facility: str  # its slug


@dataclass(frozen=True)
class Judged:
    """One row of the table: what it would do. ``kept`` is the line it changes, None for a new one."""

    row: int
    title: str
    wrong: tuple[Wrong, ...] = ()
    line: Line | None = None
    facility: Facility | None = None
    kept: Kept | None = None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    order: tuple[int, ...] = ()

    @property
    def change(self) -> str:
        """refused, new, changed or same"""
        if self.wrong:
            return "refused"
        if self.kept is None:
            return "new"
        return "changed" if self.changes else "same"


@dataclass(frozen=True)
class Frame:
    """What rows are held against: the plan's sections, the year's facilities, the lines that stand already."""

    year: int
    agreed_on: date
    sections: Sequence[PlanSection]
    facilities: Sequence[Facility]
    kept: Mapping[str, Kept]
    section: str = ""  # for rows that name none


@dataclass
class _Under:
    """The headings above a row."""

    section: str = ""
    facility: Facility | None = None


@dataclass
class _Cells:
    """The cells of one row by column id, and what was found wrong with them."""

    row: Row
    places: Mapping[str, int]
    wrong: list[Wrong] = field(default_factory=list)

    def text(self, name: str) -> str:
        at = self.places.get(name)
        raw = self.row.cells[at] if at is not None and at < len(self.row.cells) else ""
        return " ".join(raw.removeprefix("'").split())

    def add(self, name: str, problem: Problem) -> None:
        at = self.places.get(name)
        self.wrong.append(Wrong(column_letters(at + 1) if at is not None else "", problem))


def table_of(text: str) -> Table:
    """Text copied from a spreadsheet (cells between tabs) through the one reader of tables; a row is a line."""
    if "\t" not in text:
        return read_table(text.encode())
    rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    clean = [[" ".join(cell.split()) for cell in row] for row in rows]
    return read_table("\n".join(_plain_row(row) for row in clean).encode())


def _plain_row(row: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    return out.getvalue() if any(row) else ""


def as_text(table: Table) -> str:
    """A table that was read, as text with tabs; every row stays on its line, so that its number is still right."""
    rows = [row for row in (table.header, *table.rows) if row]
    lines = [""] * max((row.line for row in rows), default=0)
    for row in rows:
        lines[row.line - 1] = "\t".join(" ".join(cell.split()) for cell in row.cells)
    return "\n".join(lines)


def judge(table: Table, frame: Frame) -> list[Judged]:
    """Every row with what it would do; troubles of reading come first."""
    told = [Judged(t.line, "", (Wrong("", t.problem),)) for t in table.troubles]
    if table.header is None:
        return told
    places, rows = _columns(table)
    if not places:
        return [*told, Judged(table.header.line, "", (Wrong("", p.NoHeadings()),))]
    if len(rows) > MOST_LINES:
        return [*told, Judged(rows[MOST_LINES].line, "", (Wrong("", p.TableTooLong(most=MOST_LINES)),))]
    return [*told, *_unique(_judged(rows, places, frame))]


def _columns(table: Table) -> tuple[dict[str, int], Sequence[Row]]:
    """Where each column stands, and the rows of lines."""
    known, places = headings(), {}
    for at, cell in enumerate(table.header.cells):
        if name := known.get(plain(cell)):
            places.setdefault(name, at)
    if "title" in places:
        return places, table.rows
    if not places and len(table.header.cells) in (len(OFFICIAL), len(OFFICIAL) - 1):
        return {name: at for at, name in enumerate(OFFICIAL)}, (table.header, *table.rows)
    return {}, ()


def _judged(rows: Iterable[Row], places: Mapping[str, int], frame: Frame) -> Iterator[Judged]:
    under = _Under(frame.section)
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        if len(filled) == 1 and _is_heading(filled[0], under, frame):
            continue
        yield _row(_Cells(row, places), under, frame)


def _is_heading(text: str, under: _Under, frame: Frame) -> bool:
    """Takes a section's or a body's heading to heart; False where the text is neither."""
    for section in frame.sections:
        for letter in section.letter.values():
            if text == letter or text.startswith(f"{letter}."):
                rest = latin_digits(text[len(letter) + 1 :]).strip()
                under.section = section.id
                under.facility = _facility(re.sub(r"^[0-9.]+\s*", "", rest), frame)
                return True
    return False


def _row(cells: _Cells, under: _Under, frame: Frame) -> Judged:
    """What one row would do."""
    kept = _kept(cells, frame)
    values = {name: _value(cells, name) for name in LABELS if name not in _OTHERS}
    section = _section(cells, under, frame) or (kept.line.section if kept else "")
    facility = _named_facility(cells, frame) if "facility" in cells.places else under.facility
    for name in ("end_on", "lead", "title"):
        if not values[name] and not any(w.column == _letter(cells, name) for w in cells.wrong):
            cells.add(name, p.CellEmpty())
    if not section:
        cells.add("section", p.SectionMissing())
    theme = _chosen(cells, "theme", pack().themes) if "theme" in cells.places else ""
    line = None
    if not cells.wrong:
        line = _filled(values | {"section": section, "theme": theme}, cells, kept)
        _whole(line, cells, frame)
        if kept is None and (code := _standing(line, facility, frame)):
            cells.add("title", p.StandsAlready(code=code))
    changes = _changes(kept, line) if kept and line and not cells.wrong else ()
    order = tuple(int(n) for n in re.findall(r"[0-9]+", latin_digits(cells.text("number")))[:4])
    title = visible(cells.text("title"), 80)
    return Judged(cells.row.line, title, tuple(cells.wrong), line, facility, kept, changes, order)


def _standing(line: Line, facility: Facility | None, frame: Frame) -> str:
    """The code of a line of the plan that says the same already, so that a table brought in twice doubles none."""
    key = (line.section, line.title, facility.slug if facility else "", line.location)
    rows = frame.kept.values()
    return next(
        (k.code for k in rows if (k.line.section, k.line.title, k.facility, k.line.location) == key), ""
    )


_OTHERS = ("number", "section", "facility", "theme", "action")


def _letter(cells: _Cells, name: str) -> str:
    at = cells.places.get(name)
    return "" if at is None else column_letters(at + 1)


def _filled(values: dict[str, Any], cells: _Cells, kept: Kept | None) -> Line:
    """The line as the row says it; of a line that stands, columns that the table lacks stay as they are."""
    if kept:
        own = {f.name: getattr(kept.line, f.name) for f in fields(Line)}
        values = {n: v if n in cells.places or n == "section" else own[n] for n, v in values.items()}
    return Line(**values)


def _whole(line: Line, cells: _Cells, frame: Frame) -> None:
    """What cannot be right between the columns of one line."""
    try:
        check_line(line, frame.agreed_on)
        check_due(line.end_on, frame.year)
    except Problem as problem:
        cells.add(_WHERE.get(type(problem), ""), problem)


def _value(cells: _Cells, name: str) -> Any:
    """A cell's value: text, day, number or money; a refusal goes to the row and nothing is guessed."""
    raw = cells.text(name)
    try:
        if name == "quantity":
            return _quantity(raw)
        if kind := _KINDS.get(name):
            return _read(raw, kind)
        return clean_text(_short(raw, _LONGEST.get(name, 200)), 300)
    except Problem as problem:
        cells.add(name, problem)
    except ValueError:
        cells.add(name, p.UnclearText())
    return None


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise TooLong(count=len(text), most=most)
    return text


def _read(raw: str, kind: str) -> Any:
    value = read_cell(raw, Item("cell", {}, {}, {}), Column("cell", {}, kind), pack().minor_digits)
    if value is CLEAR or value is None:
        return None
    return date.fromisoformat(value) if kind == "date" else value


def _quantity(raw: str) -> Decimal | None:
    if raw in ("", "-", "\u2013"):
        return None
    try:
        value = read_decimal(raw)
    except ValueError:
        raise NoNumber(typed=visible(raw)) from None
    if value < 0:
        raise BelowNought(typed=visible(raw))
    return value.quantize(Decimal("0.01"))


def _kept(cells: _Cells, frame: Frame) -> Kept | None:
    code = latin_digits(cells.text("action"))
    if not code:
        return None
    if code not in frame.kept:
        cells.add("action", p.NotInThisPlan(code=visible(code)))
    return frame.kept.get(code)


def _section(cells: _Cells, under: _Under, frame: Frame) -> str:
    typed = cells.text("section").casefold().rstrip(".")
    if not typed:
        return under.section
    for section in frame.sections:
        words = (section.id, *section.letter.values(), *section.names.values())
        if typed in {word.casefold() for word in words}:
            return section.id
    cells.add("section", p.UnknownSection(section=visible(typed)))
    return under.section or "?"


def _named_facility(cells: _Cells, frame: Frame) -> Facility | None:
    typed = cells.text("facility")
    found = _facility(typed, frame)
    if typed and found is None:
        cells.add("facility", p.NotOfThisYear(facility=visible(typed)))
    return found


def _facility(typed: str, frame: Frame) -> Facility | None:
    """By its code in addresses or its name; None where no name or more than one fits."""
    wanted = typed.casefold()
    found = [f for f in frame.facilities if wanted and wanted in _words(f)]
    return found[0] if len(found) == 1 else None


def _words(facility: Facility) -> set[str]:
    return {facility.slug.casefold(), *(name.casefold() for name in facility.names.values())}


def _chosen(cells: _Cells, name: str, choices: Iterable[Any]) -> str:
    typed = cells.text(name).casefold()
    if not typed:
        return ""
    for choice in choices:
        if typed in {choice.id, *(word.casefold() for word in choice.names.values())}:
            return choice.id
    cells.add(name, p.NotOnTheList(typed=visible(typed)))
    return ""


def _changes(kept: Kept, line: Line) -> tuple[tuple[str, Any, Any], ...]:
    pairs = ((f.name, getattr(kept.line, f.name), getattr(line, f.name)) for f in fields(Line))
    return tuple((name, old, new) for name, old, new in pairs if old != new)


def _unique(rows: Iterable[Judged]) -> Iterator[Judged]:
    """The same line twice, in the table or in the plan, is refused and not doubled."""
    seen: dict[Any, int] = {}
    for one in rows:
        if one.line is None:
            yield one
            continue
        place = one.facility.slug if one.facility else ""
        key = one.kept.code if one.kept else (one.line.section, one.line.title, place, one.line.location)
        first = seen.setdefault(key, one.row)
        yield one if first == one.row else _refused(one, p.LineTwice(line=first))


def _refused(one: Judged, problem: Problem) -> Judged:
    return Judged(one.row, one.title, (*one.wrong, Wrong("", problem)))
