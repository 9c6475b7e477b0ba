"""The results of facilities as everyone outside the facilitating side sees them, read from the summaries.

Every number here has passed suppression; nothing is given before the results are open (ADR 0012).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from isaf.country.pack import Criterion, Scale, ScaleValue
from isaf.cycles.models import Cycle, Target
from isaf.cycles.rules import Instrument
from isaf.cycles.selectors import instrument_of
from isaf.places.models import Facility
from isaf.places.selectors import figures_origin

from .change import Change, change
from .groups import parts
from .models import FacilitySummary, Remark, Sheet, VoteCount
from .results import CriterionResult, FacilityResults, Overview, ShownRemark, citizens_results, overall
from .rules import ALL, Counts, Result, result
from .sheets import (
    approved_sheets,
    own_wordings,
    planned_meetings,
    pooled_keys,
    proposals_for,
    sheets_of,
    votes_of,
)
from .typed import is_own
from .waiting import waiting

__all__ = [
    "criterion_rows", "facility_results", "overviews", "proposals_for", "reference_cycle", "sheets_of",
    "waiting",
]  # fmt: skip

_NO_YEAR_BEFORE = Change(None, "no_year_before")


def reference_cycle(facility: Facility, year: int, round_number: int | None = None) -> Cycle | None:
    """The cycle whose instrument is shown: of the host area when it has one, else of another catchment area."""
    rows = Target.objects.filter(facility=facility, cycle__year=year, cycle__origin=figures_origin())
    rows = rows.filter(cycle__round=round_number) if round_number else rows
    row = (
        rows.select_related("cycle__area").order_by("-cycle__round", "-is_host", "cycle__area__code").first()
    )
    return row.cycle if row else None


def facility_results(
    facility: Facility, year: int, round_number: int | None = None
) -> FacilityResults | None:
    """Everything that may be shown of a facility in a year (its latest round); None when it was no target."""
    cycle = reference_cycle(facility, year, round_number)
    if cycle is None:
        return None
    instrument = instrument_of(cycle)
    rows = list(FacilitySummary.objects.filter(facility=facility, year=year, round=cycle.round))
    if not any(row.is_open for row in rows):
        meetings = [m for m in planned_meetings(facility, year, cycle.round) if not m.is_cancelled]
        return FacilityResults(
            year=year,
            round=cycle.round,
            is_open=False,
            scale=instrument.scale,
            segments=instrument.segments,
            planned=len(meetings),
            arrived=sum(meeting.is_approved for meeting in meetings),
        )
    return _opened(facility, cycle, instrument, rows)


def _opened(
    facility: Facility, cycle: Cycle, instrument: Instrument, rows: list[FacilitySummary]
) -> FacilityResults:
    sheets = list(
        approved_sheets(facility, cycle.year, cycle.round).select_related("meeting").order_by("submitted_at")
    )
    criteria = tuple(_criteria(facility, cycle, instrument, rows, sheets))
    citizens = [sheet for sheet in sheets if sheet.kind == Sheet.Kind.CITIZENS]
    return FacilityResults(
        year=cycle.year,
        round=cycle.round,
        is_open=True,
        scale=instrument.scale,
        segments=instrument.segments,
        planned=len(citizens),
        arrived=len(citizens),
        criteria=criteria,
        overall=overall((criterion.all for criterion in criteria), instrument.scale),
        providers_overall=overall((criterion.providers for criterion in criteria), instrument.scale),
        people=_people(citizens, rows, instrument.min_cell),
        sheets=len(citizens),
        officials_stayed=sum(sheet.meeting.officials == "stayed" for sheet in citizens),
        as_of=max(row.as_of for row in rows),
        rule_version=rows[0].rule_version,
        origin=rows[0].origin,
    )


def _people(citizens: list[Sheet], rows: list[FacilitySummary], k: int) -> int | None:
    """How many scored; not told when few, nor when a total is withheld, whose growth it would tell."""
    people = sum(sheet.people.get(ALL) or 0 for sheet in citizens)
    is_told = people >= k and not any(row.is_withheld and row.segment == ALL for row in rows)
    return people if is_told else None


def _criteria(
    facility: Facility,
    cycle: Cycle,
    instrument: Instrument,
    rows: list[FacilitySummary],
    sheets: list[Sheet],
) -> Iterator[CriterionResult]:
    """In the order of the instrument, own wordings after it; own wordings not let pass stay out."""
    counts = _counts(rows, instrument.scale)
    wordings = own_wordings(sheets) if any(is_own(row.criterion) for row in rows) else {}
    catalogue = {criterion.id: criterion for criterion in instrument.criteria.get(facility.service, ())}
    remarks = _remarks(sheets)
    changes = _changes(facility, cycle, instrument, sheets)
    segments = [segment.id for segment in instrument.segments]
    exclusive, withheld = parts(instrument.segments), _withheld(rows)
    for key in [*catalogue, *sorted(wordings)]:
        citizens = counts.get((Sheet.Kind.CITIZENS, key))
        providers = counts.get((Sheet.Kind.PROVIDERS, key), {}).get(ALL)
        if citizens is None and providers is None:
            continue
        scale = instrument.scale
        criterion: Criterion | None = catalogue.get(key)
        yield CriterionResult(
            key=key,
            names=criterion.names if criterion else wordings[key],
            theme=criterion.theme if criterion else "",
            is_own=criterion is None,
            citizens=citizens_results(
                citizens or {}, scale, segments, instrument.min_cell, exclusive, withheld.get(key, ())
            ),
            providers=result(providers, scale.numbers, scale.favourable) if providers else None,
            change=changes.get(key, _NO_YEAR_BEFORE),
            remarks=tuple(remarks.get(key, ())),
        )


def _withheld(rows: list[FacilitySummary]) -> dict[str, set[str]]:
    """criterion -> segments that an earlier release forbids to show (ADR 0012, rule 6)."""
    away: dict[str, set[str]] = {}
    for row in rows:
        if row.is_withheld:
            away.setdefault(row.criterion, set()).add(row.segment)
    return away


def _counts(rows: list[FacilitySummary], scale: Scale) -> dict[tuple[str, str], dict[str, Counts]]:
    counts: dict[tuple[str, str], dict[str, Counts]] = {}
    for row in rows:
        counts.setdefault((row.kind, row.criterion), {})[row.segment] = votes_of(row, scale)
    return counts


def _remarks(sheets: list[Sheet]) -> dict[str, list[ShownRemark]]:
    """Pooled key -> what a reviewer let pass."""
    kinds = {sheet.pk: sheet.kind for sheet in sheets}
    rows = list(Remark.objects.filter(sheet__in=sheets, state=Remark.State.PASSED).order_by("id"))
    keys = pooled_keys(sheets) if any(is_own(row.criterion) for row in rows) else {}
    said: dict[str, list[ShownRemark]] = {}
    for row in rows:
        key = keys.get((row.sheet_id, row.criterion), row.criterion)
        remark = ShownRemark(key, row.kind, row.text, row.language, kinds[row.sheet_id])
        said.setdefault(key, []).append(remark)
    return said


def _changes(
    facility: Facility, cycle: Cycle, instrument: Instrument, sheets: list[Sheet]
) -> dict[str, Change]:
    """criterion -> the change since last year, by village (ADR 0011)."""
    before = reference_cycle(facility, cycle.year - 1)
    if (
        before is None
        or not FacilitySummary.objects.filter(
            facility=facility, year=before.year, round=before.round, is_open=True
        ).exists()
    ):
        return {}
    then = _by_village(approved_sheets(facility, before.year, before.round), instrument.scale)
    now = _by_village([sheet.pk for sheet in sheets], instrument.scale)
    old = instrument_of(before).scale
    same = (old.id, old.version) == (instrument.scale.id, instrument.scale.version)
    return {key: change(then.get(key), villages, same_scale=same) for key, villages in now.items()}


def _by_village(sheets: Any, scale: Scale) -> dict[str, dict[str, Counts]]:
    """criterion of the catalogue -> village -> votes of all citizens."""
    rows = VoteCount.objects.filter(sheet__in=sheets, sheet__kind=Sheet.Kind.CITIZENS, segment=ALL)
    table: dict[str, dict[str, Counts]] = {}
    for row in rows.select_related("sheet__meeting__village").defer("sheet__people"):
        if is_own(row.criterion):
            continue
        village = row.sheet.meeting.village
        votes = table.setdefault(row.criterion, {}).setdefault(village.code if village else "", {})
        for value, n in votes_of(row, scale).items():
            votes[value] = votes.get(value, 0) + n
    return table


def overviews(facilities: Iterable[Facility], year: int) -> dict[int, Overview]:
    """facility id -> its card, for those with results in the year's latest round; four queries for any number."""
    ids = [facility.pk for facility in facilities]
    targets = list(
        Target.objects.filter(facility__in=ids, cycle__year=year, cycle__origin=figures_origin())
        .order_by("cycle__round", "is_host", "-cycle__area__code")
        .values_list("facility_id", "cycle_id", "cycle__round")
    )
    chosen = {facility: (cycle, number) for facility, cycle, number in targets}
    cycles = Cycle.objects.filter(pk__in={cycle for cycle, _round in chosen.values()})
    frozen = {
        pk: (scale, k)
        for pk, scale, k in cycles.values_list("pk", "instrument__scale", "instrument__min_cell")
    }
    scales = {pk: (_scale(scale), k) for pk, (scale, k) in frozen.items()}
    rows: dict[int, list[FacilitySummary]] = {}
    for row in FacilitySummary.objects.filter(
        facility__in=ids, year=year, kind=Sheet.Kind.CITIZENS, segment=ALL, is_passed=True
    ):
        if row.round == chosen.get(row.facility_id, (None, None))[1]:
            rows.setdefault(row.facility_id, []).append(row)
    return {
        facility: _overview(facility, year, rows.get(facility, []), *scales[cycle])
        for facility, (cycle, _round) in chosen.items()
    }


def _overview(facility: int, year: int, rows: list[FacilitySummary], scale: Scale, k: int) -> Overview:
    is_open = any(row.is_open for row in rows)
    shown: list[Result | None] = []
    if is_open:
        known = [row for row in rows if not row.is_withheld]
        shown = [citizens_results({ALL: votes_of(row, scale)}, scale, [ALL], k)[ALL] for row in known]
    return Overview(
        facility_id=facility,
        year=year,
        is_open=is_open,
        overall=overall(shown, scale),
        sheets=max((row.sheets for row in rows), default=0),
        scale=scale,
    )


def _scale(kept: dict[str, Any]) -> Scale:
    return Scale(
        id=kept["id"],
        version=kept["version"],
        values=tuple(ScaleValue(**value) for value in kept["values"]),
        provider_names={int(value): names for value, names in kept["provider_names"].items()},
    )


def criterion_rows(facility: Facility, year: int, round_number: int | None = None) -> list[dict[str, Any]]:
    """The rows of the CSV twin: the same numbers as the page, hidden ones empty with ``suppressed``."""
    results = facility_results(facility, year, round_number)
    if results is None or not results.is_open:
        return []
    rows = []
    for criterion in results.criteria:
        parts = [("citizens", segment, found) for segment, found in criterion.citizens.items()]
        if criterion.providers:
            parts.append(("providers", ALL, criterion.providers))
        rows += [_row(criterion, side, segment, found, results.scale) for side, segment, found in parts]
    return rows


def _row(criterion: CriterionResult, side: str, segment: str, found: Result, scale: Scale) -> dict[str, Any]:
    values = found.distribution or {}
    return {
        "criterion": criterion.key,
        "names": criterion.names,
        "side": side,
        "segment": segment,
        "n": found.n,
        **{f"v{place}": values.get(value) for place, value in enumerate(scale.numbers, start=1)},
        "median": found.median,
        "mean": found.mean,
        "favourable": found.favourable,
        "face": found.face,
        "suppressed": found.suppressed,
        "collected": found.collected,
    }
