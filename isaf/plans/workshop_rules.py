"""To which year's workshop a line goes, and what an outcome has to say.

After a workshop was held, a line approved later cannot have been on its table: it goes to the next year's
(ADR 0046).
"""

from dataclasses import dataclass
from datetime import date

from isaf.kit.problems import Problem

from . import problems

FUNDED, TEMPORARY, NOT_FUNDED = "funded", "temporary", "not_funded"
MONEY_FOUND = (FUNDED, TEMPORARY)


def workshop_year(plan_year: int, held_on: date | None, approved_on: date | None, today: date) -> int:
    """The year of the workshop that a line of this plan comes before.

    ``held_on`` is the day of the plan year's own workshop; without one nothing is late. A line whose plan is not
    approved yet counts as approved today at the earliest, so it is known to be late while it is being written.

    >>> day = date(2026, 10, 15)
    >>> workshop_year(2026, day, date(2026, 10, 15), date(2026, 12, 1))
    2026
    >>> workshop_year(2026, day, None, date(2026, 10, 16)), workshop_year(2026, None, None, date(2027, 1, 1))
    (2027, 2026)
    """
    if held_on is None:
        return plan_year
    return plan_year + 1 if (approved_on or today) > held_on else plan_year


@dataclass(frozen=True)
class Answer:
    """What the workshop said of one line, as typed; money in minor units."""

    outcome: str
    funder: str = ""
    granted: int | None = None
    agreement: str = ""
    agreement_year: int | None = None
    reason: str = ""


def objection(answer: Answer, year: int) -> tuple[str, Problem] | None:
    """The first thing that an answer lacks, with the name of its field; None when it may be kept.

    >>> objection(Answer("funded", "Commune fund", 48_000_000), 2026)
    >>> objection(Answer("funded", "Commune fund"), 2026)[0]
    'granted'
    >>> objection(Answer("not_funded", reason="Not this year."), 2026)
    """
    if answer.outcome == NOT_FUNDED:
        return None if answer.reason.strip() else ("reason", problems.ReasonNeeded())
    if answer.outcome not in MONEY_FOUND:
        return "outcome", problems.UnknownOutcome()
    if not answer.funder.strip():
        return "funder", problems.FunderMissing()
    if answer.granted is None:
        return "granted", problems.SumMissing()
    if answer.outcome == FUNDED:
        return None
    if not answer.agreement.strip():
        return "agreement", problems.AgreementMissing()
    if answer.agreement_year is None or not year <= answer.agreement_year <= year + 5:
        return "agreement_year", problems.AgreementYearOdd(first=year, last=year + 5)
    return None
