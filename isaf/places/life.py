"""The life of a unit: when it began, how it was called, what it came from, when it ended and what followed.

Figures belong to the units of their year: ``areas_in_year`` goes from a code of any time to those units.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .models import Area, FormerState, Succession
from .naming import writing
from .rules import existed_in, same_name


@dataclass(frozen=True)
class Chapter:
    """One thing that happened to a unit. ``kind``: came, began, renamed, spelt, retyped, ended, followed.

    ``on`` is None where the day is not known. ``others`` are the units before (came) or after (followed).
    """

    kind: str
    on: date | None = None
    old: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    old_type: str = ""
    new_type: str = ""
    relation: str = ""
    others: tuple[Area, ...] = ()
    reference: str = ""
    is_latest: bool = False  # of an end: by this day it was over, and nobody knows since when


@dataclass(frozen=True)
class Life:
    """The chapters from the oldest; ``is_told`` is false where there is nothing to tell."""

    area: Area
    chapters: tuple[Chapter, ...]

    @property
    def is_told(self) -> bool:
        return bool(self.told)

    @property
    def end_is_latest(self) -> bool:
        """Whether the last day is only the day of the newer list that did not have the unit any more."""
        area = self.area
        return bool(area.valid_to and area.stated_on and area.stated_on < area.valid_to)

    @property
    def told(self) -> tuple[Chapter, ...]:
        """Without what is only another spelling of the same name."""
        return tuple(chapter for chapter in self.chapters if chapter.kind != "spelt")


def life_of(area: Area) -> Life:
    """Everything that is known of a unit's past and of what followed it, in three queries."""
    before = _by_relation(area.replaces.select_related("old"), "came", lambda link: link.old)
    after = _by_relation(area.replaced_by.select_related("new"), "followed", lambda link: link.new)
    began = [Chapter("began", area.valid_from)] if area.valid_from else []
    ended = [Chapter("ended", area.valid_to, is_latest=Life(area, ()).end_is_latest)] if area.valid_to else []
    return Life(area, (*before, *began, *_changes(area), *ended, *after))


def _by_relation(
    links: Iterable[Succession], kind: str, other: Callable[[Succession], Area]
) -> list[Chapter]:
    grouped: dict[tuple[str, date | None], list[Area]] = {}
    for link in links:
        grouped.setdefault((link.relation, link.on), []).append(other(link))
    return [
        Chapter(kind, on, relation=relation, others=tuple(sorted(units, key=lambda unit: unit.code)))
        for (relation, on), units in sorted(grouped.items(), key=str)
    ]


def _changes(area: Area) -> list[Chapter]:
    """Each former state beside the state that came after it."""
    states = list(area.former_states.all())
    later: list[FormerState | Area] = [*states[1:], area]
    chapters = []
    for state, after in zip(states, later, strict=False):
        said = {"on": state.until, "old": state.names, "new": after.names, "reference": state.reference}
        if state.names != after.names:
            is_spelling = same_name(state.names, after.names, writing().plain)
            chapters.append(Chapter("spelt" if is_spelling else "renamed", **said))
        if state.unit_type != after.unit_type:
            types = {"old_type": state.unit_type, "new_type": after.unit_type}
            chapters.append(Chapter("retyped", **said, **types))
    return chapters


def areas_in_year(code: str, year: int) -> tuple[Area, ...]:
    """The units that stood in a year for the unit with this code: itself, or those before or after it.

    Several where it was divided or joined; none where nothing is known. A sum over these units never counts
    people twice, but a part cannot be taken of a unit that was whole in that year.
    """
    here = list(Area.objects.filter(code=code))
    found: dict[int, Area] = {}
    seen: set[int] = set()
    while here:
        seen |= {area.pk for area in here}
        found |= {area.pk: area for area in here if existed_in(year, area.valid_from, area.valid_to)}
        ended = [area.pk for area in here if area.valid_to and area.valid_to.year < year]
        later = [area.pk for area in here if area.valid_from and area.valid_from.year > year]
        onward = Area.objects.filter(replaces__old__in=ended) | Area.objects.filter(
            replaced_by__new__in=later
        )
        here = list(onward.exclude(pk__in=seen).distinct())
    return tuple(sorted(found.values(), key=lambda area: area.code))
