"""Whether this year's votes differ from last year's, or why the two must not be compared (ADR 0011).

The comparison needs the same criterion and scale, the same villages and 30 votes both times. Votes are
compared by the Mann-Whitney test, two-sided, with the correction for ties. Where two or more villages voted,
people of one village are not independent of each other, so the difference must also stand when the village
is taken as the cluster (N. A. Obuchowski, Biometrics 53, 1997: the same statistic with a variance between
clusters, here judged by Student's t with one degree of freedom less than villages). Pure rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .rules import Counts, pool, total

LEAST = 30  # votes in each year
NORMAL = Fraction("1.959964")  # 0.975 of the normal distribution
# 0.975 of Student's t by degrees of freedom; above the table its last row, a little too strict.
STUDENT = tuple(map(Fraction, (
    "12.7062", "4.3027", "3.1824", "2.7764", "2.5706", "2.4469", "2.3646", "2.3060", "2.2622", "2.2281",
    "2.2010", "2.1788", "2.1604", "2.1448", "2.1314", "2.1199", "2.1098", "2.1009", "2.0930", "2.0860",
)))  # fmt: skip


@dataclass(frozen=True)
class Change:
    """``direction`` is up, down or same; None when the two years cannot be compared, with the reason."""

    direction: str | None
    reason: str = ""  # no_year_before, other_scale, other_villages, few_votes


def change(
    before: Mapping[str, Counts] | None, after: Mapping[str, Counts], *, same_scale: bool = True
) -> Change:
    """This year against last year; both are village -> votes on one criterion (key "" for no village).

    >>> change({"a": {2: 30, 3: 10}}, {"a": {4: 30, 5: 10}})
    Change(direction='up', reason='')
    >>> change({"a": {2: 20}}, {"a": {4: 40}}).reason, change(None, {"a": {4: 40}}).reason
    ('few_votes', 'no_year_before')
    """
    then = {village: counts for village, counts in (before or {}).items() if total(counts)}
    now = {village: counts for village, counts in after.items() if total(counts)}
    if not then:
        return Change(None, "no_year_before")
    if not same_scale:
        return Change(None, "other_scale")
    if set(then) != set(now):
        return Change(None, "other_villages")
    if min(total(pool(then.values())), total(pool(now.values()))) < LEAST:
        return Change(None, "few_votes")
    share = higher(pool(then.values()), pool(now.values()))
    if not (_differs(pool(then.values()), pool(now.values())) and _differs_between_villages(then, now)):
        return Change("same")
    return Change("up" if share > Fraction(1, 2) else "down")


def higher(before: Counts, after: Counts) -> Fraction:
    """The share of pairs in which the later vote is the higher one; equal votes count half.

    >>> higher({1: 1, 2: 1}, {2: 2})
    Fraction(3, 4)
    """
    pairs = sum((_above(value, after) * n for value, n in before.items()), Fraction(0))
    return pairs / (total(before) * total(after))


def _above(value: int, counts: Counts) -> Fraction:
    """How many votes are above a value, those at it counted half."""
    above = sum(n for other, n in counts.items() if other > value)
    return above + Fraction(counts.get(value, 0), 2)


def _differs(before: Counts, after: Counts) -> bool:
    """Mann-Whitney with the correction for ties, two-sided, 5 %."""
    m, n = total(before), total(after)
    ties = sum(t**3 - t for t in pool([before, after]).values())
    variance = Fraction(m * n, 12) * (m + n + 1 - Fraction(ties, (m + n) * (m + n - 1)))
    distance = (higher(before, after) - Fraction(1, 2)) * m * n
    return distance**2 > NORMAL**2 * variance


def _differs_between_villages(before: Mapping[str, Counts], after: Mapping[str, Counts]) -> bool:
    """The same with the village as the cluster; one village has nothing to say here."""
    villages = len(before)
    if villages < 2:
        return True
    then, now = pool(before.values()), pool(after.values())
    m, n, share = total(then), total(now), higher(then, now)
    spread = Fraction(0)
    for village, votes in before.items():
        lower = sum((_above(v, now) * votes[v] for v in votes), Fraction(0)) / n - total(votes) * share
        later = after[village]
        upper = sum(((m - _above(v, then)) * later[v] for v in later), Fraction(0)) / m - total(later) * share
        spread += (lower / m + upper / n) ** 2
    variance = spread * Fraction(villages, villages - 1)
    limit = STUDENT[min(villages - 1, len(STUDENT)) - 1]
    return (share - Fraction(1, 2)) ** 2 > limit**2 * variance
