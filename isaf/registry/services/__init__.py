"""Bringing in files, keeping them between a preview and the word to apply them, and handing on what ended."""

from .facilities import import_facilities
from .following import HandedOn, hand_on, hand_on_single, join_facilities, part_facilities
from .gazetteer import GazetteerTerms, import_gazetteer
from .keeping import (
    KINDS,
    Kept,
    apply_import,
    fingerprint,
    forget_imports,
    keep_import,
    kept_import,
    preview_import,
)
from .partners import columns_of_lists, import_partners
from .people import import_people

__all__ = [
    "KINDS",
    "GazetteerTerms",
    "HandedOn",
    "Kept",
    "apply_import",
    "columns_of_lists",
    "fingerprint",
    "forget_imports",
    "hand_on",
    "hand_on_single",
    "import_facilities",
    "import_gazetteer",
    "import_partners",
    "import_people",
    "join_facilities",
    "keep_import",
    "kept_import",
    "part_facilities",
    "preview_import",
]
