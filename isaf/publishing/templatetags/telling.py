"""How sums, cells of a sheet and codes to scan are said: ``{% load telling %}``."""

from datetime import date
from decimal import Decimal
from typing import Any

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from isaf.country import wording
from isaf.country.current import pack
from isaf.country.pack import Column
from isaf.information.reading import Line, Part

from ..rules import in_words_of_size

register = template.Library()


@register.filter
def about_money(minor: int | None) -> str:
    """``{{ 171948000|about_money }}``: 172 million with the currency. The exact sum stands in the table."""
    if minor is None:
        return wording.ABSENT
    amount, word = in_words_of_size(Decimal(minor).scaleb(-pack().minor_digits))
    if not word:
        return wording.write_money(minor)
    told = {"number": wording.write(amount), "currency": wording.in_language(pack().currency_names)}
    if word == "billion":
        return _("%(number)s billion %(currency)s") % told
    return _("%(number)s million %(currency)s") % told


@register.filter
def cell_text(value: Any, column: Column | None) -> str:
    """A value of a sheet as its column is read; an absent one is said by the template."""
    kind = column.kind if column else "text"
    if value is None or value == "":
        return _("not reported")
    if kind == "money":
        return (
            _("free of charge")
            if value == 0 and column and column.id == "fee"
            else wording.write_money(value)
        )
    if kind == "date":
        return wording.write_day(date.fromisoformat(value))
    if kind == "yes_no":
        return _("yes") if value else _("no")
    if kind == "percent":
        return wording.write_percent(value, 0)
    return wording.write(value) if isinstance(value, int) else wording.write_typed(value)


@register.filter
def widest(part: Part) -> int:
    """The largest sum of a part of the budget, planned or actual: the whole width of its bars."""
    return max((cell.value for line in part.lines for cell in line.cells if cell.value), default=0)


@register.simple_tag
def plan_bars(line: Line, most: int) -> SafeString:
    """Two bars on one axis: what was planned (light, above), what was received or spent (dark, below)."""
    planned, actual = line.cells[0].value, line.now
    if not most or (planned is None and actual is None):
        return SafeString()
    said = _("%(line)s: planned %(planned)s, actual %(actual)s") % {
        "line": wording.in_language(line.names),
        "planned": wording.write_money(planned),
        "actual": wording.write_money(actual),
    }
    return format_html(
        '<svg class="both" role="img" aria-label="{}"><rect class="m4" width="{}%" height="7"/>'
        '<rect class="m1" y="9" width="{}%" height="7"/></svg>',
        said, _width(planned, most), _width(actual, most),
    )  # fmt: skip


def _width(amount: int | None, most: int) -> str:
    return f"{100 * (amount or 0) / most:.1f}"


@register.simple_tag
def qr(address: str) -> SafeString:
    """The code to scan for an address, black on white, without a style of its own."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(drawn.svg_inline(scale=3, border=2, svgclass="qr", omitsize=False))
