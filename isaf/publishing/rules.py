"""Which year a page shows, where a calendar stands, how sums are said, what is usual around here. Pure rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from isaf.kit.numerals import half_up, latin_digits


def choose_year(asked: str, years: Iterable[int]) -> int | None:
    """The year asked for when there is one of that number, else the newest; None where there is none.

    >>> choose_year("2025", [2024, 2025, 2026]), choose_year("", [2024, 2026]), choose_year("x", [])
    (2025, 2026, None)
    """
    known = set(years)
    if asked.isascii() and asked.isdigit() and int(asked) in known:
        return int(asked)
    return max(known, default=None)


def whole_number(text: str) -> int | None:
    """A number of an address, in the digits of any script; None when it is none.

    >>> whole_number("12"), whole_number("-1"), whole_number("1e3"), whole_number("9" * 30)
    (12, None, None, None)
    >>> whole_number("\u17e1\u17e2")
    12
    """
    text = latin_digits(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def window_state(opens: date, closes: date, today: date) -> str:
    """Where a step of the calendar stands, by its window alone: done, now or next.

    >>> window_state(date(2026, 3, 1), date(2026, 4, 30), date(2026, 4, 30))
    'now'
    >>> window_state(date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1))
    'done'
    """
    if today > closes:
        return "done"
    return "now" if today >= opens else "next"


def strip_state(state: str, is_closed: bool) -> str:
    """How a step of a real year is shown to everyone: done, now, late or next.

    A closed year is over: what was never marked as ended is shown as not done, and nobody is late any more.

    >>> strip_state("late", False), strip_state("late", True), strip_state("done", True)
    ('late', 'next', 'done')
    """
    return "next" if is_closed and state != "done" else state


def share(part: int, whole: int) -> Fraction | None:
    """A part of a whole in per cent, exactly; None when there is no whole.

    >>> share(1, 8), share(0, 0)
    (Fraction(25, 2), None)
    """
    return Fraction(part * 100, whole) if whole else None


def tile_grid(places: Sequence[str], squares: Mapping[str, tuple[int, int]]) -> list[tuple[str, int, int]]:
    """(code, column, row) of every place: its own square, or one in rows of their own below the map.

    >>> tile_grid(["1", "9"], {"1": (2, 1)})
    [('1', 2, 1), ('9', 1, 2)]
    """
    wide = max((column for column, _row in squares.values()), default=1)
    below = max((row for _column, row in squares.values()), default=0) + 1
    free = [code for code in places if code not in squares]
    added = {code: (place % wide + 1, below + place // wide) for place, code in enumerate(free)}
    return [(code, *(squares.get(code) or added[code])) for code in places]


# --- what a sheet says ------------------------------------------------------------------------------------

FEWEST_NEIGHBOURS = 3  # with two, the median tells of one of them: ours


def in_words_of_size(amount: Decimal) -> tuple[Decimal, str]:
    """A sum as people say it: (number, "million", "billion" or ""), one decimal below 10 of them.

    >>> in_words_of_size(Decimal(171_948_000)), in_words_of_size(Decimal(4_850_000))
    ((Decimal('172'), 'million'), (Decimal('4.9'), 'million'))
    >>> in_words_of_size(Decimal(1_000_000)), in_words_of_size(Decimal(999_999)), in_words_of_size(Decimal("2.5e9"))
    ((Decimal('1'), 'million'), (Decimal('999999'), ''), (Decimal('2.5'), 'billion'))
    """
    for word, size in (("billion", 10**9), ("million", 10**6)):
        if abs(amount) >= size:
            said = half_up(amount / size, 0 if abs(amount) >= 10 * size else 1)
            return (Decimal(int(said)) if said == int(said) else said), word
    return amount, ""


@dataclass(frozen=True)
class Neighbours:
    """The same figure in every place of the same kind around: the middle and both ends, nobody named."""

    n: int
    low: int
    middle: Decimal
    high: int


def neighbours(figures: Iterable[int | None]) -> Neighbours | None:
    """What is usual around here; None below ``FEWEST_NEIGHBOURS`` places that reported.

    >>> neighbours([70, None, 90, 85, 60])
    Neighbours(n=4, low=60, middle=Decimal('77.5'), high=90)
    >>> neighbours([70, 90]) is None
    True
    """
    known = sorted(figure for figure in figures if figure is not None)
    if len(known) < FEWEST_NEIGHBOURS:
        return None
    return Neighbours(len(known), known[0], Decimal(str(median(known))), known[-1])


Values = Mapping[str, Mapping[str, Mapping[str, Any]]]  # section -> item -> column -> figure or text


@dataclass(frozen=True)
class Change:
    """One figure that a later version says otherwise."""

    section: str
    item: str
    column: str
    before: Any
    after: Any


def changes(before: Values, after: Values) -> list[Change]:
    """What a version says otherwise than the one before it, in the order of the later one; None: not reported.

    >>> old, new = {"work": {"births": {"now": 4}}}, {"work": {"births": {"now": 5}, "days": {"now": 2}}}
    >>> [(one.item, one.before, one.after) for one in changes(old, new)]
    [('births', 4, 5), ('days', None, 2)]
    >>> [(one.item, one.before, one.after) for one in changes(new, old)]
    [('births', 5, 4), ('days', 2, None)]
    """
    keys = dict.fromkeys([*_keys(after), *_keys(before)])
    told = [Change(*key, _at(before, *key), _at(after, *key)) for key in keys]
    return [one for one in told if one.before != one.after]


def _keys(values: Values) -> list[tuple[str, str, str]]:
    return [(s, i, c) for s, items in values.items() for i, columns in items.items() for c in columns]


def _at(values: Values, section: str, item: str, column: str) -> Any:
    return values.get(section, {}).get(item, {}).get(column)
