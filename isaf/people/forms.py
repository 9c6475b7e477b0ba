"""Signing in and the first administrator."""

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from isaf.kit.problems import NotFound
from isaf.places.models import Area, Facility
from isaf.places.selectors import place_by_word

from .models import Account
from .rules import short_name
from .selectors import account_by_username
from .verbs import Verb


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
        label=_("Area code or facility code"),
        required=False,
        help_text=_("For example 990101 or hc-990101; empty for the whole country."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb.value, verb.value) for verb in Verb]

    def clean_person(self) -> Account:
        if person := account_by_username(short_name(self.cleaned_data["person"])):
            return person
        raise forms.ValidationError(_("Nobody has this user name. Check it, then ask again."))

    def clean_place(self) -> Area | Facility:
        try:
            return place_by_word(self.cleaned_data["place"])
        except NotFound:
            raise forms.ValidationError(
                _("No area or facility has this code. Check it, then ask again.")
            ) from None
