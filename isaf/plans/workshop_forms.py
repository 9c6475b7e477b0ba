"""Typed text into clean values: a line's place in the investment programme, the workshop's day and outcomes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.kit.fields import Amount, Day, WholeNumber
from isaf.kit.saying import say

from .forms import text
from .selectors.waiting import named
from .selectors.workshop import WorkshopLine, WorkshopList
from .workshop_rules import Answer, objection


def money(label: Any, **more: Any) -> Amount:
    """A box for money in the pack's currency."""
    return Amount(label=label, required=False, minor_digits=pack().minor_digits, **more)


class ProgrammeForm(forms.Form):
    """Where a line stands in the investment programme."""

    field = forms.ChoiceField(label=_("Field of the investment programme"), required=False)
    priority = WholeNumber(
        label=_("Priority"), least=1, most=999, required=False, help_text=_("1 is the most urgent.")
    )
    code = text(_("Project code"), most=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [
            ("", "-"), *((f.id, named(f.names)) for f in pack().planning_fields)
        ]  # fmt: skip
        currency = {"currency": named(pack().currency_names)}
        self.fields["amount"] = money(_("Amount sought (%(currency)s)") % currency)


class WorkshopForm(forms.Form):
    held_on = Day(label=_("Day of the workshop"))
    place = text(_("Place"))


class OutcomeForm(forms.Form):
    """What the workshop said of one line; left open, nothing is said."""

    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    funder = text(_("Who pays"))
    agreement = text(_("Number of the agreement"), most=60)
    agreement_year = WholeNumber(label=_("For the year"), least=1990, most=2100, required=False)
    reason = text(_("Reason, if not funded"), most=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, row: WorkshopLine, year: int, *args: Any, **kwargs: Any) -> None:
        self.row, self.year = row, year
        super().__init__(*args, initial=_kept(row), **kwargs)
        nothing = [] if row.outcome else [("", _("Not answered yet"))]
        self.fields["outcome"].choices = [*nothing, *((o.id, named(o.names)) for o in pack().outcomes)]
        currency = {"currency": named(pack().currency_names)}
        self.fields["granted"] = money(_("How much (%(currency)s)") % currency)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("outcome") and not self.errors and (found := objection(self.answer(), self.year)):
            self.add_error(found[0], say(found[1]))
        return typed

    def answer(self) -> Answer:
        names = ("outcome", "funder", "granted", "agreement", "agreement_year", "reason")
        return Answer(**{name: self.cleaned_data.get(name) for name in names})


def _kept(row: WorkshopLine) -> dict[str, Any]:
    kept = row.submission
    if kept is None:
        return {"version": 0}
    names = ("outcome", "funder", "granted", "agreement", "agreement_year", "reason")
    return {"version": kept.row_version} | {name: getattr(kept, name) for name in names}


class OutcomesForm:
    """Every approved line of a workshop in one form, by commune; valid when each of them is."""

    def __init__(self, found: WorkshopList, typed: Any = None) -> None:
        self.is_bound = typed is not None
        self.places = [
            (area, [OutcomeForm(row, found.year, typed, prefix=str(row.line.pk)) for row in rows if row.is_approved])
            for area, rows in found.places
        ]  # fmt: skip

    @property
    def forms(self) -> list[OutcomeForm]:
        return [form for _, forms in self.places for form in forms]

    def is_valid(self) -> bool:
        """Every line is judged, so that all that is wrong is told at once."""
        return not [form for form in self.forms if not form.is_valid()]

    def answers(self) -> dict[int, Answer]:
        """By line; lines of which nothing is said are left out."""
        given = [form for form in self.forms if form.cleaned_data.get("outcome")]
        return {form.row.line.pk: form.answer() for form in given}

    def seen(self) -> dict[int, int]:
        return {form.row.line.pk: form.cleaned_data.get("version") or 0 for form in self.forms}
