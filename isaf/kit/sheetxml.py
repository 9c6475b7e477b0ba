"""What the XML of a workbook's parts tells beside the values: formulas, errors, merged cells, how far it reaches.

Read as a stream. A part with a document type is refused: spreadsheet programs write none, and it could name other
files or grow without end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_VALUE = frozenset({"v", "is"})
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

Place = tuple[int, int]


@dataclass
class Scan:
    """What was found in one sheet; places are (row, column) from 1."""

    last_row: int = 0
    last_column: int = 0
    formulas: list[Place] = field(default_factory=list)
    unsolved: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    strings: dict[int, int] = field(default_factory=dict)


def place_of(name: str) -> Place:
    """Row and column of a cell's name; ValueError for what is none.

    >>> place_of("C7"), place_of("XFD1048576")
    ((7, 3), (1048576, 16384))
    """
    found = _CELL.match(name)
    if not found:
        raise ValueError(f"no cell: {name}")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if row > _LAST_ROW or column > _LAST_COLUMN:
        raise ValueError(f"no cell: {name}")
    return row, column


def scan_sheet(data: bytes) -> Scan:
    """Look through the XML of a worksheet; ValueError when it is not sound."""
    reader = _SheetReader()
    _parse(data, reader.begin, reader.end, reader.text)
    return reader.scan


def lengths_of_strings(data: bytes) -> list[int]:
    """How long each of the workbook's shared texts is, in characters."""
    lengths: list[int] = []

    def begin(name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(content: str) -> None:
        if lengths:
            lengths[-1] += len(content)

    _parse(data, begin, _nothing, text)
    return lengths


def tags(data: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of every element of this name, without their namespaces."""
    found: list[dict[str, str]] = []

    def begin(element: str, attributes: dict[str, str]) -> None:
        if element == name:
            found.append({key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()})

    _parse(data, begin, _nothing, _nothing)
    return found


class _SheetReader:
    def __init__(self) -> None:
        self.scan = Scan()
        self._row = self._column = 0
        self._place: Place = (0, 0)
        self._kind = ""
        self._has_formula = self._has_value = False
        self._text: list[str] | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "c":
            row, self._column = (
                place_of(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
            )
            self._place, self._kind = (row, self._column), attributes.get("t", "n")
            self._has_formula = self._has_value = False
        elif name == "f":
            self._has_formula = True
        elif name in _VALUE:
            self._text = []
        elif name == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self.scan.merged.append((place_of(first), place_of(last or first)))

    def text(self, content: str) -> None:
        if self._text is not None:
            self._text.append(content)

    def end(self, name: str) -> None:
        if name in _VALUE and self._text is not None:
            self._value("".join(self._text))
            self._text = None
        elif name == "c":
            self._cell()

    def _value(self, content: str) -> None:
        self._has_value = content != ""
        if self._kind == "s" and content.strip().isdecimal():
            place = int(content)
            self.scan.strings[place] = self.scan.strings.get(place, 0) + 1

    def _cell(self) -> None:
        scan = self.scan
        if self._has_value or self._has_formula:
            scan.last_row = max(scan.last_row, self._place[0])
            scan.last_column = max(scan.last_column, self._place[1])
        if self._kind == "e":
            scan.errors.append(self._place)
        elif self._has_formula and not self._has_value and self._kind != "str":
            scan.unsolved.append(self._place)
        if self._has_formula:
            scan.formulas.append(self._place)


def _parse(
    data: bytes,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    if not data:
        return
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: begin(name.rsplit(" ", 1)[-1], attributes)
    parser.EndElementHandler = lambda name: end(name.rsplit(" ", 1)[-1])
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None


def _nothing(*_parts: object) -> None:
    """What is not looked at."""


def _refuse(*_parts: object) -> None:
    raise ValueError("a document type")
