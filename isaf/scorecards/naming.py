"""Names from the pack and the database in the reader's language, for labels and lists made in Python."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isaf.country.current import pack
from isaf.kit.saying import as_written


def name(names: Mapping[str, str]) -> str:
    """A name in the reader's language, else in the pack's, else in any."""
    wanted = ((get_language() or "").split("-")[0], pack().default_language, *names)
    return next((names[code] for code in wanted if names.get(code)), "")


def own_wording(place: Any) -> str:
    """How the box for a criterion in the group's own words is called."""
    return _("Own wording %(place)s") % {"place": as_written(place, grouped=False)}
