"""What makes a sheet of information right, and what it says in plain words.

A content is ``{section: {item: {column: number or text}}}``. What is not there was not reported, which is
never 0. The last column of a section holds the figure of the year; a column ``last_year`` holds the one of the
year before. Money is in minor units (decisions.md 26, 27).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isaf.country.pack import Column, Item, Section
from isaf.kit.problems import Problem

from . import problems as p

Content = Mapping[str, Mapping[str, Mapping[str, Any]]]

LAST_YEAR = "last_year"
LARGEST = {"integer": 10**9, "money": 10**15, "percent": 100}
JUMP = 3  # times more or less than last year: ours
SMALL_COUNT = 20  # below this many on both sides a count may jump freely: ours
SMALL_SHARE = 20  # a sum of money below one twentieth of its section may jump freely: ours


def current(section: Section) -> Column:
    """The column with the figure of the year: the last one.

    >>> columns = (Column("planned", {}, "money"), Column("actual", {}, "money"))
    >>> current(Section("income", "money", {}, "fiscal_year", columns, ())).id
    'actual'
    """
    return section.columns[-1]


def value(content: Content, section: str, item: str, column: str) -> Any:
    """What was reported, or None.

    >>> value({"income": {"fees": {"actual": 5}}}, "income", "fees", "actual"), value({}, "income", "fees", "actual")
    (5, None)
    """
    return content.get(section, {}).get(item, {}).get(column)


def boxes(sections: Iterable[Section]) -> Iterator[tuple[Section, Item, Column]]:
    """Every box of the form, in order.

    >>> columns, items = (Column("planned", {}, "money"),), (Item("fees", {}, {}, {}), Item("grant", {}, {}, {}))
    >>> [item.id for _, item, _ in boxes([Section("income", "money", {}, "fiscal_year", columns, items)])]
    ['fees', 'grant']
    """
    for section in sections:
        for item in section.items:
            for column in section.columns:
                yield section, item, column


# --- Is it right? ----------------------------------------------------------------------------------


def clean(content: Any, sections: Sequence[Section]) -> tuple[dict[str, Any], list[Problem]]:
    """The content without empty boxes, and everything that is wrong with it.

    Nothing that the frozen form does not ask is taken.
    """
    found: list[Problem] = []
    kept: dict[str, Any] = {}
    known = {(section.id, item.id, column.id): (item, column) for section, item, column in boxes(sections)}
    for key, given in _flat(content):
        if given is None or given == "":
            continue
        if key not in known:
            found.append(p.UnknownLine(line=".".join(key)))
        elif wrong := check_value(given, *known[key]):
            found.append(wrong)
        else:
            kept.setdefault(key[0], {}).setdefault(key[1], {})[key[2]] = given
    return kept, found


def _flat(content: Any) -> Iterator[tuple[tuple[str, str, str], Any]]:
    for section, items in content.items():
        for item, columns in items.items():
            for column, given in columns.items():
                yield (section, item, column), given


def check_value(given: Any, item: Item, column: Column) -> Problem | None:
    """What is wrong with one figure, or None.

    >>> fees, actual = Item("fees", {}, {}, {}), Column("actual", {}, "money")
    >>> check_value(5, fees, actual), check_value(-5, fees, actual).code, check_value("5", fees, actual).code
    (None, 'negative', 'not_a_number')
    """
    line = item.id
    if column.kind == "text":
        return None if isinstance(given, str) and len(given) <= 2000 else p.TooLarge(line=line)
    if isinstance(given, bool) or not isinstance(given, int):
        return p.NotANumber(line=line)
    if given < 0:
        return p.Negative(line=line)
    if item.standard_type == "yes_no" and given > 1:
        return p.NotYesOrNo(line=line)
    return p.TooLarge(line=line) if given > LARGEST.get(column.kind, LARGEST["integer"]) else None


# --- Adding up -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Total:
    """The sum of what was reported, and how many lines were not; None when no line was reported."""

    amount: int | None
    missing: int


def total(content: Content, section: Section, column: str) -> Total:
    """A total is computed, never typed, so that the parts equal it; it says when a part is missing."""
    given = [value(content, section.id, item.id, column) for item in section.items]
    known = [amount for amount in given if amount is not None]
    return Total(sum(known) if known else None, len(given) - len(known))


def balance(content: Content, sections: Iterable[Section]) -> int | None:
    """Income less spending of the year. It may differ from 0: money is carried from year to year (decisions.md 27).

    None when one side is not wholly reported.
    """
    sums = {"income": 0, "spending": 0}
    flows = set()
    for section in sections:
        if section.flow in sums:
            whole = total(content, section, current(section).id)
            if whole.amount is None or whole.missing:
                return None
            sums[section.flow] += whole.amount
            flows.add(section.flow)
    return sums["income"] - sums["spending"] if len(flows) == 2 else None


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

    >>> columns = (Column("last_year", {}, "integer"), Column("this_year", {}, "integer"))
    >>> work = Section("work", "performance", {}, "year", columns, ())
    >>> told, then = {"work": {"births": {"last_year": 30}}}, {"work": {"births": {"this_year": 31}}}
    >>> before_of(told, {}, work, "births", "this_year"), before_of(told, then, work, "births", "this_year")
    (30, 31)
    """
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
        if column.id == LAST_YEAR or column.kind == "text" or now is None or before is None:
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
    """A line is reported when the figure of the year is there; 0 is a figure."""
    lines = [(section, item) for section in sections for item in section.items]
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
    """All counted items with a standard meet it; more items improved than worsened (decisions.md 26)."""
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
