"""The pack this installation serves, named by the setting ``ISAF_COUNTRY``."""

from django.conf import settings

from .pack import Pack, load_pack


def pack() -> Pack:
    """The country pack in use; read once and kept."""
    return load_pack(getattr(settings, "ISAF_COUNTRY", "kh"))
