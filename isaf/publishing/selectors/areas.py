"""The page of an area: the nation, a level between, a commune with its services, a village."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from isaf.country.current import pack
from isaf.country.pack import Level, Names, Scale, ServiceType
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import counted_cycles, steps_of
from isaf.information.reading import Line, Part, Published
from isaf.information.selectors import in_words, published, published_years
from isaf.meetings.models import Meeting
from isaf.meetings.selectors import MadeKnown, coming_meetings, kind_titles, made_known, public_attendances
from isaf.places.life import Life
from isaf.places.models import Area, Facility, Origin
from isaf.places.rules import is_current
from isaf.places.selectors import (
    administration_of,
    ancestors,
    children_of,
    facilities_of,
    life_of,
    successors_of,
)
from isaf.plans.models import Action, Plan
from isaf.plans.selectors import Progress, progress, public_actions
from isaf.scorecards.results import Overview
from isaf.scorecards.rules import Result
from isaf.scorecards.selectors import overviews

from ..rules import choose_year, strip_state
from .counting import child_counts, cycles_under, in_order, latest_open_years, years_under
from .tiles import Tile, opened_by_tile, tiles_of


@dataclass(frozen=True)
class Card:
    """A facility with its pooled result; ``earlier`` is the last year before that can be read instead."""

    facility: Facility
    service: ServiceType
    overview: Overview | None
    earlier: int | None

    @property
    def is_open(self) -> bool:
        return bool(self.overview and self.overview.is_open)

    @property
    def result(self) -> Result | None:
        return self.overview.overall if self.overview and self.overview.is_open else None

    @property
    def scale(self) -> Scale:
        return (self.overview and self.overview.scale) or pack().scale

    @property
    def word(self) -> Names:
        return word_of(self.result, self.scale)


@dataclass(frozen=True)
class Child:
    """A row of the table: counts by name; None where the year has no records to count."""

    area: Area
    places: int | None
    targets: int
    information: int
    results: int
    actions: int
    completed: int


@dataclass(frozen=True)
class Attendances:
    """Attendances of one kind of event, by group in the pack's order; None is not collected."""

    title: str
    cells: tuple[tuple[Names, int | str | None], ...]


@dataclass(frozen=True)
class AreaPage:
    """Everything a page of an area shows. ``digits`` of children is 0 where there are none to count."""

    area: Area
    trail: list[Area]
    level: Level | None
    is_ended: bool
    successors: list[Area]
    life: Life
    years: list[int]
    year: int | None
    cycle: Cycle | None
    strip: list[dict[str, Any]]
    cards: list[Card]
    office: Facility | None
    budget: Published | None
    plan: Plan | None
    actions: list[Action]
    progress: Progress | None
    children: list[Child]
    child_level: Level | None
    villages: list[Area]
    meetings: list[tuple[str, Meeting]]
    attendances: list[Attendances]
    is_less: bool  # small groups were left out of the attendances
    known: MadeKnown | None
    tiles: tuple[Tile, ...]
    offices: list[Names]

    @property
    def is_demonstration(self) -> bool:
        return self.area.origin == Origin.DEMONSTRATION

    @property
    def level_informs(self) -> bool:
        """Areas in which facilities stand: all but the lowest."""
        return self.child_level is not None or self.office is not None

    @property
    def segments(self) -> list[Names]:
        return [segment.names for segment in pack().segments]

    @property
    def legend(self) -> Scale | None:
        return next((card.scale for card in self.cards if card.result), None)

    @property
    def money(self) -> list[tuple[Part, Line | None, Decimal | None]]:
        """Each part of the budget with its largest line and that line's share in per cent."""
        parts = [part for part in self.budget.parts if part.kind == "money"] if self.budget else []
        return [(part, *_largest(part)) for part in parts]


def _largest(part: Part) -> tuple[Line | None, Decimal | None]:
    line = max((line for line in part.lines if line.now), key=lambda line: line.now, default=None)
    if line is None or part.total is None or not part.total.amount:
        return None, None
    return line, Decimal(line.now * 100) / part.total.amount


def word_of(result: Result | None, scale: Scale) -> Names:
    """The word of a result on its own year's scale."""
    face = result.face if result else None
    return next((value.names for value in scale.values if value.value == face), {})


def area_page(area: Area, asked_year: str, today: date) -> AreaPage:
    """A fixed number of queries, whatever the number of children, facilities and actions."""
    level = pack().level_of(area.code)
    below = _level_below(level)
    deepest = _deepest_office()
    years = years_under(area.code)
    year = choose_year(asked_year, years)
    is_own = _has_office(level)
    cycle = _cycle(area, year) if is_own and year else None
    office = administration_of(area) if is_own else None
    plan = _plan(area, year) if is_own else None
    has_table = below is not None and below.depth <= deepest.depth
    attendances, is_less = _attendances(area, year) if year else ([], False)
    return AreaPage(
        area=area,
        trail=ancestors(area) if area.code else [],
        level=level,
        is_ended=not is_current(area.valid_from, area.valid_to, today),
        successors=successors_of(area) if area.valid_to else [],
        life=life_of(area),
        years=years,
        year=year,
        cycle=cycle,
        strip=_strip(cycle, today) if cycle else [],
        cards=_cards(area, year or today.year) if is_own else [],
        office=office,
        budget=_budget(office, year) if office else None,
        plan=plan,
        actions=_actions(area, plan) if plan else [],
        progress=progress(area, None, today) if has_table or plan else None,
        children=_children(area, below, year, deepest) if has_table else [],
        child_level=below if has_table else None,
        villages=list(children_of(area)) if below and not has_table else [],
        meetings=_coming(cycle, today) if cycle else [],
        attendances=attendances,
        is_less=is_less,
        known=made_known(cycles_under(area.code, year)) if year else None,
        tiles=tiles_of(area, opened_by_tile()) if not area.code else (),
        offices=_offices(level) if is_own else [],
    )


def _level_below(level: Level | None) -> Level | None:
    depth = level.depth if level else 0
    return next((each for each in pack().levels if each.depth == depth + 1), None)


def _has_office(level: Level | None) -> bool:
    return level is not None and any(s.administration_of == level.id for s in pack().services)


def _deepest_office() -> Level:
    """The lowest level that has an administration: the one whose areas live through years."""
    ids = {service.administration_of for service in pack().services}
    return max((level for level in pack().levels if level.id in ids), key=lambda level: level.depth)


def _cycle(area: Area, year: int) -> Cycle | None:
    return counted_cycles().filter(area=area, year=year).defer("instrument").order_by("-round").first()


def _strip(cycle: Cycle, today: date) -> list[dict[str, Any]]:
    return [
        {"name": in_words(row["word"].short), "state": strip_state(row["state"], not cycle.is_open)}
        for row in steps_of(cycle, today)
        if row["word"] and row["word"].main
    ]


def _cards(area: Area, year: int) -> list[Card]:
    facilities = [one for one in facilities_of(area) if one.service in _assessed()]
    shown = overviews(facilities, year)
    earlier = latest_open_years([one.pk for one in facilities], year)
    return [
        Card(one, pack().service(one.service), shown.get(one.pk), _earlier(earlier.get(one.pk), year))
        for one in facilities
    ]


def _assessed() -> set[str]:
    return {service.id for service in pack().services}


def _earlier(found: int | None, year: int) -> int | None:
    return found if found is not None and found < year else None


def _budget(office: Facility, year: int | None) -> Published | None:
    """The office's published sheet of the year, else the last one before it."""
    known = [each for each in published_years(office) if year is None or each <= year]
    return published(office, known[0]) if known else None


def _plan(area: Area, year: int | None) -> Plan | None:
    """The signed plan of the year, else the last one before it: its actions go on."""
    rows = Plan.objects.filter(cycle__in=counted_cycles().filter(area=area), state=Plan.State.PUBLISHED)
    rows = rows.filter(cycle__year__lte=year) if year else rows
    return (
        rows.select_related("cycle")
        .defer("cycle__instrument")
        .order_by("-cycle__year", "-cycle__round")
        .first()
    )


def _actions(area: Area, plan: Plan) -> list[Action]:
    rows = public_actions(area.code).filter(lines__plan=plan).select_related("area", "facility")
    return list(in_order(rows))


def _children(area: Area, below: Level, year: int | None, deepest: Level) -> list[Child]:
    counts = child_counts(area, below.digits, year, deepest.id)
    is_deepest = below.depth == deepest.depth

    def count(column: str, code: str) -> int:
        return counts.get(column, {}).get(code, 0)

    return [
        Child(
            area=child,
            places=None if is_deepest else count("places", child.code),
            targets=count("targets", child.code),
            information=count("information", child.code),
            results=count("results", child.code),
            actions=count("actions", child.code),
            completed=count("completed", child.code),
        )
        for child in children_of(area)
    ]


def _coming(cycle: Cycle, today: date) -> list[tuple[str, Meeting]]:
    titles = kind_titles()
    return [(titles[row.kind], row) for row in coming_meetings(cycle, today)[:20]]


def _attendances(area: Area, year: int) -> tuple[list[Attendances], bool]:
    came = public_attendances(area.code, year, pack().min_cell)
    segments = pack().segments
    return [
        Attendances(title, tuple((segment.names, came.by_kind[kind].get(segment.id)) for segment in segments))
        for kind, title in kind_titles().items()
        if kind in came.by_kind
    ], came.is_less


def _offices(level: Level | None) -> list[Names]:
    """Who answers one level up for whatever no other office is named for."""
    above = next((each for each in pack().levels if level and each.depth == level.depth - 1), None)
    wanted = above.id if above else "nation"
    return [o.names for o in pack().offices if o.level == wanted and not o.services and not o.themes]
