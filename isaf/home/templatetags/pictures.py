"""Tags for everything that is seen: ``{% load pictures %}``. Each gives its words too, never a colour alone.

All take the pack's scale when none is given; give ``scale=cycle_scale`` where a cycle froze another one.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from isaf.country.pack import Scale
from isaf.home import charts, drawing

register = template.Library()

# kind of chip -> its look in look.css, its icon
CHIPS = {
    "done": ("done", "check"),
    "published": ("done", "check"),
    "checked": ("done", "check"),
    "way": ("way", "clock"),
    "submitted": ("way", "clock"),
    "late": ("late", "alert"),
    "returned": ("late", "alert"),
    "referred": ("referred", "up"),
    "planned": ("rest", "circle"),
    "draft": ("rest", "pen"),
    "postponed": ("rest", "pause"),
    "cancelled": ("rest", "cross"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "check" %}``: a line drawing in the colour of the text, silent to screen readers."""
    return drawing.icon(name)


@register.simple_tag
def face(value: Any, scale: Scale | None = None, size: str = "") -> SafeString:
    """``{% face result.median %}``: always beside its word; size "small" for tables."""
    return charts.face(value, scale, size)


@register.filter
def scale_word(value: Any, whose: str = "citizen") -> str:
    """``{{ result.median|scale_word }}`` or ``|scale_word:"provider"``: the pack's word for a median."""
    return charts.word(value, None, provider=whose == "provider")


@register.inclusion_tag("home/parts/score.html")
def score_line(result: Any, scale: Scale | None = None, provider: bool = False) -> dict[str, Any]:
    """Face, word, median and number of people of one result, or why there is none."""
    kind = charts.why_nothing(result)
    if kind:
        return {"nothing": charts.nothing_text(kind), "face": drawing.no_face()}
    median = charts.told(result, "median")
    return {
        "face": charts.face(median, scale, ""),
        "word": charts.word(median, scale, provider),
        "median": median,
        "n": charts.told(result, "n"),
        "half": charts.is_half(median),
    }


@register.simple_tag
def stacked(
    distribution: Any, label: str = "", scale: Scale | None = None, provider: bool = False, style: str = ""
) -> SafeString:
    """``{% stacked result.distribution %}``: one bar from worst to best; style "thin" for lists."""
    return charts.stacked(distribution, scale, label, provider, style)


@register.inclusion_tag("home/parts/legend.html")
def legend(scale: Scale | None = None, provider: bool = False) -> dict[str, Any]:
    """``{% legend %}``: what the shades of the bars mean."""
    return {"values": charts.legend(scale, provider)}


@register.inclusion_tag("home/parts/pair.html")
def pair(citizens: Any, providers: Any, scale: Scale | None = None, axis: bool = True) -> dict[str, Any]:
    """``{% pair citizens providers %}``: both bars on one axis, with medians; either may be absent."""
    return {"rows": charts.pair(citizens, providers, scale), "axis": axis}


@register.inclusion_tag("home/parts/money.html")
def moneybar(parts: Iterable[Any], label: str = "") -> dict[str, Any]:
    """``{% moneybar parts %}``: where money comes from or goes to, with its list of amounts."""
    rows = charts.money_parts(parts)
    return {"bar": charts.money_bar(rows, label), "rows": rows}


@register.simple_tag
def chip(kind: str, text: str) -> SafeString:
    """``{% chip "done" status_text %}``: a state in a word, an icon and a colour."""
    style, sign = CHIPS[kind]
    return format_html('<span class="chip {}">{}{}</span>', style, drawing.icon(sign), text)


@register.inclusion_tag("home/parts/steps.html")
def steps(strip: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """``{% steps strip %}``: a list of {name, state}; state is done, now, late or next."""
    state_words = {"done": _("done"), "now": _("now"), "late": _("late"), "next": _("not yet")}
    rows = [{**step, "state_word": state_words[step["state"]]} for step in strip]
    current = next((place for place, step in enumerate(rows, 1) if step["state"] == "now"), None)
    return {"rows": rows, "current": current, "now": rows[current - 1] if current else None}


@register.inclusion_tag("home/parts/change.html")
def change_arrow(direction: str | None, before: Any = None) -> dict[str, Any]:
    """``{% change_arrow "up" before=3 %}``: up, down, same, or None where a comparison is not allowed.

    The rule of ADR 0011 decides the direction; this only draws it.
    """
    texts = {
        "up": _("Better than last year"),
        "down": _("Lower than last year"),
        "same": _("No clear difference from last year"),
    }
    known = direction if direction in texts else "unknown"
    return {"direction": known, "text": texts.get(known, _("Cannot be compared yet")), "before": before}


@register.simple_tag
def nothing(kind: str) -> SafeString:
    """``{% nothing "unpublished" %}``: an empty place that says why; also uncollected, suppressed, empty."""
    return format_html('<p class="nothing">{}</p>', charts.nothing_text(kind))


@register.simple_tag
def missing(kind: str) -> SafeString:
    """The same inside a table cell or a sentence."""
    return format_html('<span class="missing">{}</span>', charts.nothing_text(kind))
