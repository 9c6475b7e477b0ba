"""``{% load people %}``: the name of a held role, and how far an administrator's power is on."""

from typing import Any

from django import template

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.kit.clock import now

from ..access import is_administrator
from ..power import minutes_left

register = template.Library()


@register.filter
def role_names(role: str) -> Names:
    """``{{ held.role|role_names|named }}``; a role that the pack no longer has is told by its id."""
    return {one.id: one.names for one in pack().roles}.get(role, {"": role})


@register.inclusion_tag("people/_administration.html", takes_context=True)
def administration(context: dict[str, Any]) -> dict[str, Any]:
    """The banner of a session that is on; the way to one for who could start it; nothing for others."""
    request = context["request"]
    door = getattr(request.user, "door", None)
    if door and door.until:
        return {"minutes": minutes_left((door.until - now()).total_seconds())}
    is_there = request.resolver_match and request.resolver_match.view_name == "people:administration"
    may_start = bool(door) and not is_there and is_administrator(request.user)
    return {"may_start": may_start, "path": request.get_full_path()}
