"""What a list of units says, row by row: reading it. What it would change is judged in ``judging``.

Contract: docs/api, ``isaf import gazetteer``. Plain columns are ``code``, ``name_<language>``, and if the list has
them ``type``, ``parent`` and ``reference``. An empty cell says nothing.
"""

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from isaf.country.pack import Pack
from isaf.kit.numerals import latin_digits
from isaf.kit.problems import Problem
from isaf.kit.tables import Row, clean_text, visible
from isaf.places.problems import NoName, UnknownUnitType
from isaf.places.rules import RELATIONS, mend_code

from .problems import (
    MalformedUnitCode,
    MissingColumn,
    ParentDiffers,
    RepeatedColumn,
    SuccessorUnknown,
    TooManyCells,
    UncleanText,
    UnknownRelation,
    UnlikelyColumn,
)

COLUMNS = ("code", "type", "parent", "reference")
SAME_UNIT = "same"  # a line of a comparison that says that nothing happened


@dataclass(frozen=True)
class Told:
    """One unit as a row of a list tells it; empty means that the row says nothing about it."""

    line: int
    code: str
    names: Mapping[str, str] = field(default_factory=dict)
    type: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Link:
    """A line of a list of successors: one unit and one that followed it."""

    line: int
    old: str
    new: str
    relation: str


@dataclass(frozen=True)
class Wording:
    """How units are written in a country: its pack, the kinds by their plain words, and how words are made plain."""

    pack: Pack
    kinds: Mapping[str, frozenset[str]]
    plain: Callable[[str], str]

    @property
    def digits(self) -> list[int]:
        return [level.digits for level in self.pack.levels]

    def mended(self, typed: str) -> str:
        """The code with its lost zero and in Latin digits; what is no code stays as it was typed."""
        return mend_code(latin_digits(typed), self.digits) or typed

    def code(self, typed: str) -> str:
        """The same; refused when it is none, or when its last part is only zeros, since units count from 1."""
        code = mend_code(latin_digits(typed), self.digits)
        if code is None or not code[len(self.pack.parent_code(code)) :].strip("0"):
            raise MalformedUnitCode(area=visible(typed) or "-", digits=", ".join(map(str, self.digits)))
        return code

    def type(self, typed: str, code: str) -> str:
        """The kind of unit by its id or its word in any language, among those of the code's level."""
        level = self.pack.level_of(code)
        known = [kind.id for kind in level.types]
        if not typed or typed in known:
            return typed
        meant = [kind for kind in self.kinds.get(self.plain(typed), ()) if kind in known]
        if not meant:
            raise UnknownUnitType(type=visible(typed), known=", ".join(known))
        return meant[0]


def header_problems(header: Sequence[str], languages: Sequence[str]) -> list[Problem]:
    """What is wrong with the first line. Columns of other matters are left alone, slips of the pen are not."""
    names = [f"name_{language}" for language in languages]
    known = [*COLUMNS, *names]
    found: list[Problem] = [RepeatedColumn(column=name) for name in known if header.count(name) > 1]
    for name in header:
        if name not in known and (close := difflib.get_close_matches(name, known, 1, 0.85)):
            found.append(UnlikelyColumn(column=visible(name), known=close[0]))
    if "code" not in header:
        found.append(MissingColumn(column="code"))
    if not any(name in header for name in names):
        found.append(MissingColumn(column=names[0]))
    return found


def read_unit(row: Row, header: Sequence[str], wording: Wording) -> Told:
    """One row as a unit; the first thing wrong with it is raised."""
    if len(row.cells) > len(header):
        raise TooManyCells
    known = (*COLUMNS, *(f"name_{language}" for language in wording.pack.languages))
    cells = {
        name: _clean(name, cell)
        for name, cell in zip(header, row.cells, strict=False)
        if name in known and cell
    }
    code = wording.code(cells.get("code", ""))
    if above := cells.get("parent", ""):
        expected = wording.pack.parent_code(code)
        if wording.mended(above) != expected:
            raise ParentDiffers(area=code, expected=expected or "-", parent=visible(above))
    names = {
        language: cells[f"name_{language}"]
        for language in wording.pack.languages
        if f"name_{language}" in cells
    }
    return Told(row.line, code, names, wording.type(cells.get("type", ""), code), cells.get("reference", ""))


def read_link(row: Row, header: Sequence[str], wording: Wording) -> Link | None:
    """One line of a list of successors; None where it says that a unit is what it was."""
    cells = {name: cell.strip() for name, cell in zip(header, row.cells, strict=False)}
    relation = cells.get("relation", "").casefold()
    if relation == SAME_UNIT:
        return None
    if relation not in RELATIONS:
        raise UnknownRelation(relation=visible(relation) or "-", known=", ".join(RELATIONS))
    old, new = wording.code(cells.get("old_code", "")), wording.code(cells.get("new_code", ""))
    if old == new:
        raise SuccessorUnknown(area=new)
    return Link(row.line, old, new, relation)


def needs_a_name(told: Told) -> None:
    """A unit that nobody knows yet has to be called something."""
    if not told.names:
        raise NoName


def _clean(column: str, cell: str) -> str:
    try:
        return clean_text(cell.replace("\t", " "), 300 if column == "reference" else 200)
    except ValueError:
        raise UncleanText(column=column) from None
