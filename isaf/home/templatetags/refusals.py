"""What a service refused, above the form: ``{% load refusals %}{% refusals problems %}``."""

from typing import Any

from django import template

from isaf.kit.problems import Problem
from isaf.kit.saying import say

register = template.Library()


@register.inclusion_tag("home/parts/refusals.html")
def refusals(problems: list[Problem] | str | None) -> dict[str, Any]:
    """Each refusal in the reader's language; nothing when there is none."""
    return {"sentences": [say(problem) for problem in problems or []]}
