"""Recording, correcting and reviewing sheets. ``record_sheet`` is the one service behind every door."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from isaf.audit.services import digest, record
from isaf.country.current import pack
from isaf.cycles.models import Target
from isaf.cycles.problems import CycleClosed, DateInFuture, DateOutsideYear
from isaf.cycles.rules import is_inside_year
from isaf.cycles.selectors import instrument_of
from isaf.kit.clock import now, today
from isaf.kit.problems import Problem, Problems
from isaf.meetings.models import Attendance, Meeting
from isaf.meetings.problems import MeetingCancelled
from isaf.meetings.services import cancel_meeting, hold_meeting, plan_meeting
from isaf.people.models import Account

from .access import require_reviewer, require_typist
from .models import Remark, Sheet, SheetCriterion, VoteCount
from .opening import RULE_VERSION, check
from .problems import (
    CannotCorrect,
    CannotReturn,
    MeetingNotHeld,
    NotForReview,
    ReturnReasonMissing,
    SheetConflict,
    SheetStands,
)
from .sheets import STANDING, self_assessment_of
from .steps import begin_scoring, end_scoring_when_all_is_in
from .summaries import meeting_changed, rebuild_summaries, refresh_summary, was_opened
from .typed import TypedCriterion, TypedRemark, TypedSheet, is_own

__all__ = [
    "TypedCriterion", "TypedRemark", "TypedSheet", "approve_sheet", "cancel_scoring", "correct_sheet",
    "hold_back_remark", "meeting_changed", "pass_remark", "rebuild_summaries", "record_from_paper", "record_sheet",
    "refresh_summary", "return_sheet",
]  # fmt: skip


@transaction.atomic
def record_sheet(
    *, meeting: Meeting, typed: TypedSheet, by: Account, door: str, at: datetime | None = None
) -> Sheet:
    """Keep a sheet that came through any door, or refuse it with everything that is wrong.

    The same id with the same content is the same sheet again; with other content it is a conflict for a
    person. The meeting must be held. A sheet that comes after the year was closed is kept as late and counts
    only after review (ADR 0013). A self-assessment counts at once; a citizens' sheet after another
    person approved it. A returned sheet of the meeting is replaced by this one.

    ``door`` names the way in: app, collect, paper, file. ``at`` is when it arrived.
    """
    meeting = _locked(meeting)
    require_typist(by, meeting)
    if again := _again(meeting, typed):
        return again
    _must_be_held(meeting)
    _must_be_sound(meeting, typed)
    if meeting.sheets.filter(state__in=STANDING).exists():
        raise SheetStands()
    returned = meeting.sheets.filter(state=Sheet.State.RETURNED).order_by("-submitted_at").first()
    return _keep(meeting, typed, by=by, door=door, at=at or now(), replaces=returned)


@transaction.atomic
def correct_sheet(
    *, sheet: Sheet, typed: TypedSheet, by: Account, door: str = "paper", at: datetime | None = None
) -> Sheet:
    """A new sheet in place of one that is wrong; both stay. An approved sheet is returned first (ADR 0009).

    Staff may correct their own self-assessment until the results are open.
    """
    meeting = _locked(sheet.meeting)
    require_typist(by, meeting)
    if again := _again(meeting, typed):
        return again
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if not may_correct(sheet):
        raise CannotCorrect()
    _must_be_held(meeting)
    _must_be_sound(meeting, typed)
    return _keep(meeting, typed, by=by, door=door, at=at or now(), replaces=sheet)


def may_correct(sheet: Sheet) -> bool:
    """True while a sheet is not approved, or is a self-assessment of which nothing has been opened yet."""
    if sheet.state == Sheet.State.APPROVED and sheet.kind == Sheet.Kind.PROVIDERS:
        return not was_opened(sheet.facility, sheet.cycle.year, sheet.cycle.round)
    return sheet.state in (Sheet.State.SUBMITTED, Sheet.State.RETURNED, Sheet.State.LATE)


@transaction.atomic
def record_from_paper(
    *,
    meeting: Meeting,
    held_on: date,
    method: str,
    officials: str,
    typed: TypedSheet,
    by: Account,
    replaces: Sheet | None = None,
    door: str = "paper",
) -> Sheet:
    """Meeting and sheet from one page of paper or one phone, together or not at all."""
    require_typist(by, meeting)
    _must_be_sound(meeting, typed)
    side = (
        Attendance.Side.PROVIDERS if _kind_of(meeting) == Sheet.Kind.PROVIDERS else Attendance.Side.CITIZENS
    )
    hold_meeting(
        meeting=meeting,
        held_on=held_on,
        method=method,
        officials=officials,
        attendances={side: dict(typed.people)},
        by=by,
    )
    if replaces:
        return correct_sheet(sheet=replaces, typed=typed, by=by, door=door)
    return record_sheet(meeting=meeting, typed=typed, by=by, door=door)


@transaction.atomic
def record_self_assessment(*, target: Target, by: Account, held_on: date, **facts: Any) -> Sheet:
    """The staff's own sheet; its meeting is planned on the way when nobody did."""
    meeting = self_assessment_of(target.cycle, target.facility) or plan_meeting(
        cycle=target.cycle,
        kind=Meeting.Kind.SELF_ASSESSMENT,
        facility=target.facility,
        planned_on=held_on,
        by=by,
        is_held=True,
    )
    return record_from_paper(meeting=meeting, by=by, held_on=held_on, **facts)


@transaction.atomic
def cancel_scoring(*, meeting: Meeting, reason: str, by: Account) -> Meeting:
    """A scoring meeting will not be held; the results of its facility no longer wait for it."""
    meeting = cancel_meeting(meeting=meeting, reason=reason, by=by)
    meeting_changed(meeting=meeting)
    end_scoring_when_all_is_in(cycle=meeting.cycle, by=by)
    return meeting


@transaction.atomic
def approve_sheet(*, sheet: Sheet, by: Account, passed: Collection[Any] | None = None) -> Sheet:
    """The sheet counts. ``passed`` are the remarks (ids) and own wordings (keys) that may be shown.

    What is not among them is held back; without ``passed`` the remarks go on waiting.
    """
    sheet = _sheet(sheet)
    require_reviewer(by, sheet)
    if sheet.state not in (Sheet.State.SUBMITTED, Sheet.State.LATE):
        raise NotForReview()
    others = sheet.meeting.sheets.filter(state__in=STANDING).exclude(pk=sheet.pk)
    if others.exists():
        raise SheetStands()
    sheet.state, sheet.reviewed_by, sheet.reviewed_at = Sheet.State.APPROVED, by, now()
    sheet.row_version += 1
    sheet.save(update_fields=["state", "reviewed_by", "reviewed_at", "row_version"])
    if passed is not None:
        _moderate(sheet, set(passed))
    _record(sheet, by, "approve_sheet", passed=len(passed or ()))
    _refresh(sheet)
    end_scoring_when_all_is_in(cycle=sheet.cycle, by=by)
    return sheet


@transaction.atomic
def moderate_sheet(*, sheet: Sheet, by: Account, passed: Collection[Any]) -> Sheet:
    """Decide again which remarks and own wordings may be shown, also of a self-assessment."""
    sheet = _sheet(sheet)
    require_reviewer(by, sheet)
    _moderate(sheet, set(passed))
    _record(sheet, by, "moderate_sheet", passed=len(passed))
    _refresh(sheet)
    return sheet


def _moderate(sheet: Sheet, passed: set[Any]) -> None:
    sheet.remarks.filter(pk__in=[one for one in passed if isinstance(one, int)]).update(
        state=Remark.State.PASSED
    )
    sheet.remarks.exclude(
        state=Remark.State.PASSED, pk__in=[one for one in passed if isinstance(one, int)]
    ).update(state=Remark.State.HELD_BACK)
    own = [key for key in passed if isinstance(key, str)]
    sheet.criteria.filter(key__in=own).update(is_passed=True)
    sheet.criteria.exclude(key__in=own).update(is_passed=False)


@transaction.atomic
def return_sheet(*, sheet: Sheet, by: Account, reason: str) -> Sheet:
    """Back to who sent it, with what has to be corrected; an approved sheet no longer counts."""
    if not reason.strip():
        raise ReturnReasonMissing()
    sheet = _sheet(sheet)
    require_reviewer(by, sheet)
    if sheet.state not in STANDING:
        raise CannotReturn()
    sheet.state, sheet.returned_reason = Sheet.State.RETURNED, reason.strip()
    sheet.reviewed_by, sheet.reviewed_at = by, now()
    sheet.row_version += 1
    sheet.save(update_fields=["state", "returned_reason", "reviewed_by", "reviewed_at", "row_version"])
    _record(sheet, by, "return_sheet", reason=reason.strip())
    _refresh(sheet)
    return sheet


def pass_remark(*, remark: Remark, by: Account) -> Remark:
    """The remark may be shown: it names nobody and points at nobody (ADR 0010)."""
    return _decide(remark, by, Remark.State.PASSED, "")


def hold_back_remark(*, remark: Remark, by: Account, reason: str = "") -> Remark:
    """The remark stays inside."""
    return _decide(remark, by, Remark.State.HELD_BACK, reason.strip())


@transaction.atomic
def _decide(remark: Remark, by: Account, state: str, reason: str) -> Remark:
    sheet = _sheet(remark.sheet)
    require_reviewer(by, sheet)
    remark.state, remark.state_reason = state, reason
    remark.save(update_fields=["state", "state_reason"])
    _record(sheet, by, f"{state}_remark", remark=remark.pk)
    return remark


# --- the parts of recording ------------------------------------------------------------------------


def _locked(meeting: Meeting) -> Meeting:
    """The meeting's row, held until the sheet is in, so that two doors cannot both bring one."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("cycle__area", "facility__host")
    found: Meeting = rows.get(pk=meeting.pk)
    return found


def _sheet(sheet: Sheet) -> Sheet:
    rows = Sheet.objects.select_for_update(of=("self",))
    return rows.select_related("meeting", "cycle__area", "facility__host").get(pk=sheet.pk)


def _kind_of(meeting: Meeting) -> str:
    return Sheet.Kind.PROVIDERS if meeting.kind == Meeting.Kind.SELF_ASSESSMENT else Sheet.Kind.CITIZENS


def _content(meeting: Meeting, typed: TypedSheet) -> dict[str, Any]:
    return {"meeting": str(meeting.pk), **typed.content()}


def _again(meeting: Meeting, typed: TypedSheet) -> Sheet | None:
    """The sheet that came before with this id, or a conflict when it said something else."""
    kept = Sheet.objects.filter(pk=typed.id).first()
    if kept and kept.sha256 != digest(_content(meeting, typed)):
        raise SheetConflict()
    return kept


def _must_be_held(meeting: Meeting) -> None:
    cycle, held_on = meeting.cycle, meeting.held_on
    if meeting.state == Meeting.State.CANCELLED:
        raise MeetingCancelled()
    if meeting.state != Meeting.State.HELD or held_on is None:
        raise MeetingNotHeld()
    if held_on > today():
        raise DateInFuture(date=held_on.isoformat())
    if not is_inside_year(held_on, cycle.year):
        raise DateOutsideYear(date=held_on.isoformat(), year=cycle.year)
    if cycle.closed_on and held_on > cycle.closed_on:
        raise CycleClosed(year=cycle.year)


def _must_be_sound(meeting: Meeting, typed: TypedSheet) -> None:
    if found := problems_of(meeting, typed):
        raise Problems(found)


def problems_of(meeting: Meeting, typed: TypedSheet) -> list[Problem]:
    """Everything that cannot be right, judged by the instrument frozen for the year."""
    instrument = instrument_of(meeting.cycle)
    limits = pack().settings.get("criteria_chosen", {})
    return check(
        typed,
        catalogue=[criterion.id for criterion in instrument.criteria.get(meeting.facility.service, ())],
        segments=[segment.id for segment in instrument.segments],
        values=instrument.scale.numbers,
        languages=pack().languages,
        limits=(limits.get("least", 1), limits.get("most")),
    )


def _keep(
    meeting: Meeting, typed: TypedSheet, *, by: Account, door: str, at: datetime, replaces: Sheet | None
) -> Sheet:
    kind = _kind_of(meeting)
    if replaces:
        replaces.state, replaces.row_version = Sheet.State.SUPERSEDED, replaces.row_version + 1
        replaces.save(update_fields=["state", "row_version"])
    try:
        with transaction.atomic():
            sheet = Sheet.objects.create(
                id=typed.id,
                meeting=meeting,
                cycle=meeting.cycle,
                facility=meeting.facility,
                kind=kind,
                door=door,
                state=_first_state(meeting, kind),
                sha256=digest(_content(meeting, typed)),
                people=dict(typed.people),
                submitted_by=by,
                submitted_at=at,
                supersedes=replaces,
                rule_version=RULE_VERSION,
            )
    except IntegrityError:  # another meeting's sheet with the same id arrived at the same moment
        raise SheetConflict() from None
    _keep_rows(sheet, typed)
    _record(
        sheet, by, "record_sheet", door=door, state=sheet.state, replaces=str(replaces.pk) if replaces else ""
    )
    begin_scoring(meeting=meeting, by=by)
    if sheet.state == Sheet.State.APPROVED:
        _refresh(sheet)
        end_scoring_when_all_is_in(cycle=meeting.cycle, by=by)
    return sheet


def _first_state(meeting: Meeting, kind: str) -> str:
    if not meeting.cycle.is_open:
        return Sheet.State.LATE
    return Sheet.State.APPROVED if kind == Sheet.Kind.PROVIDERS else Sheet.State.SUBMITTED


def _keep_rows(sheet: Sheet, typed: TypedSheet) -> None:
    """Criteria, votes and remarks in three inserts, however many they are."""
    SheetCriterion.objects.bulk_create(
        SheetCriterion(
            sheet=sheet,
            position=position,
            key=criterion.key,
            wording=criterion.wording.strip() if is_own(criterion.key) else "",
            language=criterion.language if is_own(criterion.key) else "",
            times_proposed=criterion.times_proposed,
            is_chosen=criterion.is_chosen,
        )
        for position, criterion in enumerate(typed.criteria, start=1)
    )
    VoteCount.objects.bulk_create(
        VoteCount(
            sheet=sheet, criterion=criterion, segment=segment, **{f"n{v}": n for v, n in counts.items()}
        )
        for criterion, groups in typed.votes.items()
        for segment, counts in groups.items()
    )
    Remark.objects.bulk_create(
        Remark(sheet=sheet, criterion=r.criterion, kind=r.kind, text=r.text.strip(), language=r.language)
        for r in typed.remarks
    )


def _record(sheet: Sheet, by: Account, verb: str, **details: Any) -> None:
    record(by=by, verb=verb, subject=sheet, place_code=sheet.cycle.area.code, **details)


def _refresh(sheet: Sheet) -> None:
    refresh_summary(facility=sheet.facility, year=sheet.cycle.year, round_number=sheet.cycle.round)
