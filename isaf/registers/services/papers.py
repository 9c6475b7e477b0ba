"""Scans of letters that seat somebody or begin a mandate: kept in the files room, for those who keep registers."""

from typing import Any

from django.core.files.base import File

from isaf.files.models import StoredFile
from isaf.files.rules import PAPERS
from isaf.files.services import Owner, keep
from isaf.people.verbs import Verb

from ..models import Body, Term
from ..selectors import ROOM, subject_of


def keep_letter(*, of: Term | Body, letter: File | None, by: Any) -> StoredFile | None:
    """A scan or photograph of the signed letter; never public, since it names people. Nothing when none was sent."""
    if letter is None:
        return None
    body = of if isinstance(of, Body) else of.seat.body
    owner = Owner(ROOM, subject_of(of), body.area, Verb.PEOPLE_MANAGE)
    return keep(upload=letter, by=by, owner=owner, allowed=PAPERS)
