"""Reading meetings and attendances."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models import Sum as SumOf
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isaf.cycles.models import Cycle
from isaf.cycles.selectors import counted_cycles, instrument_of
from isaf.files.models import StoredFile
from isaf.files.selectors import files_of
from isaf.kit.work import WorkItem
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.lookups import below
from isaf.places.selectors import figures_origin

from .models import MAKES_KNOWN, OF_SHEETS, Attendance, AttendanceSum, Meeting, Posting
from .rules import Sum, add_up

ROOM = "meetings"  # of the kept photos
ALL = "all"  # the segment of everyone


def meeting_by_id(pk: UUID) -> Meeting | None:
    return (
        Meeting.objects.select_related("cycle__area", "facility__host", "village", "organisation")
        .filter(pk=pk)
        .first()
    )


def meetings_of(cycle: Cycle) -> QuerySet[Meeting]:
    """Every meeting of a year, in the order of the planned days."""
    return cycle.meetings.select_related("facility", "village", "organisation").prefetch_related(
        "attendances"
    )


def listed(cycle: Cycle) -> list[Meeting]:
    """The same for the year's list: with all that is needed to judge who may open which."""
    rows = meetings_of(cycle).select_related("facility__host", "cycle__area")
    return list(rows.prefetch_related("facility__serves"))


def totals(cycle: Cycle, meetings: Iterable[Meeting]) -> dict[UUID, int | None]:
    """meeting -> who came, of all sides; None where nobody was counted.

    Of a meeting with a sheet also None below the smallest number shown: nobody shall be recognised.
    """
    least = instrument_of(cycle).min_cell
    came: dict[UUID, int | None] = {}
    for meeting in meetings:
        counted = [row.n for row in meeting.attendances.all() if row.segment == "all" and row.n is not None]
        n = sum(counted) if counted else None
        came[meeting.pk] = None if meeting.kind in OF_SHEETS and n and n < least else n
    return came


def recorded(meeting: Meeting) -> dict[str, Any]:
    """What was recorded of a meeting, by the names of its form's boxes."""
    names = ("held_on", "place", "chair", "minutes", "materials", "facilitator_names")
    told = {name: getattr(meeting, name) for name in names}
    return told | {f"{row.side}-{row.segment}": row.n for row in meeting.attendances.all()}


def attendance_table(meeting: Meeting) -> dict[str, dict[str, int | None]]:
    """side -> segment -> people of one meeting."""
    table: dict[str, dict[str, int | None]] = {}
    for row in meeting.attendances.all():
        table.setdefault(row.side, {})[row.segment] = row.n
    return table


@dataclass(frozen=True)
class Came:
    """kind of meeting -> segment -> attendances as everyone may see them; ``is_less``: small groups were left out."""

    by_kind: dict[str, dict[str, int | str | None]]
    is_less: bool

    def of_everyone(self, kind: str) -> int:
        n = self.by_kind.get(kind, {}).get(ALL)
        return n if isinstance(n, int) else 0


def public_attendances(code: str, year: int | None, least: int, segments: Iterable[str] = ()) -> Came:
    """Events' counts of an area and below it added, never people (ADR 0040): of one year, or all. One query.

    Sums that were kept under another smallest number are not used: then every meeting is read.
    """
    rows = AttendanceSum.objects.filter(area_code=code, origin=figures_origin(), cells__gt=0)
    rows = rows if year is None else rows.filter(year=year)
    if wanted := list(segments):
        rows = rows.filter(segment__in=wanted)
    sums: dict[str, dict[str, Sum]] = {}
    for row in rows:
        if row.least != least:
            cycles = counted_cycles().filter(below("area__code", code))
            return attendances_of(cycles if year is None else cycles.filter(year=year), least, wanted)
        one = sums.setdefault(row.kind, {}).setdefault(row.segment, Sum())
        for name in vars(one):
            setattr(one, name, getattr(one, name) + getattr(row, name))
    told = {kind: {segment: one.value for segment, one in table.items()} for kind, table in sums.items()}
    return Came(told, any(one.few for table in sums.values() for one in table.values()))


def attendances_of(cycles: QuerySet[Cycle], least: int, segments: Iterable[str] = ()) -> Came:
    """The same from the meetings themselves: year by year, and of each only what may be shown. One query."""
    rows = Attendance.objects.filter(meeting__cycle__in=cycles, meeting__state=Meeting.State.HELD)
    if wanted := list(segments):
        rows = rows.filter(segment__in=wanted)
    cells: dict[str, dict[int, dict[str, int | None]]] = {}
    keys = ("meeting__kind", "meeting__cycle", "segment")
    for kind, cycle, segment, n in rows.values_list(*keys).annotate(total=SumOf("n")).order_by(*keys):
        cells.setdefault(kind, {}).setdefault(cycle, {})[segment] = n
    sums = {kind: add_up(by_cycle.values(), least) for kind, by_cycle in cells.items()}
    return Came(
        {kind: table for kind, (table, _less) in sums.items()}, any(less for _t, less in sums.values())
    )


def coming_meetings(cycle: Cycle, today: date) -> QuerySet[Meeting]:
    """Planned meetings from today on: how to take part."""
    return meetings_of(cycle).filter(state=Meeting.State.PLANNED, planned_on__gte=today)


def waiting(account: Account, today: date) -> list[WorkItem]:
    """Information sessions and gatherings whose day has come and that are not recorded yet."""
    kinds = [Meeting.Kind.INFORMATION, Meeting.Kind.DISSEMINATION, Meeting.Kind.FOLLOW_UP]
    rows = access.within(
        account,
        Verb.MEETING_RECORD,
        Meeting.objects.filter(
            state=Meeting.State.PLANNED, kind__in=kinds, planned_on__lte=today, cycle__state="open"
        ),
        area="cycle__area",
    )
    rows = rows.select_related("cycle__area", "village").defer("cycle__instrument")
    titles = kind_titles()
    return [
        WorkItem(
            since=row.planned_on,
            title=titles[row.kind],
            place=_place_of(row),
            button=_("Record the meeting"),
            address=reverse("meetings:record", args=[row.pk]),
            is_late=(today - row.planned_on).days > 7,
        )
        for row in rows
    ]


def _place_of(meeting: Meeting) -> str:
    names = (meeting.village or meeting.cycle.area).names
    return names.get(get_language() or "") or next(iter(names.values()), "")


def kind_titles() -> dict[str, str]:
    """The words for each kind of meeting."""
    return {
        Meeting.Kind.INFORMATION: _("Information for citizens in the village"),
        Meeting.Kind.SCORING: _("Citizens score a service"),
        Meeting.Kind.SELF_ASSESSMENT: _("Self-assessment by the provider"),
        Meeting.Kind.INTERFACE: _("Interface meeting"),
        Meeting.Kind.DISSEMINATION: _("The plan is made known"),
        Meeting.Kind.FOLLOW_UP: _("Follow-up of agreed actions"),
    }


# --- how it was made known ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class MadeKnown:
    """Information sessions of some years and the posters that hang: counts, never people."""

    planned: int
    held: int
    villages: int
    posters: int

    @property
    def is_anything(self) -> bool:
        return bool(self.planned or self.posters)


def made_known(cycles: QuerySet[Cycle]) -> MadeKnown:
    """Sessions planned and held (a cancelled one was planned), villages reached, posters hanging. Two queries."""
    sessions = Meeting.objects.filter(cycle__in=cycles, kind=Meeting.Kind.INFORMATION)
    is_held = Q(state=Meeting.State.HELD)
    counts = sessions.aggregate(
        planned=Count("pk"),
        held=Count("pk", filter=is_held),
        villages=Count("village", filter=is_held, distinct=True),
    )
    posters = Posting.objects.filter(cycle__in=cycles, taken_down_on=None).count()
    return MadeKnown(**counts, posters=posters)


def postings_of(cycle: Cycle) -> list[tuple[Posting, list[StoredFile]]]:
    """Where posters hang or hung, the newest first, each with its photos. Two queries."""
    rows = list(cycle.postings.select_related("facility", "village"))
    words = [f"posting-{row.pk}" for row in rows]
    photos: dict[str, list[StoredFile]] = {}
    for file in StoredFile.objects.filter(room=ROOM, subject__in=words, copy_of=None, withdrawn_at=None):
        photos.setdefault(file.subject, []).append(file)
    return [(row, photos.get(f"posting-{row.pk}", [])) for row in rows]


def posting_by_id(pk: int) -> Posting | None:
    return Posting.objects.select_related("cycle__area", "facility").filter(pk=pk).first()


def photos_of(meeting: Meeting) -> list[StoredFile]:
    return list(files_of(ROOM, f"meeting-{meeting.pk}")) if meeting.kind in MAKES_KNOWN else []


def material_titles() -> dict[str, str]:
    """The words for what was used to inform."""
    return {
        Meeting.Material.POSTER: _("Poster"),
        Meeting.Material.HANDOUT: _("Hand-out on paper"),
        Meeting.Material.LOUDSPEAKER: _("Loudspeaker"),
        Meeting.Material.PICTURES: _("Pictures or film"),
        Meeting.Material.TALK: _("Read aloud and explained"),
    }
