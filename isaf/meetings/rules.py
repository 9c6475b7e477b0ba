"""What counts of attendance can be true."""

from collections.abc import Iterable, Mapping

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
