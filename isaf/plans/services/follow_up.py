"""What became of an agreed action: reports with their proof, referral one level up, and the reply.

Nothing here asks whether the year is open: actions live on after it is closed (ADR 0025).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction

from isaf.audit.services import differences, record
from isaf.cycles.problems import DateInFuture
from isaf.kit.clock import now, today
from isaf.kit.problems import Stale
from isaf.meetings.models import Meeting
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb

from ..evidence import keep_letter, keep_photo
from ..lines import check_due
from ..models import Action, Referral, StatusUpdate
from ..problems import (
    ActionFinished,
    AwaitingReply,
    NewDueDateNeeded,
    NobodyAbove,
    NoReplyAwaited,
    ProofNeedsMeeting,
    ReasonNeeded,
    ReferInstead,
)
from ..rules import CANCELLED, COMPLETED, CONFIRMED, POSTPONED, PROOFS, REFERRED, Report, check_report
from ..selectors import last_plan_year, office_for


@transaction.atomic
def update_action(
    *,
    action: Action,
    status: str,
    percent: int,
    proof: str,
    on: date,
    by: Account,
    reason: str = "",
    note: str = "",
    meeting: Meeting | None = None,
    due_on: date | None = None,
    photo: File | None = None,
    row_version: int | None = None,
) -> StatusUpdate:
    """One report on an action; earlier ones stay as they were. ``due_on`` is the new date of a postponed one.

    Claimed is said by the owner, seen by committee or facilitator, confirmed by citizens at a held meeting;
    who may say which is judged by ``access.proofs_allowed``.
    """
    action = _locked(action, row_version)
    _not_ahead(on)
    if status == REFERRED:
        raise ReferInstead()
    check_report(
        Report(action.status, action.percent, action.proof, action.status_on),
        Report(status, percent, proof, on, reason),
        action.agreed_on,
    )
    if proof == CONFIRMED:
        _at_a_meeting(action, meeting)
    changes: list[list[Any]] = []
    if status == POSTPONED and due_on:
        if due_on <= action.due_on:
            raise NewDueDateNeeded(due=due_on, old=action.due_on)
        check_due(due_on, last_plan_year(action))
        changes = differences({"due_on": action.due_on}, {"due_on": due_on})
        action.due_on = due_on
    update = _report(
        action, status=status, percent=percent, proof=proof, on=on, by=by, reason=reason, note=note,
        meeting=meeting if proof == CONFIRMED else None, changes=changes,
    )  # fmt: skip
    if photo:
        keep_photo(update=update, upload=photo, by=by)
    return update


def _locked(action: Action, row_version: int | None) -> Action:
    kept = Action.objects.select_for_update(of=("self",)).select_related("area", "facility").get(pk=action.pk)
    if row_version is not None and kept.row_version != row_version:
        raise Stale()
    return kept


def _not_ahead(day: date) -> None:
    if day > today():
        raise DateInFuture(date=day.isoformat())


def _at_a_meeting(action: Action, meeting: Meeting | None) -> None:
    if (
        meeting is None
        or meeting.state != Meeting.State.HELD
        or not meeting.cycle.area.code.startswith(action.area.code)
    ):
        raise ProofNeedsMeeting()


def _report(
    action: Action,
    *,
    status: str,
    percent: int,
    proof: str,
    on: date,
    by: Account,
    reason: str,
    note: str = "",
    meeting: Meeting | None = None,
    changes: Iterable[list[Any]] = (),
) -> StatusUpdate:
    fields = ("status", "percent", "proof")
    before = {name: getattr(action, name) for name in fields}
    update = StatusUpdate.objects.create(
        action=action, status=status, percent=percent, proof=proof, on=on, reason=reason.strip(),
        note=note.strip(), meeting=meeting, by=by, recorded_at=now(),
    )  # fmt: skip
    action.status, action.percent, action.proof, action.status_on = status, percent, proof, on
    action.done_on = on if status == COMPLETED else None
    action.row_version += 1
    action.save()
    record(
        by=by, verb="update_action", subject=action, place_code=action.area.code,
        status=status, percent=percent, proof=proof, on=on.isoformat(), reason=reason.strip(),
        changes=[*differences(before, {name: getattr(action, name) for name in fields}), *changes],
    )  # fmt: skip
    return update


@transaction.atomic
def refer_action(
    *,
    action: Action,
    on: date,
    reason: str,
    by: Account,
    letter_number: str = "",
    scan: File | None = None,
    row_version: int | None = None,
) -> Referral:
    """Send an action one level up, to the office that the country pack names for its theme."""
    action = _locked(action, row_version)
    _not_ahead(on)
    referral = send_upward(action=action, on=on, reason=reason, letter_number=letter_number, by=by)
    if scan:
        keep_letter(referral=referral, upload=scan, by=by)
    return referral


def send_upward(*, action: Action, on: date, reason: str, letter_number: str, by: Account) -> Referral:
    """The referral itself, in the caller's transaction; one level at a time, one reply awaited at a time."""
    if action.status in (COMPLETED, CANCELLED):
        raise ActionFinished()
    if not reason.strip():
        raise ReasonNeeded()
    last = action.referrals.select_related("to_area__parent").last()
    if last and last.replied_on is None:
        raise AwaitingReply(office=next(iter(last.to_office.values()), "-"))
    above = (last.to_area if last else action.area).parent
    if above is None:
        raise NobodyAbove()
    check_report(
        Report(action.status, action.percent, action.proof, action.status_on),
        Report(REFERRED, action.percent, action.proof or PROOFS[0], on, reason),
        action.agreed_on,
    )
    office = office_for(action, above)
    referral = Referral.objects.create(
        action=action,
        to_area=above,
        to_office=dict(office.names if office else above.names),
        office=office.id if office else "",
        sent_on=on,
        letter_number=letter_number.strip(),
    )
    _report(
        action, status=REFERRED, percent=action.percent, proof=action.proof or PROOFS[0], on=on, by=by,
        reason=reason,
    )  # fmt: skip
    return referral


@transaction.atomic
def record_reply(
    *,
    referral: Referral,
    reply: str,
    replied_on: date,
    by: Account,
    reply_number: str = "",
    scan: File | None = None,
) -> Referral:
    """What the office answered, written by it or by the focal point on its behalf; recorded once."""
    referral = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("action__area", "to_area")
        .get(pk=referral.pk)
    )
    if referral.replied_on is not None:
        raise NoReplyAwaited()
    if not reply.strip():
        raise ReasonNeeded()
    _not_ahead(replied_on)
    referral.reply, referral.replied_on = reply.strip(), max(replied_on, referral.sent_on)
    referral.reply_number, referral.replied_by = reply_number.strip(), by
    referral.is_on_behalf = not access.may(by, Verb.ACTION_ANSWER, referral.to_area)
    referral.save(update_fields=["reply", "replied_on", "reply_number", "replied_by", "is_on_behalf"])
    if scan:
        keep_letter(referral=referral, upload=scan, by=by, is_reply=True)
    action = referral.action
    record(by=by, verb="record_reply", subject=action, place_code=action.area.code, on=replied_on.isoformat())
    return referral
