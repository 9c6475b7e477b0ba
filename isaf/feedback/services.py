"""Asking, answering, setting aside, reviewing."""

import secrets
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.kit.actor import Actor
from isaf.kit.clock import now
from isaf.kit.problems import Problems, Stale
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Facility

from . import problems, rules
from .models import Question
from .selectors import standing_sheet

PUBLIC = Actor("public", "a citizen")
"""Who asks: nobody knows who, and nothing is kept that could tell."""

State, Shown = Question.State, Question.Shown


@transaction.atomic
def ask(*, facility: Facility, year: int, text: str, language: str, subject: str = "") -> Question:
    """Keep a question and give it a receipt. Raises Problems with everything that keeps it from being sent."""
    if wrong := rules.judge_text(text):
        raise Problems(wrong)
    info = standing_sheet(facility, year)
    if info is None:
        raise problems.NothingPublished()
    question = Question.objects.create(
        facility=facility,
        year=year,
        version=info.number,
        subject=subject if any(part.id == subject for part in info.parts) else "",
        text=text.strip(),
        language=language,
        receipt=rules.write_receipt(secrets.token_bytes(rules.RECEIPT)),
        origin=info.origin,
        asked_at=now(),
    )
    record(by=PUBLIC, verb="ask_question", subject=question, place_code=facility.slug, year=year)
    return question


@transaction.atomic
def answer(
    *, question: Question, text: str, language: str, by: Account, wants_correction: bool = False,
    row_version: int | None = None,
) -> Question:  # fmt: skip
    """Answer in words. With ``wants_correction`` the facility is asked to correct its sheet, which stands till then."""
    question = _locked(question, row_version)
    if not question.is_waiting:
        raise problems.AlreadyAnswered()
    if not text.strip():
        raise problems.AnswerMissing()
    question.state, question.answer, question.answer_language = State.ANSWERED, text.strip(), language
    question.answered_by, question.answered_at = by, now()
    question.office = _office(by, question.facility)
    question.wants_correction = wants_correction
    return _save(question, by, "answer_question", wants_correction=wants_correction)


@transaction.atomic
def set_aside(*, question: Question, reason: str, by: Account, row_version: int | None = None) -> Question:
    """No answer: it is no question about this facility. Who asked reads the reason; nobody else reads either."""
    question = _locked(question, row_version)
    if not question.is_waiting:
        raise problems.AlreadyAnswered()
    if not reason.strip():
        raise problems.ReasonMissing()
    question.state, question.reason = State.SET_ASIDE, reason.strip()
    question.answered_by, question.answered_at = by, now()
    return _save(question, by, "set_aside_question", reason=question.reason)


@transaction.atomic
def review(
    *, question: Question, shown: str, by: Account, reason: str = "", row_version: int | None = None
) -> Question:
    """Let question and answer pass, the answer alone, or neither; what is held back needs a reason."""
    question = _locked(question, row_version)
    if not question.is_answered:
        raise problems.NotAnsweredYet()
    if question.answered_by_id == by.pk:
        raise problems.OwnAnswer()
    if shown != Shown.BOTH and not reason.strip():
        raise problems.ReasonMissing()
    question.state, question.shown, question.reason = State.REVIEWED, Shown(shown), reason.strip()
    question.reviewed_by, question.reviewed_at = by, now()
    return _save(question, by, "review_question", shown=shown, reason=question.reason)


def _locked(question: Question, row_version: int | None) -> Question:
    fresh = (
        Question.objects.select_for_update(of=("self",)).select_related("facility__host").get(pk=question.pk)
    )
    if row_version is not None and row_version != fresh.row_version:
        raise Stale()
    return fresh


def _save(question: Question, by: Account, verb: str, **details: Any) -> Question:
    question.row_version += 1
    question.save()
    record(by=by, verb=verb, subject=question, place_code=question.facility.slug, **details)
    return question


def _office(account: Account, facility: Facility) -> Names:
    """The name of the role that answers: pages name offices, not persons."""
    _allowed, reasons = access.explain(account, Verb.INFORMATION_CHECK, facility)
    held = next((reason.held for reason in reasons if reason.verdict == "gives"), None)
    return dict(pack().role(held.role).names) if held else {}
