"""What counts of attendance can be true."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from .problems import GroupAboveAll


def check_attendance(counts: Mapping[str, int | None]) -> list[GroupAboveAll]:
    """Problems of one side's head-counts: no group may be larger than everyone (``all``).

    Groups overlap (a woman may be young), so their sum may exceed ``all``; women and men do not overlap.
    A group that was not counted is None.

    >>> check_attendance({"all": 31, "female": 18, "youth": None})
    []
    >>> [problem.details for problem in check_attendance({"all": 10, "female": 7, "male": 5})]
    [{'n': 12, 'all': 10}]
    """
    everyone = counts.get("all")
    if everyone is None:
        return []
    problems = [GroupAboveAll(n=n, all=everyone) for n in counts.values() if n is not None and n > everyone]
    both = (counts.get("female") or 0) + (counts.get("male") or 0)
    if not problems and both > everyone:
        problems.append(GroupAboveAll(n=both, all=everyone))
    return problems


FEW = "few"
"""In place of a number that would let people be recognised."""


def withhold(counts: Mapping[str, int | None], least: int) -> dict[str, int | str | None]:
    """Attendances as the public may see them; None stays "not collected".

    A group is withheld where it, or everyone outside it, is fewer than ``least`` people but not nobody.

    >>> withhold({"all": 31, "female": 18, "idpoor": 3, "youth": 28, "disability": None, "male": 0}, 5)
    {'all': 31, 'female': 18, 'idpoor': 'few', 'youth': 'few', 'disability': None, 'male': 0}
    >>> withhold({"all": 4, "female": 4}, 5)
    {'all': 'few', 'female': 'few'}
    """
    everyone = counts.get("all")
    return {group: FEW if n is not None and _is_few(n, everyone, least) else n for group, n in counts.items()}


def _is_few(n: int, everyone: int | None, least: int) -> bool:
    return 0 < n < least or (everyone is not None and 0 < everyone - n < least)


@dataclass
class Sum:
    """One group's attendances over several years of work: see models.AttendanceSum."""

    n: int = 0
    shown: int = 0
    few: int = 0
    cells: int = 0

    def add(self, value: int | str | None, sign: int = 1) -> None:
        """One year of work more, or less (-1).

        >>> both = Sum()
        >>> both.add(31), both.add("few"), both.add(None), both.value
        (None, None, None, 31)
        >>> both.add(31, -1); both.value
        'few'
        >>> both.add("few", -1); both.value is None
        True
        """
        self.cells += sign
        if isinstance(value, int):
            self.n += sign * value
            self.shown += sign
        elif value == FEW:
            self.few += sign

    @property
    def value(self) -> int | str | None:
        """What everyone may see: a number where any may be shown, else that it was withheld or not collected."""
        return self.n if self.shown else FEW if self.few else None


def add_up(cells: Iterable[Mapping[str, int | None]], least: int) -> tuple[dict[str, int | str | None], bool]:
    """Attendances of several years of work together, and whether something small was left out of the sums.

    Only what may be shown for each is added, so that no sum minus the others tells a small number. A group that
    was withheld everywhere stays withheld, one that was counted nowhere stays "not collected".

    >>> small, large = {"all": 31, "female": 3}, {"all": 40, "female": 20, "youth": None}
    >>> add_up([small, large], 5)
    ({'all': 71, 'female': 20, 'youth': None}, True)
    >>> add_up([small], 5), add_up([large], 5)
    (({'all': 31, 'female': 'few'}, True), ({'all': 40, 'female': 20, 'youth': None}, False))
    """
    shown = [withhold(cell, least) for cell in cells]
    sums: dict[str, int | str | None] = {}
    for cell in shown:
        for group, n in cell.items():
            before = sums.get(group)
            if isinstance(n, int):
                sums[group] = (before if isinstance(before, int) else 0) + n
            elif not isinstance(before, int):
                sums[group] = before or n
    return sums, any(FEW in cell.values() for cell in shown)


Key = tuple[str, int, str, str, str]
"""Area, year, origin, kind of meeting, group."""


def sums_by_area(
    told: Iterable[tuple[str, int, str, int, str, str, int | None]],
    least: int,
    with_above: Callable[[str], Iterable[str]],
) -> dict[Key, Sum]:
    """The sums of every area, from each year of work's attendances: its area, year, origin, id, kind, group, people.

    Rows of one id and kind stand together.

    >>> rows = [("01", 2025, "real", 1, "scoring", "all", 31), ("01", 2025, "real", 1, "scoring", "female", 3)]
    >>> found = sums_by_area(rows, 5, lambda code: [code, ""])
    >>> [(key[0], key[4], found[key].value) for key in found]
    [('01', 'all', 31), ('', 'all', 31), ('01', 'female', 'few'), ('', 'female', 'few')]
    """
    sums: dict[Key, Sum] = {}
    for (code, year, origin, _cycle, kind), rows in groupby(told, key=itemgetter(0, 1, 2, 3, 4)):
        shown = withhold({row[5]: row[6] for row in rows}, least)
        for segment, value in shown.items():
            for each in with_above(code):
                sums.setdefault((each, year, origin, kind, segment), Sum()).add(value)
    return sums
