"""A refusal said in the reader's language: the edge at which a Problem's sentence is translated.

Its details stay plain for programs; only here they become figures and days as the reader writes them.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext

from .numerals import script_digits, write_number
from .problems import Problem

UNGROUPED = frozenset({"year", "first", "last", "line", "code", "digits"})
"""Details that name something by its digits; a mark between groups of three would be misread there."""


def say(problem: Problem) -> str:
    """The problem's sentence in the active language, with its details filled in."""
    text = gettext(problem.text)
    if not problem.details:
        return text
    return text % {
        key: as_written(value, grouped=key not in UNGROUPED) for key, value in problem.details.items()
    }


def as_written(value: Any, *, grouped: bool = True) -> Any:
    """Numbers and days as the active language writes them; every other text as it is.

    Not grouped, a year, a line or a code: also a text that is made of digits only is written so.
    """
    marks = settings.COUNTRY_PACK.numerals.get((get_language() or "").split("-")[0])
    zero = marks.zero if marks else "0"
    if day := _day(value):
        return day_in_words(day, zero)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and grouped:
        return (
            write_number(value, zero=zero, group=marks.group, point=marks.point)
            if marks
            else write_number(value)
        )
    is_digits = str(value).replace(", ", "").isdigit()
    return script_digits(str(value), zero) if is_digits and not grouped else value


def in_readers_digits(text: str) -> str:
    """0-9 in the script of the active language; nothing is grouped."""
    marks = settings.COUNTRY_PACK.numerals.get((get_language() or "").split("-")[0])
    return script_digits(text, marks.zero if marks else "0")


def day_in_words(day: date, zero: str) -> str:
    """Day, month and year, the month by its name; the first two stay on one line."""
    return (
        f"{script_digits(str(day.day), zero)}\u00a0{MONTHS[day.month]} {script_digits(str(day.year), zero)}"
    )


def _day(value: Any) -> date | None:
    """The day of a date, of a moment (in the country's own time) or of a text year-month-day."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != 10 or value[4] + value[7] != "--":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
