"""The one paper engine: a Typst template fed with JSON, in our own fonts (docs/adr/0019)."""

import json
import threading
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
PACKAGE = Path(__file__).parents[2]
NOTHING = Path(__file__).parent / "nothing.typ"
AGES = 10
"""The engine remembers what it laid out for ten papers, some 20 MB each, and the next paper has other figures.
Empty papers count as papers: ten after each real one keep a batch of thousands at a quarter of the memory, for
a few hundredths of the time."""
_MINE = threading.local()


def print_pdf(template: Path, data: Any) -> bytes:
    """The PDF of ``template`` (a .typ file that calls ``json(bytes(sys.inputs.data))``) for ``data``.

    Only the bundled fonts are seen and the time is fixed, so that the same data give the same bytes.
    Templates may import "/kit/paper/sheet.typ": the root is the package.
    """
    return _print(template, data, format="pdf", timestamp=0)


def print_png(template: Path, data: Any, *, ppi: float) -> bytes:
    """The first page of the same paper as a picture, for looking at it and for tests."""
    return _print(template, data, format="png", ppi=ppi)


def _print(template: Path, data: Any, **how: Any) -> bytes:
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    made = _compiler(template).compile(sys_inputs={"data": written}, **how)
    for _ in range(AGES):
        _compiler(NOTHING).compile(timestamp=0, format="pdf")
    return made[0] if isinstance(made, list) else made


def _compiler(template: Path) -> Any:
    """One compiler for a template and thread: what it has read and shaped serves the next paper too.

    Compiling leaves Python's lock free, so that threads of one process print side by side.
    """
    import typst

    kept = _MINE.__dict__.setdefault("compilers", {})
    if template not in kept:
        kept[template] = typst.Compiler(template, root=PACKAGE, font_paths=_fonts())
    return kept[template]


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@lru_cache(maxsize=32)
def fingerprint(template: Path) -> str:
    """A digest of everything but the data that decides the bytes: template, shared parts, fonts, engine."""
    digest = sha256(version("typst").encode())
    for file in sorted(
        {*template.parent.glob("*.typ"), *Path(__file__).parent.glob("*.typ"), *FONTS.iterdir()}
    ):
        digest.update(file.name.encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()
