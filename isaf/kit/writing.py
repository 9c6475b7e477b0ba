"""One plain form for names, so that spelling variants of the same name are found and compared as equal.

NFC does nothing for the order of Khmer signs, so a language that needs more has its own step here, chosen by
the languages of the country pack. Which letters people exchange is the pack's own list, given as pairs.
"""

import re
import unicodedata
from dataclasses import dataclass

import pheasa

from isaf.kit.numerals import latin_digits

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_KHMER = "\u1780-\u17ff\u19e0-\u19ff"
_KHMER_SPACE = re.compile(f"(?<=[{_KHMER}]) (?=[{_KHMER}0-9])|(?<=[0-9]) (?=[{_KHMER}])")


@dataclass(frozen=True)
class Writing:
    """How names of one country are made plain: its languages, and pairs of spellings (variant, kept form)."""

    languages: tuple[str, ...]
    spelling: tuple[tuple[str, str], ...] = ()

    def plain(self, text: str) -> str:
        """The comparable form: no case, no accents, Latin digits, no invisible or ornamental characters.

        >>> Writing(("en",)).plain("  Krati\\u00e9 \\u200b(Kr\\u00f4ng)"), Writing(("en",)).plain("S'ang-\\u17e1")
        ('kratie krong', 'sang 1')
        """
        text = latin_digits(text.translate(_INVISIBLE))
        if "km" in self.languages:
            text = pheasa.normalize(text)
        text = self._one_spelling(_without_accents(text).casefold().replace("'", "").replace("\u2019", ""))
        text = " ".join(_words(text))
        return _KHMER_SPACE.sub("", text) if "km" in self.languages else text

    def words(self, text: str) -> list[str]:
        """What a person typed, as plain words; blanks they typed between Khmer words divide them.

        >>> Writing(("en",)).words("Lotus 1, Lily")
        ['lotus', '1', 'lily']
        """
        return [plain for word in text.translate(_INVISIBLE).split() for plain in self.plain(word).split()]

    def _one_spelling(self, text: str) -> str:
        for variant, kept in self.spelling:
            text = text.replace(variant, kept)
        return text


def _without_accents(text: str) -> str:
    """Latin letters without their accents; the vowel signs of other scripts stay.

    >>> _without_accents("B\\u00e2ntey D\\u0103mbang")
    'Bantey Dambang'
    """
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text)))


def _words(text: str) -> list[str]:
    """Runs of letters, their signs and digits; everything else divides.

    >>> _words("ta khmau / 2")
    ['ta', 'khmau', '2']
    """
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return kept.split()
