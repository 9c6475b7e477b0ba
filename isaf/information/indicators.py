"""Facilities that improved and meet their standards (World Bank result 1), and how many sheets are out.

Counted from what is published: everybody can count it again from the published versions.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from isaf.country.current import pack
from isaf.country.pack import Names, ServiceType
from isaf.cycles.models import Target
from isaf.cycles.rules import thaw_section
from isaf.cycles.selectors import counted_cycles
from isaf.places.models import Area
from isaf.places.selectors import children_of

from . import rules
from .lists import standing
from .models import InformationSheet


@dataclass(frozen=True)
class LeftOut:
    """A line that could not be judged in so many facilities, and why: no_standard, not_reported, no_last_year."""

    names: Names
    reason: str
    facilities: int


@dataclass(frozen=True)
class Indicator:
    """One service in an area and year.

    ``targets`` facilities of the target list, ``published`` of them with a standing version, ``judged`` of these
    with everything needed, ``achieved`` of these improved and meeting every counted standard.
    """

    service: ServiceType
    targets: int
    published: int
    judged: int
    meeting: int
    improved: int
    achieved: int
    left_out: tuple[LeftOut, ...]

    @property
    def not_judged(self) -> int:
        return self.targets - self.judged


def indicators(area: Area, year: int) -> list[Indicator]:
    """By service, in the pack's order, those with targets only. Three queries and the published contents."""
    targets = _targets(area, year).values("facility__service").annotate(n=Count("facility", distinct=True))
    wanted = {row["facility__service"]: row["n"] for row in targets}
    contents: dict[str, list[dict]] = {}
    sheets = InformationSheet.objects.filter(
        cycle__in=counted_cycles().filter(year=year),
        facility__host__code__below=area.code,
        published_at__isnull=False,
    )
    for version in standing(str(pk) for pk in sheets.values_list("pk", flat=True)):
        contents.setdefault(version.content["service"], []).append(version.content)
    return [
        _indicator(service, wanted[service.id], contents.get(service.id, []))
        for service in pack().services
        if service.id in wanted
    ]


def _targets(area: Area, year: int):
    cycles = counted_cycles().filter(year=year)
    return Target.objects.filter(
        cycle__in=cycles, is_host=True, facility__host__code__below=area.code
    ).order_by()


def _indicator(service: ServiceType, targets: int, contents: list[dict]) -> Indicator:
    judged = meeting = improved = achieved = 0
    why: Counter[tuple[str, str]] = Counter()
    names: dict[str, Names] = {}
    for kept in contents:
        sections = [thaw_section(section) for section in kept["sections"]]
        section = next((each for each in sections if each.kind == "performance"), None)
        if section is None:
            continue
        found = rules.judge(kept["values"], kept["last_year"], section)
        judged += found.meets is not None and found.improved is not None
        meeting += found.meets is True
        improved += found.improved is True
        achieved += found.meets is True and found.improved is True
        for item, reason in rules.left_out(kept["values"], kept["last_year"], section):
            why[item.id, reason] += 1
            names[item.id] = item.names
    left = tuple(LeftOut(names[item], reason, count) for (item, reason), count in why.most_common())
    return Indicator(service, targets, len(contents), judged, meeting, improved, achieved, left)


@dataclass(frozen=True)
class Completeness:
    """How many sheets of a place or a service are published, submitted, begun, of all that are asked."""

    names: Names
    code: str
    targets: int
    published: int
    submitted: int
    begun: int

    @property
    def not_begun(self) -> int:
        return self.targets - self.published - self.submitted - self.begun


def completeness_by_service(area: Area, year: int) -> list[Completeness]:
    """One row for each service with targets. Two queries."""
    counts = _counts(area, year, "facility__service")
    return [Completeness(s.plural, s.id, *counts[s.id]) for s in pack().services if s.id in counts]


def completeness_by_area(area: Area, year: int) -> list[Completeness]:
    """One row for each area one level below that has targets. Three queries."""
    level = pack().level_of(area.code)
    depth = level.depth if level else 0
    below = next((each for each in pack().levels if each.depth == depth + 1), None)
    if below is None:
        return []
    sums: dict[str, list[int]] = {}
    for code, counts in _counts(area, year, "facility__host__code").items():
        row = sums.setdefault(code[: below.digits], [0, 0, 0, 0])
        for place, count in enumerate(counts):
            row[place] += count
    return [
        Completeness(child.names, child.code, *sums[child.code])
        for child in children_of(area)
        if child.code in sums
    ]


def _counts(area: Area, year: int, key: str) -> dict[str, tuple[int, int, int, int]]:
    """key -> (targets, published, submitted, begun); a sheet under correction counts as published."""
    targets = dict(_targets(area, year).values_list(key).annotate(n=Count("pk")))
    out, handed = Q(published_at__isnull=False), Q(published_at=None, state="submitted")
    sheets = InformationSheet.objects.filter(
        cycle__in=counted_cycles().filter(year=year), facility__host__code__below=area.code
    ).order_by()
    done = {
        row[key]: (row["published"], row["submitted"], row["begun"])
        for row in sheets.values(key).annotate(
            published=Count("pk", filter=out),
            submitted=Count("pk", filter=handed),
            begun=Count("pk", filter=~out & ~handed),
        )
    }
    return {code: (n, *done.get(code, (0, 0, 0))) for code, n in targets.items()}
