"""How the cells of a spreadsheet look: one calm set for every worksheet."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

FONTS = {"km": "Khmer OS Siemreap"}
"""By language; where it is absent, spreadsheet programs take the system's own font of that script."""
_OTHER_FONT = "Calibri"
_INK, _GREY, _LINE, _SHADE, _HEAD = "#1d2a33", "#6b747a", "#b9c2c7", "#eef1f2", "#dfe9ec"
_NUMBER = "#,##0"


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any, languages: Sequence[str]) -> None:
        self._book = book
        self._font = next((FONTS[one] for one in languages if one in FONTS), _OTHER_FONT)

    def _made(self, **how: Any) -> Any:
        basic = {"font_name": self._font, "font_size": 11, "font_color": _INK, "valign": "vcenter"}
        return self._book.add_format(basic | how)

    @cached_property
    def title(self) -> Any:
        return self._made(bold=True, font_size=16, text_wrap=True)

    @cached_property
    def lead(self) -> Any:
        return self._made(bold=True, text_wrap=True)

    @cached_property
    def prose(self) -> Any:
        return self._made(text_wrap=True)

    @cached_property
    def quiet(self) -> Any:
        return self._made(font_color=_GREY)

    @cached_property
    def head(self) -> Any:
        return self._made(
            bold=True, text_wrap=True, align="center", bg_color=_HEAD, border=1, border_color=_LINE
        )

    @cached_property
    def subhead(self) -> Any:
        return self._made(
            text_wrap=True, align="center", bg_color=_HEAD, border=1, border_color=_LINE, font_size=10
        )

    @cached_property
    def code(self) -> Any:
        return self._made(num_format="@", bg_color=_SHADE, border=1, border_color=_LINE)

    @cached_property
    def free_code(self) -> Any:
        return self._made(num_format="@", border=1, border_color=_LINE, locked=False)

    @cached_property
    def name(self) -> Any:
        return self._made(bg_color=_SHADE, border=1, border_color=_LINE)

    @cached_property
    def _open(self) -> dict[str, Any]:
        shared = {"border": 1, "border_color": _LINE, "locked": False}
        return {
            "number": self._made(num_format=_NUMBER, **shared),
            "date": self._made(num_format="dd/mm/yyyy", align="center", **shared),
            "text": self._made(num_format="@", text_wrap=True, valign="top", **shared),
        }

    @cached_property
    def _closed(self) -> dict[str, Any]:
        shared = {
            "border": 1,
            "border_color": _LINE,
            "bg_color": _SHADE,
            "font_color": _GREY,
            "italic": True,
        }
        return {
            "number": self._made(num_format=_NUMBER, **shared),
            "date": self._made(num_format="dd/mm/yyyy", align="center", **shared),
            "text": self._made(num_format="@", text_wrap=True, valign="top", **shared),
        }

    def cell(self, kind: str, *, is_last: bool) -> Any:
        """The format of a box: white to fill, grey to read."""
        return (self._closed if is_last else self._open)[kind if kind in ("date", "text") else "number"]
