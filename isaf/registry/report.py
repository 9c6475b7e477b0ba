"""What an import says: one judgement a row, and the whole with its counts in the documented order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from isaf.kit.problems import Problem

CHANGES = ("added", "renamed", "moved", "changed", "ended", "same", "refused")


@dataclass(frozen=True)
class Note:
    """A sentence with named placeholders. A detail may be a name in several languages, or a list of words."""

    text: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """One row, what it would change, or why it is refused.

    ``line`` is None for a unit that the file does not name and that changes because of it.
    ``is_read`` is False for what was not a row of the file itself; ``is_header`` is true for what makes the whole
    file unreadable.
    """

    line: int | None
    code: str
    change: str
    problem: Problem | None = None
    wanted: Any = None
    note: Note | None = None
    is_read: bool = True
    is_header: bool = False
    more: tuple[Problem, ...] = ()  # what else is wrong with the row


@dataclass(frozen=True)
class Report:
    """What a file says and whether it was applied; ``counts`` in the documented order."""

    kind: str
    file: str
    sha256: str
    dry_run: bool
    rows: tuple[Judged, ...]
    applied: bool = False
    counts: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        changes = [row.change for row in self.rows]
        counts = {"read": sum(row.is_read for row in self.rows)}
        object.__setattr__(self, "counts", counts | {change: changes.count(change) for change in CHANGES})

    @property
    def is_refused(self) -> bool:
        return not self.dry_run and not self.applied

    @property
    def changes_something(self) -> bool:
        return any(row.change not in ("same", "refused") for row in self.rows)


def may_apply(rows: tuple[Judged, ...], *, skip_refused: bool) -> bool:
    """One refused row holds the file back, unless such rows are to be skipped; a wrong header always does."""
    refused = [row for row in rows if row.problem]
    return not refused or (skip_refused and not any(row.is_header for row in refused))
