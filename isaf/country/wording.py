"""Names, numbers, money and days as a reader of the current language expects them.

The pack says how a language writes numbers; month names come from the translations. An absent value is an
en dash, never a nought: nobody may read "not known" as "none".
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import get_language

from isaf.country.current import pack
from isaf.country.pack import Numerals
from isaf.kit import numerals
from isaf.kit.saying import day_in_words

ABSENT = "–"


def language() -> str:
    """The reader's language, without a region."""
    return (get_language() or pack().default_language).split("-")[0]


def in_language(names: Mapping[str, str] | str | None) -> str:
    """A name in the reader's language, else in the pack's, else in any; a plain text stays as it is."""
    if not names or isinstance(names, str):
        return names or ""
    wanted = (language(), pack().default_language, *names)
    return next((names[code] for code in wanted if names.get(code)), "")


def marks() -> Numerals:
    return pack().numerals.get(language(), Numerals())


def exact(value: Any) -> Decimal:
    """Through text, so that a float says what it shows: 3.7 and not 3.70000000000000017."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def write(value: Any, places: int | None = None) -> str:
    if value is None or value == "":
        return ABSENT
    m = marks()
    return numerals.write_number(exact(value), zero=m.zero, group=m.group, point=m.point, places=places)


def write_digits(text: Any) -> str:
    """The digits of a code, a year or a clock time in the reader's script; nothing is grouped."""
    return numerals.script_digits("" if text is None else str(text), marks().zero)


def write_typed(text: Any) -> str:
    """What somebody wrote on a sheet, escaped, with its lines, in the reader's digits.

    A sheet does not ask for its language. On a page of another one, text with letters beyond plain Latin is marked
    as the country's own, so that it is read aloud rightly.
    """
    shown, own = linebreaksbr(write_digits(text)), pack().default_language
    return (
        shown
        if own == language() or str(text).isascii()
        else format_html('<span lang="{}">{}</span>', own, shown)
    )


def write_percent(value: Any, places: int) -> str:
    return ABSENT if value is None or value == "" else f"{write(value, places)}%"


def write_money(minor: int | None) -> str:
    """Minor units of the pack's currency; the unit stands behind and stays on the line."""
    if minor is None:
        return ABSENT
    digits = pack().minor_digits
    return f"{write(Decimal(minor).scaleb(-digits), digits)}\u00a0{in_language(pack().currency_names)}"


def local_day(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


def write_day(moment: date | datetime | None) -> str:
    if not moment:
        return ABSENT
    return day_in_words(local_day(moment), marks().zero)


def write_period(first: date | datetime | None, last: date | datetime | None) -> str:
    """From the first to the last day, saying month and year once where they are the same."""
    if not first or not last or first == last:
        return write_day(first or last)
    a, b = local_day(first), local_day(last)
    start = write_digits(a.day)
    if (a.year, a.month) == (b.year, b.month):
        return f"{start}–{write_day(b)}"
    start = f"{start}\u00a0{MONTHS[a.month]}"
    return f"{start if a.year == b.year else write_day(a)} – {write_day(b)}"


def titled(area: Any) -> str:
    """Name and kind of unit together, by the pack's pattern: the kind first in some languages, last in others."""
    if not area.code:
        return in_language(area.names)
    pattern = pack().settings["unit_patterns"].get(language(), "{name}")
    kind = in_language(pack().unit_type(area.unit_type).names)
    return pattern.format(kind=kind, name=in_language(area.names))
