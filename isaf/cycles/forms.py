"""Opening a year and closing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.kit.fields import Day, WholeNumber
from isaf.places.models import Facility


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
