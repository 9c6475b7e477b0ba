"""The form of a sheet, built from the frozen form of the year; the two words of the checker."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.country.pack import Column, Item, Numerals, Section
from isaf.kit.fields import Amount, Day, WholeNumber
from isaf.kit.numerals import script_digits, write_number

from . import rules
from .selectors import in_words, reader_language

YES_OR_NO = _("Write 1 for yes, 0 for no.")


class SheetForm(forms.Form):
    """One box per line and column. Only the form's own boxes are read; anything else sent is not looked at.

    ``saved`` is what is kept now, shown beside what was typed when another person saved meanwhile.
    """

    is_sure = forms.BooleanField(required=False, label=_("I checked these figures. They are right."))

    def __init__(
        self, sections: Sequence[Section], content: rules.Content, last: rules.Content, data: Any = None
    ) -> None:
        super().__init__(data)
        self._sections, self._content, self._last = sections, content, last
        self._paths: dict[str, tuple[str, str, str]] = {}
        for section, item, column in rules.boxes(sections):
            name = f"{section.id}__{item.id}__{column.id}"
            self._paths[name] = (section.id, item.id, column.id)
            self.fields[name] = _field(item, column)
            self.initial[name] = as_typed(self._first_value(section, item, column), column)

    def _first_value(self, section: Section, item: Item, column: Column) -> Any:
        """What is kept; the column of last year begins with what was published then."""
        kept = rules.value(self._content, section.id, item.id, column.id)
        if kept is None and column.id == rules.LAST_YEAR:
            return rules.value(self._last, section.id, item.id, rules.current(section).id)
        return kept

    def content(self) -> dict[str, Any]:
        """The clean figures as a content; empty boxes are left out, never 0."""
        found: dict[str, Any] = {}
        for name, (section, item, column) in self._paths.items():
            given = self.cleaned_data[name]
            given = given.isoformat() if isinstance(given, date) else given
            if given not in (None, ""):
                found.setdefault(section, {}).setdefault(item, {})[column] = given
        return found

    def jumps(self) -> list[rules.Jump]:
        """The figures far from last year's: of what was typed, or of what is kept."""
        content = self.content() if self.is_bound and self.is_valid() else self._content
        return rules.large_jumps(content, self._last, self._sections)

    def parts(self, saved: rules.Content | None = None) -> Iterator[dict[str, Any]]:
        """Sections, lines and boxes in order, for the template."""
        for section in self._sections:
            lines = [
                {"item": item, "boxes": list(self._boxes(section, item, saved))}
                for item in rules.items_of(section)
            ]
            yield {"section": section, "lines": lines}

    def _boxes(self, section: Section, item: Item, saved: rules.Content | None) -> Iterator[dict[str, Any]]:
        for column in section.columns:
            name = f"{section.id}__{item.id}__{column.id}"
            kept = (
                "" if saved is None else as_typed(rules.value(saved, section.id, item.id, column.id), column)
            )
            typed = "" if saved is None else (self[name].value() or "")
            last = rules.value(self._last, section.id, item.id, column.id)
            yield {
                "field": self[name],
                "column": column,
                "last": "" if column.id == rules.LAST_YEAR else as_typed(last, column),
                "differs": saved is not None and kept != typed.strip(),
                "saved": kept,
            }


def _field(item: Item, column: Column) -> forms.Field:
    label = f"{in_words(item.names)}: {in_words(column.names)}"
    kind = rules.kind_of(item, column)
    if kind == "text":
        return forms.CharField(required=False, max_length=rules.LONGEST, label=label)
    if kind == "date":
        return Day(required=False, label=label)
    if kind == "money":
        return Amount(
            minor_digits=pack().minor_digits, most=rules.LARGEST["money"], required=False, label=label
        )
    if kind == "yes_no":
        return WholeNumber(most=1, required=False, label=label, error_messages={"most": YES_OR_NO})
    return WholeNumber(most=rules.LARGEST.get(kind, 10**9), required=False, label=label)


def as_typed(given: Any, column: Column) -> str:
    """A kept figure as people of the reader's language type it."""
    if given is None or column.kind in ("text", "date"):
        return given or ""
    marks = pack().numerals.get(reader_language(), Numerals())
    digits = pack().minor_digits if column.kind == "money" else 0
    if digits:  # a group mark beside a decimal mark could be read wrongly
        return script_digits(f"{Decimal(given).scaleb(-digits):f}", marks.zero)
    return write_number(given, zero=marks.zero, group=marks.group)


class SubmitForm(forms.Form):
    is_sure = forms.BooleanField(required=False, label=_("I checked these figures. They are right."))


class PublishForm(forms.Form):
    """The reason is asked from the second version on."""

    reason = forms.CharField(
        max_length=500,
        label=_("Why the published sheet changes"),
        help_text=_("Everybody can read this sentence beside the new version."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SendBackForm(forms.Form):
    reason = forms.CharField(
        max_length=500,
        label=_("What has to be mended"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
