"""Who answers in an area, as offices: ``{% load answering %}``, then ``{% answering area %}``.

For public pages too. ``as_items`` gives the items alone, for a list that names others as well.
"""

from typing import Any

from django import template

from isaf.kit.clock import today
from isaf.places.models import Area

from ..selectors import offices_of

register = template.Library()


@register.inclusion_tag("registers/_answers.html")
def answering(area: Area, *, as_items: bool = False) -> dict[str, Any]:
    """The offices that answer here and the focal points above, nearest first; nothing where none is known."""
    return {"offices": offices_of(area, today()), "as_items": as_items}
