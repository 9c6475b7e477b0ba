"""One facility by hand."""

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.kit.fields import Day
from isaf.kit.problems import Problem
from isaf.places.models import Area, Facility
from isaf.places.selectors import administration_services, area_by_code, mended_code

from .rules import degrees


class FacilityForm(forms.Form):
    """What a facility is, how it is called, where it stands and whom it serves."""

    service = forms.ChoiceField(label=_("Kind of service"))
    code = forms.CharField(
        label=_("Facility code"),
        max_length=40,
        help_text=_("The official code, with its leading zeros. It stands in the facility's public address."),
    )
    host = forms.CharField(
        label=_("Area where it stands"),
        max_length=20,
        help_text=_("The area's code, as the area's page shows it."),
    )
    catchment = forms.CharField(
        label=_("Other areas it serves"),
        required=False,
        help_text=_("Codes with a blank or comma between them. A health centre often serves several areas."),
    )
    operational_district = forms.CharField(
        label=_("Operational district code"), max_length=20, required=False
    )
    latitude = forms.CharField(
        label=_("Latitude"), required=False, help_text=_("In degrees, for example 11.5621.")
    )
    longitude = forms.CharField(label=_("Longitude"), required=False)
    valid_from = Day(label=_("First day"), required=False)
    valid_to = Day(
        label=_("Last day"), required=False, help_text=_("Leave empty while the facility is open.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language() or pack().default_language
        offices = administration_services()
        self.fields["service"].choices = [
            (kind.id, kind.names.get(language, kind.id))
            for kind in (*pack().services, *pack().other_kinds)
            if kind.id not in offices
        ]
        for spoken in pack().languages:
            self.fields[f"name_{spoken}"] = forms.CharField(
                label=gettext("Name (%(language)s)") % {"language": pack().language_names[spoken]},
                max_length=200,
                required=spoken == pack().default_language,
            )
        names = [f"name_{spoken}" for spoken in pack().languages]
        self.order_fields(["service", "code", *names, "host"])

    def clean_host(self) -> Area:
        return _area(self.cleaned_data["host"])

    def clean_catchment(self) -> list[Area]:
        return [_area(code) for code in self.cleaned_data["catchment"].replace(",", " ").split()]

    def clean_latitude(self) -> float | None:
        return _number(self.cleaned_data["latitude"])

    def clean_longitude(self) -> float | None:
        return _number(self.cleaned_data["longitude"])

    def fields_of_facility(self) -> dict:
        """The answers under the names of the service; what is fixed in a form for editing is left out."""
        typed = dict(self.cleaned_data)
        names = {spoken: typed.pop(f"name_{spoken}") for spoken in pack().languages}
        return typed | {"names": {spoken: name for spoken, name in names.items() if name}}


class EditFacilityForm(FacilityForm):
    """The same, for a facility that exists: its service and code stay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["service"], self.fields["code"]


def initial_of(facility: Facility) -> dict:
    """The form as it stands now."""
    names = {f"name_{spoken}": name for spoken, name in facility.names.items()}
    served = facility.serves.exclude(pk=facility.host_id).values_list("code", flat=True)
    return names | {
        "host": facility.host.code,
        "catchment": " ".join(sorted(served)),
        "operational_district": facility.operational_district,
        "latitude": facility.latitude,
        "longitude": facility.longitude,
        "valid_from": facility.valid_from,
        "valid_to": facility.valid_to,
    }


def _area(typed: str) -> Area:
    try:
        return area_by_code(mended_code(typed) or typed.strip())
    except Problem:
        text = gettext(
            "No area has the code %(area)s. Look the area up by its name and use the code shown there."
        )
        raise forms.ValidationError(text % {"area": typed}) from None


def _number(typed: str) -> float | None:
    try:
        number = degrees(typed.strip())
    except Problem as problem:
        raise forms.ValidationError(gettext(problem.text) % problem.details) from None
    return None if number is None else float(number)
