"""The money of an action by source."""

from collections.abc import Iterable
from dataclasses import dataclass

from isaf.country.current import pack
from isaf.country.pack import Names

from ..models import Action, Funding


@dataclass(frozen=True)
class SourceRow:
    source: str
    names: Names
    planned: int | None
    spent: int | None


@dataclass(frozen=True)
class Money:
    """Sources in the pack's order, their sums (None where nothing is known), the estimate they are held against."""

    rows: tuple[SourceRow, ...]
    cost: int | None

    @property
    def planned(self) -> int | None:
        return _sum(row.planned for row in self.rows)

    @property
    def spent(self) -> int | None:
        return _sum(row.spent for row in self.rows)

    @property
    def missing(self) -> int | None:
        """What no source plans yet of the estimated cost; None where the cost is not known or all is found."""
        left = None if self.cost is None else self.cost - (self.planned or 0)
        return left if left and left > 0 else None

    @property
    def above(self) -> int | None:
        """What was spent more than planned."""
        over = (self.spent or 0) - (self.planned or 0)
        return over if self.planned is not None and over > 0 else None


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def funding_of(action: Action) -> Money:
    """Two queries."""
    kept = {row.source: row for row in Funding.objects.filter(action=action)}
    rows = [
        SourceRow(fund.id, fund.names, kept[fund.id].planned, kept[fund.id].spent)
        for fund in pack().funds
        if fund.id in kept
    ]
    line = action.lines.order_by("-plan__cycle__year", "-plan__cycle__round").first()
    return Money(tuple(rows), line.cost if line else None)
