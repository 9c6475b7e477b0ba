"""The same sheet aloud: what a chief reads over the loudspeaker, and what fits a short message.

Plain short sentences in the order in which people ask: when open, what it costs, what was reached, where the
money came from and went, what citizens said, what was done, where to ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from isaf.country.current import pack
from isaf.information.reading import Part

from .content import poster
from .rules import Short, fitting
from .selectors import Material
from .words import Words

MOST = 6  # lines of one kind that are read aloud; nobody keeps more in mind (ours)
PARTS = 3  # short messages that are sent as one


@dataclass(frozen=True)
class Spoken:
    """Headed paragraphs of sentences, in one language."""

    title: str
    opening: tuple[str, ...]
    paragraphs: tuple[tuple[str, tuple[str, ...]], ...]
    closing: tuple[str, ...]

    @property
    def text(self) -> str:
        """As a plain page: a blank line is a breath."""
        said = [" ".join(sentences) for _head, sentences in self.paragraphs]
        return "\n\n".join([self.title, " ".join(self.opening), *said, " ".join(self.closing)]) + "\n"


def spoken(found: Material, language: str) -> Spoken:
    """The script for the loudspeaker."""
    words, data = Words((language,)), poster(found, "A4", (language,))
    with translation.override(language):
        name, year = data["title"][0], data["year"]
        opening = [
            _("Dear citizens. This is the information of %(name)s for the year %(year)s.")
            % {"name": name, "year": year}
        ]
        if found.is_demonstration:
            opening.append(_("Demonstration: every place and every figure here is invented."))
        parts = [
            (data["services"]["title"], _services(data)),
            (data["performance"]["title"], _performance(data)),
            (data["money"]["title"], _money(found, data, words)),
            (data["scores"]["title"], _scores(data)),
            (data["actions"]["title"], _actions(data)),
        ]
        heard = tuple((heads[0], tuple(said)) for heads, makes in parts if heads and (said := list(makes)))
        return Spoken(
            title=f"{name} · {year}",
            opening=(*opening, *_identity(data)),
            paragraphs=heard,
            closing=(
                _("Whoever has a question or a correction, please ask: %(office)s.")
                % {"office": data["foot"]["ask"][0]},
                _("Everything can be read at %(address)s.") % {"address": short_address(found, language)},
            ),
        )


def message(found: Material, language: str) -> Short:
    """The short message: whole sentences only, the address always."""
    words, data = Words((language,)), poster(found, "A4", (language,))
    with translation.override(language):
        first = f"{data['title'][0]} {data['year']}"
        if found.is_demonstration:
            first += " " + _("(demonstration)")
        sentences = [
            f"{first}:",
            *data["performance"]["summary"],
            *list(_money(found, data, words))[:2],
            *_scores(data),
        ]
        return fitting(sentences, short_address(found, language), PARTS)


def short_address(found: Material, language: str) -> str:
    """The address without what a phone adds by itself, and without the version: the newest is what one wants."""
    whole = found.address(language).split("?")[0]
    return whole.removeprefix("https://").removeprefix("http://") if settings.HTTPS else whole


def _identity(data: dict[str, Any]) -> Iterator[str]:
    for line in data["identity"]:
        yield _("%(what)s: %(answer)s.") % {"what": line["label"][0], "answer": line["text"][0]}


def _services(data: dict[str, Any]) -> Iterator[str]:
    for row in data["services"]["rows"][:MOST]:
        fee, limit = row.get("fee"), row.get("time_limit")
        said = [row["name"][0]]
        if fee:
            is_sum = fee[0][:1].isdecimal()
            said.append(f"{fee[0]} {data['money']['currency'][0]}" if is_sum else fee[0])
        yield _listed([*said, *(limit or [])[:1]]) + _(".")


def _listed(texts: list[str]) -> str:
    """One after the other, as the language that is spoken joins them."""
    told = texts[0]
    for text in texts[1:]:
        told = _("%(one)s, %(two)s") % {"one": told, "two": text}
    return told


def _performance(data: dict[str, Any]) -> Iterator[str]:
    yield from data["performance"]["summary"]
    judged = [row for row in data["performance"]["rows"] if row["standing"] != "none"]
    for row in judged[:MOST]:
        unit = f" {row['unit'][0]}" if row["unit"] else ""
        yield _("%(what)s: %(now)s%(unit)s; %(standing)s.") % {
            "what": row["name"][0],
            "now": row["now"][0],
            "unit": unit,
            "standing": _listed([row["standing_words"][0], *row["change_words"][:1]]),
        }


def _money(found: Material, data: dict[str, Any], words: Words) -> Iterator[str]:
    """The sums first, then where most of each hundred came from and went."""
    parts = [
        part
        for part in found.info.parts
        if part.kind == "money" and part.total and part.total.amount is not None
    ]
    for part in parts:
        amount = f"{words.money(part.total.amount or 0)} {words.name(pack().currency_names)}"
        sentence = (
            _("Money received: %(amount)s.") if part.flow == "income" else _("Money spent: %(amount)s.")
        )
        yield sentence % {"amount": amount}
    for part in parts:
        yield from _shares(part, data, words)


def _shares(part: Part, data: dict[str, Any], words: Words) -> Iterator[str]:
    largest = sorted(part.shares, key=lambda line: -(line.per_hundred or 0))
    for line in largest[:2]:
        told = {
            "share": words.number(line.per_hundred),
            "line": words.name(line.names),
            "currency": data["money"]["currency"][0],
        }
        if part.flow == "income":
            yield _("Of every 100 %(currency)s received, %(share)s came from: %(line)s.") % told
        else:
            yield _("Of every 100 %(currency)s spent, %(share)s went to: %(line)s.") % told


def _scores(data: dict[str, Any]) -> Iterator[str]:
    scores = data["scores"]
    yield from scores["none"]
    if scores["none"]:
        return
    if scores["word"]:
        yield _("Citizens say: %(word)s.") % {"word": scores["word"][0]}
    yield from scores["people"]


def _actions(data: dict[str, Any]) -> Iterator[str]:
    yield from data["actions"]["none"]
    for row in data["actions"]["rows"][:MOST]:
        yield _("%(action)s: %(status)s.") % {"action": row["name"][0], "status": row["status_words"][0]}
