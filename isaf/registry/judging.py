"""What a list of units would change: every row judged against what is kept, and the list as a whole.

The rules of docs/adr on places with history: a list speaks for the day it was made; what is kept from a newer list
stays; a unit that a complete list does not name has ended; only a list of successors says what followed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from isaf.country.pack import Pack
from isaf.kit.problems import Problem
from isaf.places.rules import Stated, type_of

from .listing import Link, Told, needs_a_name
from .problems import (
    InventedUnit,
    NotEnded,
    ParentRefused,
    ParentUnknown,
    RepeatedUnitCode,
    SuccessorUnknown,
    TypeDoesNotFit,
)
from .report import Judged, Note
from .wording import (
    AGAIN,
    ENDED,
    FOLLOWED,
    MOVED,
    NEW,
    OLDER,
    PAST,
    RENAMED,
    RETYPED,
    SAME,
    Relation,
    both_names,
)

ONE_TO_ONE = ("renumbered", "moved")


@dataclass(frozen=True)
class Kept:
    """A unit as it is kept."""

    code: str
    names: Mapping[str, str]
    type: str
    valid_from: date | None = None
    valid_to: date | None = None
    stated_on: date | None = None


@dataclass(frozen=True)
class Terms:
    """What the person who brings the list says about it, and which days are known of what is kept."""

    as_of: date
    today: date
    is_dated: bool = False  # the day was said, so that new units begin on it
    is_complete: bool = False
    complete_on: Mapping[str, date] = field(default_factory=dict)  # highest unit -> its newest complete list


class Judgement:
    """One list against what is kept; ``rows`` afterwards holds a judgement for each row and each further unit."""

    def __init__(
        self,
        told: Sequence[Told],
        refused: Mapping[int, tuple[str, Problem]],
        kept: Mapping[str, Kept],
        terms: Terms,
        pack: Pack,
    ) -> None:
        self.told, self.kept, self.terms, self.pack = told, kept, terms, pack
        self.types = {code: unit.type for code, unit in kept.items()} | {"": ""}
        self.under = {kind.id: kind.under for level in pack.levels for kind in level.types}
        self.accepted: dict[str, Told] = {}
        self.refused = {code for code, _ in refused.values()}
        self.ended: set[str] = set()
        self.rows = [Judged(line, code, "refused", problem) for line, (code, problem) in refused.items()]
        self.derived: dict[str, Judged] = {}
        self.links: list[Link] = []

    def run(self, links: Iterable[Link], known_links: Iterable[tuple[str, str]]) -> None:
        """Judge the rows from the top of the tree down, then what follows for units that have no row."""
        links = list(links)
        first: dict[str, int] = {}
        for unit in self.told:
            first.setdefault(unit.code, unit.line)
        renumbered = _renumbered(links)
        for unit in sorted(self.told, key=lambda unit: (len(unit.code), unit.line)):
            try:
                self._may_stand(unit, first[unit.code])
            except Problem as problem:
                self.rows.append(Judged(unit.line, unit.code, "refused", problem))
                if first[unit.code] == unit.line:
                    self.refused.add(unit.code)
                continue
            self.accepted[unit.code] = unit
            self.rows.append(self._judged(unit, renumbered.get(unit.code)))
        self._follow_types()
        if self.terms.is_complete:
            self._end_absent()
        self.rows += self.derived.values()
        self._judge_links(links, set(known_links))
        self.rows.sort(key=lambda row: (row.line is None, row.line or 0, row.code))

    @property
    def provinces(self) -> set[str]:
        """The highest units that occur in the list: its scope."""
        return {code[: self.pack.levels[0].digits] for code in self.accepted}

    def _may_stand(self, unit: Told, first_line: int) -> None:
        """Whether a well-formed row can be taken: its code, the unit above it, its kind, its name."""
        if first_line != unit.line:
            raise RepeatedUnitCode(area=unit.code, first=first_line)
        if unit.code.startswith(self.pack.demonstration_code):
            raise InventedUnit(code=self.pack.demonstration_code)
        above = self.pack.parent_code(unit.code)
        if above in self.refused and above not in self.accepted:
            raise ParentRefused(parent=above)
        if above and above not in self.accepted and not self._stands(above):
            raise ParentUnknown(parent=above, area=unit.code)
        kept = self.kept.get(unit.code)
        if kept is None:
            needs_a_name(unit)
        if unit.type and not self._is_older(kept) and not self._fits(unit.type, self.types[above]):
            raise TypeDoesNotFit(type=unit.type, above=self.types[above])

    def _stands(self, code: str) -> bool:
        """Whether a kept unit is there on the day of the list."""
        kept = self.kept.get(code)
        return kept is not None and (kept.valid_to is None or kept.valid_to >= self.terms.as_of)

    def _fits(self, kind: str, above: str) -> bool:
        return not self.under[kind] or above in self.under[kind]

    def _is_older(self, kept: Kept | None) -> bool:
        return bool(kept and kept.stated_on and kept.stated_on > self.terms.as_of)

    def _judged(self, unit: Told, old_code: str | None) -> Judged:
        kept = self.kept.get(unit.code)
        if kept is None:
            return self._new(unit, old_code)
        if self._is_older(kept):
            return Judged(unit.line, unit.code, "same", note=Note(OLDER, {"day": kept.stated_on}))
        above = self.types[self.pack.parent_code(unit.code)]
        kind = unit.type or (
            kept.type if self._fits(kept.type, above) else self._type_under(unit.code, above)
        )
        self.types[unit.code] = kind
        names = {**kept.names, **unit.names}
        stated = Stated(unit.code, names, kind, kept.valid_from, kept.valid_to, unit.reference)
        if kept.valid_to and kept.valid_to <= self.terms.as_of:
            note = Note(AGAIN, {"name": names, "day": kept.valid_to})
            return self._row(unit, "changed", replace(stated, valid_to=None), note)
        if names != dict(kept.names):
            return self._row(unit, "renamed", stated, Note(RENAMED, both_names(kept.names, names)))
        if kind != kept.type:
            return self._row(unit, "changed", stated, self._retyped(names, kept.type, kind))
        return Judged(unit.line, unit.code, "same", note=Note(SAME))

    def _new(self, unit: Told, old_code: str | None) -> Judged:
        kind = unit.type or self._type_under(unit.code, self.types[self.pack.parent_code(unit.code)])
        self.types[unit.code] = kind
        begins = self.terms.as_of if self.terms.is_dated or old_code else None
        stated = Stated(unit.code, unit.names, kind, begins, None, unit.reference)
        later = self.terms.complete_on.get(unit.code[: self.pack.levels[0].digits])
        if later and later > self.terms.as_of:
            past = replace(stated, valid_from=None, valid_to=later)
            return self._row(unit, "added", past, Note(PAST, {"day": later}))
        if old_code:
            return self._row(unit, "moved", stated, Note(MOVED, {"name": unit.names, "old": old_code}))
        type_names = self.pack.unit_type(kind).names
        return self._row(unit, "added", stated, Note(NEW, {"name": unit.names, "type": type_names}))

    @staticmethod
    def _row(unit: Told, change: str, stated: Stated, note: Note) -> Judged:
        return Judged(unit.line, unit.code, change, wanted=stated, note=note)

    def _retyped(self, names: Mapping[str, str], old: str, new: str) -> Note:
        kinds = {"old": self.pack.unit_type(old).names, "type": self.pack.unit_type(new).names}
        return Note(RETYPED, {"name": names, **kinds})

    def _type_under(self, code: str, above: str) -> str:
        return type_of([(kind.id, kind.under) for kind in self.pack.level_of(code).types], above)

    def _current(self) -> list[Kept]:
        """The kept units that could still change, from the top down."""
        units = (unit for code, unit in self.kept.items() if code and code not in self.accepted)
        open_ended = (unit for unit in units if unit.valid_to is None and not self._is_older(unit))
        return sorted(open_ended, key=lambda unit: (len(unit.code), unit.code))

    def _follow_types(self) -> None:
        """A unit without a row follows the new kind of the unit above it, as every commune of a new town."""
        for unit in self._current():
            above = self.types.get(self.pack.parent_code(unit.code), "")
            if self._fits(unit.type, above):
                continue
            kind = self._type_under(unit.code, above)
            self.types[unit.code] = kind
            stated = Stated(unit.code, unit.names, kind, unit.valid_from, unit.valid_to)
            self._derive(unit.code, "changed", stated, self._retyped(unit.names, unit.type, kind))

    def _end_absent(self) -> None:
        """Units of the list's levels and provinces that it does not name, and everything under them."""
        lengths = {len(code) for code in self.accepted}
        named = {code[:size] for code in (*self.accepted, *self.refused) for size in range(1, len(code) + 1)}
        top, provinces = self.pack.levels[0].digits, self.provinces
        last_day = min(self.terms.as_of, self.terms.today - timedelta(days=1))
        for unit in self._current():
            is_absent = len(unit.code) in lengths and unit.code not in named and unit.code[:top] in provinces
            if is_absent or self.pack.parent_code(unit.code) in self.ended:
                self.ended.add(unit.code)
                day = max(last_day, unit.valid_from or last_day)
                stated = Stated(unit.code, unit.names, unit.type, unit.valid_from, day)
                self._derive(unit.code, "ended", stated, Note(ENDED, {"name": unit.names}))

    def _derive(self, code: str, change: str, stated: Stated, note: Note) -> None:
        self.derived[code] = Judged(None, code, change, wanted=stated, note=note, is_read=False)

    def _judge_links(self, links: Sequence[Link], known: set[tuple[str, str]]) -> None:
        ends = {row.code: row.wanted.valid_to for row in self.rows if row.wanted}
        ends = {code: unit.valid_to for code, unit in self.kept.items()} | ends
        for link in links:
            problem: Problem | None = None
            if link.old not in ends or link.new not in ends:
                problem = SuccessorUnknown(area=link.old if link.old not in ends else link.new)
            elif ends[link.old] is None:
                problem = NotEnded(area=link.old)
            if problem:
                self.rows.append(Judged(link.line, link.old, "refused", problem, is_read=False))
            elif (link.old, link.new) not in known:
                self.links.append(link)
        followed: dict[str, list[Link]] = {}
        for link in self.links:
            followed.setdefault(link.old, []).append(link)
        self.rows = [self._with_followers(row, followed.get(row.code, ())) for row in self.rows]

    @staticmethod
    def _with_followers(row: Judged, links: Sequence[Link]) -> Judged:
        if row.change != "ended" or not links:
            return row
        codes = ", ".join(link.new for link in links)
        details = {"name": row.wanted.names, "new": codes, "relation": Relation(links[0].relation)}
        return replace(row, note=Note(FOLLOWED, details))


def _renumbered(links: Iterable[Link]) -> dict[str, str]:
    """New code -> old code, where one unit followed one other and only its code is new."""
    links = list(links)
    olds, news = Counter(link.old for link in links), Counter(link.new for link in links)
    return {
        link.new: link.old
        for link in links
        if link.relation in ONE_TO_ONE and olds[link.old] == news[link.new] == 1
    }
