"""Planning and recording meetings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.cycles.models import Cycle
from isaf.cycles.problems import UnsuitableDay
from isaf.cycles.selectors import instrument_of, targets_of
from isaf.kit.fields import Day, WholeNumber
from isaf.kit.problems import Problem

from .models import MAKES_KNOWN, Attendance, Meeting
from .selectors import kind_titles, material_titles


class PlanForm(forms.Form):
    """A meeting to plan: scoring asks for the facility and the village."""

    kind = forms.ChoiceField(label=_("Kind of meeting"))
    facility = forms.TypedChoiceField(
        label=_("Facility"),
        required=False,
        help_text=_("For scoring and self-assessment."),
        coerce=int,
        empty_value=None,
    )
    village = forms.TypedChoiceField(label=_("Village"), required=False, coerce=int, empty_value=None)
    focus_group = forms.ChoiceField(label=_("Group"), required=False)
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("For example the pagoda.")
    )
    planned_on = Day(label=_("Day"))
    facilitator_names = forms.CharField(label=_("Facilitators"), max_length=400, required=False)
    is_sure = forms.BooleanField(label=_("Plan it on this day all the same."), required=False)

    def __init__(self, cycle: Cycle, language: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        targets = list(targets_of(cycle))
        villages = {village.pk: village for target in targets for village in target.villages.all()}
        groups = [("all", _("Everyone together"))] + [
            (segment.id, segment.names.get(language, segment.id))
            for segment in instrument_of(cycle).segments
            if segment.id != "all"
        ]
        self.fields["kind"].choices = list(kind_titles().items())
        self.fields["facility"].choices = [("", "-")] + [
            (t.facility.pk, t.facility.names.get(language, t.facility.slug)) for t in targets
        ]
        self.fields["village"].choices = [("", "-")] + [
            (v.pk, v.names.get(language, v.code)) for v in villages.values()
        ]
        self.fields["focus_group"].choices = groups
        self._facilities = {t.facility.pk: t.facility for t in targets}
        self._villages = villages

    def clean(self):
        typed = super().clean()
        of_one = {Meeting.Kind.SCORING, Meeting.Kind.SELF_ASSESSMENT}
        if typed.get("kind") in of_one and not typed.get("facility"):
            self.add_error("facility", _("Choose which facility is scored."))
        typed["facility"] = self._facilities.get(typed.get("facility"))
        typed["village"] = self._villages.get(typed.get("village"))
        typed["focus_group"] = typed.get("focus_group") or "all"
        return typed

    def ask(self, problems: list[Problem]) -> None:
        """The box to confirm a day is shown only to who was told that few people may come."""
        if not self.data.get("is_sure") and not any(isinstance(one, UnsuitableDay) for one in problems):
            self.fields.pop("is_sure")


class RecordForm(forms.Form):
    """When and how a meeting was held, and who came, by side and group."""

    held_on = Day(label=_("Held on"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    chair = forms.CharField(label=_("Chaired by"), max_length=200, required=False)
    minutes = forms.CharField(label=_("Notes"), widget=forms.Textarea(attrs={"rows": 4}), required=False)

    def __init__(self, meeting: Meeting, language: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sides = [Attendance.Side.CITIZENS]
        if meeting.kind not in (Meeting.Kind.INFORMATION, Meeting.Kind.SCORING):
            self.sides += [Attendance.Side.PROVIDERS, Attendance.Side.OFFICIALS]
        self.segments = instrument_of(meeting.cycle).segments
        self.makes_known = meeting.kind in MAKES_KNOWN
        if self.makes_known:
            self.fields |= making_known()
        for side in self.sides:
            for segment in self.segments:
                self.fields[f"{side}-{segment.id}"] = WholeNumber(
                    label=f"{side_titles()[side]}: {segment.names.get(language, segment.id)}", required=False
                )

    def facts(self) -> dict[str, Any]:
        """What was typed, as ``services.hold_meeting`` takes it."""
        names = ["held_on", "place", "chair", "minutes"]
        names += ["facilitator_names", "materials"] if self.makes_known else []
        told = {name: self.cleaned_data[name] for name in names}
        return {**told, "attendances": self.attendances()}

    def saved(self) -> list[tuple[str, Any]]:
        """Label and value of what stands now, to be read beside what was typed."""
        titles = {str(key): title for key, title in material_titles().items()}
        return [
            (field.label, ", ".join(titles.get(one, one) for one in kept) if isinstance(kept, list) else kept)
            for name, field in self.fields.items()
            if name != "photo"
            for kept in [self.initial.get(name)]
        ]

    def attendances(self) -> dict[str, dict[str, int | None]]:
        """side -> segment -> people; an empty box was not collected."""
        return {
            side: {segment.id: self.cleaned_data.get(f"{side}-{segment.id}") for segment in self.segments}
            for side in self.sides
        }


def making_known() -> dict[str, forms.Field]:
    """What is asked of a session that informs: who told, with what, and a photo."""
    return {
        "facilitator_names": forms.CharField(label=_("Facilitators"), max_length=400, required=False),
        "materials": forms.MultipleChoiceField(
            label=_("What was used"),
            choices=list(material_titles().items()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "photo": forms.FileField(
            label=_("Photo of the session"),
            help_text=_("No faces of children. It is kept for the office and never shown in public."),
            widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
            required=False,
        ),
    }


class PostingForm(forms.Form):
    """Where a poster hangs."""

    facility = forms.TypedChoiceField(label=_("Poster of"), coerce=int)
    place = forms.CharField(
        label=_("Where it hangs"),
        max_length=200,
        help_text=_("For example: wall of the health centre, market."),
    )
    village = forms.TypedChoiceField(label=_("Village"), required=False, coerce=int, empty_value=None)
    hung_on = Day(label=_("Since"))
    photo = forms.FileField(
        label=_("Photo of the poster"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        required=False,
    )

    def __init__(self, cycle: Cycle, language: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        targets = list(targets_of(cycle))
        self._facilities = {t.facility.pk: t.facility for t in targets}
        self._villages = {v.pk: v for t in targets for v in t.villages.all()}
        self.fields["facility"].choices = [
            (pk, one.names.get(language, one.slug)) for pk, one in self._facilities.items()
        ]
        self.fields["village"].choices = [("", "-")] + [
            (pk, v.names.get(language, v.code)) for pk, v in self._villages.items()
        ]

    def facts(self) -> dict[str, Any]:
        """What was typed, as ``services.hang_poster`` takes it."""
        typed = dict(self.cleaned_data)
        typed["facility"] = self._facilities[typed["facility"]]
        typed["village"] = self._villages.get(typed["village"])
        return typed


def side_titles() -> dict[str, str]:
    return {
        Attendance.Side.CITIZENS: _("Citizens"),
        Attendance.Side.PROVIDERS: _("Providers"),
        Attendance.Side.OFFICIALS: _("Officials and guests"),
    }
