"""A table of lines as typed: a file or pasted text, and what a row without a section means."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.cycles.models import Cycle
from isaf.cycles.selectors import instrument_of
from isaf.kit.fields import WholeNumber
from isaf.kit.spreadsheets import MOST_MEGABYTES, read_table
from isaf.kit.tables import Table
from isaf.kit.workbooks import FileTooLarge

from .problems import NothingToBring
from .selectors.waiting import named
from .table_reading import as_text, table_of


class TableForm(forms.Form):
    """A file is read once; from then on its rows stand in the box, where they can be mended."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        required=False,
        help_text=_("XLSX or CSV, as downloaded here or with the thirteen columns of the official form."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    text = forms.CharField(
        label=_("Or paste the rows from a spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "pasted", "wrap": "off", "spellcheck": "false"}),
    )
    section = forms.ChoiceField(label=_("Section of rows that name none"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, cycle: Cycle, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = instrument_of(cycle).plan_sections
        self.fields["section"].choices = [
            ("", "-"), *((s.id, f"{named(s.letter)}. {named(s.names)}") for s in sections)
        ]  # fmt: skip

    def table(self) -> Table:
        """What was sent; the box then holds the rows of the file, unless some could not be read at all."""
        upload = self.cleaned_data.get("file")
        if upload is None:
            if not self.cleaned_data["text"].strip():
                raise NothingToBring()
            return table_of(self.cleaned_data["text"])
        if upload.size > MOST_MEGABYTES * 2**20:
            raise FileTooLarge(most=MOST_MEGABYTES)
        found = read_table(upload.read())
        self.data = self.data.copy()
        self.data["text"] = "" if found.troubles else as_text(found)
        return found


class PlaceForm(forms.Form):
    to = WholeNumber(label=_("Move to place"), least=1, most=1000)
