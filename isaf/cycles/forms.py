"""Opening a year and closing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.kit.fields import Day, WholeNumber
from isaf.people.models import Organisation
from isaf.places.models import Area, Facility

from .models import Cycle, Target
from .reading import facilities_to_add
from .selectors import organisations_for, villages_for


class OpenForm(forms.Form):
    """Which year, and which facilities stand on the target list."""

    year = WholeNumber(label=_("Year"), least=2000, most=2100)
    facilities = forms.TypedMultipleChoiceField(
        label=_("Target list"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every count of this year is measured against this list."),
    )

    def __init__(self, facilities: list[Facility], language: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._facilities = {facility.pk: facility for facility in facilities}
        self.fields["facilities"].choices = [
            (pk, one.names.get(language) or one.slug) for pk, one in self._facilities.items()
        ]
        self.fields["facilities"].initial = list(self._facilities)

    def chosen(self) -> list[Facility]:
        return [self._facilities[pk] for pk in self.cleaned_data["facilities"]]


class CloseForm(forms.Form):
    on = Day(label=_("Closed on"))
    sure = forms.BooleanField(label=_("I know that nothing can be changed in this year afterwards."))


class PostponeForm(forms.Form):
    """New planned days of a step, and why."""

    planned_from = Day(label=_("New first day"))
    planned_to = Day(label=_("New last day"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class DaysForm(forms.Form):
    """When a step really began and ended; empty is not yet."""

    started_on = Day(label=_("Began on"), required=False)
    ended_on = Day(label=_("Done on"), required=False)


class AddTargetForm(forms.Form):
    """A facility that joins the target list after the year was opened."""

    facility = forms.TypedChoiceField(label=_("Facility"), coerce=int)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def __init__(self, cycle: Cycle, language: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._facilities = {one.pk: one for one in facilities_to_add(cycle)}
        self.fields["facility"].choices = _choices(self._facilities, language)

    def chosen(self) -> list[Facility]:
        return [self._facilities[self.cleaned_data["facility"]]]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class TargetForm(ReasonForm):
    """Villages and implementers of a target facility."""

    villages = forms.TypedMultipleChoiceField(
        label=_("Villages"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    implementers = forms.TypedMultipleChoiceField(
        label=_("Implementers"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Several may work at one facility. None is needed."),
    )
    field_order = ("villages", "implementers", "reason")

    def __init__(self, target: Target, language: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._villages = {area.pk: area for area in villages_for(target)}
        self._organisations = {one.pk: one for one in organisations_for(target.cycle)}
        for name, known in (("villages", self._villages), ("implementers", self._organisations)):
            self.fields[name].choices = _choices(known, language)
            self.fields[name].initial = [one.pk for one in getattr(target, name).all()]
            if not known:
                self.fields.pop(name)

    def facts(self) -> dict[str, list[Area] | list[Organisation]]:
        """What was ticked, as ``services.change_target`` takes it."""
        known = {"villages": self._villages, "implementers": self._organisations}
        return {
            name: [rows[pk] for pk in self.cleaned_data.get(name, ())] for name, rows in known.items()
        } | {"reason": self.cleaned_data["reason"]}


def _choices(rows, language: str) -> list[tuple[int, str]]:
    return [(pk, one.names.get(language) or next(iter(one.names.values()))) for pk, one in rows.items()]
