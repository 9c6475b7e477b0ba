"""Numbers as sentences need them: rounded sums, shares per head, fair neighbours, what a correction changed.

Pure: no clock, no database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from isaf.kit.numerals import half_up

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


def per_head(amount: int | None, heads: int | None) -> int | None:
    """A sum divided by people, to the nearest minor unit; None where either is not known.

    >>> per_head(1000, 3), per_head(5, 2), per_head(None, 3), per_head(5, 0)
    (333, 3, None, None)
    """
    return None if amount is None or not heads else int(half_up(Decimal(amount) / heads))


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
