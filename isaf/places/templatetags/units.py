"""Words about units: ``{% load units %}``, then ``{{ area.unit_type|kind }}`` and ``{{ link.relation|relation }}``."""

from django import template
from django.utils.translation import get_language, gettext

from isaf.country.current import pack
from isaf.places.rules import RELATIONS

register = template.Library()


@register.filter
def kind(type_id: str) -> str:
    """The kind of unit in the reader's language."""
    names = pack().unit_type(type_id).names
    return names.get(get_language() or "") or next(iter(names.values()))


@register.filter
def service_kind(service_id: str) -> str:
    """The kind of facility in the reader's language, assessed or not."""
    names = pack().service(service_id).names
    return names.get(get_language() or "") or next(iter(names.values()))


@register.filter
def relation(word: str) -> str:
    """How a unit followed another."""
    return gettext(RELATIONS[word]) if word in RELATIONS else word
