"""A new phone; why one is withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeviceForm(forms.Form):
    name = forms.CharField(
        max_length=100,
        label=_("Name of the phone"),
        help_text=_("By which you know it again: my Nokia, the office's tablet."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        max_length=300, label=_("Why the phone is withdrawn"), widget=forms.Textarea(attrs={"rows": 2})
    )
