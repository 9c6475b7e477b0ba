"""What a sheet of information says in plain words: sums, balance, change, standards, completeness.

The boxes themselves, and what may stand in them, are in ``boxes.py``; their names can be had from here too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from isaf.country.pack import Column, Item, Section

from .boxes import (
    LARGEST,
    LONGEST,
    Content,
    Rows,
    boxes,
    check_value,
    clean,
    close_up,
    close_up_both,
    count_boxes,
    current,
    filled_from,
    is_day,
    items_of,
    kind_of,
    mark,
    rows_of,
    value,
)

__all__ = [
    "LARGEST",
    "LONGEST",
    "Content",
    "Rows",
    "boxes",
    "check_value",
    "clean",
    "close_up",
    "close_up_both",
    "count_boxes",
    "current",
    "filled_from",
    "is_day",
    "items_of",
    "kind_of",
    "mark",
    "rows_of",
    "value",
]

LAST_YEAR = "last_year"
JUMP = 3  # times more or less than last year: ours
SMALL_COUNT = 20  # below this many on both sides a count may jump freely: ours
SMALL_SHARE = 20  # a sum of money below one twentieth of its section may jump freely: ours
COMPARED = ("performance", "money", "standards")  # sections whose figures stand beside last year's
NUMBERS = ("integer", "percent", "money")


# --- Adding up -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Total:
    """The sum of what was reported, and how many lines were not; None when no line was reported."""

    amount: int | None
    missing: int


def total(content: Content, section: Section, column: str) -> Total:
    """A total is computed, never typed, so that the parts equal it; it says when a part is missing."""
    given = [value(content, section.id, item.id, column) for item in rows_of(section, content)]
    known = [amount for amount in given if amount is not None]
    return Total(sum(known) if known else None, len(given) - len(known))


def balance(content: Content, sections: Iterable[Section]) -> int | None:
    """Income less spending of the year. It may differ from 0: money is carried from year to year.

    None when one side is not wholly reported.
    """
    sums = sums_of(content, sections)
    return None if sums.income is None or sums.spending is None else sums.income - sums.spending


@dataclass(frozen=True)
class Sums:
    """The four sums of a year's money; None where something was not reported."""

    opening: int | None = None
    income: int | None = None
    spending: int | None = None
    closing: int | None = None

    @property
    def expected(self) -> int | None:
        """What has to be left at the end of the year; None while something is not reported."""
        if self.opening is None or self.income is None or self.spending is None:
            return None
        return self.opening + self.income - self.spending

    @property
    def differs(self) -> bool:
        """True when all four are known and do not agree; nothing is claimed otherwise."""
        return self.expected is not None and self.closing is not None and self.expected != self.closing


def sums_of(content: Content, sections: Iterable[Section]) -> Sums:
    """The sums of the year's own columns. A flow with a line missing is not known.

    >>> fees = Item("fees", {}, {}, {})
    >>> income = Section("in", "money", {}, "fiscal_year", (Column("actual", {}, "money"),), (fees,), "income")
    >>> sums_of({"in": {"fees": {"actual": 7}}}, [income])
    Sums(opening=None, income=7, spending=None, closing=None)
    """
    found: dict[str, int | None] = {}
    for section in sections:
        if section.kind == "money" and section.flow:
            whole = total(content, section, current(section).id)
            found[section.flow] = None if whole.missing else whole.amount
        elif section.kind == "balance":
            for item in section.items:
                found[item.id] = value(content, section.id, item.id, current(section).id)
    return Sums(*(found.get(name) for name in ("opening", "income", "spending", "closing")))


def heads(content: Content, sections: Iterable[Section]) -> tuple[Item, int] | None:
    """The line by which sums are divided, and its figure of the year; None where it is not known or is 0.

    >>> pupils = Item("pupils", {}, {}, {}, per_head={"en": "per pupil"})
    >>> school = Section("work", "performance", {}, "year", (Column("this_year", {}, "integer"),), (pupils,))
    >>> heads({"work": {"pupils": {"this_year": 240}}}, [school])[1], heads({}, [school])
    (240, None)
    """
    for section in sections:
        for item in section.items:
            if item.per_head and (count := value(content, section.id, item.id, current(section).id)):
                return item, count
    return None


def per_head(amount: int, heads: int) -> int:
    """An amount divided by people, half up, in minor units.

    >>> per_head(1_000, 3), per_head(5, 2), per_head(7, 2)
    (333, 3, 4)
    """
    return (2 * amount + heads) // (2 * heads)


def per_hundred(amounts: Sequence[int]) -> list[int]:
    """How many of every 100 go to each part; they add up to 100 (largest remainders, the first of equals).

    >>> per_hundred([610, 390]), per_hundred([1, 1, 1]), per_hundred([0, 0]), per_hundred([])
    ([61, 39], [34, 33, 33], [0, 0], [])
    """
    whole = sum(amounts)
    if not whole:
        return [0 for _ in amounts]
    shares = [amount * 100 // whole for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda place: -(amounts[place] * 100 % whole))
    for place in by_remainder[: 100 - sum(shares)]:
        shares[place] += 1
    return shares


# --- Beside last year ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Jump:
    """A figure more than three times, or less than a third of, last year's: right or a slip of the pen?"""

    section: Section
    item: Item
    column: Column
    before: int
    now: int


def before_of(content: Content, last: Content, section: Section, item: str, column: str) -> Any:
    """Last year's figure of a box: as published then, else as told in this sheet's own column.

    A year opens with what the year before closed with.

    >>> columns = (Column("last_year", {}, "integer"), Column("this_year", {}, "integer"))
    >>> work = Section("work", "performance", {}, "year", columns, ())
    >>> told, then = {"work": {"births": {"last_year": 30}}}, {"work": {"births": {"this_year": 31}}}
    >>> before_of(told, {}, work, "births", "this_year"), before_of(told, then, work, "births", "this_year")
    (30, 31)
    """
    if section.kind == "balance" and item == "opening":
        return value(last, section.id, "closing", column)
    published = value(last, section.id, item, column)
    if published is None and column == current(section).id:
        return value(content, section.id, item, LAST_YEAR)
    return published


def is_jump(before: int, now: int, floor: int) -> bool:
    """True when the larger figure is over the floor and more than three times the smaller.

    >>> is_jump(10, 31, 20), is_jump(10, 30, 20), is_jump(31, 10, 20), is_jump(0, 21, 20), is_jump(1, 20, 20)
    (True, False, True, True, False)
    """
    return max(before, now) > floor and max(before, now) > JUMP * min(before, now)


def large_jumps(content: Content, last: Content, sections: Sequence[Section]) -> list[Jump]:
    """The figures to ask about again. Small counts and small parts of a budget may jump freely."""
    found = []
    for section, item, column in boxes(sections):
        now = value(content, section.id, item.id, column.id)
        before = before_of(content, last, section, item.id, column.id)
        is_figure = section.kind in COMPARED and kind_of(item, column) in NUMBERS
        if not is_figure or column.id == LAST_YEAR or now is None or before is None:
            continue
        if is_jump(before, now, _floor(content, last, section, column)):
            found.append(Jump(section, item, column, before, now))
    return found


def _floor(content: Content, last: Content, section: Section, column: Column) -> int:
    if section.kind != "money":
        return SMALL_COUNT
    wholes = (total(content, section, column.id).amount or 0, total(last, section, column.id).amount or 0)
    return max(wholes) // SMALL_SHARE


# --- What is there, and is it good? ----------------------------------------------------------------


@dataclass(frozen=True)
class Completeness:
    """How many lines the form asks, and which were not reported."""

    asked: int
    missing: tuple[tuple[str, str], ...]

    @property
    def reported(self) -> int:
        return self.asked - len(self.missing)


def completeness(content: Content, sections: Sequence[Section]) -> Completeness:
    """A line is reported when the figure of the year is there; 0 is a figure. Free rows are not asked for."""
    lines = [(section, item) for section in sections if section.kind != "list" for item in section.items]
    missing = tuple(
        (section.id, item.id)
        for section, item in lines
        if value(content, section.id, item.id, current(section).id) is None
    )
    return Completeness(len(lines), missing)


def standing(item: Item, now: float | None) -> str:
    """Against the standard: met, not_met, not_reported, or none when the item has no standard."""
    if item.standard_type == "none" or item.standard is None:
        return "none"
    if now is None:
        return "not_reported"
    if item.standard_type == "maximum":
        met = now <= item.standard
    elif item.standard_type == "minimum":
        met = now >= item.standard
    else:
        met = now == item.standard
    return "met" if met else "not_met"


def change(item: Item, before: float | None, now: float | None) -> str:
    """Beside last year: improved, worsened, same, or unknown (a figure or a direction is not there).

    >>> visits = Item("visits", {}, {}, {}, direction="up")
    >>> change(visits, 5, 7), change(visits, 7, 5), change(visits, 5, 5), change(visits, None, 5)
    ('improved', 'worsened', 'same', 'unknown')
    """
    if before is None or now is None or item.direction == "none":
        return "unknown"
    if before == now:
        return "same"
    return "improved" if (now > before) == (item.direction == "up") else "worsened"


@dataclass(frozen=True)
class Judgement:
    """Improved and meeting standards (World Bank result 1); what is not known is listed, never assumed.

    ``meets`` and ``improved`` are None while nothing can be said.
    """

    meets: bool | None
    improved: bool | None
    unknown: tuple[str, ...]


def judge(content: Content, last: Content, section: Section) -> Judgement:
    """All counted items with a standard meet it; more items improved than worsened (ADR 0024)."""
    standings, changes, unknown = [], [], []
    for item in section.items:
        if not item.counts:
            continue
        column = current(section).id
        now = value(content, section.id, item.id, column)
        moved = change(item, before_of(content, last, section, item.id, column), now)
        stands = standing(item, now)
        standings.append(stands)
        changes.append(moved)
        if stands in {"none", "not_reported"} or moved == "unknown":
            unknown.append(item.id)
    judged = [stands for stands in standings if stands != "none"]
    meets = None if not judged or "not_reported" in judged else "not_met" not in judged
    if "not_met" in judged:
        meets = False
    compared = [moved for moved in changes if moved != "unknown"]
    improved = compared.count("improved") > compared.count("worsened") if compared else None
    return Judgement(meets, improved, tuple(unknown))


def left_out(content: Content, last: Content, section: Section) -> list[tuple[Item, str]]:
    """The lines that the judgement cannot use, each with the reason: no_standard, not_reported, no_last_year.

    >>> columns = (Column("last_year", {}, "integer"), Column("this_year", {}, "integer"))
    >>> open_days = Item("days", {}, {}, {}, "up", "minimum", 200, counts=True)
    >>> work = Section("work", "performance", {}, "year", columns, (Item("births", {}, {}, {}), open_days))
    >>> [(item.id, why) for item, why in left_out({}, {}, work)]
    [('births', 'no_standard'), ('days', 'not_reported')]
    >>> left_out({"work": {"days": {"this_year": 210}}}, {}, work)[1][1]
    'no_last_year'
    """
    column, found = current(section).id, []
    for item in section.items:
        now = value(content, section.id, item.id, column)
        if not item.counts or standing(item, now) == "none":
            found.append((item, "no_standard"))
        elif now is None:
            found.append((item, "not_reported"))
        elif change(item, before_of(content, last, section, item.id, column), now) == "unknown":
            found.append((item, "no_last_year"))
    return found
