"""Planning, holding and cancelling meetings."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction

from isaf.audit.services import record
from isaf.cycles.models import Cycle
from isaf.cycles.problems import DateInFuture, DateOutsideYear, ProtectedDay, UnsuitableDay
from isaf.cycles.rules import is_inside_year
from isaf.cycles.selectors import in_words, protected_on, target_for, unsuitable_on
from isaf.cycles.services import must_be_open
from isaf.files.models import StoredFile
from isaf.files.rules import PICTURES
from isaf.files.services import Owner, keep
from isaf.kit.clock import today
from isaf.kit.problems import Problems, Stale
from isaf.people.models import Account, Organisation
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility, Origin

from .models import OF_SHEETS, Attendance, Meeting, Posting
from .problems import (
    AlreadyHeld,
    MeetingCancelled,
    MeetingExists,
    NotOnTheList,
    ReasonMissing,
    TakenDownBefore,
)
from .rules import check_attendance
from .selectors import ROOM
from .summaries import move, shown_of

TOLD = frozenset({"method", "officials", "chair", "place", "minutes", "materials", "facilitator_names"})
PUBLIC = frozenset(Meeting.Kind) - {Meeting.Kind.SELF_ASSESSMENT}  # people are called together
Attendances = Mapping[str, Mapping[str, int | None]]  # side -> segment -> people, None: not collected


@transaction.atomic
def plan_meeting(
    *,
    cycle: Cycle,
    kind: str,
    planned_on: date,
    by: Account,
    facility: Facility | None = None,
    village: Area | None = None,
    place: str = "",
    focus_group: str = "all",
    organisation: Organisation | None = None,
    facilitators: Iterable[Account] = (),
    facilitator_names: str = "",
    is_sure: bool = False,
    is_held: bool = False,
) -> Meeting:
    """A meeting that is to be held; scoring of one facility, village and group is planned once.

    ``is_sure``: also on a day on which few people may come. ``is_held``: it was not planned but took place,
    and no day is judged any more.
    """
    must_be_open(cycle)
    if not is_inside_year(planned_on, cycle.year):
        raise DateOutsideYear(date=planned_on.isoformat(), year=cycle.year)
    if not is_held:
        _judge_day(cycle, kind, planned_on, is_sure=is_sure)
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                cycle=cycle,
                kind=kind,
                facility=facility,
                village=village,
                place=place,
                focus_group=focus_group,
                planned_on=planned_on,
                organisation=organisation,
                facilitator_names=facilitator_names,
            )
    except IntegrityError:
        raise MeetingExists() from None
    meeting.facilitators.set(facilitators)
    record(by=by, verb="plan_meeting", subject=meeting, place_code=cycle.area.code, meeting_kind=kind)
    return meeting


def _judge_day(cycle: Cycle, kind: str, day: date, *, is_sure: bool) -> None:
    """No public meeting in a protected period; a doubt, to be confirmed, where few people come (ADR 0013).

    What is practised or demonstrated calls nobody together, so nothing is protected from it.
    """
    code = cycle.area.code
    period = protected_on(day, code) if cycle.origin == Origin.REAL and kind in PUBLIC else None
    doubt = None if is_sure or period else unsuitable_on(day, code)
    if found := period or doubt:
        last = found.days(day.year)[1]
        refusal = ProtectedDay if period else UnsuitableDay
        raise refusal(date=day.isoformat(), period=in_words(found.names), last=last.isoformat())


@transaction.atomic
def hold_meeting(
    *,
    meeting: Meeting,
    held_on: date,
    by: Account,
    attendances: Attendances | None = None,
    row_version: int | None = None,
    **told: Any,
) -> Meeting:
    """The meeting took place on this day; said again, it corrects what was recorded.

    ``told`` may hold what ``TOLD`` names; what is not told stays as it was.
    ``row_version`` is what a form was shown with; None for who does not edit a form. A meeting held while
    the year was open may be recorded after it was closed (ADR 0013), but once: then it stays as it is. A
    sheet that comes late counts its own people.
    """
    cycle = Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("area")
    cycle = cycle.get(pk=meeting.cycle_id)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row_version is not None and row_version != meeting.row_version:
        raise Stale()
    if meeting.state == Meeting.State.CANCELLED:
        raise MeetingCancelled()
    if _is_kept_for_a_late_sheet(meeting, cycle, held_on):
        return meeting
    if cycle.closed_on is None or held_on > cycle.closed_on or meeting.state == Meeting.State.HELD:
        must_be_open(cycle)
    if held_on > today():
        raise DateInFuture(date=held_on.isoformat())
    if not is_inside_year(held_on, cycle.year):
        raise DateOutsideYear(date=held_on.isoformat(), year=cycle.year)
    if problems := [p for counts in (attendances or {}).values() for p in check_attendance(counts)]:
        raise Problems(problems)
    before = shown_of(cycle, meeting.kind)
    meeting.state, meeting.held_on = Meeting.State.HELD, held_on
    meeting.row_version += 1
    for field in TOLD & told.keys():
        setattr(meeting, field, told[field])
    meeting.save(update_fields=["state", "held_on", "row_version", *told])
    for side, counts in (attendances or {}).items():
        meeting.attendances.filter(side=side).delete()
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, side=side, segment=segment, n=n) for segment, n in counts.items()
        )
    move(cycle, meeting.kind, before)
    record(by=by, verb="hold_meeting", subject=meeting, place_code=cycle.area.code, on=held_on.isoformat())
    meeting.cycle = cycle
    return meeting


def _is_kept_for_a_late_sheet(meeting: Meeting, cycle: Cycle, held_on: date) -> bool:
    """True where a sheet of a closed year names the day that its meeting was recorded with."""
    return meeting.kind in OF_SHEETS and not cycle.is_open and meeting.held_on == held_on


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: Account) -> Meeting:
    """The meeting will not be held; the reason is kept."""
    if not reason.strip():
        raise ReasonMissing()
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("cycle__area").get(pk=meeting.pk)
    if meeting.state == Meeting.State.HELD:
        raise AlreadyHeld()
    meeting.state, meeting.cancelled_reason = Meeting.State.CANCELLED, reason.strip()
    meeting.row_version += 1
    meeting.save(update_fields=["state", "cancelled_reason", "row_version"])
    record(by=by, verb="cancel_meeting", subject=meeting, place_code=meeting.cycle.area.code, reason=reason)
    return meeting


@transaction.atomic
def hang_poster(
    *, cycle: Cycle, facility: Facility, place: str, hung_on: date, by: Account, village: Area | None = None,
    photo: File | None = None,
) -> Posting:  # fmt: skip
    """A poster hangs here since this day; a photo of it is kept, and stays inside."""
    must_be_open(cycle)
    if target_for(cycle, facility) is None:
        raise NotOnTheList()
    if hung_on > today():
        raise DateInFuture(date=hung_on.isoformat())
    posting = Posting.objects.create(
        cycle=cycle, facility=facility, place=place, hung_on=hung_on, village=village
    )
    record(by=by, verb="hang_poster", subject=posting, place_code=cycle.area.code, facility=facility.slug)
    if photo:
        keep_photo(subject=posting, cycle=cycle, upload=photo, by=by)
    return posting


@transaction.atomic
def take_down_poster(*, posting: Posting, on: date, by: Account) -> Posting:
    """It does not hang any more; that it hung stays on record. Said again, it changes nothing."""
    posting = Posting.objects.select_for_update(of=("self",)).select_related("cycle__area").get(pk=posting.pk)
    if posting.taken_down_on:
        return posting
    if on > today():
        raise DateInFuture(date=on.isoformat())
    if on < posting.hung_on:
        raise TakenDownBefore(date=posting.hung_on.isoformat())
    posting.taken_down_on = on
    posting.save(update_fields=["taken_down_on"])
    code = posting.cycle.area.code
    record(by=by, verb="take_down_poster", subject=posting, place_code=code, on=on.isoformat())
    return posting


def keep_photo(*, subject: Meeting | Posting, cycle: Cycle, upload: File, by: Account) -> StoredFile:
    """A photo of a meeting or a poster. People can be known on it, so it never becomes public."""
    word = f"{subject._meta.model_name}-{subject.pk}"
    owner = Owner(room=ROOM, subject=word, place=cycle.area, verb=Verb.AREA_READ)
    return keep(upload=upload, by=by, owner=owner, allowed=PICTURES)
