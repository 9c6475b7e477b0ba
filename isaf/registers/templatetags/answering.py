"""Who answers in an area, as offices: ``{% load answering %}``, then ``{% answering area %}``.

For public pages too. ``as_items`` gives the items alone, for a list that names others as well.
"""

from collections.abc import Sequence
from typing import Any

from django import template

from isaf.country.pack import Names
from isaf.kit.clock import today
from isaf.places.models import Area

from ..selectors import offices_of

register = template.Library()


@register.inclusion_tag("registers/_answers.html")
def answering(area: Area, *, as_items: bool = False, otherwise: Sequence[Names] = ()) -> dict[str, Any]:
    """The offices that answer here and the focal points above, nearest first; nothing where none is known.

    ``otherwise`` are the offices that the pack names for the level above; they are said only where no register
    names a focal point there, so that one office is not said twice.
    """
    offices = offices_of(area, today())
    is_known = any(one.is_focal and one.area.pk == area.parent_id for one in offices)
    return {"offices": offices, "as_items": as_items, "otherwise": () if is_known else otherwise}
