"""Asking, answering, reviewing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isaf.information.reading import Published
from isaf.information.selectors import in_words

from .models import Question
from .rules import MOST


class AskForm(forms.Form):
    """One box and a choice. ``website`` is a trap: people do not see it, programs fill it in."""

    subject = forms.ChoiceField(label=_("What is it about?"), required=False)
    text = forms.CharField(
        label=_("What is not right?"),
        help_text=_("Say what you know and how you know it. Do not write your name or anyone else's."),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST}),
    )
    website = forms.CharField(required=False)

    def __init__(self, info: Published | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(part.id, in_words(part.names)) for part in info.parts] if info else []
        self.fields["subject"].choices = [("", _("The whole page")), *parts]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The boxes that people see."""
        return [self["subject"], self["text"]]


class AnswerForm(forms.Form):
    """An answer, or a reason for giving none."""

    text = forms.CharField(
        label=_("Answer"),
        help_text=_("Short sentences. Name offices, not people. A reviewer reads it before others do."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )
    wants_correction = forms.BooleanField(
        label=_("The citizen is right: ask the facility to correct its sheet."), required=False
    )


class AsideForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For example: it is about another facility. The person who asked reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=600,
        required=False,
    )


class ReviewForm(forms.Form):
    """What everyone may read of a question and its answer."""

    shown = forms.ChoiceField(
        label=_("What may everyone read?"),
        choices=[
            (Question.Shown.BOTH, _("Question and answer")),
            (Question.Shown.ANSWER, _("Only the answer: the question names or hurts somebody")),
            (Question.Shown.NOTHING, _("Neither")),
        ],
        widget=forms.RadioSelect,
        initial=Question.Shown.BOTH,
    )
    reason = forms.CharField(
        label=_("Reason, if something is held back"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=600,
        required=False,
    )
