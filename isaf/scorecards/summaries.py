"""Pooled votes of each facility, kept in step with the sheets in the same transaction (ADR 0011).

A summary row is only what its sheets say: rebuilding gives the same rows, with the moment of the newest
sheet behind them as ``as_of``.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from isaf.cycles.models import Cycle
from isaf.cycles.rules import Instrument
from isaf.cycles.selectors import instrument_of, scores_held_until, scores_were_held
from isaf.kit.clock import now, today
from isaf.meetings.models import Meeting
from isaf.places.models import Facility, Origin

from .groups import parts
from .models import VALUES, FacilitySummary, OpenResult, Release, Sheet, SheetCriterion, VoteCount
from .opening import RULE_VERSION, is_open
from .releases import next_release, was_released
from .rules import ALL, Counts, pool
from .sheets import approved_sheets, planned_meetings, pooled_keys, votes_of
from .typed import OWN


@transaction.atomic
def refresh_summary(*, facility: Facility, year: int, round_number: int) -> None:
    """Pool every approved sheet of the facility in this year and round again, and see whether it is open.

    The sheets are those of every cycle that has the facility on its target list: a shared health centre is
    scored in several communes. The facility's row is locked, so that two approvals at once pool both.
    What was once open stays open: a meeting planned later, or a sheet sent back, makes the next release.
    """
    facility = Facility.objects.select_for_update(of=("self",)).select_related("host").get(pk=facility.pk)
    FacilitySummary.objects.filter(facility=facility, year=year, round=round_number).delete()
    OpenResult.objects.filter(facility=facility, year=year, round=round_number).delete()
    sheets = list(approved_sheets(facility, year, round_number).select_related("cycle"))
    if not sheets:
        return
    opened = was_released(facility, year, round_number) or (
        is_open(planned_meetings(facility, year, round_number)) and not _is_held(sheets[0].cycle, facility)
    )
    facts = {
        "facility": facility,
        "year": year,
        "round": round_number,
        "origin": sheets[0].cycle.origin,
        "host_code": facility.host.code,
        "is_open": opened,
        "rule_version": RULE_VERSION,
        "as_of": max(sheet.reviewed_at or sheet.submitted_at for sheet in sheets),
    }
    rows = [FacilitySummary(**facts, **row) for row in _pooled(sheets)]
    if opened:
        _withhold(rows, facility, instrument_of(sheets[0].cycle))
    FacilitySummary.objects.bulk_create(rows)
    if opened and any(row.kind == Sheet.Kind.CITIZENS and row.segment == ALL for row in rows):
        told = ("facility", "year", "round", "origin", "host_code")
        OpenResult.objects.create(**{name: facts[name] for name in told})


def was_opened(facility: Facility, year: int, round_number: int) -> bool:
    """True once results of this year and round could be seen, whatever was planned or sent back later."""
    rows = FacilitySummary.objects.filter(facility=facility, year=year, round=round_number, is_open=True)
    return was_released(facility, year, round_number) or rows.exists()


def _is_held(cycle: Cycle, facility: Facility) -> bool:
    """Scores that nobody saw yet stay closed in a protected period; practised and invented ones bother nobody."""
    return cycle.origin == Origin.REAL and scores_held_until(facility.host.code, today()) is not None


@transaction.atomic
def open_held_scores() -> int:
    """After a protected period: what became complete in it opens; gives how many facility-years were looked at.

    Asked every day; it looks only in the weeks after such a period, so a few missed days do no harm.
    """
    if not scores_were_held(today(), within_days=60):
        return 0
    closed = FacilitySummary.objects.filter(is_open=False).order_by()
    found = sorted(closed.values_list("facility", "year", "round").distinct())
    facilities = Facility.objects.in_bulk({facility for facility, _year, _round in found})
    for facility, year, number in found:
        refresh_summary(facility=facilities[facility], year=year, round_number=number)
    return len(found)


def _withhold(rows: list[FacilitySummary], facility: Facility, instrument: Instrument) -> None:
    """Mark what may not be shown beside earlier releases, and keep what is shown now as a release."""
    of_citizens = [row for row in rows if row.kind == Sheet.Kind.CITIZENS and row.is_passed]
    tables: dict[str, dict[str, Counts]] = {}
    for row in of_citizens:
        tables.setdefault(row.criterion, {})[row.segment] = votes_of(row, instrument.scale)
    if not tables:
        return
    of_year = {"facility": facility, "year": rows[0].year, "round_number": rows[0].round}
    coming = next_release(**of_year, tables=tables, k=instrument.min_cell, parts=parts(instrument.segments))
    if coming.is_news:
        Release.objects.create(
            facility=facility,
            year=rows[0].year,
            round=rows[0].round,
            number=coming.number,
            shown=coming.shown,
            at=now(),
        )
    for row in of_citizens:
        row.is_withheld = (row.criterion, row.segment) in coming.withheld


def _pooled(sheets: list[Sheet]) -> list[dict[str, Any]]:
    """One row for each kind, criterion and segment that was counted, in a fixed order."""
    kinds = {sheet.pk: sheet.kind for sheet in sheets}
    keys = pooled_keys(kinds)
    passed = _passed_keys(kinds, keys)
    counts: dict[tuple[str, str, str], list[VoteCount]] = {}
    for vote in VoteCount.objects.filter(sheet__in=kinds).order_by("criterion", "segment", "sheet"):
        key = keys.get((vote.sheet_id, vote.criterion), vote.criterion)
        counts.setdefault((kinds[vote.sheet_id], key, vote.segment), []).append(vote)
    return [
        {
            "kind": kind,
            "criterion": criterion,
            "segment": segment,
            **_columns(votes),
            "sheets": len(votes),
            "is_passed": not criterion.startswith(OWN) or criterion in passed,
        }
        for (kind, criterion, segment), votes in sorted(counts.items())
    ]


def _columns(votes: Iterable[VoteCount]) -> dict[str, int]:
    pooled = pool({value: getattr(vote, f"n{value}") for value in VALUES} for vote in votes)
    return {f"n{value}": pooled[value] for value in VALUES}


def _passed_keys(sheets: Iterable[Any], keys: dict[tuple[Any, str], str]) -> set[str]:
    rows = SheetCriterion.objects.filter(sheet__in=list(sheets), key__startswith=OWN, is_passed=True)
    return {keys[(row.sheet_id, row.key)] for row in rows}


@transaction.atomic
def rebuild_summaries() -> int:
    """Every summary anew from the sheets; gives how many facility-years there are."""
    FacilitySummary.objects.all().delete()
    OpenResult.objects.all().delete()
    found = (
        Sheet.objects.filter(state=Sheet.State.APPROVED)
        .order_by()
        .values_list("facility", "cycle__year", "cycle__round")
        .distinct()
    )
    facilities = Facility.objects.in_bulk({facility for facility, _year, _round in found})
    for facility, year, number in sorted(found):
        refresh_summary(facility=facilities[facility], year=year, round_number=number)
    return len(found)


def meeting_changed(*, meeting: Meeting) -> None:
    """A citizens' meeting was planned or cancelled: the results may open, or have to wait."""
    if meeting.kind == Meeting.Kind.SCORING and meeting.facility is not None:
        cycle = meeting.cycle
        refresh_summary(facility=meeting.facility, year=cycle.year, round_number=cycle.round)
