"""Numbers as people type and read them.

Typed numbers may use the digits of any script (read through ``unicodedata``), with dots, spaces or commas
between groups of three: "1.410", "1 410" and "1,410" are all 1410.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from fractions import Fraction

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_GROUPED = re.compile(r"^[+-]?\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+$")
_PLAIN = re.compile(r"^[+-]?\d+$")


def latin_digits(text: str) -> str:
    """Any script's decimal digits as 0-9; every other character stays.

    >>> latin_digits("\\u17e1\\u17e4")
    '14'
    """
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def numbered(name: str, number: int) -> str:
    """A name with a number behind it, in the digits that belong to the letters of the name.

    >>> numbered("Gifts", 12), numbered("\\u17a2\\u17c6", 1) == "\\u17a2\\u17c6 \\u17e1", numbered("", 1)
    ('Gifts 12', True, '1')
    """
    script = unicodedata.name(name[:1], "").partition(" ")[0] if name else ""
    try:
        zero = unicodedata.lookup(f"{script} DIGIT ZERO")
    except KeyError:
        zero = "0"
    return f"{name} {script_digits(str(number), zero)}".strip()


def has_mixed_digits(text: str) -> bool:
    """True when one number is typed in two scripts, as "1\\u17e2": most often a slip of the keyboard."""
    scripts = {ord(c) - unicodedata.decimal(c) for c in text if c.isdecimal()}
    return len(scripts) > 1


def read_int(text: str) -> int:
    """A whole number as typed; ValueError when it is none, or when digits of two scripts are mixed.

    >>> read_int("\\u17e1.\\u17e4\\u17e1\\u17e0"), read_int(" 1,410 "), read_int("-3")
    (1410, 1410, -3)
    """
    clean = text.translate(_INVISIBLE).strip()
    if has_mixed_digits(clean):
        raise ValueError("mixed digits")
    clean = latin_digits(clean).replace("\u2212", "-")
    if _PLAIN.match(clean):
        return int(clean)
    if _GROUPED.match(clean):
        return int(re.sub(r"[ .,\u00a0\u202f]", "", clean))
    raise ValueError("not a whole number")


def read_decimal(text: str) -> Decimal:
    """A number as typed, with one decimal mark (dot or comma) that is not a group of three."""
    try:
        return Decimal(read_int(text))
    except ValueError:
        if has_mixed_digits(text):
            raise
    clean = latin_digits(text.translate(_INVISIBLE).strip()).replace("\u2212", "-").replace(",", ".")
    try:
        number = Decimal(clean)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite():
        raise ValueError("not a number")
    return number


def half_up(value: Fraction | Decimal | int, places: int = 0) -> Decimal:
    """Round half away from zero to ``places`` decimals, exactly (no binary fractions on the way).

    >>> half_up(Fraction(605, 1197) * 100), half_up(Fraction(827 * 100, 1410), 1)
    (Decimal('51'), Decimal('58.7'))
    """
    fraction = Fraction(value)
    sign = -1 if fraction < 0 else 1
    scaled = abs(fraction) * 10**places + Fraction(1, 2)
    return Decimal(sign * (scaled.numerator // scaled.denominator)).scaleb(-places)


def percent(part: int, whole: int, places: int = 1) -> Decimal | None:
    """``part`` of ``whole`` in per cent, half up; None when there is no whole.

    >>> percent(827, 1410), percent(827, 1410, 0), percent(1, 0)
    (Decimal('58.7'), Decimal('59'), None)
    """
    return half_up(Fraction(part * 100, whole), places) if whole else None


def script_digits(text: str, zero: str) -> str:
    """0-9 in ``text`` written in the script whose zero is ``zero`` (given by the country pack)."""
    return "".join(chr(ord(zero) + int(c)) if "0" <= c <= "9" else c for c in text)


def write_number(
    value: int | Decimal, *, zero: str = "0", group: str = ",", point: str = ".", places: int | None = None
) -> str:
    """A number for people: grouped by three, with the pack's digits, group mark and decimal mark.

    >>> write_number(1410, zero="\\u17e0", group=".", point=",") == "\\u17e1.\\u17e4\\u17e1\\u17e0"
    True
    >>> write_number(Decimal("3.50"), places=1)
    '3.5'
    """
    number = Decimal(value)
    if places is not None:
        number = half_up(number, places)
    text = f"{number:,f}".replace(",", "\0").replace(".", point).replace("\0", group)
    return script_digits(text, zero)
