"""Filters for everything that is read: ``{% load words %}``, then ``{{ area.names|named }}``.

They return plain text, so that Django escapes what people typed; ``typed`` escapes it itself.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from isaf.country import wording
from isaf.country.current import pack

register = template.Library()


@register.filter
def named(names: Mapping[str, str] | str | None) -> str:
    """``{{ facility.names|named }}``: the name in the reader's language, or in another one."""
    return wording.in_language(names)


@register.filter
def number(value: Any) -> str:
    """``{{ 1410|number }}``: grouped by three, in the reader's digits."""
    return wording.write(value)


@register.filter
def decimal(value: Any, places: int = 1) -> str:
    """``{{ mean|decimal:2 }}``: rounded half up to so many places."""
    return wording.write(value, places)


@register.filter
def score(value: Any) -> str:
    """``{{ result.median|score }}``: medians carry one decimal, since 3.5 is one of them."""
    return wording.write(value, 1)


@register.filter
def percent(value: Any) -> str:
    """Whole per cent, for sentences (ADR 0007)."""
    return wording.write_percent(value, 0)


@register.filter
def percent1(value: Any) -> str:
    """Per cent with one decimal, for tables (ADR 0007)."""
    return wording.write_percent(value, 1)


@register.filter
def money(minor: int | None) -> str:
    """``{{ line.amount|money }}``: minor units with the currency's name."""
    return wording.write_money(minor)


@register.filter
def day(moment: date | None) -> str:
    """``{{ action.due|day }}``; a moment is first brought to the country's own time."""
    return wording.write_day(moment)


@register.filter
def period(first: date | None, last: date | None = None) -> str:
    """``{{ step.opens|period:step.closes }}``."""
    return wording.write_period(first, last)


@register.filter
def digits(text: Any) -> str:
    """``{{ area.code|digits }}``, ``{{ year|digits }}``: other digits, no grouping."""
    return wording.write_digits(text)


@register.filter
def typed(text: Any) -> str:
    """``{{ cell.value|typed }}``: what somebody wrote on a sheet."""
    return wording.write_typed(text)


@register.filter
def language_name(code: str) -> str:
    """``{{ "km"|language_name }}``: a language as its own speakers call it."""
    return pack().language_names.get(code, code)


@register.filter
def titled(area: Any) -> str:
    """``{{ area|titled }}``: the area's name with its kind of unit, as the country writes the two together."""
    return wording.titled(area)


@register.filter
def lookup(table: Mapping[Any, Any], key: Any) -> Any:
    """``{{ titles|lookup:meeting.kind }}``: a value of a mapping by a key that is itself a value."""
    return table.get(key, "")
