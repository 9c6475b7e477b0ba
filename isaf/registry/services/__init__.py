"""Bringing in files, and keeping them between a preview and the word to apply them."""

from .facilities import import_facilities
from .gazetteer import GazetteerTerms, import_gazetteer

__all__ = ["GazetteerTerms", "import_facilities", "import_gazetteer"]
