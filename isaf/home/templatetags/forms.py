"""Fields and refusals of forms: ``{% load forms %}``, ``{% problems form %}`` on top, ``{% field form.name %}``.

Django links help and error text to the field (aria-describedby); the look puts the label above, help next,
then the field, and what is wrong beneath it.
"""

from typing import Any

from django import forms, template
from django.contrib import messages

from isaf.kit.fields import WRITE_A_DAY, Day

register = template.Library()


@register.inclusion_tag("home/parts/field.html")
def field(bound: forms.BoundField, style: str = "") -> dict[str, Any]:
    """One field with label, help and error; style "short" for numbers and codes. A day says how it is written."""
    if isinstance(bound.field, Day) and not bound.help_text:
        bound.help_text = bound.field.help_text = WRITE_A_DAY
    return {"field": bound, "style": style}


@register.inclusion_tag("home/parts/problems.html")
def problems(form: forms.BaseForm) -> dict[str, Any]:
    """Everything that is wrong, on top, each leading to its field; nothing when the form is right."""
    wrong = [(bound, bound.errors) for bound in form if bound.errors]
    return {"general": form.non_field_errors(), "wrong": wrong}


@register.inclusion_tag("home/parts/notices.html", takes_context=True)
def notices(context: Any) -> dict[str, Any]:
    """What was just done, said once. Only working pages ask: it reads the session."""
    return {"notices": list(messages.get_messages(context["request"]))}
