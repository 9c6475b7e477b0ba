"""What this room calls its choices: how a group scored, whether officials stayed, kinds of remarks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from isaf.meetings.models import Meeting

from .models import Remark


def method_titles() -> dict[str, Any]:
    return {
        Meeting.Method.SECRET: _("Secretly: marks or tokens behind a screen"),
        Meeting.Method.PHONE: _("On a phone passed round"),
        Meeting.Method.HANDS: _("By raised hands, because the group asked for it"),
        Meeting.Method.AGREED: _("One score that all agreed on"),
    }


def officials_titles() -> dict[str, Any]:
    return {
        Meeting.Officials.NONE: _("None were there"),
        Meeting.Officials.LEFT: _("They left before the scoring"),
        Meeting.Officials.STAYED: _("They stayed"),
    }


def remark_titles() -> dict[str, Any]:
    return {
        Remark.Kind.STRENGTH: _("Strengths"),
        Remark.Kind.WEAKNESS: _("Weaknesses"),
        Remark.Kind.CHANGE: _("Desired change"),
        Remark.Kind.PROPOSAL: _("Proposed actions"),
    }
