"""The map of squares: where each highest unit stands, and how many facilities have published results there."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from isaf.country.current import pack
from isaf.country.pack import Pack
from isaf.places.models import Area
from isaf.places.selectors import children_of

from ..rules import tile_grid
from .counting import opened_units


@dataclass(frozen=True)
class Tile:
    """A square of the map: ``facilities`` is how many have published results, never a judgement."""

    area: Area
    column: int
    row: int
    facilities: int


def opened_by_tile() -> dict[str, tuple[int, int]]:
    """code of a highest unit -> facilities with open results of any year, and places in which they stand."""
    return opened_units(pack().levels[0].digits)


def tiles_of(country: Area, opened: Mapping[str, tuple[int, int]]) -> tuple[Tile, ...]:
    areas = {area.code: area for area in children_of(country)}
    grid = tile_grid(list(areas), squares_of(pack()))
    return tuple(Tile(areas[code], column, row, opened.get(code, (0, 0))[0]) for code, column, row in grid)


@lru_cache(maxsize=4)
def _squares(path: Any) -> dict[str, tuple[int, int]]:
    if not path.is_file():
        return {}
    rows = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    return {row["code"]: (int(row["col"]), int(row["row"])) for row in rows}


def squares_of(country: Pack) -> dict[str, tuple[int, int]]:
    """code -> (column, row) of the tile map, where the pack has one."""
    return _squares(country.folder / "tiles.csv")
