"""What is typed about organisations, projects, bodies and the people in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.kit.fields import Day, WholeNumber
from isaf.kit.problems import Problem
from isaf.people.models import Account, Organisation
from isaf.people.rules import short_name
from isaf.people.selectors import account_by_username
from isaf.places.models import Area
from isaf.places.selectors import area_by_code, mended_code

from .kinds import Kind, Office
from .models import Body, Project, Term


def said(names: Names) -> str:
    """A name in the reader's language, or in another one."""
    wanted = (get_language() or "", pack().default_language, *names)
    return next((names[language] for language in wanted if names.get(language)), "")


def chosen(organisations: Iterable[Organisation]) -> list[tuple[str, str]]:
    """Organisations as the choices of a field."""
    return [(one.code, said(one.names)) for one in organisations]


class WithNames(forms.Form):
    """A form with a name in each language of the country; ``are_needed``: the default language must be there."""

    are_needed = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in pack().languages:
            self.fields[f"name_{language}"] = forms.CharField(
                label=gettext("Name (%(language)s)") % {"language": pack().language_names[language]},
                max_length=200,
                required=self.are_needed and language == pack().default_language,
            )
        first = [name for name in ("code", "kind", "office") if name in self.fields]
        self.order_fields([*first, *(f"name_{language}" for language in pack().languages)])

    def values(self) -> dict[str, Any]:
        """The answers under the names of the services, the names of all languages as one."""
        typed = dict(self.cleaned_data)
        names = {language: typed.pop(f"name_{language}") for language in pack().languages}
        return typed | {"names": {language: name for language, name in names.items() if name}}


def named(names: Names) -> dict[str, str]:
    """The names as the first answers of a form."""
    return {f"name_{language}": name for language, name in names.items()}


class AreaCodes(forms.CharField):
    """Areas by their codes, with blanks or commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "inputmode": "numeric"}))
        help_text = _("Codes with a blank or comma between them, as the areas' pages show them.")
        super().__init__(help_text=kwargs.pop("help_text", help_text), **kwargs)

    def clean(self, value: Any) -> list[Area]:
        words = dict.fromkeys(super().clean(value).replace(",", " ").split())
        return [self._area(word) for word in words]

    def _area(self, word: str) -> Area:
        try:
            return area_by_code(mended_code(word) or word)
        except Problem:
            text = gettext(
                "No area has the code %(area)s. Look the area up by its name and use the code shown there."
            )
            raise forms.ValidationError(text % {"area": word}) from None


class OrganisationForm(WithNames):
    code = forms.SlugField(
        label=_("Short code"),
        max_length=40,
        help_text=_("Small letters and digits. It stands in the address."),
    )
    works_in = AreaCodes(label=_("Areas it works in"), required=False)


class EditOrganisationForm(OrganisationForm):
    """The same for an organisation that exists: its code stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


def answers_of_organisation(organisation: Organisation) -> dict[str, Any]:
    """The form as it stands now."""
    codes = organisation.works_in.values_list("code", flat=True)
    return named(organisation.names) | {"works_in": " ".join(sorted(codes))}


class ProjectForm(WithNames):
    code = forms.SlugField(
        label=_("Short code"),
        max_length=40,
        help_text=_("Small letters and digits. It stands in the address."),
    )
    lead = forms.ChoiceField(label=_("Lead organisation"))
    partners = forms.MultipleChoiceField(
        label=_("Partners"), required=False, widget=forms.CheckboxSelectMultiple
    )
    funder = forms.CharField(label=_("Funded by"), max_length=200, required=False)
    since = Day(label=_("First day"))
    until = Day(label=_("Last day"), required=False)

    def __init__(self, organisations: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in organisations}
        self.fields["lead"].choices = self.fields["partners"].choices = chosen(organisations)

    def clean_lead(self) -> Organisation:
        return self.known[self.cleaned_data["lead"]]

    def clean_partners(self) -> list[Organisation]:
        lead = self.cleaned_data.get("lead")
        return [self.known[code] for code in self.cleaned_data["partners"] if self.known[code] != lead]


class EditProjectForm(ProjectForm):
    """The same for a project that exists: its code stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


def answers_of_project(project: Project) -> dict[str, Any]:
    """The form as it stands now."""
    return named(project.names) | {
        "lead": project.lead.code,
        "partners": [one.code for one in project.partners.all()],
        "funder": project.funder,
        "since": project.since,
        "until": project.until,
    }


class TargetsForm(forms.Form):
    """Where an organisation of a project works in a year."""

    implementer = forms.ChoiceField(label=_("Who works there"))
    areas = AreaCodes(label=_("Target areas"))
    year = WholeNumber(label=_("Year"), least=2000, most=2100)
    services = forms.MultipleChoiceField(
        label=_("Services"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none when the work is about every service."),
    )

    def __init__(self, organisations: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in organisations}
        self.fields["implementer"].choices = chosen(organisations)
        self.fields["services"].choices = [(one.id, said(one.names)) for one in pack().services]

    def clean_implementer(self) -> Organisation:
        return self.known[self.cleaned_data["implementer"]]


class BodyForm(WithNames):
    """A body of an area; without a name of its own it is called as its kind."""

    are_needed = False
    kind = forms.ChoiceField(label=_("Kind of body"))
    mandate = forms.CharField(
        label=_("Mandate"), max_length=60, required=False, help_text=_("For example: 5th mandate, 2022-2027.")
    )
    since = Day(label=_("First day"))
    until = Day(label=_("Last day"), required=False, help_text=_("Only for a body that exists no longer."))

    def __init__(self, kinds: Sequence[Kind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.id, said(one.names)) for one in kinds]


class EditBodyForm(BodyForm):
    """The same for a body that exists: its kind stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__((), *args, **kwargs)
        del self.fields["kind"]


def answers_of_body(body: Body) -> dict[str, Any]:
    """The form as it stands now."""
    return named(body.names) | {"mandate": body.mandate, "since": body.since, "until": body.until}


class SeatForm(WithNames):
    """One more seat, with a closer title when the office's name does not say enough."""

    are_needed = False
    office = forms.ChoiceField(label=_("Office"))

    def __init__(self, offices: Sequence[Office], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(one.id, said(one.names)) for one in offices]


class Letter(forms.FileField):
    """A scan of the signed letter; what it really is, is judged where it is kept."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Letter, as a scan or photograph"),
            required=False,
            help_text=_("PDF or picture. Only those who look after people in this area can open it."),
            widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
        )


class MandateForm(forms.Form):
    on = Day(label=_("Last day of the old mandate"))
    mandate = forms.CharField(
        label=_("New mandate"), max_length=60, help_text=_("For example: 5th mandate, 2022-2027.")
    )
    letter = Letter()


class TermForm(forms.Form):
    """Who sits in a seat, from when on."""

    name = forms.CharField(label=_("Name of the person"), max_length=200)
    sex = forms.ChoiceField(
        label=_("Sex"),
        required=False,
        choices=[("", _("Not said")), (Term.Sex.FEMALE, _("Woman")), (Term.Sex.MALE, _("Man"))],
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_("Internal: only those who keep the register see it, and each look is written down."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    account = forms.CharField(
        label=_("User name or phone number"),
        max_length=60,
        required=False,
        help_text=_("Only for a person who signs in. The role of the office goes to this account."),
    )
    letter = Letter()
    since = Day(label=_("First day in the seat"))
    until = Day(label=_("Last day in the seat"), required=False)

    def clean_account(self) -> Account | None:
        typed = self.cleaned_data["account"]
        if not typed:
            return None
        if person := account_by_username(short_name(typed)):
            return person
        raise forms.ValidationError(_("Nobody has this user name. Check it, then ask again."))


class EditTermForm(TermForm):
    """The same for somebody who sits there: the first day stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["since"]


def answers_of_term(term: Term) -> dict[str, Any]:
    """The form as it stands now."""
    return {
        "name": term.name,
        "sex": term.sex,
        "phone": term.phone,
        "account": term.account.username if term.account else "",
        "until": term.until,
    }
