"""The bar of a share and the squares of a map: ``{% load bars %}``."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


TILE = 100  # units of the drawing; the page gives it its width


@register.simple_tag
def tile_map(tiles: Iterable[Any]) -> SafeString:
    """``{% tile_map page.tiles %}``: a square for every place, each a link with its name and number in words."""
    tiles = list(tiles)
    if not tiles:
        return SafeString()
    wide, high = max(tile.column for tile in tiles), max(tile.row for tile in tiles)
    return format_html(
        '<svg class="tilemap" viewBox="0 0 {} {}" role="group" aria-labelledby="map">{}</svg>',
        wide * TILE, high * TILE, format_html_join("", "{}", ((_tile(tile),) for tile in tiles)),
    )  # fmt: skip


def _tile(tile: Any) -> SafeString:
    name = wording.in_language(tile.area.names)
    told = name
    if tile.facilities:
        told = _("%(name)s: facilities with published scores: %(n)s") % {
            "name": name,
            "n": wording.write(tile.facilities),
        }
    lines = _lines(name)
    small = max(map(_breadth, lines)) > LONG
    text = format_html_join(
        "",
        '<tspan x="6" dy="{}">{}</tspan>',
        ((0 if place == 0 else 17, line) for place, line in enumerate(lines)),
    )
    number = (
        format_html('<text class="n" x="91" y="88">{}</text>', wording.write(tile.facilities))
        if tile.facilities
        else ""
    )
    return format_html(
        '<a href="{}" class="{}" aria-label="{}" transform="translate({} {})"><title>{}</title>'
        '<rect width="97" height="97" rx="9"/><text class="{}" y="23">{}</text>{}</a>',
        reverse("publishing:area", args=[tile.area.code]), "has" if tile.facilities else "", told,
        (tile.column - 1) * TILE, (tile.row - 1) * TILE, told, "small" if small else "", text, number,
    )  # fmt: skip


LONG = 11  # letters of a line; longer ones are written smaller


def _breadth(line: str) -> int:
    """Letters that stand beside each other: signs above and below, and letters under others, take no room.

    >>> _breadth("Meadow"), _breadth("\u1780\u17d2\u179a\u1785\u17c1\u17c7")
    (6, 2)
    """
    under = sum(unicodedata.combining(letter) == 9 for letter in line)
    return sum(not unicodedata.category(letter).startswith("M") for letter in line) - under


def _lines(name: str) -> list[str]:
    """A name in at most two lines, broken where its script has a blank.

    >>> _lines("Lotus Meadow"), _lines("Lily")
    (['Lotus', 'Meadow'], ['Lily'])
    """
    first, _blank, rest = name.partition(" ")
    return [first, rest] if rest else [name]
