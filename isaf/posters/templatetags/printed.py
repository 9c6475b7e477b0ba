"""The papers of a published sheet as links: ``{% papers slug year version as rows %}``."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from isaf.country.current import pack

register = template.Library()


@dataclass(frozen=True)
class Link:
    words: str
    address: str
    language: str


@dataclass(frozen=True)
class Row:
    title: str
    links: tuple[Link, ...]


@register.simple_tag
def papers(slug: str, year: int, version: int | str = "") -> list[Row]:
    """Posters in each language and in all together; what is read aloud or sent, in each."""
    alone = [(language, pack().language_names[language]) for language in pack().languages]
    together = ("+".join(pack().languages), " + ".join(words for _code, words in alone))
    both = [*alone, together] if len(alone) > 1 else alone

    def row(title: str, name: str, languages: list[tuple[str, str]], **more: str) -> Row:
        return Row(title, tuple(
            Link(words, _address(name, slug, year, version, languages=code, **more), "" if "+" in code else code)
            for code, words in languages
        ))  # fmt: skip

    return [
        row(_("Poster A3"), "poster", both, paper="A3"),
        row(_("Poster A1"), "poster", both, paper="A1"),
        row(_("Hand-out A4"), "poster", both, paper="A4"),
        row(_("Script for the loudspeaker"), "script", alone),
        row(_("Short message for phones"), "message_text", alone),
    ]


def _address(name: str, slug: str, year: int, version: int | str, **asked: str) -> str:
    address = reverse(f"posters:{name}", kwargs={"slug": slug, "year": year, **asked})
    return f"{address}?v={version}" if version else address
