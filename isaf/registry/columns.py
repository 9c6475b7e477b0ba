"""Reading the rows of a plain list whose columns are known: every cell checked, every fault told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from isaf.kit.numerals import latin_digits
from isaf.kit.problems import Problem
from isaf.kit.tables import Row, clean_text, visible

from .problems import (
    MalformedWord,
    MissingColumn,
    NotADate,
    NotAYear,
    RepeatedColumn,
    TooManyCells,
    UncleanText,
    UnknownColumn,
)


@dataclass(frozen=True)
class Columns:
    """The columns of a list, and those without which it says nothing."""

    known: tuple[str, ...]
    needed: tuple[str, ...]

    def problems(self, header: Sequence[str]) -> list[Problem]:
        """Everything wrong with the first line.

        >>> [problem.code for problem in Columns(("code", "year"), ("code", "year")).problems(["code", "code", "x"])]
        ['repeated_column', 'unknown_column', 'missing_column']
        """
        return [
            *(RepeatedColumn(column=visible(name)) for n, name in enumerate(header) if name in header[:n]),
            *(
                UnknownColumn(column=visible(name), known=", ".join(self.known))
                for name in header
                if name not in self.known
            ),
            *(MissingColumn(column=name) for name in self.needed if name not in header),
        ]


class Cells:
    """The cells of one row by column; ``faults`` gathers what each of them refuses."""

    def __init__(self, row: Row, header: Sequence[str]) -> None:
        self.faults: list[Problem] = [TooManyCells()] if len(row.cells) > len(header) else []
        self._texts: dict[str, str] = {}
        for name, cell in zip(header, row.cells, strict=False):
            self._texts[name] = self.take(_clean, name, cell, instead="")

    def take(self, read: Callable, *given: object, instead: Any = None) -> Any:
        """What ``read`` gives, or ``instead`` with the fault kept."""
        try:
            return read(*given)
        except Problem as problem:
            self.faults.append(problem)
            return instead

    def text(self, column: str) -> str:
        return self._texts.get(column, "")

    def word(self, column: str) -> str:
        """The short code of something: small letters, digits, hyphens."""
        return self.take(_word, self.text(column), instead="")

    def words(self, column: str) -> list[str]:
        """Several words in one cell, joined by ``|``, each once."""
        return list(dict.fromkeys(word.strip() for word in self.text(column).split("|") if word.strip()))

    def names(self, languages: Sequence[str]) -> dict[str, str]:
        found = {language: self.text(f"name_{language}") for language in languages}
        return {language: name for language, name in found.items() if name}

    def day(self, column: str) -> date | None:
        return self.take(_day, self.text(column))

    def year(self, column: str) -> int:
        return self.take(_year, self.text(column), instead=0)


def _clean(column: str, cell: str) -> str:
    try:
        return clean_text(cell, 200)
    except ValueError:
        raise UncleanText(column=column) from None


def _word(text: str) -> str:
    """A short code as it stands in an address.

    >>> _word(" Open-Village ")
    'open-village'
    """
    word = latin_digits(text).strip().casefold()
    if not (0 < len(word) <= 40 and word.isascii() and word.replace("-", "").isalnum()):
        raise MalformedWord(typed=visible(text) or "-")
    return word


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(latin_digits(text)[:10]) if text else None
    except ValueError:
        raise NotADate(typed=visible(text)) from None


def _year(text: str) -> int:
    """A year of four digits, in any digits.

    >>> _year("2026"), _year("2026.0")
    (2026, 2026)
    """
    plain = latin_digits(text).removesuffix(".0")
    if len(plain) == 4 and plain.isascii() and plain.isdigit():
        return int(plain)
    raise NotAYear(typed=visible(text) or "-")


def merged(kept: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """Names with those that a row tells; a language it does not tell stays.

    >>> merged({"en": "A", "km": "K"}, {"en": "B"})
    {'en': 'B', 'km': 'K'}
    """
    return {**kept, **told}
