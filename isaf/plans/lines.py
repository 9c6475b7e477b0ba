"""A line of the plan as plain values: what it may hold, its totals, and the code of its action.

The thirteen columns are those of the official form; the totals reproduce the sample plan
A23. Money is in minor units.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from isaf.kit.numerals import percent

from . import problems

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Line:
    """What was agreed, as typed: the columns of a line, and the day by which it is due (``end_on``)."""

    title: str
    section: str
    end_on: date
    lead: str
    collaborators: str = ""
    theme: str = ""
    proposer: str = ""
    responds_to: str = ""
    location: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    start_on: date | None = None
    beneficiaries: int | None = None
    beneficiaries_female: int | None = None
    cost: int | None = None


def check_line(line: Line, agreed_on: date) -> None:
    """Raise the first thing that cannot be right in a line.

    >>> day = date(2026, 12, 31)
    >>> check_line(Line("Clean water", "internal", day, "Head", beneficiaries=14, beneficiaries_female=15), day)
    Traceback (most recent call last):
    isaf.plans.problems.WomenAboveBeneficiaries: 15 women, but 14 people in all. Check both numbers, then save again.
    """
    if not line.title.strip() or not line.lead.strip():
        raise problems.NothingAgreed()
    if any((n or 0) < 0 for n in (line.cost, line.quantity, line.beneficiaries, line.beneficiaries_female)):
        raise problems.BelowNothing()
    if line.start_on and line.end_on < line.start_on:
        raise problems.EndsBeforeStart(end=line.end_on, start=line.start_on)
    if line.end_on < agreed_on:
        raise problems.DueBeforeAgreed(due=line.end_on, agreed=agreed_on)
    if line.beneficiaries_female is None:
        return
    if line.beneficiaries is None:
        raise problems.BeneficiariesMissing()
    if line.beneficiaries_female > line.beneficiaries:
        raise problems.WomenAboveBeneficiaries(
            women=line.beneficiaries_female, beneficiaries=line.beneficiaries
        )


YEARS_AHEAD = 5
"""How many years after its plan an action may be due at most (ours): a later one is a slip of the pen."""


def check_due(due: date, plan_year: int) -> None:
    """Raise when an action is due later than a plan of this year can mean.

    >>> check_due(date(2031, 12, 31), 2026)
    >>> check_due(date(2099, 1, 1), 2026)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    isaf.plans.problems.DueTooFar: The action is due on 2099-01-01, too far ... Write a day up to 2031-12-31.
    """
    last = date(plan_year + YEARS_AHEAD, 12, 31)
    if due > last:
        raise problems.DueTooFar(due=due, last=last)


@dataclass(frozen=True)
class Figures:
    """The numbers of one line; None is "not estimated", never 0."""

    cost: int | None
    beneficiaries: int | None
    women: int | None


@dataclass(frozen=True)
class Totals:
    """Sums over lines. People are sums of the lines: one person can gain from several actions.

    A sum of which no line knows its part is None, never 0. ``counted`` are the beneficiaries of the lines
    that also counted women: what ``women`` is a share of. ``uncosted`` says of how many lines the cost is not
    known.
    """

    lines: int
    cost: int | None
    uncosted: int
    beneficiaries: int | None
    women: int | None
    counted: int

    @property
    def share_women(self) -> Decimal | None:
        """Women among the counted beneficiaries, per cent with one decimal; None where nobody was counted."""
        return None if self.women is None else percent(self.women, self.counted)


def totals(lines: Iterable[Figures]) -> Totals:
    """All lines as one.

    >>> t = totals([Figures(48_000_000, 12_500, 7_250), Figures(6_400_000, 4_000, 2_500), Figures(0, 14, 4)])
    >>> t.cost, t.beneficiaries, t.women, t.share_women
    (54400000, 16514, 9754, Decimal('59.1'))
    """
    lines = list(lines)
    return Totals(
        lines=len(lines),
        cost=_known(line.cost for line in lines),
        uncosted=sum(line.cost is None for line in lines),
        beneficiaries=_known(line.beneficiaries for line in lines),
        women=_known(line.women for line in lines),
        counted=sum(line.beneficiaries or 0 for line in lines if line.women is not None),
    )


def _known(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def totals_by(lines: Iterable[tuple[K, Figures]]) -> dict[K, Totals]:
    """The totals of each group (section, service, body), in the order in which groups first appear."""
    groups: dict[K, list[Figures]] = {}
    for key, figures in lines:
        groups.setdefault(key, []).append(figures)
    return {key: totals(of) for key, of in groups.items()}


def share_of_cost(part: Totals, whole: Totals) -> Decimal | None:
    """The part's share of the whole cost in per cent; None for a plan without cost."""
    if part.cost is None or whole.cost is None:
        return None
    return percent(part.cost, whole.cost)


def action_code(area_code: str, year: int, taken: Iterable[str]) -> str:
    """The next code of the area and year: ``<area>-<year>-<n>``; a number is never given twice.

    >>> action_code("990101", 2026, ["990101-2026-1", "990101-2026-9"])
    '990101-2026-10'
    >>> action_code("990101", 2026, [])
    '990101-2026-1'
    """
    last = max((int(code.rpartition("-")[2]) for code in taken), default=0)
    return f"{area_code}-{year}-{last + 1}"


def number_of(group: int, place: int) -> str:
    """The number behind a section's letter: the place, or body and place where lines are grouped by body.

    >>> number_of(0, 3), number_of(2, 1)
    ('3', '2.1')
    """
    return f"{group}.{place}" if group else str(place)
