"""An invented information sheet: figures near their standards, sums that add up, texts of the country's demonstration.

Everything is drawn from a given random generator, so the same seed gives the same sheet.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from isaf.country.pack import Column, Item, Section

Texts = Mapping[str, Mapping[str, Mapping[str, Any]]]  # section -> line -> column -> a text or a usual figure
Rows = dict[str, dict[str, Any]]

SIZES = (96, 44, 17, 9, 5)
"""Million minor units of a form's headings, from the first one on: public money has one or two large sources."""
SPENT = 0.94  # of what came in
HEADS = {"school_year": (160, 520)}  # how many people a sum is divided by
MANY_HEADS = (3200, 9800)
FREE = 0.6  # of the services


def content(
    chance: Random,
    sections: Sequence[Section],
    *,
    year: int,
    growth: float,
    texts: Texts,
    last: Mapping[str, Any],
) -> dict[str, Any]:
    """The sheet of one year; ``last`` is what was published for the year before, with which this one opens."""
    found: dict[str, Rows] = {}
    for section in sections:
        told = texts.get(section.id, {})
        if section.kind == "performance":
            found[section.id] = _performances(chance, section, told)
        elif section.kind == "money":
            found[section.id] = _money(chance, section, growth, _flow("income", found, sections))
        elif section.kind == "balance":
            found[section.id] = _balance(chance, section, found, sections, last)
        elif section.kind == "list":
            found[section.id] = _rows(chance, section, year, told)
        else:
            found[section.id] = {
                item.id: row for item in section.items if (row := _told(chance, item, section, told))
            }
    return {section: rows for section, rows in found.items() if rows}


def _told(chance: Random, item: Item, section: Section, told: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of a line; a fee that is not told is drawn, and often 0."""
    row = dict(told.get(item.id, {}))
    for column in section.columns if row else ():
        if column.kind == "money" and column.id not in row:
            row[column.id] = 0 if chance.random() < FREE else chance.randint(1, 20) * 1000
    return row


def _rows(chance: Random, section: Section, year: int, told: Mapping[str, Any]) -> Rows:
    """Free rows; days and sums are drawn, as no invented text can know them."""
    rows: Rows = {}
    for place, (line, row) in enumerate(told.items()):
        rows[line] = dict(row)
        for column in section.columns:
            if column.kind == "money":
                rows[line][column.id] = chance.randint(2, 30) * 100_000
            if column.kind == "date":
                rows[line][column.id] = f"{year}-{place * 4 % 12 + 2:02}-{chance.randint(3, 26):02}"
    return rows


def _flow(flow: str, found: Mapping[str, Rows], sections: Sequence[Section]) -> int:
    """What came in or went out, as far as the sheet is written."""
    return sum(
        row[section.columns[-1].id]
        for section in sections
        if section.flow == flow
        for row in found.get(section.id, {}).values()
    )


def _money(chance: Random, section: Section, growth: float, income: int) -> Rows:
    """Headings with plan and actual; what is spent stays below what came in."""
    sizes = [
        SIZES[min(place, len(SIZES) - 1)] * chance.uniform(0.8, 1.2) for place in range(len(section.items))
    ]
    million = 1_000_000 * growth
    if section.flow == "spending" and income:
        million = SPENT * income / sum(sizes)
    return {
        item.id: _plan_and_actual(chance, section.columns, size * million)
        for item, size in zip(section.items, sizes, strict=True)
    }


def _plan_and_actual(chance: Random, columns: Sequence[Column], actual: float) -> dict[str, int]:
    planned = actual / chance.uniform(0.82, 1.05)
    amounts = {"planned": planned, "revised": (planned + actual) / 2, columns[-1].id: actual}
    return {column.id: round(amounts[column.id] / 1000) * 1000 for column in columns if column.id in amounts}


def _balance(
    chance: Random,
    section: Section,
    found: Mapping[str, Rows],
    sections: Sequence[Section],
    last: Mapping[str, Any],
) -> Rows:
    """The year opens with what the last one closed with, and closes with what is left."""
    column = section.columns[-1].id
    before = last.get(section.id, {}).get("closing", {}).get(column)
    opening = chance.randint(20, 90) * 100_000 if before is None else before
    came, went = (_flow(flow, found, sections) for flow in ("income", "spending"))
    closing = opening + came - went
    return {"opening": {column: opening}, "closing": {column: closing}}


def _performances(chance: Random, section: Section, told: Mapping[str, Any]) -> Rows:
    """One line in three sheets is not reported, as in life."""
    rows: Rows = {}
    for place, item in enumerate(section.items):
        if not (place == len(section.items) - 1 and chance.random() < 0.3):
            usual = told.get(item.id, {}).get(section.columns[-1].id)
            rows[item.id] = _performance(chance, item, section, usual)
    return rows


def _performance(chance: Random, item: Item, section: Section, usual: Any) -> dict[str, int]:
    if item.standard_type == "yes_no":
        last, this = 0, 1
    elif item.standard_type == "maximum":
        this = round((item.standard or 0) * chance.uniform(0.6, 1.05)) + (chance.random() < 0.2)
        last = this + chance.randint(0, 4)
    else:
        last = round(_usual(chance, item, section, usual) * chance.uniform(0.88, 1.02))
        this = round(last * chance.uniform(1.0, 1.16))
        if item.kind == "percent" or (item.standard and item.standard <= 100):
            last, this = min(last, 100), min(this, 100)
    both = {"last_year": last, "this_year": this}
    return {column.id: both[column.id] for column in section.columns if column.id in both}


def _usual(chance: Random, item: Item, section: Section, usual: Any) -> float:
    if item.per_head:
        return chance.randint(*HEADS.get(section.period, MANY_HEADS))
    return usual or item.standard or chance.randint(40, 160)
