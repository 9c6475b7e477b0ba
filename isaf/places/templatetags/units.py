"""Words about units: ``{% load units %}``, then ``{{ area.unit_type|kind }}``, ``{{ link.relation|relation }}`` and
``{% missing_name facility.names %}``.
"""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language, get_language_info, gettext

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


@register.simple_tag
def missing_name(names: Mapping[str, str]) -> str:
    """A neutral note where the name in the country's first language, or in the reader's, is not known yet."""
    wanted = (get_language() or "", pack().default_language)
    missing = [one for one in dict.fromkeys(wanted) if one in pack().languages and not names.get(one)]
    if not names or not missing:
        return ""
    language = _language_name(missing[-1])
    return gettext("The name in %(language)s is not yet supplied.") % {"language": language}


def _language_name(code: str) -> str:
    """A language as the reader calls it; a language that nobody else knows, as its own speakers do."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return pack().language_names[code]
