"""Asking for a change and deciding it; what is accepted is applied in the same transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from isaf.audit.services import record
from isaf.cycles.models import Cycle
from isaf.kit.clock import now
from isaf.kit.problems import Stale
from isaf.people.models import Account
from isaf.places.models import Facility

from .kinds import KINDS
from .models import ChangeRequest
from .problems import (
    AlreadyAsked,
    AskedWithoutReason,
    ChangedMeanwhile,
    NothingToChange,
    NotTheAsker,
    NotYourOwnRequest,
    RefusedWithoutReason,
    RequestDecided,
)
from .rules import differing, overtaken
from .selectors import key_of

State = ChangeRequest.State


@transaction.atomic
def ask(
    *, kind: str, subject: Facility | Cycle, wanted: Mapping[str, Any], reason: str, by: Account
) -> ChangeRequest:
    """Ask for the fields of ``wanted`` that are not so already; one request at a time about one record."""
    subject = KINDS[kind].subject(key_of(subject))
    standing = KINDS[kind].now(subject)
    after = differing(standing, wanted)
    if not after:
        raise NothingToChange()
    if not reason.strip():
        raise AskedWithoutReason()
    facility = subject if isinstance(subject, Facility) else None
    area = facility.host if facility else subject.area
    try:
        with transaction.atomic():
            request = ChangeRequest.objects.create(
                kind=kind,
                subject_id=key_of(subject),
                area=area,
                facility=facility,
                origin=subject.origin,
                before={field: standing.get(field) for field in after},
                after=after,
                reason=reason.strip(),
                asked_by=by,
                asked_at=now(),
            )
    except IntegrityError:
        raise AlreadyAsked() from None
    _record(request, by, "ask_change", reason=request.reason)
    return request


@transaction.atomic
def accept(*, request: ChangeRequest, by: Account, row_version: int, answer: str = "") -> ChangeRequest:
    """Apply what was asked through the service that owns the record, or nothing where it was overtaken."""
    request = _to_decide(request, by, row_version)
    kind = KINDS[request.kind]
    subject = kind.subject(request.subject_id)
    if overtaken(request.before, kind.now(subject)):
        raise ChangedMeanwhile()
    kind.apply(request, subject, by)
    return _decide(request, by, State.ACCEPTED, "accept_change", answer)


@transaction.atomic
def refuse(*, request: ChangeRequest, by: Account, row_version: int, answer: str) -> ChangeRequest:
    """Nothing is changed; the person who asked reads why."""
    request = _to_decide(request, by, row_version)
    if not answer.strip():
        raise RefusedWithoutReason()
    return _decide(request, by, State.REFUSED, "refuse_change", answer)


@transaction.atomic
def take_back(*, request: ChangeRequest, by: Account, row_version: int) -> ChangeRequest:
    """The person who asked does not ask any more."""
    if request.asked_by_id != by.pk:
        raise NotTheAsker()
    request = _fresh(request, row_version)
    request.state = State.TAKEN_BACK
    _save(request, "state")
    _record(request, by, "take_back_change")
    return request


@transaction.atomic
def read_answer(*, request: ChangeRequest, by: Account) -> ChangeRequest:
    """The person who asked has read the answer: it waits no longer."""
    request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.asked_by_id != by.pk:
        raise NotTheAsker()
    if request.decided_at and request.read_at is None:
        request.read_at = now()
        _save(request, "read_at")
        _record(request, by, "read_answer")
    return request


def _fresh(request: ChangeRequest, row_version: int) -> ChangeRequest:
    rows = ChangeRequest.objects.select_for_update(of=("self",)).select_related(
        "asked_by", "area", "facility"
    )
    kept = rows.get(pk=request.pk)
    if kept.state != State.ASKED:
        raise RequestDecided()
    if kept.row_version != row_version:
        raise Stale()
    return kept


def _to_decide(request: ChangeRequest, by: Account, row_version: int) -> ChangeRequest:
    if request.asked_by_id == by.pk:
        raise NotYourOwnRequest()
    return _fresh(request, row_version)


def _decide(request: ChangeRequest, by: Account, state: str, verb: str, answer: str) -> ChangeRequest:
    request.state, request.decided_by, request.decided_at = state, by, now()
    request.answer = answer.strip()
    _save(request, "state", "decided_by", "decided_at", "answer")
    _record(request, by, verb, reason=request.answer)
    return request


def _save(request: ChangeRequest, *fields: str) -> None:
    request.row_version += 1
    request.save(update_fields=[*fields, "row_version"])


def _record(request: ChangeRequest, by: Account, verb: str, **details: Any) -> None:
    told = {"about": request.kind, "of": request.subject_id, **details}
    record(by=by, verb=verb, subject=request, place_code=request.area.code, **told)
