"""Every release of a facility's results, and what a later one withholds because of the earlier ones.

Anyone may keep what was shown before and subtract it from what is shown now, so each release is checked
against all earlier ones of the same year and round (decisions.md 14, rule 6).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isaf.kit.clock import now
from isaf.places.models import Facility

from .models import Release
from .rules import Counts
from .suppression import Table, across_releases, hidden

Tables = Mapping[str, Mapping[str, Counts]]  # criterion -> segment -> votes


def release(
    *, facility: Facility, year: int, round_number: int, tables: Tables, k: int, parts: Sequence[str]
) -> set[tuple[str, str]]:
    """Keep what may be shown now, if it is not what is shown already; gives the withheld (criterion, segment)."""
    of_year = Release.objects.filter(facility=facility, year=year, round=round_number)
    earlier = [kept.shown for kept in of_year]
    withheld: set[tuple[str, str]] = set()
    shown: dict[str, Any] = {}
    for criterion, table in tables.items():
        away = across_releases(table, _before(earlier, criterion), k, parts)
        withheld |= {(criterion, segment) for segment in away}
        kept = set(table) - away - hidden(table, k, parts)
        shown[criterion] = {s: {str(v): n for v, n in table[s].items()} for s in sorted(kept)}
    if not earlier or earlier[-1] != shown:
        Release.objects.create(
            facility=facility, year=year, round=round_number, number=len(earlier) + 1, shown=shown, at=now()
        )
    return withheld


def _before(earlier: Iterable[Mapping[str, Any]], criterion: str) -> list[Table]:
    """What each earlier release showed of a criterion, with numbers as values again."""
    return [
        {s: {int(v): n for v, n in counts.items()} for s, counts in kept[criterion].items()}
        for kept in earlier
        if criterion in kept
    ]
