"""A refusal said in the reader's language: the edge at which a Problem's sentence is translated."""

from django.utils.translation import gettext

from .problems import Problem


def say(problem: Problem) -> str:
    """The problem's sentence in the active language, with its details filled in."""
    text = gettext(problem.text)
    return text % problem.details if problem.details else text
