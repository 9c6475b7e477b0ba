"""Typed text into clean values: the meeting's answers, the lines of the plan, reports on actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import instrument_of, targets_of
from isaf.kit.fields import Amount, Day, DecimalNumber, WholeNumber
from isaf.meetings.forms import RecordForm
from isaf.meetings.models import Meeting
from isaf.meetings.selectors import attendance_table, kind_titles
from isaf.places.models import Facility

from .lines import Line
from .models import Action, Outcome
from .rules import COMPLETED, CONFIRMED, NOT_STARTED, REFERRED
from .selectors import interface_meeting
from .selectors.waiting import named


def text(label: Any, *, most: int = 200, required: bool = False, rows: int = 0, help_text: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget, help_text=help_text
    )


def upload(label: Any, *, accept: str = "image/*,.pdf", help_text: Any = "") -> forms.FileField:
    widget = forms.ClearableFileInput(attrs={"accept": accept})
    return forms.FileField(label=label, required=False, widget=widget, help_text=help_text)


class LineForm(forms.Form):
    """The columns of a line, in the order of the official form."""

    title = text(_("Agreed action"), most=300, required=True, rows=2)
    facility = forms.ChoiceField(label=_("Facility"), required=False)
    section = forms.ChoiceField(label=_("Section"), widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("What it is about"), required=False)
    lead = text(_("Who leads it"), required=True, help_text=_("An office, not a private person."))
    collaborators = text(_("Together with"), most=300)
    start_on = Day(label=_("Starts on"), required=False)
    end_on = Day(label=_("Due on"))
    proposer = text(_("Proposed by"))
    responds_to = text(_("Answers the criterion or target"), most=300)
    location = text(_("Place"))
    quantity = DecimalNumber(label=_("Quantity"), required=False)
    unit = text(_("Unit"), most=60)
    beneficiaries = WholeNumber(label=_("Who gain from it, all"), required=False)
    beneficiaries_female = WholeNumber(label=_("Women among them"), required=False)
    cost = Amount(required=False)

    columns = (
        "title", "section", "theme", "lead", "collaborators", "start_on", "end_on", "proposer", "responds_to",
        "location", "quantity", "unit", "beneficiaries", "beneficiaries_female", "cost",
    )  # fmt: skip

    def __init__(self, cycle: Cycle, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [
            (s.id, f"{named(s.letter)}. {named(s.names)}") for s in instrument_of(cycle).plan_sections
        ]
        self._facilities = {t.facility.slug: t.facility for t in targets_of(cycle)}
        self.fields["facility"].choices = [
            ("", "-"), *((slug, named(f.names)) for slug, f in self._facilities.items())
        ]  # fmt: skip
        self.fields["theme"].choices = [("", "-"), *((t.id, named(t.names)) for t in pack().themes)]
        self.fields["cost"].minor_digits = pack().minor_digits
        self.fields["cost"].label = _("Estimated cost (%(currency)s)") % {
            "currency": named(pack().currency_names)
        }

    def line(self) -> Line:
        return Line(**{name: self.cleaned_data[name] for name in self.columns})

    def chosen_facility(self) -> Facility | None:
        """Whose action it is; None where no facility of the year is meant."""
        return self._facilities.get(self.cleaned_data.get("facility", ""))


class AnswerForm(LineForm):
    """The meeting's answer to a proposal. The columns count only where something was agreed."""

    decision = forms.ChoiceField(label=_("What did the meeting answer?"), widget=forms.RadioSelect)
    merge_into = forms.ChoiceField(
        label=_("The same as an action agreed already"),
        required=False,
        help_text=_("Several proposals may lead to one action. Leave the rest empty then."),
    )
    reply = text(_("What the provider replied"), most=2000, rows=3, help_text=_("No names of persons."))
    reason = text(_("Reason, if not agreed or if referred"), most=2000, rows=2)
    letter_number = text(_("Number of the letter, if referred"), most=60)

    needed = ("title", "section", "lead", "end_on")

    def __init__(self, cycle: Cycle, actions: list[Action], *args: Any, **kwargs: Any) -> None:
        super().__init__(cycle, *args, **kwargs)
        self.fields["decision"].choices = list(decisions().items())
        self.fields["merge_into"].choices = [("", "-"), *((a.code, f"{a.title} ({a.code})") for a in actions)]
        self._actions = {action.code: action for action in actions}
        del self.fields["facility"]
        for name in self.needed:
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("decision") in (None, Outcome.Decision.NOT_AGREED) or typed.get("merge_into"):
            return typed
        for name in self.needed:
            if name not in self.errors and not typed.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return typed

    def answer(self) -> dict[str, Any]:
        """The arguments of services.record_outcome."""
        typed = self.cleaned_data
        other = self._actions.get(typed["merge_into"])
        agreed = typed["decision"] != Outcome.Decision.NOT_AGREED and other is None
        return {
            **{name: typed[name] for name in ("decision", "reply", "reason", "letter_number")},
            "merge_into": other,
            "line": self.line() if agreed else None,
        }


def meeting_form(cycle: Cycle, language: str, typed: Any) -> RecordForm:
    """When, where and who came, with what is recorded already of the year's interface meeting."""
    meeting = interface_meeting(cycle) or Meeting(cycle=cycle, kind=Meeting.Kind.INTERFACE)
    known = {name: getattr(meeting, name) for name in ("held_on", "place", "chair", "minutes")}
    if not meeting._state.adding:
        for side, counts in attendance_table(meeting).items():
            known |= {f"{side}-{segment}": n for segment, n in counts.items()}
    return RecordForm(meeting, language, typed, initial=known)


def decisions() -> dict[str, Any]:
    return {
        Outcome.Decision.AGREED: _("Agreed"),
        Outcome.Decision.NOT_AGREED: _("Not agreed"),
        Outcome.Decision.REFERRED: _("Referred to the level above"),
    }


class ReportForm(forms.Form):
    """A report on an action, with the levels of proof that the person may give."""

    status = forms.ChoiceField(label=_("How far is it?"), widget=forms.RadioSelect)
    percent = WholeNumber(label=_("Done, per cent"), most=100, required=False)
    on = Day(label=_("On which day was this so?"))
    proof = forms.ChoiceField(label=_("How do you know?"), widget=forms.RadioSelect)
    meeting = forms.ChoiceField(label=_("At which meeting did citizens confirm it?"), required=False)
    reason = text(
        _("Reason"), most=2000, rows=2, help_text=_("For postponed, cancelled, or less than was reported.")
    )
    due_on = Day(label=_("New due date, if postponed"), required=False)
    note = text(_("Note"), most=2000, rows=3, help_text=_("Stays inside; it is not published."))
    photo = upload(
        _("Photo of what was done"),
        accept="image/*",
        help_text=_(
            "No faces. The place where it was taken is removed. It stays inside until a moderator has seen it."
        ),
    )

    def __init__(self, proofs: list[str], meetings: list[Meeting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statuses = [s for s in pack().statuses if s.id != REFERRED]
        self.fields["status"].choices = [(s.id, named(s.names)) for s in statuses]
        self.fields["proof"].choices = [(p.id, named(p.names)) for p in pack().proofs if p.id in proofs]
        self.fields["meeting"].choices = [("", "-"), *((str(m.pk), _meeting_words(m)) for m in meetings)]
        self._meetings = {str(meeting.pk): meeting for meeting in meetings}
        if CONFIRMED not in proofs:
            del self.fields["meeting"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("percent") is None and "percent" not in self.errors:
            typed["percent"] = {COMPLETED: 100, NOT_STARTED: 0}.get(
                typed.get("status"), self.initial["percent"]
            )
        typed["meeting"] = self._meetings.get(typed.get("meeting") or "")
        return typed


def _meeting_words(meeting: Meeting) -> str:
    return f"{meeting.held_on:%d/%m/%Y} {kind_titles()[meeting.kind]}"


class ReferForm(forms.Form):
    """Sending an action one level up."""

    on = Day(label=_("Sent on"))
    letter_number = text(_("Number of the letter"), most=60)
    reason = text(_("Why it has to be decided above"), most=2000, required=True, rows=3)
    scan = upload(_("Scan of the letter"), help_text=_("It stays inside."))


class ReplyForm(forms.Form):
    replied_on = Day(label=_("Day of the reply"))
    reply = text(
        _("What the office replied"), most=2000, required=True, rows=4, help_text=_("No names of persons.")
    )
    reply_number = text(_("Number of the reply"), most=60)
    scan = upload(_("Scan of the reply"), help_text=_("It stays inside."))


class FundingForm(forms.Form):
    """Planned and spent for every source of the pack that has money."""

    NO_MONEY = "none"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = [fund for fund in pack().funds if fund.id != self.NO_MONEY]
        for fund in self.sources:
            for word, label in (("planned", _("Planned")), ("spent", _("Spent"))):
                digits = pack().minor_digits
                self.fields[f"{fund.id}-{word}"] = Amount(label=label, required=False, minor_digits=digits)

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Each source with its two boxes."""
        return [(named(f.names), self[f"{f.id}-planned"], self[f"{f.id}-spent"]) for f in self.sources]

    def amounts(self) -> dict[str, tuple[int | None, int | None]]:
        typed = self.cleaned_data
        return {f.id: (typed[f"{f.id}-planned"], typed[f"{f.id}-spent"]) for f in self.sources}


class ProposeForm(forms.Form):
    """Nothing to fill: the button alone."""


class ApproveForm(forms.Form):
    session_number = text(_("Number of the council's session"), most=40, required=True)
    approved_on = Day(label=_("Day of the session"))


class SignForm(forms.Form):
    reference = text(_("Reference number of the plan"), most=60)
    on = Day(label=_("Signed on"))


class ReceiveForm(forms.Form):
    comment = text(_("Comment"), most=2000, rows=3)
    on = Day(label=_("Received on"))


class ReasonForm(forms.Form):
    reason = text(_("Reason"), most=2000, required=True, rows=2)
