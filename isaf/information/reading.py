"""A sheet as it is read: lines with last year and this year, standards in words, totals, shares.

One reading serves the check page, old versions and the public page, so that all three show the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.country.pack import Column, Names, Section

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
    """One figure; ``value`` None means not reported. ``last`` is the same figure of last year."""

    column: Column
    value: Any
    last: Any = None


@dataclass(frozen=True)
class Line:
    """One line in the words of its own year. ``per_hundred`` is its part of every 100 of the section."""

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
    """A section with its lines; ``totals`` stand in the order of the columns, for money only."""

    id: str
    kind: str
    flow: str
    names: Names
    period: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[rules.Total, ...] = ()

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


def read_parts(sections: Sequence[Section], content: rules.Content, last: rules.Content) -> tuple[Part, ...]:
    """Sections with their figures; ``last`` is last year's published content, empty when there is none."""
    return tuple(_part(section, content, last) for section in sections)


def _part(section: Section, content: rules.Content, last: rules.Content) -> Part:
    is_money = section.kind == "money"
    year = rules.current(section).id
    shares = _shares(section, content) if is_money else {}
    lines = []
    for item in section.items:
        now = rules.value(content, section.id, item.id, year)
        before = rules.before_of(content, last, section, item.id, year)
        lines.append(
            Line(
                id=item.id,
                names=item.names,
                help=item.help,
                unit=item.unit,
                cells=tuple(
                    Cell(
                        column,
                        rules.value(content, section.id, item.id, column.id),
                        rules.value(last, section.id, item.id, column.id),
                    )
                    for column in section.columns
                ),
                now=now,
                last_year=before,
                standard=item.standard,
                standard_type=item.standard_type,
                standing=rules.standing(item, now),
                change=rules.change(item, before, now),
                per_hundred=shares.get(item.id),
            )
        )
    totals = tuple(rules.total(content, section, column.id) for column in section.columns) if is_money else ()
    return Part(
        section.id,
        section.kind,
        section.flow,
        section.names,
        section.period,
        section.columns,
        tuple(lines),
        totals,
    )


def _shares(section: Section, content: rules.Content) -> Mapping[str, int]:
    year = rules.current(section).id
    given = {item.id: rules.value(content, section.id, item.id, year) for item in section.items}
    known = {item: amount for item, amount in given.items() if amount is not None}
    return dict(zip(known, rules.per_hundred(list(known.values())), strict=True))
