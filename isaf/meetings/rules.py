"""What counts of attendance can be true."""

from collections.abc import Mapping

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
