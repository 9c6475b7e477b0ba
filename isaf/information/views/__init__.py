"""The pages of the sheets: filling and checking them, and looking at what became of them."""

from .areas import area, standards
from .checking import check, history, version
from .filling import correct, edit, section, submit

__all__ = ["area", "check", "correct", "edit", "history", "section", "standards", "submit", "version"]
