"""Refusals about letters."""

from isaf.kit.problems import Problem, gettext_noop


class LetterOver(Problem):
    code = "letter_over"
    status = 409
    text = gettext_noop("This letter was sent or cancelled already.")
