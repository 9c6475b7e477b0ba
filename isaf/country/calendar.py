"""The year as a country tells it: its steps, days on which few people come, and days kept free of meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Names = Mapping[str, str]  # language -> text


@dataclass(frozen=True)
class Step:
    """A step of the year: a window of months after the first of January of the cycle's year."""

    id: str
    names: Names
    short: Names
    leads: Names
    opens: str  # MM-DD, or +1:MM-DD in the year after
    closes: str
    main: bool  # one of the few shown on the strip

    def window(self, year: int) -> tuple[date, date]:
        """First and last day of the step for the cycle of ``year``."""
        return _day(self.opens, year), _day(self.closes, year)


@dataclass(frozen=True)
class Period:
    """Days that say something about planning, everywhere or in some areas only (ADR 0013).

    ``first`` and ``last``, both counted, are MM-DD for what returns every year on the same days, else
    YYYY-MM-DD. ``areas`` are the codes under which the period holds; none means everywhere. While a protected
    period with ``holds_scores`` lasts, scores that were not public before it stay closed.
    """

    id: str
    names: Names
    first: str
    last: str
    areas: tuple[str, ...]
    source: str
    holds_scores: bool = False

    def days(self, year: int) -> tuple[date, date]:
        """First and last day; ``year`` says which, for a period of every year."""
        first, last = (text if len(text) > 5 else f"{year}-{text}" for text in (self.first, self.last))
        return date.fromisoformat(first), date.fromisoformat(last)

    def covers(self, day: date, code: str) -> bool:
        """True when the day falls into the period in the area with this code."""
        first, last = self.days(day.year)
        return first <= day <= last and (not self.areas or code.startswith(self.areas))


def _day(text: str, year: int) -> date:
    later, _, rest = text.rpartition(":")
    month, day = rest.split("-")
    return date(year + int(later or 0), int(month), int(day))
