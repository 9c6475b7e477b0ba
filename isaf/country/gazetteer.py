"""What ``gazetteer.yaml`` says about other files of its pack: levels, kinds of units, corrections."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from . import problems as say
from .documents import Document

FILE = "gazetteer.yaml"


def gazetteer_faults(documents: Mapping[str, Document], folder: Path) -> Iterator[say.PackProblem]:
    """Every level has one list, from the top down; offices are named for kinds that exist; corrections are there."""
    document = documents.get(FILE)
    if document is None or not isinstance(document.data, dict):
        return
    told = document.data
    levels = [level["id"] for level in documents["country.yaml"].data["levels"]]
    types = [kind["id"] for level in documents["country.yaml"].data["levels"] for kind in level["types"]]
    for place, part in enumerate(told.get("files", ())):
        if place >= len(levels) or part["level"] != levels[place]:
            expected = levels[place] if place < len(levels) else "-"
            line = document.line("files", place, "level")
            yield say.LevelOutOfOrder(file=FILE, line=line, value=part["level"], expected=expected)
    for kind in told.get("administration_names", {}):
        if kind not in types:
            line = document.line("administration_names", kind)
            where = {"where": "administration_names", "place": "country.yaml", "known": ", ".join(types)}
            yield say.UnknownWord(file=FILE, line=line, value=kind, **where)
    if "corrections" in told and not (folder / told["corrections"]).is_file():
        yield say.MissingFile(file=told["corrections"])
