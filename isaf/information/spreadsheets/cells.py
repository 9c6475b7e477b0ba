"""One cell of a spreadsheet as a figure or a text of the sheet.

A cell comes typed by the spreadsheet program (a number, a day, a text) or as people write (Khmer digits, groups of
three). A number that is not whole is refused, not rounded: where a dot groups thousands, a program that takes it
for a decimal mark makes 1.41 of 1.410.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from isaf.country.pack import Column, Item
from isaf.kit.numerals import has_mixed_digits, latin_digits, read_decimal, read_int
from isaf.kit.tables import visible
from isaf.kit.workbooks import Value, as_text

from ..boxes import LARGEST, LONGEST, kind_of
from . import problems as p

CLEAR = object()
"""What a lone dash says: take out what is kept, so that the figure is not reported."""

_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def read_cell(raw: Value, item: Item, column: Column, minor_digits: int = 0) -> Any:
    """The value to keep, ``CLEAR`` for a lone dash, None for an empty cell; a Problem for anything else.

    >>> births, year = Item("births", {}, {}, {}), Column("this_year", {}, "integer")
    >>> read_cell(41.0, births, year), read_cell("1.410", births, year), read_cell("", births, year)
    (41, 1410, None)
    >>> read_cell("-", births, year) is CLEAR
    True
    """
    if raw is None or raw == "":
        return None
    if isinstance(raw, str) and raw in _DASHES:
        return CLEAR
    kind = kind_of(item, column)
    if kind == "text":
        return _text(raw)
    if kind == "date":
        return _day(raw)
    if kind == "yes_no" and isinstance(raw, bool):
        return int(raw)
    number = _number(raw, minor_digits if kind == "money" else 0)
    if number < 0:
        raise p.BelowNought(typed=_typed(raw))
    if kind == "yes_no":
        if number > 1:
            raise p.OneOrNought(typed=_typed(raw))
    elif number > LARGEST.get(kind, LARGEST["integer"]):
        raise p.TooManyDigits(typed=_typed(raw), most=LARGEST.get(kind, LARGEST["integer"]))
    return number


def _text(raw: Value) -> str:
    words = as_text(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    words = "".join(letter for letter in words if letter >= " " or letter == "\n").strip()
    if len(words) > LONGEST:
        raise p.TooLong(count=len(words), most=LONGEST)
    return words


def _number(raw: Value, minor_digits: int) -> int:
    if isinstance(raw, bool):
        raise p.NoNumber(typed=_typed(raw))
    if isinstance(raw, date | time | timedelta):
        raise p.DayInPlaceOfNumber()
    if isinstance(raw, str):
        return _typed_number(raw, minor_digits)
    number = Decimal(repr(raw)) * 10**minor_digits
    if not number.is_finite():
        raise p.NoNumber(typed=_typed(raw))
    if number != number.to_integral_value():
        raise p.NotWhole(typed=_typed(raw))
    return int(number)


def _typed_number(raw: str, minor_digits: int) -> int:
    if has_mixed_digits(raw):
        raise p.TwoScripts(typed=_typed(raw))
    try:
        if not minor_digits:
            return read_int(raw)
        number = read_decimal(raw) * 10**minor_digits
    except ValueError:
        problem = p.NotWhole if _is_decimal(raw) else p.NoNumber
        raise problem(typed=_typed(raw)) from None
    if number != number.to_integral_value():
        raise p.NotWhole(typed=_typed(raw))
    return int(number)


def _is_decimal(raw: str) -> bool:
    try:
        read_decimal(raw)
    except ValueError:
        return False
    return True


def _day(raw: Value) -> str:
    day = raw.date() if isinstance(raw, datetime) else raw
    if isinstance(day, str) and not has_mixed_digits(day):
        day = next(filter(None, (_parsed(latin_digits(day), form) for form in _FORMATS)), day)
    if not isinstance(day, date) or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise p.NoDay(typed=_typed(raw))
    return day.isoformat()


def _parsed(typed: str, form: str) -> date | None:
    try:
        return datetime.strptime(typed, form).date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


def _typed(raw: Value) -> str:
    """The cell as the person reads it, short and with nothing unseen."""
    return visible(as_text(raw))
