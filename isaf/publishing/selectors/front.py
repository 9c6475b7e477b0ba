"""The front page: the nation in four numbers, the map, the calendar of this year."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count

from isaf.country.current import pack
from isaf.country.pack import Pack, Step
from isaf.cycles.selectors import counted_cycles
from isaf.information.selectors import in_words
from isaf.meetings.selectors import kind_titles, public_attendances
from isaf.places.models import Area
from isaf.places.selectors import children_of, nation
from isaf.plans.selectors import Progress, progress
from isaf.scorecards.rules import ALL

from ..rules import tile_grid, window_state
from .counting import opened_results, per_area


@dataclass(frozen=True)
class Tile:
    """A square of the map: ``facilities`` is how many have published results, never a judgement."""

    area: Area
    column: int
    row: int
    facilities: int


@dataclass(frozen=True)
class CalendarStep:
    step: Step
    opens: date
    closes: date
    state: str


@dataclass(frozen=True)
class FrontPage:
    """``attendances`` adds events, never people, and only what each year may show; its kinds stand beside it."""

    facilities: int
    places: int
    attendances: int
    kinds: tuple[tuple[str, int], ...]
    progress: Progress
    first_year: int | None
    tiles: tuple[Tile, ...]
    calendar: tuple[CalendarStep, ...]
    strip: tuple[dict[str, Any], ...]

    @property
    def now(self) -> list[CalendarStep]:
        return [step for step in self.calendar if step.state == "now"]


def front_page(today: date) -> FrontPage:
    """Everything of the front page; a fixed number of queries."""
    country = nation()
    results = opened_results().aggregate(
        facilities=Count("facility", distinct=True), places=Count("host_code", distinct=True)
    )
    came = public_attendances(counted_cycles(), pack().min_cell, [ALL])
    calendar = _calendar(today)
    years = counted_cycles().order_by("year").values_list("year", flat=True)
    return FrontPage(
        facilities=results["facilities"],
        places=results["places"],
        attendances=sum(map(came.of_everyone, came.by_kind)),
        kinds=tuple((title, n) for kind, title in kind_titles().items() if (n := came.of_everyone(kind))),
        progress=progress(country, None, today),
        first_year=years.first(),
        tiles=_tiles(country),
        calendar=calendar,
        strip=tuple({"name": in_words(row.step.short), "state": row.state} for row in calendar),
    )


def _calendar(today: date) -> tuple[CalendarStep, ...]:
    main = [step for step in pack().steps if step.main]
    windows = [(step, *step.window(today.year)) for step in main]
    return tuple(CalendarStep(step, a, b, window_state(a, b, today)) for step, a, b in windows)


def _tiles(country: Area) -> tuple[Tile, ...]:
    digits = pack().levels[0].digits
    counts = per_area(opened_results(), "host_code", digits, "facility")
    areas = {area.code: area for area in children_of(country)}
    grid = tile_grid(list(areas), squares_of(pack()))
    return tuple(Tile(areas[code], column, row, counts.get(code, 0)) for code, column, row in grid)


@lru_cache(maxsize=4)
def _squares(path: Any) -> dict[str, tuple[int, int]]:
    if not path.is_file():
        return {}
    rows = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    return {row["code"]: (int(row["col"]), int(row["row"])) for row in rows}


def squares_of(country: Pack) -> dict[str, tuple[int, int]]:
    """code -> (column, row) of the tile map, where the pack has one."""
    return _squares(country.folder / "tiles.csv")
