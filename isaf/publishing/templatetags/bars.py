"""The bar of a share and the squares of a map: ``{% load bars %}``."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from isaf.country import wording

register = template.Library()


@register.simple_tag
def share_bar(percent: Any, label: str) -> SafeString:
    """``{% share_bar 58.7 "Communes" %}``: one part of a whole; never the colours of scores."""
    width = "0" if percent is None else f"{float(percent):.1f}"
    return format_html(
        '<svg class="stack thin" role="img" aria-label="{}"><rect class="m2" width="{}%" height="100%"/></svg>',
        label, width,
    )  # fmt: skip


@register.simple_tag
def part_bar(part: int, whole: int, names: Any) -> SafeString:
    """``{% part_bar 3 5 row.names %}``: so many of so many."""
    return share_bar(100 * part / whole if whole else None, wording.in_language(names))
