"""Signing in, the first administrator, and the forms about people and their roles."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.country.pack import Role
from isaf.kit.fields import Day
from isaf.kit.problems import NotFound, Problem
from isaf.kit.saying import say
from isaf.places.models import Area, Facility
from isaf.places.selectors import place_by_word

from .lists import Line, read_people
from .models import Account
from .rules import short_name
from .selectors import account_by_username, operational_districts, organisations
from .verbs import Verb
from .wording import VERB_WORDS, in_language


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


class AdministrationForm(forms.Form):
    """The own password again, counted like a sign-in when it is wrong, and the reason."""

    password = forms.CharField(
        label=_("Your password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("For example: new accounts for the province of the letter no. 12."),
    )

    def __init__(self, request, *args, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        typed = self.cleaned_data["password"]
        if authenticate(self.request, username=self.request.user.username, password=typed) is None:
            raise forms.ValidationError(_("This is not your password. Type it again."))
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
        self.fields["verb"].choices = [(verb.value, VERB_WORDS[verb]) for verb in Verb]

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


class FindForm(forms.Form):
    """Which people the list shows."""

    q = forms.CharField(label=_("Name or user name"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    place = forms.CharField(label=_("Area code"), required=False)
    state = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[
            ("", _("All")),
            ("active", _("Active")),
            ("new", _("Never signed in")),
            ("disabled", _("Disabled")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("All")), *role_choices(pack().roles)]

    def clean_place(self) -> str:
        word = self.cleaned_data["place"].strip()
        try:
            area = place_by_word(word) if word else None
        except NotFound:
            raise forms.ValidationError(_("No area has this code. Check it, then search again.")) from None
        if area is None:
            return ""
        return area.code if isinstance(area, Area) else area.host.code


def role_choices(roles: list[Role] | tuple[Role, ...]) -> list[tuple[str, str]]:
    """Roles with their names in the reader's language."""
    return [(role.id, in_language(role.names)) for role in roles]


class RoleForm(forms.Form):
    """A role and the one scope in which it is held."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.CharField(
        label=_("Area code or facility code"),
        required=False,
        help_text=_("For example 990101 or hc-990101. Empty for the whole country."),
    )
    organisation = forms.ModelChoiceField(
        None,
        label=_("Or: organisation"),
        required=False,
        to_field_name="code",
        help_text=_("The role then reaches the areas in which the organisation works."),
    )
    operational_district = forms.ChoiceField(label=_("Or: health district"), required=False)
    since = Day(label=_("First day"))
    until = Day(label=_("Last day"), required=False, help_text=_("Empty when no end is known."))

    def __init__(self, roles: list[Role], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)
        self.fields["organisation"].queryset = organisations()
        self.fields["organisation"].label_from_instance = lambda one: in_language(one.names)
        self.fields["operational_district"].choices = [("", "–"), *((c, c) for c in operational_districts())]

    def clean_place(self) -> Area | Facility | None:
        word = self.cleaned_data["place"]
        try:
            return place_by_word(word) if word.strip() else None
        except NotFound:
            raise forms.ValidationError(
                _("No area or facility has this code. Check it, then save again.")
            ) from None

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        scopes = [typed.get(name) for name in ("place", "organisation", "operational_district")]
        if sum(1 for scope in scopes if scope) > 1:
            raise forms.ValidationError(
                _("Give one scope only: an area, a facility, an organisation or a health district.")
            )
        first, last = typed.get("since"), typed.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day has to be after the first day."))
        return typed

    def held(self) -> dict[str, Any]:
        """Role, scope and days as the services take them."""
        typed = self.cleaned_data
        if typed["organisation"]:
            scope = {"organisation": typed["organisation"]}
        elif typed["operational_district"]:
            scope = {"operational_district": typed["operational_district"]}
        elif isinstance(typed["place"], Facility):
            scope = {"facility": typed["place"]}
        else:
            scope = {"area": typed["place"] or place_by_word("")}
        return {"role": typed["role"], "scope": scope, "since": typed["since"], "until": typed["until"]}


class InviteForm(RoleForm):
    """A new account with its first role."""

    name = forms.CharField(label=_("Name"), max_length=200)
    username = forms.CharField(
        label=_("User name or phone number"),
        max_length=60,
        help_text=_("Short and easy to type. With it the person signs in."),
    )
    language = forms.ChoiceField(label=_("Language"))

    field_order = ["name", "username", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = dict(settings.LANGUAGES)
        self.fields["language"].choices = [(code, words.get(code, code)) for code in pack().languages]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {name: typed[name] for name in ("name", "username", "language")} | self.held()


class EndForm(forms.Form):
    on = Day(label=_("Last day"), help_text=_("The role counts until the end of this day."))


class HandOverForm(forms.Form):
    person = forms.CharField(
        label=_("User name of the person who follows"),
        help_text=_("The person needs an account already."),
    )
    on = Day(label=_("First day of the person who follows"))

    def clean_person(self) -> Account:
        person = account_by_username(short_name(self.cleaned_data["person"]))
        if person and person.is_active:
            return person
        raise forms.ValidationError(_("Nobody has this user name. Check it, then save again."))


class SlipForm(forms.Form):
    """The person's own password, set with a slip."""

    password = forms.CharField(
        label=_("Your new password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        validators=[validate_password],
        help_text=_("At least 8 characters, not one that others would guess."),
    )
    again = forms.CharField(
        label=_("The same password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if {"password", "again"} <= typed.keys() and typed["password"] != typed["again"]:
            self.add_error("again", _("The two passwords differ. Write the same one twice."))
        return typed


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("XLSX or CSV (UTF-8). Nothing changes before you have seen what would.")
    )

    def clean_file(self) -> list[Line]:
        try:
            return read_people(self.cleaned_data["file"].read(2**20 + 1))
        except Problem as problem:
            raise forms.ValidationError(say(problem)) from None
