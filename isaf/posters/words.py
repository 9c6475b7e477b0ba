"""Texts of a paper in one language or several side by side, with figures that all its readers can read.

On a paper in several languages figures stand once, in the digits of all the world and grouped by a thin space:
a dot between groups means thousands to one reader and a decimal to another (docs/adr/0038).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation

from isaf.country.current import pack
from isaf.country.pack import Numerals
from isaf.kit.numerals import script_digits, write_number
from isaf.kit.saying import day_in_words

from .rules import shorten, wordings

ABSENT = "–"
SHARED = Numerals(zero="0", group="\u202f", point=".")


@dataclass(frozen=True)
class Words:
    """The languages of a paper, the first one large; a text is the list of its wordings, equal ones once."""

    languages: tuple[str, ...]

    @property
    def marks(self) -> Numerals:
        alone = len(self.languages) == 1
        return pack().numerals.get(self.languages[0], Numerals()) if alone else SHARED

    def say(self, make: Callable[[], str]) -> list[str]:
        """What ``make`` gives in each language: the texts of the interface."""
        said = []
        for language in self.languages:
            with translation.override(language):
                said.append(make())
        return list(dict.fromkeys(said))

    def names(self, names: Mapping[str, str] | str | None) -> list[str]:
        """A name of the pack or of a place; a language without a wording is left to the others."""
        if not names or isinstance(names, str):
            return self.typed(names or "")
        found = [names[language] for language in self.languages if names.get(language)]
        return [shorten(text) for text in dict.fromkeys(found or list(names.values())[:1])]

    def typed(self, text: str) -> list[str]:
        """What a person wrote, once for all; or its wording in each language where both were written."""
        found = wordings(text, pack().languages)
        return self.names(found) if found else [shorten(text)] if text else []

    def name(self, names: Mapping[str, str]) -> str:
        """A name inside a sentence that ``say`` makes: in the language that is spoken now."""
        spoken = (translation.get_language() or "").split("-")[0]
        return names.get(spoken) or next(iter(names.values()), "")

    def number(self, value: Any, places: int | None = None) -> str:
        if value is None:
            return ABSENT
        m = self.marks
        exact = value if isinstance(value, int | Decimal) else Decimal(str(value))
        return write_number(exact, zero=m.zero, group=m.group, point=m.point, places=places)

    def digits(self, text: Any) -> str:
        return script_digits(str(text), self.marks.zero)

    def money(self, minor: int) -> str:
        """An amount in minor units, without its unit: the paper says the currency once."""
        places = pack().minor_digits
        return self.number(Decimal(minor).scaleb(-places), places)

    def spoken_day(self, moment: date | datetime) -> str:
        """A day inside a sentence that ``say`` makes."""
        day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
        return day_in_words(day, self.marks.zero)
