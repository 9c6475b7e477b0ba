"""Every release of a facility's results, and what a later one withholds because of the earlier ones.

Anyone may keep what was shown before and subtract it from what is shown now, so each release is checked
against all earlier ones of the same year and round (ADR 0012, rule 6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from isaf.places.models import Facility

from .models import Release
from .rules import Counts
from .suppression import Table, across_releases, hidden

Tables = Mapping[str, Mapping[str, Counts]]  # criterion -> segment -> votes


@dataclass(frozen=True)
class NextRelease:
    """What may be shown now, what is withheld because of earlier releases, and which number it would have."""

    shown: dict[str, Any]
    withheld: frozenset[tuple[str, str]]
    number: int
    is_news: bool


def next_release(
    *, facility: Facility, year: int, round_number: int, tables: Tables, k: int, parts: Sequence[str]
) -> NextRelease:
    """Today's tables held against every earlier release of the same year and round."""
    earlier = [kept.shown for kept in _releases(facility, year, round_number)]
    withheld: set[tuple[str, str]] = set()
    shown: dict[str, Any] = {}
    for criterion, table in tables.items():
        away = across_releases(table, _before(earlier, criterion), k, parts)
        withheld |= {(criterion, segment) for segment in away}
        kept = set(table) - away - hidden(table, k, parts)
        shown[criterion] = {s: {str(v): n for v, n in table[s].items()} for s in sorted(kept)}
    is_news = not earlier or earlier[-1] != shown
    return NextRelease(shown, frozenset(withheld), len(earlier) + 1, is_news)


def _releases(facility: Facility, year: int, round_number: int) -> QuerySet[Release]:
    return Release.objects.filter(facility=facility, year=year, round=round_number)


def _before(earlier: Iterable[Mapping[str, Any]], criterion: str) -> list[Table]:
    """What each earlier release showed of a criterion, with numbers as values again."""
    return [
        {s: {int(v): n for v, n in counts.items()} for s, counts in kept[criterion].items()}
        for kept in earlier
        if criterion in kept
    ]


def was_released(facility: Facility, year: int, round_number: int) -> bool:
    """Whether results of this year and round were shown before; published pages stay (ADR 0013)."""
    return _releases(facility, year, round_number).exists()
