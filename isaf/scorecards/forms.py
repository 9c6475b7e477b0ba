"""The paper tally and the self-assessment as forms: one page in the order of the paper.

A box that is left empty was not collected; 0 is typed. Problems that a service finds go to the box they
speak of, in the words of the year's instrument.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from isaf.country.current import pack
from isaf.country.pack import Numerals
from isaf.cycles.selectors import instrument_of
from isaf.kit.fields import Day, WholeNumber
from isaf.kit.problems import Problem
from isaf.kit.saying import say
from isaf.meetings.models import Meeting

from .boxes import box, strangers
from .models import Remark
from .naming import name, own_wording
from .problems import named
from .rules import ALL
from .titles import method_titles, officials_titles, remark_titles
from .typed import OWN, TypedCriterion, TypedRemark, TypedSheet

OWN_PLACES = (1, 2)  # criteria in the group's own wording that fit on the page
MOST = 10**6


class SheetForm(forms.Form):
    """What paper tally and self-assessment share: the day, the head-counts and what was said."""

    held_on = Day(label=_("Day of the meeting"))
    method = forms.ChoiceField(label=_("How the scores were given"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the notes"), required=False)
    sheet = forms.UUIDField(widget=forms.HiddenInput)

    methods: tuple[str, ...] = ()
    counts_groups = True
    template = ""

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.instrument = instrument_of(meeting.cycle)
        self.scale = self.instrument.scale
        everyone = [segment for segment in self.instrument.segments if segment.id == ALL]
        self.segments = list(self.instrument.segments) if self.counts_groups else everyone
        self.criteria = {
            c.id: name(c.names) for c in self.instrument.criteria.get(meeting.facility.service, ())
        }
        titles = method_titles()
        self.fields["method"].choices = [(method, titles[method]) for method in self.methods]
        self.fields["language"].choices = [(code, pack().language_names[code]) for code in pack().languages]
        for segment in self.segments:
            self.fields[box("people", segment.id)] = self.number(
                self.people_label(segment), data_people=segment.id
            )
        for key, title in self.own_and_listed():
            self.add_criterion(key, title)

    def people_label(self, segment: Any) -> str:
        return name(segment.names)

    def own_and_listed(self) -> Iterator[tuple[str, str]]:
        yield from self.criteria.items()

    @staticmethod
    def number(label: str, **data: Any) -> WholeNumber:
        attributes = {"inputmode": "numeric", "class": "number", "autocomplete": "off", "aria-label": label}
        attributes |= {key.replace("_", "-"): str(value) for key, value in data.items()}
        return WholeNumber(label=label, required=False, most=MOST, widget=forms.TextInput(attrs=attributes))

    def add_criterion(self, key: str, title: str) -> None:
        for segment in self.segments:
            for value in self.scale.values:
                label = f"{title} · {name(segment.names)} · {self.word(value)}"
                self.fields[box("n", key, segment.id, value.value)] = self.number(
                    label, data_value=value.value
                )
        for kind, label in remark_titles().items():
            area = forms.Textarea(attrs={"rows": 2})
            self.fields[box("r", key, kind)] = forms.CharField(
                label=label, required=False, widget=area, max_length=2000
            )

    def word(self, value: Any) -> str:
        return name(value.names)

    def hold_errors(self) -> None:
        """Show what was typed without judging it yet."""
        self._errors = ErrorDict()

    # --- what was typed ---

    def clean(self) -> dict[str, Any]:
        """Refuse a score in a box that the page does not have; left alone it would be dropped without a word."""
        criteria = dict(self.own_and_listed())
        segments = {segment.id: name(segment.names) for segment in self.segments}
        found = strangers(self.data, self.fields, criteria, segments)
        for sentence in dict.fromkeys(say(named(problem, criteria, segments)) for problem in found):
            self.add_error(None, sentence)
        return self.cleaned_data

    def people(self) -> dict[str, int | None]:
        return {segment.id: self.cleaned_data.get(box("people", segment.id)) for segment in self.segments}

    def votes(self) -> dict[str, dict[str, dict[int, int]]]:
        """criterion -> segment -> value -> votes; a row without any number was not collected."""
        table: dict[str, dict[str, dict[int, int]]] = {}
        for key, _title in self.own_and_listed():
            for segment in self.segments:
                row = {v: self.cleaned_data.get(box("n", key, segment.id, v)) for v in self.scale.numbers}
                if any(number is not None for number in row.values()):
                    table.setdefault(key, {})[segment.id] = {v: n or 0 for v, n in row.items()}
        return table

    def remarks(self) -> tuple[TypedRemark, ...]:
        typed = (
            (key, kind, self.cleaned_data.get(box("r", key, kind), "").strip())
            for key, _title in self.own_and_listed()
            for kind in Remark.Kind.values
        )
        return tuple(TypedRemark(key, kind, text, self.notes_language) for key, kind, text in typed if text)

    @property
    def notes_language(self) -> str:
        return self.cleaned_data.get("language") or pack().default_language

    def typed_criteria(self) -> tuple[TypedCriterion, ...]:
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """Everything the service asks for."""
        typed = TypedSheet(
            id=self.cleaned_data["sheet"],
            people=self.people(),
            criteria=self.typed_criteria(),
            votes=self.votes(),
            remarks=self.remarks(),
        )
        officials = self.cleaned_data.get("officials", "")
        kept = {"held_on": self.cleaned_data["held_on"], "method": self.cleaned_data["method"]}
        return {**kept, "officials": officials, "typed": typed}

    # --- what the service refused ---

    def place(self, problems: list[Problem]) -> list[Problem]:
        """Put each problem beside its box; gives those that belong to no box."""
        criteria = dict(self.own_and_listed())
        segments = {segment.id: name(segment.names) for segment in self.instrument.segments}
        rest = []
        for problem in problems:
            where = self.where(problem)
            if where in self.fields:
                self.add_error(where, say(named(problem, criteria, segments)))
            else:
                rest.append(named(problem, criteria, segments))
        return rest

    def where(self, problem: Problem) -> str:
        key, segment = problem.details.get("criterion"), problem.details.get("segment")
        if key is None:
            places = {"nothing_chosen": "", "people_missing": box("people", ALL)}
            if problem.code.startswith("date_"):
                return "held_on"
            return box("people", segment) if segment else places.get(problem.code, "")
        value = problem.details.get("value", self.scale.numbers[0])
        return box("n", key, segment or ALL, value)

    # --- how it is laid out ---

    def head_counts(self) -> list[forms.BoundField]:
        return [self[box("people", segment.id)] for segment in self.segments]

    def tables(self) -> list[dict[str, Any]]:
        return [self.table(key, title) for key, title in self.own_and_listed()]

    def table(self, key: str, title: str) -> dict[str, Any]:
        rows = [self.row(key, segment) for segment in self.segments]
        remarks = [self[box("r", key, kind)] for kind in Remark.Kind.values]
        typed = [row["is_typed"] for row in rows]
        return {
            "key": key,
            "anchor": box("criterion", key),
            "title": title,
            "everyone": rows[0],
            "groups": rows[1:],
            "groups_open": any(typed[1:]),
            "is_typed": any(typed) or any(field.value() for field in remarks),
            "remarks": remarks,
        }

    def row(self, key: str, segment: Any) -> dict[str, Any]:
        boxes = [self[box("n", key, segment.id, v)] for v in self.scale.numbers]
        return {
            "segment": segment,
            "boxes": list(zip(self.scale.values, boxes, strict=True)),
            "is_typed": any(field.value() not in (None, "") for field in boxes),
            "errors": [error for field in boxes for error in field.errors],
        }


class TallyForm(SheetForm):
    """A citizens' sheet from paper."""

    officials = forms.ChoiceField(label=_("Officials or staff while people scored"), widget=forms.RadioSelect)

    methods = (Meeting.Method.SECRET, Meeting.Method.PHONE, Meeting.Method.HANDS)
    template = "scorecards/tally.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officials"].choices = list(officials_titles().items())

    def own_and_listed(self) -> Iterator[tuple[str, str]]:
        yield from self.criteria.items()
        for place in OWN_PLACES:
            typed = (
                self.data.get(box("own", place)) or self.initial.get(box("own", place)) if self.fields else ""
            )
            yield f"{OWN}{place}", typed or own_wording(place)

    def add_criterion(self, key: str, title: str) -> None:
        super().add_criterion(key, title)
        self.fields[box("chosen", key)] = forms.BooleanField(
            label=title,
            required=False,
            widget=forms.CheckboxInput(attrs={"data-choose": box("criterion", key)}),
        )
        self.fields[box("times", key)] = self.number(f"{_('Times proposed')}: {title}")
        if key.startswith(OWN):
            place = key.removeprefix(OWN)
            self.fields[box("own", place)] = forms.CharField(
                label=own_wording(place), required=False, max_length=300
            )

    def typed_criteria(self) -> tuple[TypedCriterion, ...]:
        found = []
        for key, _title in self.own_and_listed():
            wording = (
                self.cleaned_data.get(box("own", key.removeprefix(OWN)), "").strip() if OWN in key else ""
            )
            times = self.cleaned_data.get(box("times", key))
            chosen = bool(self.cleaned_data.get(box("chosen", key)))
            if chosen or times is not None or wording:
                language = self.notes_language if wording else ""
                found.append(TypedCriterion(key, wording, language, times, chosen))
        return tuple(found)

    def where(self, problem: Problem) -> str:
        key = problem.details.get("criterion", "")
        if problem.code.startswith("wording_"):
            return box("own", key.removeprefix(OWN))
        if problem.code in ("not_chosen", "unknown_criterion"):
            return box("chosen", key)
        if problem.code == "times_proposed_wrong":
            return box("times", key)
        return super().where(problem)

    def table(self, key: str, title: str) -> dict[str, Any]:
        found = super().table(key, title)
        found["chosen"], found["times"] = self[box("chosen", key)], self[box("times", key)]
        found["own"] = self[box("own", key.removeprefix(OWN))] if key.startswith(OWN) else None
        found["is_shown"] = found["is_typed"] or found["chosen"].value() in (True, "on")
        return found


class SelfAssessmentForm(SheetForm):
    """What the staff of a facility say of their own service: one agreed score each, or counts."""

    methods = (Meeting.Method.AGREED, Meeting.Method.SECRET)
    counts_groups = False
    template = "scorecards/self_assessment.html"

    def people_label(self, segment: Any) -> str:
        return str(_("Number of staff who took part"))

    def word(self, value: Any) -> str:
        return name(self.scale.provider_names.get(value.value) or value.names)

    def add_criterion(self, key: str, title: str) -> None:
        super().add_criterion(key, title)
        choices = [(str(v.value), self.word(v)) for v in self.scale.values]
        self.fields[box("agreed", key)] = forms.ChoiceField(
            label=title, required=False, widget=forms.RadioSelect, choices=choices
        )

    def votes(self) -> dict[str, dict[str, dict[int, int]]]:
        if self.cleaned_data["method"] != Meeting.Method.AGREED:
            return super().votes()
        staff = self.people()[ALL] or 0
        agreed = {key: self.cleaned_data.get(box("agreed", key)) for key in self.criteria}
        return {key: {ALL: {int(value): staff}} for key, value in agreed.items() if value}

    def typed_criteria(self) -> tuple[TypedCriterion, ...]:
        answered = self.votes()
        return tuple(TypedCriterion(key) for key in self.criteria if key in answered)

    def where(self, problem: Problem) -> str:
        return box("people", ALL) if problem.code == "votes_missing" else super().where(problem)

    def table(self, key: str, title: str) -> dict[str, Any]:
        found = super().table(key, title)
        found["agreed"] = list(zip(self.scale.values, self[box("agreed", key)], strict=True))
        return found


class ReasonForm(forms.Form):
    """Why a sheet goes back, or a meeting is cancelled."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)


def form_class(meeting: Meeting) -> type[SheetForm]:
    return SelfAssessmentForm if meeting.kind == Meeting.Kind.SELF_ASSESSMENT else TallyForm


def live_words(form: SheetForm) -> dict[str, Any]:
    """What the page says while numbers are typed; the script fills the placeholders."""
    marks = pack().numerals.get((get_language() or "").split("-")[0], Numerals())
    return {
        "zero": marks.zero,
        "point": marks.point,
        "scale": {str(value.value): form.word(value) for value in form.scale.values},
        "result": gettext("%(votes)s of %(people)s people voted. Median %(median)s: %(word)s."),
        "no_people": gettext("%(votes)s people voted. Median %(median)s: %(word)s."),
        "too_many": gettext("%(votes)s votes, but %(people)s people were counted. Check both."),
        "group_too_many": gettext("More votes in this group than in all together. Check both."),
        "not_a_number": gettext("This is not a whole number."),
    }


def passed_of(data: Any) -> list[int | str]:
    """The ticks of a review: ids of remarks, and keys of own wordings."""
    typed = data.getlist("passed")
    return [int(one) if one.isdecimal() else one for one in typed]
