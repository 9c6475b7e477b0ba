"""Coverage: how many of how many, by which definition, from which source."""

from dataclasses import dataclass
from decimal import Decimal

from isaf.country.pack import Names
from isaf.kit.numerals import percent


@dataclass(frozen=True)
class Coverage:
    """One figure: units reached of units there are, with its definition and source.

    ``published`` is the whole per cent that the source printed, if it printed one; it is never used to
    compute anything. A source without a denominator has no percentage.
    """

    area: str
    unit: str
    definition: str
    numerator: int
    denominator: int | None
    published: int | None
    source: str
    definition_names: Names
    denominator_names: Names

    @property
    def percent(self) -> Decimal | None:
        """One decimal, half up: 827 of 1,410 is 58.7."""
        return None if self.denominator is None else percent(self.numerator, self.denominator)

    @property
    def percent_whole(self) -> int | None:
        """Whole per cent from the fraction itself, half up, never from the rounded decimal.

        >>> Coverage("", "commune", "reached", 827, 1410, 56, "", {}, {}).percent_whole
        59
        """
        whole = None if self.denominator is None else percent(self.numerator, self.denominator, 0)
        return None if whole is None else int(whole)

    @property
    def differs(self) -> bool:
        """True when the source printed another whole per cent than its own two numbers give."""
        return self.published is not None and self.published != self.percent_whole


def as_row(row: Coverage) -> dict[str, object]:
    """The documented keys in the documented order.

    >>> row = as_row(Coverage("", "commune", "reached", 827, 1410, 56, "", {}, {}))
    >>> row["percent"], row["percent_whole"], row["differs"]
    (58.7, 59, True)
    """
    decimal = row.percent
    return {
        "area": row.area,
        "unit": row.unit,
        "definition": row.definition,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "percent": None if decimal is None else float(decimal),
        "percent_whole": row.percent_whole,
        "published_percent": row.published,
        "differs": row.differs,
        "source": row.source,
    }
