"""What people outside the facilitating side may see of a facility's scores, as values.

Suppressed by the rules of ``suppression``; a hidden criterion stays out of the overall result, which would
otherwise give it away as the difference. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from isaf.country.pack import Names, Scale, Segment

from .change import Change
from .rules import ALL, NOT_COLLECTED, PARTS, Counts, Result, pool, result
from .suppression import hidden, shown


@dataclass(frozen=True)
class ShownRemark:
    """What a group said, after a reviewer let it pass. ``side`` is citizens or providers."""

    criterion: str
    kind: str
    text: str
    language: str
    side: str


@dataclass(frozen=True)
class CriterionResult:
    """One criterion: citizens' results by segment (suppressed), the providers' own, and what was said."""

    key: str
    names: Names
    theme: str
    is_own: bool
    citizens: Mapping[str, Result]
    providers: Result | None
    change: Change
    remarks: tuple[ShownRemark, ...] = ()

    @property
    def all(self) -> Result | None:
        """The citizens' result of everyone together."""
        return self.citizens.get(ALL)

    def said(self, kind: str) -> list[ShownRemark]:
        return [remark for remark in self.remarks if remark.kind == kind]

    @property
    def strengths(self) -> list[ShownRemark]:
        return self.said("strength")

    @property
    def weaknesses(self) -> list[ShownRemark]:
        return self.said("weakness")

    @property
    def changes(self) -> list[ShownRemark]:
        return self.said("change")

    @property
    def proposals(self) -> list[ShownRemark]:
        return self.said("proposal")


@dataclass(frozen=True)
class FacilityResults:
    """A facility in a year and round. Before it is open there are no criteria, only how many sheets are in.

    ``overall`` pools the votes of all shown criteria (ours): its n counts votes, not people. ``people`` is
    the number of those who scored, added over the sheets as attendances; None when fewer than the smallest
    number that is shown.
    """

    year: int
    round: int
    is_open: bool
    scale: Scale
    segments: tuple[Segment, ...]
    planned: int = 0
    arrived: int = 0
    criteria: tuple[CriterionResult, ...] = ()
    overall: Result | None = None
    providers_overall: Result | None = None
    people: int | None = None
    sheets: int = 0
    officials_stayed: int = 0
    as_of: object = None
    rule_version: str = ""
    origin: str = ""

    @property
    def has_results(self) -> bool:
        return bool(self.criteria)


@dataclass(frozen=True)
class Overview:
    """A card: the overall result of a facility in a year, or None with is_open False or nothing to show."""

    facility_id: int
    year: int
    is_open: bool
    overall: Result | None
    sheets: int = 0
    scale: Scale | None = field(default=None, repr=False)


def citizens_results(
    counts: Mapping[str, Counts],
    scale: Scale,
    segments: Iterable[str],
    k: int,
    parts: Sequence[str] = PARTS,
    withheld: Iterable[str] = (),
) -> dict[str, Result]:
    """One criterion by segment, in the given order; a segment without counts was not collected.

    ``withheld`` are segments that may not be shown beside an earlier release.
    """
    table = {segment: counts.get(segment) for segment in segments}
    if table.get(ALL) is None:
        return dict.fromkeys(table, NOT_COLLECTED)
    results = {s: result(c, scale.numbers, scale.favourable) for s, c in table.items()}
    return shown(results, hidden(table, k, parts) | set(withheld))


def overall(parts: Iterable[Result | None], scale: Scale) -> Result | None:
    """The pooled votes of the results that are shown; None when none is.

    >>> from types import SimpleNamespace as Scale
    >>> stars = Scale(numbers=(1, 2), favourable={2})
    >>> one, two = result({2: 3}, (1, 2), {2}), result({1: 1, 2: 4}, (1, 2), {2})
    >>> overall([one, None, two], stars).distribution
    {1: 1, 2: 7}
    """
    votes: Sequence[Counts] = [part.distribution for part in parts if part is not None and part.distribution]
    return result(pool(votes), scale.numbers, scale.favourable) if votes else None
