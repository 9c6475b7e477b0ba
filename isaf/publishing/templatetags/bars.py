"""The bar of a share and the squares of a map: ``{% load bars %}``."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def share_bar(percent: Any, label: str) -> SafeString:
    """``{% share_bar 58.7 "Communes" %}``: one part of a whole; never the colours of scores."""
    width = "0" if percent is None else f"{float(percent):.1f}"
    return format_html(
        '<svg class="stack thin" role="img" aria-label="{}"><rect class="m2" width="{}%" height="100%"/></svg>',
        label, width,
    )  # fmt: skip
