"""The form of one section of a sheet, built from the frozen form of the year; the words of the checker."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.country import wording
from isaf.country.current import pack
from isaf.country.pack import Column, Item, Numerals, Section
from isaf.kit.fields import Amount, Day, WholeNumber
from isaf.kit.numerals import script_digits, write_number

from . import rules
from .selectors import in_words, reader_language

YES_OR_NO = (("1", _("Yes")), ("0", _("No")), ("", _("Not known")))
COPIED = ("identity", "standards")  # mostly the same from year to year
LONG = ("bring", "exempt", "now")  # texts that want more than one line


class YesNo(forms.TypedChoiceField):
    """Yes, no, or nothing told."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_OR_NO, coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs)


class SectionForm(forms.Form):
    """One box for each line and column. Boxes are named ``section__line__column``; others are not looked at.

    What was typed before and could not be read stands in its box again, with what is wrong about it. ``rows`` is
    how many rows of a list are shown: those that hold something, and one more.
    """

    def __init__(
        self,
        section: Section,
        content: rules.Content,
        typed: rules.Content,
        last: rules.Content,
        data: Any = None,
        rows: int = 0,
    ) -> None:
        super().__init__(data)
        self.section, self._content, self._typed, self._last = section, content, typed, last
        self.items = self._shown(rows)
        for item in self.items:
            for column in section.columns:
                name = self._name(item, column)
                self.fields[name] = _field(item, column)
                self.initial[name] = self._first_text(item, column)

    def _name(self, item: Item, column: Column) -> str:
        return f"{self.section.id}__{item.id}__{column.id}"

    def _shown(self, rows: int) -> tuple[Item, ...]:
        everything = rules.items_of(self.section)
        if self.section.kind != "list":
            return everything
        filled = [*self._content.get(self.section.id, {}), *self._typed.get(self.section.id, {})]
        posted = [name.split("__")[1] for name in self.data if name.startswith(f"{self.section.id}__")]
        last = max((int(row) for row in [*filled, *posted] if row.isascii() and row.isdigit()), default=0)
        return everything[: max(rows, last + (not self.is_bound), 1)]

    def _first_text(self, item: Item, column: Column) -> str:
        """What was typed and not read; else what is kept; last year's column begins with what was published."""
        at = (self.section.id, item.id, column.id)
        unread = rules.value(self._typed, *at)
        if unread is not None:
            return str(unread)
        kept = rules.value(self._content, *at)
        if kept is None and column.id == rules.LAST_YEAR:
            kept = rules.value(self._last, *at[:2], rules.current(self.section).id)
        is_choice = kept is not None and rules.kind_of(item, column) == "yes_no"
        return str(kept) if is_choice else as_typed(kept, column)

    @property
    def _tells_last_year(self) -> bool:
        """True when last year's figure has a box of its own."""
        return any(column.id == rules.LAST_YEAR for column in self.section.columns)

    @property
    def may_copy(self) -> bool:
        """True for texts that are mostly the same every year, while last year's stand published."""
        return self.section.kind in COPIED and bool(self._last.get(self.section.id))

    def split(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(figures and texts that can be read, what was typed and cannot), each line -> column -> value."""
        good: dict[str, dict[str, Any]] = {}
        bad: dict[str, dict[str, Any]] = {}
        self.is_valid()
        for item in self.items:
            for column in self.section.columns:
                name = self._name(item, column)
                if name in self.errors:
                    bad.setdefault(item.id, {})[column.id] = str(self[name].value())[: rules.LONGEST]
                    continue
                given = self.cleaned_data.get(name)
                given = given.isoformat() if isinstance(given, date) else given
                if given not in (None, ""):
                    good.setdefault(item.id, {})[column.id] = given
        if "copy" in self.data and self.may_copy:
            good = rules.filled_from(self._last.get(self.section.id, {}), good, bad)
        return good, bad

    def unread(self) -> dict[str, list[str]]:
        """What is wrong with each box that cannot be read: of what was sent, or of what was kept as typed."""
        if self.is_bound:
            return {name: list(self.errors[name]) for name in self.fields if name in self.errors}
        wrong: dict[str, list[str]] = {}
        for item in self.items:
            for column in self.section.columns:
                if rules.value(self._typed, self.section.id, item.id, column.id) is not None:
                    name = self._name(item, column)
                    try:
                        self.fields[name].clean(self.initial[name])
                    except forms.ValidationError as error:
                        wrong[name] = list(error.messages)
        return wrong

    def lines(self, saved: rules.Content | None = None) -> Iterator[dict[str, Any]]:
        """Lines and boxes in order, for the template; ``saved`` is what another person saved meanwhile."""
        wrong = self.unread()
        for item in self.items:
            boxes = [self._box(item, column, wrong, saved) for column in self.section.columns]
            yield {"item": item, "boxes": boxes}

    def _box(
        self, item: Item, column: Column, wrong: dict[str, list[str]], saved: rules.Content | None
    ) -> dict[str, Any]:
        at, name = (self.section.id, item.id), self._name(item, column)
        kept = "" if saved is None else in_box(rules.value(saved, *at, column.id), item, column)
        before = rules.before_of({}, self._last, self.section, item.id, column.id)
        return {
            "field": self[name],
            "column": column,
            "kind": rules.kind_of(item, column),
            "errors": wrong.get(name, []),
            "last": "" if self._tells_last_year else in_box(before, item, column),
            "differs": saved is not None and kept != in_box(self._typed_now(name), item, column),
            "saved": kept,
        }

    def _typed_now(self, name: str) -> str:
        return str(self[name].value() or "").strip()


def _field(item: Item, column: Column) -> forms.Field:
    label = f"{in_words(item.names)}: {in_words(column.names)}"
    kind = rules.kind_of(item, column)
    if kind == "text":
        rows = forms.Textarea(attrs={"rows": 2}) if column.id in LONG else forms.TextInput()
        return forms.CharField(required=False, max_length=rules.LONGEST, label=label, widget=rows)
    if kind == "date":
        return Day(required=False, label=label)
    if kind == "money":
        most = rules.LARGEST["money"]
        return Amount(minor_digits=pack().minor_digits, most=most, required=False, label=label)
    if kind == "yes_no":
        return YesNo(required=False, label=label)
    return WholeNumber(most=rules.LARGEST.get(kind, 10**9), required=False, label=label)


def in_box(given: Any, item: Item, column: Column) -> str:
    """A kept or typed figure as it is told beside its box; yes and no in words."""
    if rules.kind_of(item, column) == "yes_no" and given in (0, 1, "0", "1"):
        return str(_("yes") if int(given) else _("no"))
    if column.kind == "date" and rules.is_day(given):
        return wording.write_day(date.fromisoformat(given))
    return wording.write_digits(given) if isinstance(given, str) else as_typed(given, column)


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
    """One sentence about the whole sheet; comments on lines stand beside the lines."""

    reason = forms.CharField(
        max_length=500,
        required=False,
        label=_("What has to be mended"),
        help_text=_("Or write a comment beside the lines above."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
