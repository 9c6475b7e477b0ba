"""Small pictures of numbers as inline SVG: faces, stacked bars, icons.

Every text goes through ``format_html`` and is escaped. Sizes are SVG attributes and colours are ``fill``
attributes or classes, because the content security policy forbids inline styles. Colour is never alone: the
bad side of a scale is hatched, counts stand inside the bars, faces differ by mouth and brow.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

INK, PAPER = "#1b2523", "#ffffff"
NOTHING = SafeString()
# The seven shades from worst to best; a scale of k values takes k of them, equally to both sides.
SHADES = {
    2: (1, 7),
    3: (1, 4, 7),
    4: (1, 3, 5, 7),
    5: (1, 3, 4, 5, 7),
    6: (1, 2, 3, 5, 6, 7),
    7: (1, 2, 3, 4, 5, 6, 7),
}
COLORS = {1: "#8c510a", 2: "#bf812d", 3: "#d8b365", 4: "#c9cdc8", 5: "#7fc4ba", 6: "#409f97", 7: "#01665e"}
ICONS = {
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z",
    "alert": "M12 7v6M12 16.5v.5M12 3a9 9 0 100 18 9 9 0 000-18z",
    "up": "M12 19V6M6 11.5L12 5.5l6 6",
    "circle": "M12 4a8 8 0 100 16 8 8 0 000-16z",
    "pause": "M9 6v12M15 6v12",
    "cross": "M7 7l10 10M17 7L7 17",
    "pen": "M5 19l1-4L16 5l3 3L9 18l-4 1z",
    "search": "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20",
    "down": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
}


def shade(place: int, size: int) -> int:
    """Which of the seven shades the value at ``place`` (0 is worst) of a scale of ``size`` values wears."""
    return SHADES[size][place]


def _light(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2), 0 black to 1 white."""
    red, green, blue = (_light(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(color: str) -> str:
    """The ink, dark or white, that reads best on ``color``."""
    return INK if contrast(INK, color) >= contrast(PAPER, color) else PAPER


@dataclass(frozen=True)
class Part:
    """One part of a bar: its size, its shade class, colour if not the class's own, and the text inside."""

    amount: float
    style: str
    color: str = ""
    text: str = ""
    hatched: bool = False


def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name]
    )


def swatch(part: Part) -> SafeString:
    """The small square of a legend."""
    return format_html(
        '<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', _rect(part, 0, 100)
    )


def bar(parts: Sequence[Part], label: str, style: str = "") -> SafeString:
    """A bar of parts that fill its width, read aloud as ``label``; parts of nothing are left out."""
    whole = sum(part.amount for part in parts)
    pieces: list[SafeString] = []
    start = 0.0
    for part in parts:
        if part.amount <= 0:
            continue
        width = 100 * part.amount / whole
        pieces.append(_rect(part, start, width))
        pieces.append(_text(part, start, width))
        if start:
            pieces.append(_cut(start))
        start += width
    return format_html(
        '<svg class="stack{}" role="img" aria-label="{}">{}</svg>',
        f" {style}" if style else "",
        label,
        _all(pieces),
    )


def _all(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _share(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _rect(part: Part, start: float, width: float) -> SafeString:
    where = format_html('x="{}" width="{}" height="100%"', _share(start), _share(width))
    fill = format_html(' fill="{}"', part.color) if part.color else ""
    hatch = format_html('<rect class="hatch" {} fill="url(#hatch)"/>', where) if part.hatched else ""
    return format_html('<rect class="{}" {}{}/>{}', part.style, where, fill, hatch)


def _text(part: Part, start: float, width: float) -> SafeString:
    """The count inside its part, where there is room for it on a small telephone."""
    if not part.text or width < 2 + 5 * len(part.text):
        return NOTHING
    return format_html(
        '<text class="on-{}" x="{}" y="50%" dy=".36em" text-anchor="middle" fill="{}">{}</text>',
        part.style, _share(start + width / 2), ink_on(part.color or PAPER), part.text,
    )  # fmt: skip


def _cut(start: float) -> SafeString:
    return format_html('<line class="cut" x1="{0}" x2="{0}" y1="0" y2="100%"/>', _share(start))


def face(mood: float, style: str, color: str, size: str = "") -> SafeString:
    """A face from deep frown (mood -1) through a straight mouth (0) to an open smile (1)."""
    ink = ink_on(color)
    return format_html(
        '<svg class="face{}" viewBox="0 0 48 48" aria-hidden="true">'
        '<circle class="{}" cx="24" cy="24" r="22" fill="{}" stroke="{}" stroke-width="1.5"/>{}{}{}</svg>',
        f" {size}" if size else "", style, color, INK, _eyes(mood, ink), _brows(mood, ink), _mouth(mood, ink),
    )  # fmt: skip


def no_face(size: str = "") -> SafeString:
    """An empty face for a result that is not there."""
    return format_html(
        '<svg class="face{}" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21" fill="none" '
        'stroke="#7d8a85" stroke-width="2" stroke-dasharray="4 4"/><path d="M17 24h14" stroke="#7d8a85" '
        'stroke-width="2.6" stroke-linecap="round"/></svg>',
        f" {size}" if size else "",
    )


def _stroke(path: str, ink: str, fill: str = "none") -> SafeString:
    return format_html(
        '<path class="on" d="{}" fill="{}" stroke="{}" stroke-width="2.8" '
        'stroke-linecap="round" stroke-linejoin="round"/>',
        path, fill, ink,
    )  # fmt: skip


def _eyes(mood: float, ink: str) -> SafeString:
    if mood == 1:
        return _stroke("M13.5 20q3-4 6 0M28.5 20q3-4 6 0", ink)
    return format_html(
        '<g class="eye" fill="{}"><circle cx="16.8" cy="19.5" r="2.7"/><circle cx="31.2" cy="19.5" r="2.7"/></g>',
        ink,
    )


def _brows(mood: float, ink: str) -> SafeString:
    return _stroke("M12 14.6l6.6-3.4M36 14.6l-6.6-3.4", ink) if mood == -1 else NOTHING


def _mouth(mood: float, ink: str) -> SafeString:
    if mood == 1:
        return _stroke("M13.5 27.5h21q-1.5 10-10.5 10t-10.5-10z", ink, ink)
    ends = 31.5 - 3 * mood
    return _stroke(f"M15 {ends:.1f}Q24 {ends + 11 * mood:.1f} 33 {ends:.1f}", ink)
