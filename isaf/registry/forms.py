"""One facility by hand, joining two, and bringing in a list."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.fields import Day
from isaf.kit.problems import Problem
from isaf.kit.saying import in_readers_digits, say
from isaf.kit.spreadsheets import MOST_MEGABYTES
from isaf.places.models import Area, Facility
from isaf.places.selectors import administration_services, area_by_code, mended_code

from .layouts import layouts
from .problems import TooLarge
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


class MergeForm(forms.Form):
    """Which other record is the same facility, and why we know."""

    merged = forms.ChoiceField(
        label=_("The other record of this facility"),
        widget=forms.RadioSelect,
        help_text=_("It ends and leads to the one above. Its years stay readable."),
    )
    reason = forms.CharField(
        label=_("How do you know?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, candidates: list[Facility], **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language() or pack().default_language
        self.fields["merged"].choices = [
            (
                one.slug,
                f"{_in(one.names, language)} · {in_readers_digits(one.code)} · {_in(one.host.names, language)}",
            )
            for one in candidates
        ]


class HandOnForm(forms.Form):
    """Which of the units that followed takes on what was open in an ended one."""

    to = forms.ChoiceField(
        label=_("Who takes it on?"),
        widget=forms.RadioSelect,
        help_text=_(
            "People, registers and open years go there together. The figures of past years stay where they are."
        ),
    )

    def __init__(self, *args, successors: Sequence[Area], **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language() or pack().default_language
        self.fields["to"].choices = [
            (one.code, f"{_in(one.names, language)} · {in_readers_digits(one.code)}") for one in successors
        ]


class ReasonForm(forms.Form):
    """Why two records are taken apart again."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ImportForm(forms.Form):
    """A list, what it holds, and what the person knows about it."""

    kind = forms.ChoiceField(
        label=_("What does the file hold?"),
        choices=[
            ("gazetteer", _("Units: provinces to villages")),
            ("facilities", _("Facilities: places of service")),
            ("organisations", _("Organisations that facilitate")),
            ("projects", _("Projects of organisations")),
            ("targets", _("Where organisations work, by year")),
        ],
    )
    file = forms.FileField(
        label=_("File"), help_text=_("XLSX or CSV (UTF-8). Nothing changes before you have seen what would.")
    )
    as_of = Day(
        label=_("For which day does the list speak?"),
        required=False,
        help_text=_("What is kept from a newer list stays. Empty: today."),
    )
    layout = forms.ChoiceField(
        label=_("How is the file laid out?"),
        required=False,
        help_text=_("Most files are recognised by their first lines."),
    )
    is_complete = forms.ChoiceField(
        label=_("Which units does the list name?"),
        choices=[
            ("some", _("Some: the others stay as they are")),
            ("all", _("All of its provinces: those it does not name have ended")),
        ],
        initial="some",
    )
    successors = forms.FileField(
        label=_("List of what followed ended units"),
        required=False,
        help_text=_("Columns old_code, new_code, relation (renumbered, moved, split, merged, replaced)."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language() or pack().default_language
        named = [(one.name, _in(one.names, language)) for one in layouts(pack().folder)]
        self.fields["layout"].choices = [("", _("Told by its first lines")), *named]

    def clean_file(self) -> bytes:
        return _content(self.cleaned_data["file"])

    def clean_successors(self) -> bytes | None:
        given = self.cleaned_data["successors"]
        return _content(given) if given else None

    def clean_is_complete(self) -> bool:
        return self.cleaned_data["is_complete"] == "all"

    def clean_as_of(self) -> date | None:
        day = self.cleaned_data["as_of"]
        if day and day > today():
            raise forms.ValidationError(gettext("This day has not come yet."))
        return day

    def clean(self) -> dict:
        typed = super().clean()
        if typed.get("kind") != "gazetteer":
            typed |= {"is_complete": False, "successors": None}
        known = {one.name: one.kind for one in layouts(pack().folder)}
        if typed.get("layout") and known[typed["layout"]] != typed.get("kind"):
            self.add_error("layout", gettext("This layout is for files of another kind."))
        return typed


def _content(upload: UploadedFile) -> bytes:
    """The bytes of an upload that is not too large."""
    if upload.size > MOST_MEGABYTES * 2**20:
        problem = TooLarge(most=MOST_MEGABYTES)
        raise forms.ValidationError(say(problem))
    return upload.read()


def _in(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()), "")


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
