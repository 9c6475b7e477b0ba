"""What the two commands have in common: their arguments, and from words to a facility and languages."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from isaf.kit.problems import NotFound, Problem

from .rules import PAPERS, languages_asked


def add_shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cycle", required=True, type=year, metavar="YEAR")
    parser.add_argument("--paper", required=True, choices=[*PAPERS], type=str.upper)
    parser.add_argument("--lang", required=True, help="one language, or several joined by +: km, en, km+en")


def year(text: str) -> int:
    from isaf.kit.numerals import read_int

    try:
        return read_int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a year") from None


def number(text: str) -> int:
    found = year(text)
    if found < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return found


@contextmanager
def started(stderr: IO[str]) -> Iterator[None]:
    """Django and the database as this version needs them, in the country's first language."""
    import django

    django.setup()
    from django.conf import settings
    from django.utils import translation

    from isaf.places.ready import bring_up_to_date

    bring_up_to_date()
    with translation.override(settings.LANGUAGE_CODE):
        yield


def languages_for(asked: str) -> tuple[str, ...]:
    """The languages in the country's order; refused with the known ones when there is another."""
    from isaf.country.current import pack

    from .problems import UnknownLanguages

    found = languages_asked(asked, pack().languages)
    if found is None:
        raise UnknownLanguages(lang=asked, known=", ".join(pack().languages))
    return found


def facility_for(code: str):  # type: ignore[no-untyped-def]  # Django has not started when this file is read
    """The facility by its public word; digits of any script are read."""
    from isaf.kit.numerals import latin_digits
    from isaf.places.selectors import facility_by_slug

    from .problems import UnknownFacility

    try:
        return facility_by_slug(latin_digits(code))
    except NotFound:
        raise UnknownFacility(facility=code) from None


def refuse(problem: Problem, stderr: IO[str]) -> int:
    from isaf.kit.saying import say

    print(say(problem), file=stderr)
    return 1
