"""The board of a year: areas, communes and facilities by the main steps, with states, counts and days late.

From the nation three clicks lead to the facilities of a commune. Rows stand in the order of their codes: nobody is
ranked. However many communes there are, the number of queries stays the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from isaf.country.current import pack
from isaf.country.pack import Step
from isaf.cycles.models import Cycle, CycleStep
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility
from isaf.places.selectors import ancestors, children_of, current, figures_origin

from .access import lowest_digits
from .board_rules import Stand, Tally, stand, tally
from .facilities import facility_stands


@dataclass(frozen=True)
class Row:
    """An area with counts of the communes in it; a commune, one year (``cycle``) or facility with its states."""

    code: str
    area: Area | None = None
    facility: Facility | None = None
    cycle: Cycle | None = None
    opened: int = 0
    of: int = 0
    cells: list[tuple[Step, Tally | Stand | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    area: Area | None  # None: several areas of a person stand side by side
    trail: list[Area]
    year: int
    years: list[int]
    steps: list[Step]
    own: Row | None  # the year of the area's own administration
    rows: list[Row]
    facilities: list[Row]


def years_told() -> list[int]:
    """The years in which work was opened anywhere, newest first."""
    years = Cycle.objects.filter(origin=figures_origin()).order_by("-year")
    return list(years.values_list("year", flat=True).distinct())


def choose_year(typed: str, years: list[int], this_year: int) -> int:
    """The year that was asked for, else this year, else the newest that is there."""
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
    wanted = [year for year in (asked, this_year) if year in years]
    return wanted[0] if wanted else (years[0] if years else this_year)


def area_board(account: Account, area: Area, typed_year: str, today: date) -> Board:
    """The board of one area: what is just below it, and its own year; of a commune: its facilities."""
    years = years_told()
    year = choose_year(typed_year, years, today.year)
    steps = main_steps()
    cycles = _cycles(year)
    own = cycles.filter(area=area).select_related("area").defer("instrument").first()
    is_lowest = len(area.code) == lowest_digits()
    below = [] if is_lowest else list(access.within(account, Verb.REPORT_READ, children_of(area), area=""))
    return Board(
        area=area,
        trail=[one for one in ancestors(area) if access.may(account, Verb.REPORT_READ, one)],
        year=year,
        years=years,
        steps=steps,
        own=_own_row(own, area, steps, today) if own else None,
        rows=_area_rows(below, cycles, steps, today),
        facilities=_facility_rows(own, steps, today) if own else [],
    )


def several_board(codes: list[str], typed_year: str, today: date) -> Board:
    """The areas of a person's own roles side by side."""
    years = years_told()
    year, steps = choose_year(typed_year, years, today.year), main_steps()
    areas = list(Area.objects.filter(code__in=codes).order_by("code"))
    rows = _area_rows(areas, _cycles(year), steps, today)
    return Board(None, [], year, years, steps, None, rows, [])


def main_steps() -> list[Step]:
    return [step for step in pack().steps if step.main]


def _cycles(year: int) -> QuerySet[Cycle]:
    """The latest round of every administration's year, of the one origin that figures count."""
    later = Cycle.objects.filter(area=OuterRef("area"), year=OuterRef("year"), round__gt=OuterRef("round"))
    return Cycle.objects.filter(~Exists(later), year=year, origin=figures_origin())


def _area_rows(areas: list[Area], cycles: QuerySet[Cycle], steps: list[Step], today: date) -> list[Row]:
    """Each area with the counts of its communes; a commune with its own states. Three queries."""
    if not areas:
        return []
    lowest, digits = lowest_digits(), max(len(area.code) for area in areas)
    under = Q()
    for area in areas:
        under |= Q(code__below=area.code)
    communes = Area.objects.filter(under, current(today), depth=pack().level_of("0" * lowest).depth)
    there = _by_prefix(communes, "code", digits, areas)
    in_communes = cycles.filter(area__in=communes)
    opened = _by_prefix(in_communes, "area__code", digits, areas)
    stands = list(_stands(in_communes, steps, digits, areas, today))
    own = {(code, step): one for code, step, one, _n in stands if len(code) == lowest}
    counts = tally(stands)
    return [
        Row(
            code=area.code,
            area=area,
            opened=opened.get(area.code, 0),
            of=there.get(area.code, 0),
            cells=[
                (step, own.get((area.code, step.id)) or counts.get(area.code, {}).get(step.id))
                for step in steps
            ],
        )
        for area in areas
    ]


def _by_prefix(rows: QuerySet, lookup: str, digits: int, areas: list[Area]) -> dict[str, int]:
    """Rows counted by the first digits of their codes, then by the area that holds them."""
    found: dict[str, int] = {}
    grouped = rows.annotate(key=Substr(lookup, 1, digits)).values("key").annotate(n=Count("pk")).order_by()
    for row in grouped:
        code = _holder(row["key"], areas)
        found[code] = found.get(code, 0) + row["n"]
    return found


def _holder(key: str, areas: list[Area]) -> str:
    return next(area.code for area in areas if key.startswith(area.code))


def _stands(
    cycles: QuerySet[Cycle], steps: list[Step], digits: int, areas: list[Area], today: date
) -> Iterable[tuple[str, str, Stand, int]]:
    """The steps of many years, those with the same days as one group: the rule itself stays in one place."""
    grace = pack().step_grace_days
    begun = ExpressionWrapper(Q(started_on__isnull=False), output_field=BooleanField())
    groups = (
        CycleStep.objects.filter(cycle__in=cycles, step__in=[step.id for step in steps])
        .annotate(key=Substr("cycle__area__code", 1, digits), begun=begun)
        .values("key", "step", "planned_from", "planned_to", "begun", "ended_on", "cycle__closed_on")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for row in groups:
        started = row["planned_from"] if row["begun"] else None
        until = min(today, row["cycle__closed_on"] or today)
        found = stand(row["planned_from"], row["planned_to"], started, row["ended_on"], until, grace)
        yield _holder(row["key"], areas), row["step"], found, row["n"]


def _own_row(cycle: Cycle, area: Area, steps: list[Step], today: date) -> Row:
    return Row(code=area.code, area=area, cycle=cycle, cells=_own_cells(cycle, steps, today))


def _own_cells(cycle: Cycle, steps: list[Step], today: date) -> list[tuple[Step, Stand | None]]:
    until, grace = min(today, cycle.closed_on or today), pack().step_grace_days
    stands = {
        row.step: stand(row.planned_from, row.planned_to, row.started_on, row.ended_on, until, grace)
        for row in cycle.steps.all()
    }
    return [(step, stands.get(step.id)) for step in steps]


def _facility_rows(cycle: Cycle, steps: list[Step], today: date) -> list[Row]:
    found = facility_stands(cycle, today)
    return [
        Row(code=facility.code, facility=facility, cells=[(step, cells.get(step.id)) for step in steps])
        for facility, cells in found
    ]


def as_table(board: Board) -> list[list[Any]]:
    """The board as rows of a file: one line for each place and step, codes as text, days as ISO dates."""
    lines: list[list[Any]] = []
    for row in [*([board.own] if board.own else []), *board.facilities, *board.rows]:
        place = row.facility.slug if row.facility else row.code
        for step, cell in row.cells:
            lines.append([board.year, place, step.id, row.opened, row.of, *_told(cell)])
    return lines


HEADER = ["year", "place", "step", "years_opened", "administrations", "done", "under_way", "late", "not_yet",
          "days_late", "planned_from", "planned_to", "ended_on"]  # fmt: skip


def _told(cell: Tally | Stand | None) -> list[Any]:
    if cell is None:
        return [""] * 8
    if isinstance(cell, Tally):
        return [cell.done, cell.now, cell.late, cell.next, cell.days_late, "", "", ""]
    counts = [int(cell.state == state) for state in ("done", "now", "late", "next")]
    return [*counts, cell.days_late, cell.planned_from, cell.planned_to, cell.ended_on]
