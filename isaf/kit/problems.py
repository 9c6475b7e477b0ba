"""The one base of every refusal: a code, a status, a sentence that says what happened and what to do.

Refusals are raised by plain rules, so nothing here knows Django. The page, the JSON answer or the command
translates the sentence at the edge (see home.problems). Codes are words and are never used again for
another meaning (docs/api/problems.md).
"""

from typing import Any, ClassVar


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators' catalogue without translating it here."""
    return text


class Problem(Exception):
    """A refusal a person can act on.

    ``code`` is a word, ``status`` the HTTP status, ``text`` an English sentence with named placeholders
    (``%(name)s``), which are filled from ``details`` after translation.
    """

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 400
    text: ClassVar[str] = gettext_noop("This could not be done.")

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.text % details if details else self.text)


class Problems(Exception):
    """Several refusals found in one reading, so that a person mends them all at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


class NotYours(Problem):
    code = "not_yours"
    status = 403
    text = gettext_noop("You may see this but not change it. Ask: %(who)s.")


class NotFound(Problem):
    code = "not_found"
    status = 404
    text = gettext_noop("This page does not exist, or it is not for you.")


class Stale(Problem):
    """Two people edited the same form (ADR 0015): both texts are shown, nothing is overwritten."""

    code = "stale_form"
    status = 409
    text = gettext_noop(
        "Another person saved this form while you were writing. Compare both texts below, then save again."
    )


class TooOften(Problem):
    code = "too_often"
    status = 429
    text = gettext_noop(
        "Too much was sent from here in a short time. Wait %(minutes)s minutes, then send it again."
    )
