"""Who may read, answer and review a question; and whether a form was sent from its own page."""

from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest

from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Facility, Origin
from isaf.places.selectors import facility_by_slug

from .models import Question
from .problems import NotFromHere, NothingPublished
from .selectors import question_by_id, question_by_receipt, standing_sheet

READ = (Verb.INFORMATION_CHECK, Verb.INFORMATION_EDIT, Verb.INFORMATION_SUBMIT)


def facility_asked_about(slug: str, year: int) -> Facility:
    """A facility with something published for the year."""
    facility = facility_by_slug(slug)
    if facility.origin == Origin.PRACTICE:
        raise NotFound()
    if standing_sheet(facility, year) is None:
        raise NothingPublished()
    return facility


def sent_from_here(request: HttpRequest) -> None:
    """Nothing when the browser says that the form stood on this site; refused otherwise.

    The form has no cookie, so no session can be ridden on; this keeps other sites from filling it in readers' names.
    """
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if urlsplit(said).netloc != request.get_host():
        raise NotFromHere()


def by_receipt(code: str) -> Question:
    if question := question_by_receipt(code):
        return question
    raise NotFound()


def question_for(account: Account, pk: UUID) -> Question:
    """The question, for who fills or checks the facility's sheet, and for who moderates there."""
    question = question_by_id(pk)
    if question is None:
        raise NotFound()
    may_read = any(access.may(account, verb, question.facility) for verb in READ)
    if not may_read:
        access.require(account, Verb.MODERATE, question.facility.host)
    return question


def deeds_for(account: Account, question: Question) -> set[str]:
    """What the person may do with it now: answer, review, or nothing."""
    deeds = set()
    if question.is_waiting and access.may(account, Verb.INFORMATION_CHECK, question.facility):
        deeds.add("answer")
    is_own = question.answered_by_id == account.pk
    if question.is_answered and not is_own and access.may(account, Verb.MODERATE, question.facility.host):
        deeds.add("review")
    return deeds


def require_answering(account: Account, question: Question) -> None:
    access.require(account, Verb.INFORMATION_CHECK, question.facility)


def require_reviewing(account: Account, question: Question) -> None:
    access.require(account, Verb.MODERATE, question.facility.host)
