"""``{% load people %}``: the name of a held role."""

from django import template

from isaf.country.current import pack
from isaf.country.pack import Names

register = template.Library()


@register.filter
def role_names(role: str) -> Names:
    """``{{ held.role|role_names|named }}``; a role that the pack no longer has is told by its id."""
    return {one.id: one.names for one in pack().roles}.get(role, {"": role})
