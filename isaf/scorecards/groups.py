"""The groups of a country pack as a ballot tells them: which columns it has, and who belongs where.

A group's rule names a column and the value it has (``is``) or the ages it spans (``within``, both ends in).
An empty answer belongs to no group but to everybody's: nobody is guessed into a group.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

OTHER = "O"  # a column with several named answers always has this further one


class Group(Protocol):
    """A segment of the country pack, as far as this module needs it."""

    @property
    def id(self) -> str: ...

    @property
    def rule(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Attribute:
    """A column about the person: the answers it may have; none named: it is an age in years."""

    column: str
    answers: tuple[str, ...]


def attributes(groups: Sequence[Group]) -> list[Attribute]:
    """The columns about the person that the groups ask for, in the order of the groups."""
    answers: dict[str, list[str]] = {}
    for group in groups:
        if group.rule:
            found = answers.setdefault(str(group.rule["column"]), [])
            if "is" in group.rule:
                found.append(str(group.rule["is"]))
    return [Attribute(column, _all_answers(found)) for column, found in answers.items()]


def _all_answers(named: list[str]) -> tuple[str, ...]:
    if not named:
        return ()
    return ("1", "0") if named == ["1"] else (*named, OTHER)


def parts(groups: Sequence[Group]) -> tuple[str, ...]:
    """The groups that exclude one another, as female and male: several answers of one column; or none."""
    sharing: dict[object, list[str]] = {}
    for group in groups:
        if "is" in group.rule:
            sharing.setdefault(group.rule["column"], []).append(group.id)
    return next((tuple(ids) for ids in sharing.values() if len(ids) > 1), ())


def belongs(group: Group, person: Mapping[str, str | int | None]) -> bool:
    """Whether a person with these answers is counted in the group."""
    if not group.rule:
        return True
    answer = person.get(str(group.rule["column"]))
    if answer is None:
        return False
    if "is" in group.rule:
        return answer == str(group.rule["is"])
    youngest, oldest = group.rule["within"]
    return bool(youngest <= answer <= oldest)
