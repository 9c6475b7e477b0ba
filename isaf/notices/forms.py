"""Where a person wants letters."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ChoiceForm(forms.Form):
    address = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Leave it empty if you have none. Your letters can still be read on this page."),
    )
    wants_letters = forms.BooleanField(label=_("Write to me about what waits for me"), required=False)
