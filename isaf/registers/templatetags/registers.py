"""``{% load registers %}``: the names of services that are kept by their ids."""

from collections.abc import Iterable

from django import template

from isaf.country.current import pack
from isaf.country.pack import Names

register = template.Library()


@register.filter
def service_names(ids: Iterable[str]) -> list[Names]:
    """``{% for service in target.services|service_names %}``: in the pack's order; none mean every service."""
    kept = set(ids)
    return [service.names for service in pack().services if service.id in kept]
