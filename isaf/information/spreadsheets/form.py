"""How a sheet of information is laid out on worksheets, for who writes them and for who reads them.

One worksheet for each section. The first row, hidden, names the section and then the box of each column, so that
neither a renamed worksheet nor a moved column is misread. Sections with fixed lines have a row for each facility
and a column for each box; lists have as many rows for a facility as it needs.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from isaf.country.pack import Column, Item, Section

from ..boxes import current, kind_of
from ..rules import LAST_YEAR

FORM = "openisaf-information"
EDITION = "1"
MARKS = "_openisaf"  # the worksheet, not to be seen, that says what the file is
FIRST_ROW = 6  # of the facilities, from 1: ids, title, help, lines, columns stand above
CODE, NAME, AREA = "code", "name", "area"
LAST = "last:"  # before the id of a column that only shows last year's figure
WORDS = ("identity", "standards")  # sections of which every box of last year is shown


@dataclass(frozen=True)
class Box:
    """One column of a worksheet; ``is_last`` for a grey one that shows what was published last year."""

    item: Item
    column: Column
    is_last: bool = False

    @property
    def id(self) -> str:
        own = f"{self.item.id}.{self.column.id}"
        return f"{LAST}{own}" if self.is_last else own

    @property
    def kind(self) -> str:
        return kind_of(self.item, self.column)


def boxes_of(section: Section, known_last: Container[tuple[str, str, str]]) -> Iterator[Box]:
    """The columns of a section with fixed lines, each with last year's beside it where one is known.

    Performance has a box for last year of its own.
    """
    has_own = any(column.id == LAST_YEAR for column in section.columns)
    for item in section.items:
        for column in section.columns:
            yield Box(item, column)
            shown = section.kind in WORDS or column == current(section)
            if shown and not has_own and (section.id, item.id, column.id) in known_last:
                yield Box(item, column, is_last=True)


ROW_ITEM = Item("row", {}, {}, {})


def boxes_of_list(section: Section) -> Iterator[Box]:
    """The columns of a list: those of one row."""
    return (Box(ROW_ITEM, column) for column in section.columns)


def is_mark(cell: object, sections: Sequence[Section]) -> Section | None:
    """The section that a worksheet's first cell names, or None."""
    return next((section for section in sections if section.id == cell), None)
