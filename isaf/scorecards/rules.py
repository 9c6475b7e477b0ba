"""How votes become a result, and when a sheet cannot be right.

One scoring rule for every page, file and poster (decisions on scoring, 11 and 12; the median with its half
kept is the rule of the digital scorecard of Phase 2, programme A24). All arithmetic is exact; nothing is
rounded before it is shown. The tables of cases are in docs/algorithms/scoring.md.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from isaf.kit.numerals import half_up
from isaf.kit.problems import Problem

from . import problems

Counts = Mapping[int, int]  # value of the scale -> number of votes; an absent value is 0

ALL = "all"  # the segment of everybody who voted
PARTS = ("female", "male")  # segments no person can be in twice


@dataclass(frozen=True)
class Result:
    """What is known of one criterion and segment.

    ``mean`` has two decimals and ``favourable`` (a share, 0 to 1) four, both half up; ``median`` keeps its
    half; ``face`` is the median with a half rounded up. Without votes there is no result: they are None.
    A suppressed result, and one that was never collected, has no ``n`` and no ``distribution`` either.
    """

    n: int | None
    distribution: Mapping[int, int] | None
    median: Decimal | None = None
    mean: Decimal | None = None
    favourable: Decimal | None = None
    face: int | None = None
    suppressed: bool = False
    collected: bool = True

    @property
    def is_half(self) -> bool:
        """True when the face shown is a half rounded up, which a page has to say."""
        return self.median is not None and self.median != self.face


NOT_COLLECTED = Result(n=None, distribution=None, collected=False)
SUPPRESSED = Result(n=None, distribution=None, suppressed=True)


def total(counts: Counts) -> int:
    """The number of votes.

    >>> total({2: 3, 4: 1})
    4
    """
    return sum(counts.values())


def median(counts: Counts) -> Decimal | None:
    """The middle vote, or the mean of the two middle votes; None without votes.

    >>> median({1: 1, 2: 1, 4: 1, 5: 1}), median({3: 1, 4: 2, 5: 1}), median({2: 1, 5: 1}), median({})
    (Decimal('3'), Decimal('4'), Decimal('3.5'), None)
    """
    n = total(counts)
    if not n:
        return None
    return Decimal(_vote_at((n - 1) // 2, counts) + _vote_at(n // 2, counts)) / 2


def _vote_at(place: int, counts: Counts) -> int:
    """The vote at a place (from 0) when all votes stand in a row from the lowest to the highest."""
    values = sorted(counts)
    passed = accumulate(counts[value] for value in values)
    return values[bisect_right(list(passed), place)]


def result(counts: Counts | None, scale: Sequence[int], favourable: Collection[int]) -> Result:
    """The result of one criterion and segment; None in place of counts: the group was not collected.

    >>> r = result({2: 3, 3: 9, 4: 14, 5: 5}, scale=(1, 2, 3, 4, 5), favourable={4, 5})
    >>> r.n, r.median, r.mean, r.favourable, r.face
    (31, Decimal('4'), Decimal('3.68'), Decimal('0.6129'), 4)
    """
    if counts is None:
        return NOT_COLLECTED
    distribution = {value: counts.get(value, 0) for value in scale}
    n = total(distribution)
    middle = median(distribution)
    if middle is None:
        return Result(n=0, distribution=distribution)
    return Result(
        n=n,
        distribution=distribution,
        median=middle,
        mean=half_up(Fraction(sum(value * votes for value, votes in distribution.items()), n), 2),
        favourable=half_up(Fraction(sum(distribution[v] for v in scale if v in favourable), n), 4),
        face=int(half_up(middle)),
    )


def pool(sheets: Iterable[Counts]) -> dict[int, int]:
    """Several sheets of one facility and cycle as one, vote by vote; no weights, nothing averaged.

    Two villages with the medians 2 and 5 do not make 3.5 when 9 voted in the one and 1 in the other:

    >>> pool([{2: 9}, {5: 1}]), median(pool([{2: 9}, {5: 1}]))
    ({2: 9, 5: 1}, Decimal('2'))
    """
    votes: dict[int, int] = {}
    for counts in sheets:
        for value, number in counts.items():
            votes[value] = votes.get(value, 0) + number
    return votes


@dataclass(frozen=True)
class Excess:
    """Groups that together gave one value more often than everybody did."""

    segments: tuple[str, ...]
    value: int
    votes: int
    all_votes: int


def excesses(groups: Mapping[str, Counts], parts: Sequence[str] = PARTS) -> list[Excess]:
    """Where a group has more votes for a value than ``all``, or the parts together have.

    >>> excesses({"all": {4: 5}, "female": {4: 3}, "male": {4: 3}})
    [Excess(segments=('female', 'male'), value=4, votes=6, all_votes=5)]
    """
    everybody = groups.get(ALL, {})
    found: list[Excess] = []
    for value in sorted({value for counts in groups.values() for value in counts}):
        most = everybody.get(value, 0)
        votes = {s: counts.get(value, 0) for s, counts in groups.items() if s != ALL}
        alone = [Excess((s,), value, number, most) for s, number in votes.items() if number > most]
        found += alone
        together = sum(votes.get(part, 0) for part in parts)
        if together > most and not any(excess.segments[0] in parts for excess in alone):
            found.append(Excess(tuple(parts), value, together, most))
    return found


def check_people(
    people: Mapping[str, int], *, segments: Collection[str], parts: Sequence[str] = PARTS
) -> list[Problem]:
    """What cannot be right in the head-counts of a sheet: nobody, a group above all, an unknown group.

    >>> [p.code for p in check_people({"all": 10, "female": 11}, segments=("all", "female"))]
    ['group_above_all_people']
    """
    found: list[Problem] = [problems.UnknownSegment(segment=s) for s in people if s not in segments]
    known = {s: number for s, number in people.items() if s in segments}
    found += [problems.NegativePeople(segment=s, people=number) for s, number in known.items() if number < 0]
    everybody = known.get(ALL)
    if everybody is None:
        return [*found, problems.PeopleMissing()]
    everybody = max(everybody, 0)
    above = [s for s, number in known.items() if number > everybody]
    found += [problems.GroupAboveAllPeople(segment=s, people=known[s], all_people=everybody) for s in above]
    together = sum(known.get(part, 0) for part in parts)
    if together > everybody and not set(above) & set(parts):
        found.append(problems.PartsAboveAllPeople(people=together, all_people=everybody))
    return found


def check_sheet(
    votes: Mapping[str, Mapping[str, Counts]],
    people: Mapping[str, int],
    *,
    criteria: Collection[str],
    segments: Collection[str],
    values: Collection[int],
    parts: Sequence[str] = PARTS,
) -> list[Problem]:
    """Everything on a sheet that cannot be right, so that a person mends it all at once.

    ``votes`` is criterion -> segment -> counts, ``people`` segment -> people counted at registration. A
    person may skip a criterion, so fewer votes than people are fine; more are not.

    >>> sheet = {"opening_hours": {"all": {4: 12}}}
    >>> known = dict(criteria=["opening_hours"], segments=["all", "female", "male"], values=[1, 2, 3, 4, 5])
    >>> [p.code for p in check_sheet(sheet, {"all": 10}, **known)]
    ['votes_above_people']
    """
    found = check_people(people, segments=segments, parts=parts)
    for criterion, groups in votes.items():
        if criterion not in criteria:
            found.append(problems.UnknownCriterion(criterion=criterion))
        else:
            found += _check_criterion(criterion, groups, people, segments, values, parts)
    return found


def _check_criterion(
    criterion: str,
    groups: Mapping[str, Counts],
    people: Mapping[str, int],
    segments: Collection[str],
    values: Collection[int],
    parts: Sequence[str],
) -> list[Problem]:
    found: list[Problem] = []
    sound: dict[str, Counts] = {}
    for segment, counts in groups.items():
        if segment not in segments:
            found.append(problems.UnknownSegment(segment=segment))
            continue
        wrong: list[Problem] = [
            problems.UnknownValue(criterion=criterion, value=v) for v in counts if v not in values
        ]
        wrong += [
            problems.NegativeVotes(criterion=criterion, segment=segment, value=v, votes=number)
            for v, number in counts.items()
            if number < 0
        ]
        if wrong:
            found += wrong
            continue
        sound[segment] = counts
        cast = total(counts)
        there = people.get(segment)
        facts = {"criterion": criterion, "segment": segment, "votes": cast}
        if there is not None and cast > max(there, 0):
            found.append(problems.VotesAbovePeople(people=there, **facts))
        elif there is None and cast and segment != ALL:
            found.append(problems.GroupNotCounted(**facts))
    if ALL not in groups and groups:
        found.append(problems.AllMissing(criterion=criterion))
    elif ALL in sound:
        found += [above(criterion, excess) for excess in excesses(sound, parts)]
    return found


def above(criterion: str, excess: Excess) -> Problem:
    """The sentence for an excess: one group above all, or the parts together."""
    numbers = {"value": excess.value, "votes": excess.votes, "all_votes": excess.all_votes}
    if len(excess.segments) == 1:
        return problems.GroupAboveAll(criterion=criterion, segment=excess.segments[0], **numbers)
    return problems.PartsAboveAll(criterion=criterion, **numbers)
