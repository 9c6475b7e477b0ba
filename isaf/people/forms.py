"""Signing in and the first administrator."""

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    username = forms.CharField(label=_("User name or phone number"), max_length=60)
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput, strip=False)

    def __init__(self, request, *args, **kwargs):
        self.request = request
        self.account = None
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.update(autocomplete="username", autocapitalize="none")
        self.fields["password"].widget.attrs.update(autocomplete="current-password")

    def clean(self):
        typed = super().clean()
        if {"username", "password"} <= typed.keys():
            self.account = authenticate(self.request, **typed)
            if self.account is None:
                raise forms.ValidationError(
                    _(
                        "The name or the password is not right. Try again, or ask the office above yours to reset it."
                    )
                )
        return typed


class SetupForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200)
    username = forms.CharField(label=_("User name or phone number"), max_length=60)
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput,
        strip=False,
        validators=[validate_password],
        help_text=_("At least 8 characters, not one that others would guess."),
    )


class WhyForm(forms.Form):
    """A question to the judge: may this person do this at this place?"""

    person = forms.CharField(label=_("User name or phone number"))
    verb = forms.ChoiceField(label=_("What"))
    place = forms.CharField(
        label=_("Area code or facility code"), help_text=_("For example 990101 or hc-990101.")
    )

    def __init__(self, verbs, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb, verb) for verb in verbs]
