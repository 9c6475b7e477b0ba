"""The one paper engine: a Typst template fed with JSON, in our own fonts (decisions.md 38)."""

import json
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"


def print_pdf(template: Path, data: Any) -> bytes:
    """The PDF of ``template`` (a .typ file that calls ``json(bytes(sys.inputs.data))``) for ``data``.

    Only the bundled fonts are seen and the time is fixed, so that the same data give the same bytes.
    Templates may import "/kit/paper/sheet.typ": the root is the package.
    """
    import typst

    return typst.compile(
        template,
        root=Path(__file__).parents[2],
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        timestamp=0,
    )
