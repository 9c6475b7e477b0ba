"""The pages of the sheets: filling and checking them, and looking at what became of them."""

from .checking import check, history, version
from .filling import correct, edit, submit

__all__ = ["check", "correct", "edit", "history", "submit", "version"]
