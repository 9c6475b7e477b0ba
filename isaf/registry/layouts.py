"""Lists from elsewhere under our own column names, by the layout records of the country pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from isaf.country.pack import Names
from isaf.country.reader import read_yaml
from isaf.kit.tables import Row, Table, Trouble, visible

from .problems import MissingColumn, RepeatedColumn, UnknownColumn, UnknownLayout

_TITLES = 10  # so many rows may stand above the header


@dataclass(frozen=True)
class Layout:
    """Which column of a file is which of ours, and what its words mean."""

    name: str
    kind: str
    names: Names
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ignored: Sequence[str] = ()
    told_by_header: bool = False


@lru_cache(maxsize=4)
def layouts(folder: Path) -> tuple[Layout, ...]:
    """The layouts of a country, by name."""
    return tuple(Layout(path.stem, **read_yaml(path)) for path in sorted((folder / "layouts").glob("*.yaml")))


def layout_named(folder: Path, kind: str, name: str) -> Layout:
    """The layout of this kind with this name; refused with the names there are."""
    known = {layout.name: layout for layout in layouts(folder) if layout.kind == kind}
    if name not in known:
        raise UnknownLayout(layout=visible(name), known=", ".join(known) or "-")
    return known[name]


def in_our_columns(table: Table, folder: Path, kind: str, layout: Layout | None = None) -> Table:
    """The table as our own plain layout; a layout that its header alone tells needs no name.

    A header that lacks something comes back as troubles of its line.
    """
    if table.header is None:
        return table
    rows = (table.header, *table.rows)
    tellable = (
        [layout] if layout else [one for one in layouts(folder) if one.told_by_header and one.kind == kind]
    )
    for one in tellable:
        for place, row in enumerate(rows[:_TITLES]):
            if set(one.columns.values()) <= set(row.cells):
                return _renamed(_from_header(table, place), one)
    return _renamed(table, layout) if layout else table


def _from_header(table: Table, place: int) -> Table:
    """The table without the titles above its header; what is wrong with a title does not matter."""
    rows = (table.header, *table.rows)
    header = rows[place]
    troubles = tuple(trouble for trouble in table.troubles if trouble.line > header.line)
    return Table(header, rows[place + 1 :], troubles)


def _renamed(table: Table, layout: Layout) -> Table:
    header = table.header
    known = (*layout.columns.values(), *layout.ignored)
    problems = [
        *(MissingColumn(column=name) for name in layout.columns.values() if name not in header.cells),
        *(
            UnknownColumn(column=visible(name), known=", ".join(known))
            for name in header.cells
            if name and name not in known
        ),
        *(RepeatedColumn(column=visible(name)) for name in known if header.cells.count(name) > 1),
    ]
    if problems:
        return Table(None, (), (*table.troubles, *(Trouble(header.line, problem) for problem in problems)))
    ours = (*layout.columns, *layout.constants)
    places = [header.cells.index(name) for name in layout.columns.values()]
    rows = tuple(Row(row.line, _cells(row, places, ours, layout)) for row in table.rows)
    return Table(Row(header.line, ours), rows, table.troubles)


def _cells(row: Row, places: Sequence[int], ours: Sequence[str], layout: Layout) -> tuple[str, ...]:
    cells = [row.cells[place] if place < len(row.cells) else "" for place in places]
    cells += layout.constants.values()
    meant = zip(ours, cells, strict=True)
    return tuple(layout.values.get(name, {}).get(cell.casefold(), cell) for name, cell in meant)
