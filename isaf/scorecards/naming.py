"""Names from the pack and the database in the reader's language, for labels and lists made in Python."""

from collections.abc import Mapping

from django.utils.translation import get_language

from isaf.country.current import pack


def name(names: Mapping[str, str]) -> str:
    """A name in the reader's language, else in the pack's, else in any."""
    wanted = ((get_language() or "").split("-")[0], pack().default_language, *names)
    return next((names[code] for code in wanted if names.get(code)), "")
