"""Who finds the page of spreadsheets: those who fill, submit or check sheets somewhere."""

from isaf.kit.problems import NotYours
from isaf.people.access import may_anywhere, who_may
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .exporting import WORK


def works_on_sheets(account: Account) -> None:
    """Nothing for who works on sheets; refused with who does otherwise."""
    if not any(may_anywhere(account, verb) for verb in WORK):
        raise NotYours(who=who_may(Verb.INFORMATION_EDIT))


def fills_sheets(account: Account) -> bool:
    """Whether to offer the place where a filled file is brought in."""
    return may_anywhere(account, Verb.INFORMATION_EDIT)
