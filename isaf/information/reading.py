"""A sheet as it is read: lines with last year and this year, standards in words, totals, shares.

One reading serves the check page, old versions and the public page, so that all three show the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.country.pack import Column, Item, Names, Section

from . import rules

STANDING_WORDS = {
    "met": _("meets the standard"),
    "not_met": _("does not meet the standard"),
    "not_reported": _("not reported"),
    "none": _("no standard is set"),
}
CHANGE_WORDS = {
    "improved": _("better than last year"),
    "worsened": _("not as good as last year"),
    "same": _("same as last year"),
    "unknown": _("cannot be compared with last year"),
}


@dataclass(frozen=True)
class Cell:
    """One figure; ``value`` None means not reported. ``last`` is the same figure of last year.

    ``kind`` is what stands in it: text, date, integer, percent, money or yes_no.
    """

    column: Column
    value: Any
    last: Any = None
    kind: str = "integer"

    @property
    def day(self) -> date | None:
        """The value of a date as a day."""
        return date.fromisoformat(self.value) if self.kind == "date" and self.value else None


@dataclass(frozen=True)
class Line:
    """One line in the words of its own year. ``per_hundred`` is its part of every 100 of the section.

    ``now`` is the figure that makes the line reported, ``last_year`` the same of the year before.
    """

    id: str
    names: Names
    help: Names
    unit: Names
    cells: tuple[Cell, ...]
    now: Any
    last_year: Any
    standard: float | None = None
    standard_type: str = "none"
    standing: str = "none"
    change: str = "unknown"
    per_hundred: int | None = None
    source: Names = field(default_factory=dict)
    counts: bool = False

    @property
    def given(self) -> tuple[Cell, ...]:
        """The cells in which something stands, for reading a line aloud."""
        return tuple(cell for cell in self.cells if cell.value is not None)

    @property
    def is_yes_no(self) -> bool:
        return self.standard_type == "yes_no"

    @property
    def standing_words(self) -> str:
        """Whether the standard is met, in the reader's language."""
        return str(STANDING_WORDS[self.standing])

    @property
    def change_words(self) -> str:
        return str(CHANGE_WORDS[self.change])


@dataclass(frozen=True)
class Part:
    """A section with its lines; ``totals`` stand in the order of the columns, for money only.

    A list shows only the rows in which something stands. ``per_head`` is the words "per pupil" and the year's
    sum for each, in minor units, where the section is wholly reported and the number of heads is known.
    """

    id: str
    kind: str
    flow: str
    names: Names
    period: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[rules.Total, ...] = ()
    help: Names = field(default_factory=dict)
    per_head: tuple[Names, int] | None = None

    def line(self, line_id: str) -> Line:
        """The line of this name; StopIteration when the section has none."""
        return next(line for line in self.lines if line.id == line_id)

    @property
    def is_empty(self) -> bool:
        """True when nothing at all was reported in the section."""
        return not any(line.given for line in self.lines)

    @property
    def total(self) -> rules.Total | None:
        """The sum of the year's own column."""
        return self.totals[-1] if self.totals else None

    @property
    def sums(self) -> list[tuple[Column, rules.Total]]:
        """Each column of money with its total."""
        return list(zip(self.columns, self.totals, strict=False))

    @property
    def currency(self) -> Names:
        return pack().currency_names

    @property
    def shares(self) -> tuple[Line, ...]:
        """The lines that got something of every 100, for sentences."""
        return tuple(line for line in self.lines if line.per_hundred)

    @property
    def amounts(self) -> list[tuple[Names, int]]:
        """Names and amounts of the lines with money, for the bar."""
        return [(line.names, line.now) for line in self.lines if line.now]


@dataclass(frozen=True)
class Earlier:
    """One number of the list of versions."""

    number: int
    at: datetime
    reason: str
    is_withdrawn: bool


@dataclass(frozen=True)
class Change:
    """One box that this version says otherwise than the one before: the public erratum."""

    section: Names
    line: Names
    column: Names
    before: Cell
    after: Cell


@dataclass(frozen=True)
class Published:
    """A published version, as anyone may read it. Offices stand for people: no private name is in it."""

    slug: str
    facility: Names
    service: str
    area_code: str
    area: Names
    year: int
    origin: str
    parts: tuple[Part, ...]
    balance: int | None
    completeness: rules.Completeness
    judgement: rules.Judgement | None
    number: int
    at: datetime
    reason: str
    by: Names
    checked_by: Names
    is_current: bool
    versions: tuple[Earlier, ...]
    changes: tuple[Change, ...] = ()

    def part(self, section_id: str) -> Part:
        """The section of this name; StopIteration when the version has none."""
        return next(part for part in self.parts if part.id == section_id)


def read_parts(sections: Sequence[Section], content: rules.Content, last: rules.Content) -> tuple[Part, ...]:
    """Sections with their figures; ``last`` is last year's published content, empty when there is none."""
    heads = rules.heads(content, sections)
    return tuple(_part(section, content, last, heads) for section in sections)


def read_changes(sections: Sequence[Section], changed: Sequence[Sequence[Any]]) -> tuple[Change, ...]:
    """The boxes that differ, in the order of the form; ``changed`` is [section, line, column, before, after]."""
    told = {tuple(row[:3]): row[3:] for row in changed}
    found = []
    for section, item, column in rules.boxes(sections):
        if (key := (section.id, item.id, column.id)) in told:
            before, after = (Cell(column, each, kind=rules.kind_of(item, column)) for each in told[key])
            found.append(Change(section.names, item.names, column.names, before, after))
    return tuple(found)


def _part(
    section: Section, content: rules.Content, last: rules.Content, heads: tuple[Item, int] | None
) -> Part:
    is_money = section.kind == "money"
    shares = _shares(section, content) if is_money else {}
    totals = tuple(rules.total(content, section, column.id) for column in section.columns) if is_money else ()
    return Part(
        id=section.id,
        kind=section.kind,
        flow=section.flow,
        names=section.names,
        period=section.period,
        columns=section.columns,
        lines=tuple(_line(section, item, content, last, shares) for item in rules.rows_of(section, content)),
        totals=totals,
        help=section.help,
        per_head=_per_head(totals, heads),
    )


def _line(
    section: Section, item: Item, content: rules.Content, last: rules.Content, shares: Mapping[str, int]
) -> Line:
    year = rules.current(section).id
    now = rules.value(content, section.id, item.id, year)
    before = rules.before_of(content, last, section, item.id, year)
    return Line(
        id=item.id,
        names=item.names,
        help=item.help,
        unit=item.unit,
        cells=tuple(_cell(section, item, column, content, last) for column in section.columns),
        now=now,
        last_year=before,
        standard=item.standard,
        standard_type=item.standard_type,
        standing=rules.standing(item, now),
        change=rules.change(item, before, now),
        per_hundred=shares.get(item.id),
        source=item.source,
        counts=item.counts,
    )


def _cell(section: Section, item: Item, column: Column, content: rules.Content, last: rules.Content) -> Cell:
    return Cell(
        column,
        rules.value(content, section.id, item.id, column.id),
        rules.value(last, section.id, item.id, column.id),
        rules.kind_of(item, column),
    )


def _per_head(totals: Sequence[rules.Total], heads: tuple[Item, int] | None) -> tuple[Names, int] | None:
    whole = totals[-1] if totals else None
    if heads is None or whole is None or whole.missing or whole.amount is None:
        return None
    item, count = heads
    return item.per_head, rules.per_head(whole.amount, count)


def _shares(section: Section, content: rules.Content) -> Mapping[str, int]:
    year = rules.current(section).id
    given = {item.id: rules.value(content, section.id, item.id, year) for item in section.items}
    known = {item: amount for item, amount in given.items() if amount is not None}
    return dict(zip(known, rules.per_hundred(list(known.values())), strict=True))
