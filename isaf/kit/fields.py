"""Form fields that read numbers and dates as people type them, in any digits."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .numerals import has_mixed_digits, latin_digits, read_decimal, read_int
from .saying import as_written, in_readers_digits

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WRITE_A_DAY = _("Day/month/year, for example 28/02/2026.")


class WholeNumber(forms.Field):
    """A whole number from ``least`` upwards (0 unless told); an empty box is None, never 0."""

    default_error_messages = {
        "number": _("Write a whole number, for example 1,410."),
        "mixed": _("Write the number in one script: all Khmer digits or all Latin digits."),
        "least": _("Write a number that is not below %(least)s."),
        "most": _("This number is too large. Check the number of digits."),
    }

    def __init__(self, *, least: int | None = 0, most: int = 10**15, **kwargs: Any) -> None:
        self.least, self.most = least, most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": "number"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or not str(value).strip():
            return None
        if has_mixed_digits(str(value)):
            raise forms.ValidationError(self.error_messages["mixed"], code="mixed")
        try:
            number = read_int(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["number"], code="number") from None
        if self.least is not None and number < self.least:
            raise forms.ValidationError(
                self.error_messages["least"], code="least", params={"least": as_written(self.least)}
            )
        if number > self.most:
            raise forms.ValidationError(self.error_messages["most"], code="most")
        return number


class Amount(WholeNumber):
    """Money in whole units of the currency, kept in minor units (ADR 0016)."""

    def __init__(self, *, minor_digits: int = 0, **kwargs: Any) -> None:
        self.minor_digits = minor_digits
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if not self.minor_digits or value in self.empty_values:
            return super().to_python(value)
        try:
            return int(read_decimal(str(value)) * 10**self.minor_digits)
        except ValueError:
            raise forms.ValidationError(self.error_messages["number"], code="number") from None


class DecimalNumber(forms.Field):
    """A number with a decimal mark, dot or comma."""

    default_error_messages = {
        "number": _("Write a number, for example 12.5."),
        "mixed": WholeNumber.default_error_messages["mixed"],
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "number"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or not str(value).strip():
            return None
        if has_mixed_digits(str(value)):
            raise forms.ValidationError(self.error_messages["mixed"], code="mixed")
        try:
            return read_decimal(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["number"], code="number") from None


class DayInput(forms.DateInput):
    """A plain box. A browser's own calendar asks in the order of the browser's language and takes no Khmer digits."""

    def __init__(self) -> None:
        attrs = {"placeholder": _("day/month/year"), "autocomplete": "off", "class": "day"}
        super().__init__(attrs=attrs, format="%d/%m/%Y")

    def format_value(self, value: Any) -> str | None:
        """The kept day as the reader writes it; what was typed and refused stays as it was typed."""
        if isinstance(value, str) and ISO.fullmatch(value):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return value
        written = super().format_value(value)
        return written if isinstance(value, str) or written is None else in_readers_digits(written)


class Day(forms.DateField):
    """A day as day/month/year or year-month-day, in any digits; years before 1990 or after 2100 are slips."""

    default_error_messages = {
        "invalid": _("Write the date as day/month/year, for example 28/02/2026."),
        "far": _("Check the year of this date."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DayInput())
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            if has_mixed_digits(value):
                raise forms.ValidationError(WholeNumber.default_error_messages["mixed"], code="mixed")
            value = " ".join(latin_digits(value).split())
        day = super().to_python(value)
        if day and not 1990 <= day.year <= 2100:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day
