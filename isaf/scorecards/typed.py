"""A sheet as it comes through any door, before anything is kept: field app, Collect, typed paper, spreadsheet.

Plain values, so that each door builds the same thing and the one service judges it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

OWN = "own:"  # the key of a criterion in the group's own wording begins so: own:1, own:2

Votes = Mapping[str, Mapping[str, Mapping[int, int]]]  # criterion -> segment -> value -> votes


@dataclass(frozen=True)
class TypedCriterion:
    """A criterion that was proposed. ``wording`` and ``language`` belong to an own wording only."""

    key: str
    wording: str = ""
    language: str = ""
    times_proposed: int | None = None
    is_chosen: bool = True


@dataclass(frozen=True)
class TypedRemark:
    """What the group said about a criterion; ``kind`` is strength, weakness, change or proposal."""

    criterion: str
    kind: str
    text: str
    language: str


@dataclass(frozen=True)
class TypedSheet:
    """The whole sheet. ``id`` is made where the sheet is born; a group with None people was not counted."""

    id: UUID
    people: Mapping[str, int | None]
    criteria: tuple[TypedCriterion, ...]
    votes: Votes
    remarks: tuple[TypedRemark, ...] = field(default=())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the criteria that were voted on, in the order of the sheet."""
        return tuple(criterion.key for criterion in self.criteria if criterion.is_chosen)

    @property
    def counted(self) -> dict[str, int]:
        """The groups whose people were counted."""
        return {segment: n for segment, n in self.people.items() if n is not None}

    def content(self) -> dict[str, Any]:
        """What is compared when the same id comes again: plain values; how the sheet was packed does not count.

        >>> from uuid import UUID
        >>> sheet = TypedSheet(UUID(int=1), {"all": 3, "youth": None}, (), {"a": {"all": {4: 3, 5: 0}}})
        >>> sheet.content()["votes"], sheet.content()["people"]
        ({'a': {'all': {'4': 3}}}, {'all': 3})
        """
        return {
            "people": self.counted,
            "criteria": [
                [c.key, c.wording, c.language, c.times_proposed, c.is_chosen] for c in self.criteria
            ],
            "votes": {
                criterion: {
                    segment: {str(value): n for value, n in sorted(counts.items()) if n}
                    for segment, counts in groups.items()
                }
                for criterion, groups in self.votes.items()
            },
            "remarks": [[r.criterion, r.kind, r.text, r.language] for r in self.remarks],
        }


def is_own(key: str) -> bool:
    """True for a criterion in the group's own wording.

    >>> is_own("own:1"), is_own("hc-staff")
    (True, False)
    """
    return key.startswith(OWN)
