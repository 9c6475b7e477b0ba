"""The instrument of a year, frozen and read back; where the year stands."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from isaf.country.pack import (
    Column,
    Criterion,
    Item,
    Names,
    Pack,
    PlanSection,
    Scale,
    ScaleValue,
    Section,
    Segment,
)


@dataclass(frozen=True)
class Instrument:
    """What people of one year were asked, whatever the pack says later."""

    scale: Scale
    segments: tuple[Segment, ...]
    criteria: Mapping[str, tuple[Criterion, ...]]
    information: Mapping[str, tuple[Section, ...]]
    plan_sections: tuple[PlanSection, ...]
    plan_columns: tuple[Column, ...]
    min_cell: int

    def criterion_names(self, service: str, key: str) -> Names | None:
        """The words of a criterion of the catalogue; None for one in people's own wording."""
        return next((c.names for c in self.criteria.get(service, ()) if c.id == key), None)


def freeze(pack: Pack) -> dict[str, Any]:
    """The instrument as plain JSON values, to be kept with the cycle."""
    kept = {field.name: getattr(pack, field.name) for field in dataclasses.fields(Instrument)}
    return {name: _plain(value) for name, value in kept.items()}


def thaw(kept: Mapping[str, Any]) -> Instrument:
    """The instrument of a cycle as values; the reverse of :func:`freeze`."""
    scale = kept["scale"]
    return Instrument(
        scale=Scale(
            id=scale["id"],
            version=scale["version"],
            values=tuple(ScaleValue(**value) for value in scale["values"]),
            provider_names={int(value): names for value, names in scale["provider_names"].items()},
        ),
        segments=tuple(Segment(**row) for row in kept["segments"]),
        criteria={s: tuple(Criterion(**row) for row in rows) for s, rows in kept["criteria"].items()},
        information={s: tuple(thaw_section(row) for row in rows) for s, rows in kept["information"].items()},
        plan_sections=tuple(PlanSection(**row) for row in kept["plan_sections"]),
        plan_columns=tuple(Column(**row) for row in kept["plan_columns"]),
        min_cell=kept["min_cell"],
    )


def thaw_section(row: Mapping[str, Any]) -> Section:
    """A section of the information sheet from its plain values."""
    return Section(
        **{
            **row,
            "columns": tuple(Column(**column) for column in row["columns"]),
            "items": tuple(Item(**item) for item in row["items"]),
        }
    )


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(item) for item in value]
    return value


def days_late(planned_to: date, ended_on: date | None, today: date, grace: int = 0) -> int:
    """Days from the planned end to the real one, or to today while the step goes on.

    Within the days of grace, which the country gives, nothing is late (0); after them every day since the
    planned end counts. A step that ended late stays late by those days.

    >>> days_late(date(2026, 4, 30), None, date(2026, 5, 12), grace=7)
    12
    >>> days_late(date(2026, 4, 30), date(2026, 5, 3), date(2026, 9, 1), grace=7)
    0
    """
    days = ((ended_on or today) - planned_to).days
    return days if days > grace else 0


def step_state(
    planned_from: date,
    planned_to: date,
    started_on: date | None,
    ended_on: date | None,
    today: date,
    grace: int = 0,
) -> str:
    """done, now, late or next: the four looks of a step.

    >>> step_state(date(2026, 3, 1), date(2026, 4, 30), None, None, date(2026, 5, 1))
    'late'
    """
    if ended_on:
        return "done"
    if days_late(planned_to, None, today, grace):
        return "late"
    if started_on or today >= planned_from:
        return "now"
    return "next"


def is_inside_year(day: date, year: int) -> bool:
    """True when a meeting of the cycle of ``year`` may be held on this day.

    The year's work runs from the first of January of the year to the thirty-first of March of the next one
    (ours: reviews and reflection are held in the first months of the following year).
    """
    return date(year, 1, 1) <= day <= date(year + 1, 3, 31)
