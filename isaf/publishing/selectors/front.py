"""The front page: the nation in four numbers, the map, the calendar of this year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from isaf.country.current import pack
from isaf.country.pack import Step
from isaf.cycles.selectors import counted_cycles
from isaf.information.selectors import in_words
from isaf.meetings.selectors import kind_titles, public_attendances
from isaf.places.selectors import nation
from isaf.plans.selectors import Progress, progress
from isaf.scorecards.rules import ALL

from ..rules import window_state
from .tiles import Tile, opened_by_tile, tiles_of


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
    opened = opened_by_tile()
    came = public_attendances("", None, pack().min_cell, [ALL])
    calendar = _calendar(today)
    years = counted_cycles().order_by("year").values_list("year", flat=True)[:1]
    return FrontPage(
        facilities=sum(n for n, _places in opened.values()),
        places=sum(places for _n, places in opened.values()),
        attendances=sum(map(came.of_everyone, came.by_kind)),
        kinds=tuple((title, n) for kind, title in kind_titles().items() if (n := came.of_everyone(kind))),
        progress=progress(country, None, today),
        first_year=years.first(),
        tiles=tiles_of(country, opened),
        calendar=calendar,
        strip=tuple({"name": in_words(row.step.short), "state": row.state} for row in calendar),
    )


def _calendar(today: date) -> tuple[CalendarStep, ...]:
    main = [step for step in pack().steps if step.main]
    windows = [(step, *step.window(today.year)) for step in main]
    return tuple(CalendarStep(step, a, b, window_state(a, b, today)) for step, a, b in windows)
