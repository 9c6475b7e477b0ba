"""The two forms of the page: a filled file to bring in, and which figures to take out as a table."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from isaf.kit.saying import say
from isaf.kit.spreadsheets import MOST_MEGABYTES
from isaf.kit.workbooks import FileTooLarge

from ..models import InformationSheet
from .exporting import Wanted

State = InformationSheet.State
STATE_WORDS = {
    State.DRAFT: _("draft"),
    State.SUBMITTED: _("submitted, waits for the check"),
    State.RETURNED: _("sent back to be mended"),
    State.PUBLISHED: _("published"),
}


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Filled file"), help_text=_("The XLSX file that was downloaded here and filled.")
    )

    def clean_file(self) -> tuple[str, bytes]:
        given: UploadedFile = self.cleaned_data["file"]
        if given.size > MOST_MEGABYTES * 2**20:
            raise forms.ValidationError(say(FileTooLarge(most=MOST_MEGABYTES)))
        return given.name, given.read()


class TableForm(forms.Form):
    """Sent by GET, so that a table has an address of its own; only what the person works on can be chosen."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    service = forms.ChoiceField(label=_("Kind of service"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    state = forms.ChoiceField(
        label=_("State of the sheet"), required=False, choices=[("", _("All states")), *STATE_WORDS.items()]
    )

    def __init__(self, choices: dict[str, list[tuple[Any, str]]], data: Any = None) -> None:
        super().__init__(data, auto_id="table_%s", use_required_attribute=False)
        for name in ("year", "service", "area"):
            self.fields[name].choices = choices[name]
        if data is None:  # every list has a word for "all", so that nothing is left open
            for field in self.fields.values():
                field.required = True

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)
