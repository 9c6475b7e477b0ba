"""Typed wishes and decisions into clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.audit.services import plain
from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import in_words
from isaf.places.models import Area, Facility
from isaf.places.selectors import facility_by_slug
from isaf.registry.forms import EditFacilityForm, initial_of

from .kinds import LISTED, NOT_LISTED, targets_now


def why(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, max_length=1000, widget=widget, help_text=help_text, required=required
    )


class AskFacilityForm(EditFacilityForm):
    """The particulars of a facility as they should be, and why."""

    reason = why(_("Why should it be changed?"))

    def __init__(self, facility: Facility, data: Any = None) -> None:
        super().__init__(data, initial=initial_of(facility))
        names = [f"name_{spoken}" for spoken in pack().languages]
        self.order_fields([*names, "host"])

    def wanted(self) -> dict[str, Any]:
        """Every field as a plain value, in the same writing as ``kinds.facility_now``."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        host: Area = typed["host"]
        codes = sorted({area.code for area in typed["catchment"]} - {host.code})
        return {field: plain(value) for field, value in typed.items()} | {
            "host": host.code,
            "catchment": " ".join(codes),
        }


class AskReopenForm(forms.Form):
    """Why a closed year should be opened again."""

    reason = why(_("Why should the year be opened again?"), help_text=_("What has to be mended in it?"))

    def __init__(self, cycle: Cycle, data: Any = None) -> None:
        super().__init__(data)

    def wanted(self) -> dict[str, Any]:
        return {"state": Cycle.State.OPEN.value}


class AskTargetsForm(forms.Form):
    """Which facilities should stand on the year's list, and why."""

    facilities = forms.MultipleChoiceField(
        label=_("Target list"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Every count of this year is measured against this list."),
    )
    reason = why(_("Why should it be changed?"))

    def __init__(self, cycle: Cycle, data: Any = None) -> None:
        super().__init__(data)
        self._now = targets_now(cycle)
        self.fields["facilities"].choices = [
            (slug, in_words(facility_by_slug(slug).names)) for slug in self._now
        ]
        self.fields["facilities"].initial = [slug for slug, state in self._now.items() if state == LISTED]

    def wanted(self) -> dict[str, Any]:
        chosen = set(self.cleaned_data["facilities"])
        return {slug: LISTED if slug in chosen else NOT_LISTED for slug in self._now}


class DecideForm(forms.Form):
    """A word to the person who asked; needed where the request is refused."""

    answer = why(_("Your answer"), required=False, help_text=_("Needed when you refuse."))


class WithdrawForm(forms.Form):
    """Why what is published is taken back, as everyone will read it."""

    reason = why(
        _("Why is it withdrawn?"),
        help_text=_("Everyone reads this in place of what was published. Write no name of a private person."),
    )
    with_earlier = forms.BooleanField(label=_("Withdraw the earlier versions too"), required=False)

    def __init__(self, has_earlier: bool, data: Any = None) -> None:
        super().__init__(data)
        if not has_earlier:
            self.fields.pop("with_earlier")
