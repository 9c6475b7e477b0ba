"""The boxes of a sheet and what may stand in them.

A content is ``{section: {line: {column: number or text}}}``. What is not there was not reported, which is never 0.
The last column of a section holds the figure of the year; a column ``last_year`` the one of the year before. Money
is in minor units, a day is text as YYYY-MM-DD, yes is 1 and no is 0 (ADR 0035).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from isaf.country.pack import Column, Item, Section
from isaf.kit.numerals import numbered
from isaf.kit.problems import Problem

from . import problems as p

Content = Mapping[str, Mapping[str, Mapping[str, Any]]]
Rows = Mapping[str, Mapping[str, Any]]  # line -> column -> value, of one section

LARGEST = {"integer": 10**9, "money": 10**15, "percent": 100}
LONGEST = 2000  # letters of one text


def current(section: Section) -> Column:
    """The column that makes a line reported: the last one, with the figure of the year; of standards, the fee.

    >>> columns = (Column("planned", {}, "money"), Column("actual", {}, "money"))
    >>> current(Section("income", "money", {}, "fiscal_year", columns, ())).id
    'actual'
    >>> columns = (Column("bring", {}, "text"), Column("fee", {}, "money"), Column("exempt", {}, "text"))
    >>> current(Section("standards", "standards", {}, "year", columns, ())).id
    'fee'
    """
    money = (column for column in section.columns if column.kind == "money")
    last = section.columns[-1]
    return next(money, last) if section.kind == "standards" else last


def value(content: Content, section: str, item: str, column: str) -> Any:
    """What was reported, or None.

    >>> value({"income": {"fees": {"actual": 5}}}, "income", "fees", "actual"), value({}, "income", "fees", "actual")
    (5, None)
    """
    return content.get(section, {}).get(item, {}).get(column)


def items_of(section: Section) -> tuple[Item, ...]:
    """The fixed lines of a section, or the free rows of a list, which are called "1", "2" and so on.

    >>> gifts = Section("in_kind", "list", {"en": "Gifts"}, "year", (Column("what", {}, "text"),), (), most=2)
    >>> [(item.id, item.names["en"]) for item in items_of(gifts)]
    [('1', 'Gifts 1'), ('2', 'Gifts 2')]
    """
    if section.kind != "list":
        return section.items
    return tuple(
        Item(str(row), {language: numbered(name, row) for language, name in section.names.items()}, {}, {})
        for row in range(1, section.most + 1)
    )


def rows_of(section: Section, content: Content) -> tuple[Item, ...]:
    """The lines to be read: every fixed one, and of a list the rows in which something stands, in order.

    >>> gifts = Section("in_kind", "list", {}, "year", (Column("what", {}, "text"),), (), most=40)
    >>> [item.id for item in rows_of(gifts, {"in_kind": {"10": {"what": "rice"}, "2": {"what": "a pump"}}})]
    ['2', '10']
    """
    items = items_of(section)
    return (
        items if section.kind != "list" else tuple(i for i in items if content.get(section.id, {}).get(i.id))
    )


def boxes(sections: Iterable[Section]) -> Iterator[tuple[Section, Item, Column]]:
    """Every box of the form, in order.

    >>> columns, items = (Column("planned", {}, "money"),), (Item("fees", {}, {}, {}), Item("grant", {}, {}, {}))
    >>> [item.id for _, item, _ in boxes([Section("income", "money", {}, "fiscal_year", columns, items)])]
    ['fees', 'grant']
    """
    for section in sections:
        for item in items_of(section):
            for column in section.columns:
                yield section, item, column


def kind_of(item: Item, column: Column) -> str:
    """What is written into one box: text, date, integer, percent, money or yes_no.

    >>> figure, words = Column("this_year", {}, "integer"), Column("note", {}, "text")
    >>> kind_of(Item("open", {}, {}, {}, standard_type="yes_no"), figure), kind_of(Item("x", {}, {}, {}), words)
    ('yes_no', 'text')
    >>> kind_of(Item("share", {}, {}, {}, kind="percent"), figure)
    'percent'
    """
    if column.kind == "integer":
        return "yes_no" if item.standard_type == "yes_no" else item.kind or column.kind
    return column.kind


# --- Is it right? ----------------------------------------------------------------------------------


def clean(content: Any, sections: Sequence[Section]) -> tuple[dict[str, Any], list[Problem]]:
    """The content without empty boxes, and everything that is wrong with it.

    Nothing that the frozen form does not ask is taken. The rows of a list close up, so that none is empty.
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
    for section in sections:
        if section.kind == "list" and section.id in kept:
            kept[section.id] = close_up(kept[section.id])
    return kept, found


def close_up(rows: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a list, numbered from 1 without gaps, in their order.

    >>> close_up({"10": {"what": "rice"}, "2": {"what": "a pump"}, "3": {}})
    {'1': {'what': 'a pump'}, '2': {'what': 'rice'}}
    """
    filled = [rows[row] for row in sorted(rows, key=int) if rows[row]]
    return {str(place): row for place, row in enumerate(filled, start=1)}


def close_up_both(good: Rows, bad: Rows) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rows of a list in two parts, numbered together.

    >>> close_up_both({"4": {"what": "rice"}}, {"2": {"on": "May"}, "4": {"on": "June"}})
    ({'2': {'what': 'rice'}}, {'1': {'on': 'May'}, '2': {'on': 'June'}})
    """
    order = sorted((row for row in {*good, *bad} if good.get(row) or bad.get(row)), key=int)
    new = {row: str(place) for place, row in enumerate(order, start=1)}
    first, second = ({new[row]: part[row] for row in order if part.get(row)} for part in (good, bad))
    return first, second


def filled_from(last: Rows, good: Rows, bad: Rows) -> dict[str, Any]:
    """The boxes with last year's values where nothing was typed.

    >>> filled_from({"birth": {"fee": 0, "bring": "a letter"}}, {"birth": {"fee": 5}}, {"birth": {"bring": "?"}})
    {'birth': {'fee': 5}}
    >>> filled_from({"birth": {"fee": 0}, "death": {"fee": 0}}, {"birth": {"bring": "a letter"}}, {})
    {'birth': {'fee': 0, 'bring': 'a letter'}, 'death': {'fee': 0}}
    """
    found = {}
    for line in {**last, **good}:
        kept = {c: v for c, v in last.get(line, {}).items() if c not in bad.get(line, {})}
        if row := {**kept, **good.get(line, {})}:
            found[line] = row
    return found


def count_boxes(content: Content) -> int:
    """How many boxes hold something.

    >>> count_boxes({"income": {"fees": {"planned": "1 2", "actual": "?"}}}), count_boxes({})
    (2, 0)
    """
    return sum(len(columns) for lines in content.values() for columns in lines.values())


def mark(content: Content, typed: Content, section: str) -> str:
    """A short word that changes when what is kept of a section changes: a form is stale when it differs.

    >>> mark({}, {}, "income") == mark({"spending": {}}, {}, "income")
    True
    >>> mark({}, {}, "income") == mark({"income": {"fees": {"actual": 1}}}, {}, "income")
    False
    """
    kept = json.dumps([content.get(section, {}), typed.get(section, {})], sort_keys=True)
    return sha256(kept.encode()).hexdigest()[:12]


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
    >>> check_value("2026-02-30", fees, Column("on", {}, "date")).code
    'not_a_day'
    """
    line, kind = item.id, kind_of(item, column)
    if kind == "text":
        return None if isinstance(given, str) and len(given) <= LONGEST else p.TooLarge(line=line)
    if kind == "date":
        return None if is_day(given) else p.NotADay(line=line)
    if isinstance(given, bool) or not isinstance(given, int):
        return p.NotANumber(line=line)
    if given < 0:
        return p.Negative(line=line)
    if kind == "yes_no" and given > 1:
        return p.NotYesOrNo(line=line)
    return p.TooLarge(line=line) if given > LARGEST.get(kind, LARGEST["integer"]) else None


def is_day(given: Any) -> bool:
    """True for a day of the calendar written as YYYY-MM-DD.

    >>> is_day("2026-02-28"), is_day("2026-2-28"), is_day("20260228"), is_day(20260228)
    (True, False, False, False)
    """
    try:
        return isinstance(given, str) and date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False
