"""Write docs/rooms.md, the list of rooms and floors, from the rooms' own words; with --check only compare."""

import ast
import re
import sys
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = Path("docs") / "rooms.md"
HEAD = """# Rooms

Each folder under `isaf/` is one room of the house. An upper floor may use a lower one, never the reverse; rooms on one
floor do not know each other. This page is written by `make docs` from the first words of every room and from the
contract of the floors in `pyproject.toml`.

| Room, from the top down | What it is | On the same floor |
|---|---|---|
"""
INSIDE = """
Inside a room: `urls > views > forms > services > access > selectors > models > rules > problems`, and nothing calls
upwards. Why it is so: [adr/0002](adr/0002-the-programme-as-rooms-and-floors.md).
"""


def floors(root: Path) -> list[list[str]]:
    """The rooms of every floor that has one, the lowest first."""
    project = tomllib.loads((root / "pyproject.toml").read_text())
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    found = [re.findall(r"\w+", layer) for layer in reversed(layers)]
    there = [[name for name in names if (root / "isaf" / name / "__init__.py").exists()] for names in found]
    return [names for names in there if names]


def words_of(room: Path) -> str:
    """The first paragraph of what the room says about itself."""
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text())) or ""
    return escape(" ".join(said.split("\n\n")[0].split()), quote=False).replace("|", "\\|")


def document(root: Path) -> str:
    rows = [
        f"| [`{name}`](../isaf/{name}) | {words_of(root / 'isaf' / name)} | {beside(name, names)} |"
        for names in floors(root)
        for name in names
    ]
    return HEAD + "\n".join(reversed(rows)) + "\n" + INSIDE


def beside(name: str, names: list[str]) -> str:
    """The other rooms of the floor."""
    return ", ".join(f"`{other}`" for other in names if other != name)


def main(*options: str) -> int:
    """0 when written or equal; 1 when the page has drifted from the rooms."""
    path, page = ROOT / TARGET, document(ROOT)
    if "--check" in options:
        if path.exists() and path.read_text() == page:
            return 0
        print(f"{TARGET} has drifted from the rooms: make docs", file=sys.stderr)
        return 1
    path.write_text(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
