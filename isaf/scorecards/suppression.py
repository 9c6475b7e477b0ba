"""Which results stay hidden because few people stand behind them (decisions on scoring, 14).

Each rule is one function that takes true counts and names what has to be hidden; nothing here changes a
count. ``k`` is the smallest number of people shown (5; 0 is the owner's own view, where nothing is hidden).
The tables of cases, one for each rule, are in docs/algorithms/suppression.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .rules import ALL, PARTS, SUPPRESSED, Counts, Result, total

# One criterion: segment -> counts; None for a group that was not collected. ``all`` is always there.
Table = Mapping[str, Counts | None]

PARENT = ""  # stands for the parent in the answer of ``across_levels``: no area has an empty code below it


def is_few(n: int, k: int) -> bool:
    """Some, but fewer than k; a difference between two releases may be below 0.

    >>> is_few(0, 5), is_few(1, 5), is_few(4, 5), is_few(5, 5), is_few(-2, 5)
    (False, True, True, False, True)
    """
    return 0 < abs(n) < k


def few_in_all(table: Table, k: int) -> frozenset[str]:
    """Rule 1: fewer than k voted, so everything is hidden.

    >>> sorted(few_in_all({"all": {4: 3}, "female": {4: 2}, "youth": None}, 5))
    ['all', 'female']
    """
    sizes = _sizes(table)
    return frozenset(sizes) if is_few(sizes[ALL], k) else frozenset()


def few_in_or_outside(table: Table, k: int) -> frozenset[str]:
    """Rule 2: a group of fewer than k, or a group outside of which fewer than k are left.

    One man among 20: hiding him alone would not do, since all minus female is him.

    >>> sorted(few_in_or_outside({"all": {4: 20}, "female": {4: 19}, "male": {4: 1}}, 5))
    ['female', 'male']
    """
    sizes = _sizes(table)
    return frozenset(s for s, n in sizes.items() if s != ALL and (is_few(n, k) or is_few(sizes[ALL] - n, k)))


def few_outside_the_parts(table: Table, k: int, parts: Sequence[str] = PARTS) -> frozenset[str]:
    """Rule 3: fewer than k are neither female nor male, so the smaller of the two is hidden (a tie: both).

    >>> sorted(few_outside_the_parts({"all": {4: 30}, "female": {4: 16}, "male": {4: 12}}, 5))
    ['male']
    """
    sizes = _sizes(table)
    if not parts or any(part not in sizes for part in parts):
        return frozenset()
    if not is_few(sizes[ALL] - sum(sizes[part] for part in parts), k):
        return frozenset()
    smallest = min(abs(sizes[part]) for part in parts)
    return frozenset(part for part in parts if abs(sizes[part]) == smallest)


def unanimous(table: Table, k: int) -> frozenset[str]:
    """Rule 4: a group in which all, or all but one, chose the same value: it tells on everyone.

    >>> sorted(unanimous({"all": {4: 9, 2: 9}, "female": {4: 8, 2: 1}, "male": {4: 1, 2: 8}}, 5))
    ['female', 'male']
    """
    if k <= 0:
        return frozenset()
    return frozenset(s for s, counts in table.items() if s != ALL and counts and _is_unanimous(counts))


def _is_unanimous(counts: Counts) -> bool:
    """All or all but one alike. A difference in which values both rose and fell is a correction: no."""
    sizes = [abs(number) for number in counts.values()]
    n = sum(sizes)
    return n > 0 and abs(total(counts)) == n and max(sizes) >= n - 1


def hidden(table: Table, k: int, parts: Sequence[str] = PARTS) -> frozenset[str]:
    """Rules 1 to 4 together: the segments of one criterion that are not shown.

    >>> sorted(hidden({"all": {3: 10, 4: 10}, "female": {3: 10, 4: 7}, "male": {4: 3}}, 5))
    ['female', 'male']
    """
    return (
        few_in_all(table, k)
        | few_in_or_outside(table, k)
        | few_outside_the_parts(table, k, parts)
        | unanimous(table, k)
    )


def shown(results: Mapping[str, Result], hide: Iterable[str]) -> dict[str, Result]:
    """The results as they may be shown: what is to be hidden loses its n, distribution and figures."""
    away = set(hide)
    return {s: SUPPRESSED if s in away else r for s, r in results.items()}


@dataclass(frozen=True)
class Cell:
    """One criterion and segment of one area or facility: its true n, and whether it is hidden so far."""

    n: int
    hidden: bool = False


def across_levels(parent: Cell, children: Mapping[str, Cell], k: int) -> frozenset[str]:
    """Rule 5: what has to be hidden too, so that a hidden child is not the parent minus the others.

    Gives ids of children, or ``PARENT`` when no shown child with votes is left to stand in front.

    >>> across_levels(Cell(30), {"a": Cell(3, hidden=True), "b": Cell(12), "c": Cell(15)}, 5)
    frozenset({'b'})
    >>> across_levels(Cell(3), {"a": Cell(3, hidden=True), "b": Cell(0)}, 5) == {PARENT}
    True
    """
    added: set[str] = set()
    if parent.hidden or k <= 0:
        return frozenset()
    while True:
        away = [cell.n for name, cell in children.items() if cell.hidden or name in added]
        if not (len(away) == 1 or is_few(sum(away), k)):
            return frozenset(added)
        left = [
            name for name, cell in children.items() if not cell.hidden and name not in added and cell.n > 0
        ]
        if not left:
            return frozenset({*added, PARENT})
        added.add(min(left, key=lambda name: (children[name].n, name)))


def across_tree(cells: Mapping[str, Cell], parent_of: Callable[[str], str | None], k: int) -> frozenset[str]:
    """Rule 5 on every level at once: the ids that have to be hidden too.

    ``parent_of`` gives the id above, or None at the top. Hiding a parent can uncover it through the
    level above, and a hidden parent whose children are all shown is their sum; so both are looked at again
    until nothing changes.

    >>> tree = {"n": Cell(40), "p": Cell(20), "q": Cell(20), "p1": Cell(3, hidden=True), "p2": Cell(17)}
    >>> sorted(across_tree(tree, {"p": "n", "q": "n", "p1": "p", "p2": "p"}.get, 5))
    ['p2']
    """
    if k <= 0:
        return frozenset()
    families: dict[str, list[str]] = {}
    for name in cells:
        above = parent_of(name)
        if above is not None and above in cells:
            families.setdefault(above, []).append(name)
    now = dict(cells)
    while True:
        added: set[str] = set()
        for above, names in families.items():
            children = {name: now[name] for name in names}
            with_votes = [name for name in names if children[name].n > 0]
            added |= {name or above for name in across_levels(now[above], children, k)}
            if now[above].hidden and with_votes and not any(c.hidden for c in children.values()):
                added.add(min(with_votes, key=lambda name: (children[name].n, name)))
        if not added:
            return frozenset(name for name in cells if now[name] != cells[name])
        now |= {name: Cell(now[name].n, hidden=True) for name in added}


def across_releases(
    later: Table, earlier: Iterable[Table], k: int, parts: Sequence[str] = PARTS
) -> frozenset[str]:
    """Rule 6: what a later release hides too, so that it tells nobody's vote beside an earlier one.

    Two releases make a third table, their difference, which anyone can compute: rules 1 to 4 apply to it.
    ``earlier`` are the earlier releases of the same cycle as they were shown, with None for what was not.

    Three more people voted after the first release, so the second one waits for more:

    >>> sorted(across_releases({"all": {3: 10, 4: 13}}, [{"all": {3: 10, 4: 10}}], 5))
    ['all']
    """
    found: frozenset[str] = frozenset()
    for before in earlier:
        if before.get(ALL) is not None:
            found |= hidden(_difference(later, before), k, parts)
    return frozenset(_sizes(later)) if ALL in found else found


def _difference(later: Table, before: Table) -> dict[str, Counts | None]:
    """What the later release has more (or, below 0, less) than the one before, where both show a segment."""
    differences: dict[str, Counts | None] = {}
    for segment, counts in later.items():
        old = before.get(segment)
        if counts is None or old is None:
            differences[segment] = None
        else:
            values = sorted({*counts, *old})
            differences[segment] = {v: counts.get(v, 0) - old.get(v, 0) for v in values}
    return differences


def _sizes(table: Table) -> dict[str, int]:
    return {s: total(counts) for s, counts in table.items() if counts is not None}
