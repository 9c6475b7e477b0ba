"""Bringing in files, and keeping them between a preview and the word to apply them."""

from .facilities import import_facilities
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

__all__ = [
    "KINDS",
    "GazetteerTerms",
    "Kept",
    "apply_import",
    "fingerprint",
    "forget_imports",
    "import_facilities",
    "import_gazetteer",
    "keep_import",
    "kept_import",
    "preview_import",
]
