"""Reading the gazetteer that a country pack names: its own ``areas.csv``, or lists inside an installed package.

A pack with ``gazetteer.yaml`` says which package, which files and columns, and which corrections; a pack
without one has ``areas.csv`` (code, type, name_<language>...).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from isaf.country.pack import Pack

from .rules import Correction, LeftOut, Unit, correct, type_of


@dataclass(frozen=True)
class Gazetteer:
    """The units from the top down, each with its type, and the rows that were not taken."""

    source: str
    units: tuple[Unit, ...]
    left_out: tuple[LeftOut, ...]
    as_of: date | None = None  # the day of the list; None where nobody knows


@lru_cache(maxsize=4)
def settings_of(folder: Path) -> Mapping[str, Any]:
    """What the pack says about its areas; empty when it says nothing."""
    told = folder / "gazetteer.yaml"
    return yaml.safe_load(told.read_text("utf-8")) if told.is_file() else {}


def read_gazetteer(pack: Pack) -> Gazetteer:
    """All areas of the pack's country, mended and typed; the nation is not among them."""
    told = settings_of(pack.folder)
    units = list(_of_package(told) if "package" in told else _of_pack(pack))
    mended, left_out = correct(units, _corrections(pack.folder, told))
    return Gazetteer(
        told.get("source", f"{pack.code}/areas.csv"),
        tuple(_typed(mended, pack)),
        tuple(left_out),
        told.get("as_of"),
    )


def _of_package(told: Mapping[str, Any]) -> Iterator[Unit]:
    for part in told["files"]:
        text = (files(told["package"]) / part["path"]).read_text("utf-8-sig")
        for row in csv.DictReader(text.splitlines()):
            names = {language: row[column].strip() for language, column in part["names"].items()}
            parent = row[part["parent"]].strip() if "parent" in part else ""
            yield Unit(part["level"], row[part["code"]].strip(), names, parent)


def _of_pack(pack: Pack) -> Iterator[Unit]:
    text = (pack.folder / "areas.csv").read_text("utf-8-sig")
    rows = sorted(csv.DictReader(text.splitlines()), key=lambda row: (len(row["code"]), row["code"]))
    for row in rows:
        if level := pack.level_of(row["code"]):
            names = {
                language: row[f"name_{language}"]
                for language in pack.languages
                if row.get(f"name_{language}")
            }
            yield Unit(level.id, row["code"], names, pack.parent_code(row["code"]), row.get("type", ""))


def _corrections(folder: Path, told: Mapping[str, Any]) -> list[Correction]:
    if "corrections" not in told:
        return []
    lines = (folder / told["corrections"]).read_text("utf-8-sig").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [
        Correction(
            row["level"], row["old_code"], row["old_name"], row["new_code"], row["new_name"], row["type"]
        )
        for row in rows
    ]


def _typed(units: list[Unit], pack: Pack) -> Iterator[Unit]:
    """A unit's type is told by the source, or follows from its parent's (ADR 0026)."""
    types: dict[str, str] = {}
    for unit in units:
        choices = [(choice.id, choice.under) for choice in pack.level(unit.level).types]
        types[unit.code] = unit.type or type_of(choices, types.get(unit.belongs_to, ""))
        yield replace(unit, type=types[unit.code])
