"""Codes, kinds of units, and the mending of a gazetteer. Sources: ADR 0026, ADR 0008."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from isaf.kit.problems import gettext_noop

Names = Mapping[str, str]

# How one unit can follow another, as a list of successors writes it and as it is told.
RELATIONS = {
    "renumbered": gettext_noop("with a new code"),
    "moved": gettext_noop("moved under another unit"),
    "split": gettext_noop("divided"),
    "merged": gettext_noop("joined with others"),
    "replaced": gettext_noop("replaced"),
}


@dataclass(frozen=True)
class Unit:
    """One row of a gazetteer as read. ``belongs_to`` is its parent's code as the source writes it."""

    level: str
    code: str
    names: Names
    belongs_to: str = ""
    type: str = ""


@dataclass(frozen=True)
class Correction:
    """What is wrong in a source: the unit with this level, old code and old name has another code or name.

    An empty ``code`` leaves the row out. A correction without an old name mends the code of a unit that the
    source forgot, for the sake of the rows under it.
    """

    level: str
    old_code: str
    old_name: str
    code: str
    name: str = ""
    type: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A row that was not taken, and why: repeated, malformed, orphan or merged."""

    unit: Unit
    why: str


@dataclass(frozen=True)
class Stated:
    """A unit as a list says it stands from the list's day on."""

    code: str
    names: Names
    type: str
    valid_from: date | None = None
    valid_to: date | None = None
    reference: str = ""


def existed_in(year: int, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether a unit existed on at least one day of a year.

    >>> existed_in(2025, None, date(2025, 1, 1)), existed_in(2025, date(2026, 1, 1), None)
    (True, False)
    """
    return (valid_from is None or valid_from.year <= year) and (valid_to is None or valid_to.year >= year)


def is_current(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a unit exists on this day; the first and the last day count.

    >>> is_current(None, None, date(2026, 1, 1)), is_current(None, date(2025, 12, 31), date(2026, 1, 1))
    (True, False)
    >>> is_current(date(2026, 1, 2), None, date(2026, 1, 1))
    False
    """
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def same_name(old: Names, new: Names, plain: Callable[[str], str]) -> bool:
    """Whether two sets of names differ by spelling only: in the first language that both have.

    >>> same_name({"km": "A b", "en": "X"}, {"km": "a  b", "en": "Y"}, lambda text: "".join(text.lower().split()))
    True
    >>> same_name({"en": "X"}, {"fr": "X"}, str.lower)
    True
    """
    shared = next((language for language in old if language in new), None)
    return shared is None or plain(old[shared]) == plain(new[shared])


def mend_code(text: str, lengths: Sequence[int]) -> str | None:
    """The code as the country writes it, with the leading zero that a spreadsheet lost; None if it is none.

    Spreadsheets also turn codes into numbers with a fraction of zero.

    >>> mend_code("10201", [2, 4, 6]), mend_code("010201", [2, 4, 6]), mend_code("10201.0", [2, 4, 6])
    ('010201', '010201', '010201')
    >>> mend_code("0506140-", [2, 4, 6, 8]), mend_code("123", [6]), mend_code("", [2])
    (None, None, None)
    """
    digits = text.strip().removesuffix(".0")
    if not re.fullmatch(r"[0-9]+", digits):
        return None
    return next((code for code in (digits, f"0{digits}") if len(code) in lengths), None)


def type_of(choices: Sequence[tuple[str, Sequence[str]]], parent_type: str) -> str:
    """The type of a unit of which only the parent's type is known: the one that stands under it, or the first.

    >>> level = [("parish", ["shire"]), ("ward", ["town", "borough"])]
    >>> type_of(level, "borough"), type_of(level, "shire"), type_of(level, ""), type_of([], "")
    ('ward', 'parish', 'parish', '')
    """
    under = (type_id for type_id, parents in choices if parent_type in parents)
    return next(under, choices[0][0] if choices else "")


def correct(units: Iterable[Unit], corrections: Iterable[Correction]) -> tuple[list[Unit], list[LeftOut]]:
    """Apply all corrections at once (they hold cycles), carry children to their parent's new code.

    ``units`` come level by level from the top. Of two rows with one code the first is kept; a row whose code
    does not fit under its parent, or whose parent is unknown, is left out.

    >>> swap = [Correction("d", "11", "B", "12"), Correction("d", "12", "C", "11")]
    >>> units = [Unit("d", "11", {"en": "B"}), Unit("d", "12", {"en": "C"}), Unit("v", "1101", {"en": "v"}, "11")]
    >>> [(unit.code, unit.names["en"]) for unit in correct(units, swap)[0]]
    [('12', 'B'), ('11', 'C'), ('1201', 'v')]
    """
    wanted = {(c.level, c.old_code, c.old_name): c for c in corrections}
    now_at = {c.old_code: c.code for c in wanted.values() if not c.old_name}
    kept: dict[str, Unit] = {}
    left_out: list[LeftOut] = []
    for unit in units:
        correction = _correction_of(unit, wanted)
        mended = _mended(unit, correction, now_at.get(unit.belongs_to, ""))
        now_at.setdefault(unit.code, mended.code)
        if why := _refusal(unit, mended, correction, kept):
            left_out.append(LeftOut(unit, why))
        else:
            kept[mended.code] = mended
    return list(kept.values()), left_out


def _correction_of(unit: Unit, wanted: Mapping[tuple[str, str, str], Correction]) -> Correction | None:
    found = (wanted.get((unit.level, unit.code, name)) for name in unit.names.values())
    return next((correction for correction in found if correction), None)


def _mended(unit: Unit, correction: Correction | None, parent: str) -> Unit:
    if correction is None:
        return replace(unit, code=parent + unit.code[len(unit.belongs_to) :], belongs_to=parent)
    language = next(language for language, name in unit.names.items() if name == correction.old_name)
    names = {**unit.names, language: correction.name or correction.old_name}
    above = correction.code[: len(unit.belongs_to)]
    return replace(
        unit, code=correction.code, belongs_to=above, names=names, type=correction.type or unit.type
    )


def _refusal(unit: Unit, mended: Unit, correction: Correction | None, kept: Mapping[str, Unit]) -> str:
    """Why a row is not taken, or nothing. Children are counted from 1: a code that ends in 00 is none."""
    if correction and (not mended.code or mended.code in kept):
        return "merged"
    if unit.belongs_to and mended.belongs_to not in kept:
        return "orphan"
    if not re.fullmatch(r"[0-9]+", mended.code) or mended.code.endswith("00"):
        return "malformed"
    return "repeated" if mended.code in kept else ""
