"""Meetings and attendances."""

import uuid

from django.db import models
from django.db.models.functions import Coalesce

from isaf.cycles.models import Cycle
from isaf.people.models import Account, Organisation
from isaf.places.models import Area, Facility, Origin


class Meeting(models.Model):
    """A planned or held gathering. Its id is made where it is born, and travels."""

    class Kind(models.TextChoices):
        INFORMATION = "information"  # information for citizens, village by village
        SCORING = "scoring"  # citizens score one facility
        SELF_ASSESSMENT = "self_assessment"  # its staff score themselves
        INTERFACE = "interface"  # both sides meet and agree
        DISSEMINATION = "dissemination"  # the plan is made known
        FOLLOW_UP = "follow_up"  # committee or review of what was agreed

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        CANCELLED = "cancelled"

    class Method(models.TextChoices):
        SECRET = "secret"  # noqa: S105 - marks or tokens behind a screen
        PHONE = "phone"  # a phone passed round
        HANDS = "hands"  # only when the group asks
        AGREED = "agreed"  # one agreed score (self-assessment)

    class Officials(models.TextChoices):
        NONE = "none"
        LEFT = "left"
        STAYED = "stayed"

    class Material(models.TextChoices):
        POSTER = "poster"
        HANDOUT = "handout"
        LOUDSPEAKER = "loudspeaker"
        PICTURES = "pictures"  # drawings, a film
        TALK = "talk"  # read aloud and explained, nothing in the hand

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="meetings")
    village = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    focus_group = models.CharField(max_length=20, default="all")
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    cancelled_reason = models.TextField(blank=True)
    method = models.CharField(max_length=10, choices=Method.choices, blank=True)
    officials = models.CharField(max_length=10, choices=Officials.choices, blank=True)
    facilitators = models.ManyToManyField(Account, related_name="+", blank=True)
    facilitator_names = models.CharField(max_length=400, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    chair = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    materials = models.JSONField(default=list)  # what was used to inform: words of Material
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["planned_on", "kind"]
        constraints = [
            models.UniqueConstraint(  # no facility or no village counts as one value; SQLite knows no other way
                "cycle",
                "kind",
                Coalesce("facility", 0),
                Coalesce("village", 0),
                "focus_group",
                condition=models.Q(kind__in=["scoring", "self_assessment"]) & ~models.Q(state="cancelled"),
                name="meeting_planned_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="held") | models.Q(held_on__isnull=False),
                name="held_meeting_has_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(cancelled_reason=""),
                name="cancelled_meeting_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.planned_on}"


OF_SHEETS = frozenset({Meeting.Kind.SCORING, Meeting.Kind.SELF_ASSESSMENT})
"""Meetings of which a sheet with votes is the record."""


MAKES_KNOWN = frozenset({Meeting.Kind.INFORMATION, Meeting.Kind.DISSEMINATION})
"""Meetings that tell people something: what was used for it is asked, and a photo is kept."""


class Posting(models.Model):
    """A place where a facility's poster hangs, so that anybody can go and look."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="postings")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="postings")
    village = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    hung_on = models.DateField()
    taken_down_on = models.DateField(null=True)

    class Meta:
        ordering = ["-hung_on", "place"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_down_on=None) | models.Q(taken_down_on__gte=models.F("hung_on")),
                name="poster_taken_down_after_it_hung",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility} {self.place}"


class AttendanceSum(models.Model):
    """Attendances of an area and everything below it, as everyone may see them: of each year of work only what may
    be shown is added. Kept by summaries.py in the transaction of the meeting (ADR 0043).

    ``cells`` is how many years of work counted or named the group: ``shown`` of them gave ``n``, ``few`` were
    withheld, the others were not collected.
    """

    area_code = models.CharField(max_length=20)
    origin = models.CharField(max_length=15, choices=Origin.choices)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Meeting.Kind.choices)
    segment = models.CharField(max_length=20)
    n = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    few = models.PositiveIntegerField(default=0)
    cells = models.PositiveIntegerField(default=0)
    least = models.PositiveSmallIntegerField()  # the smallest number shown when this was added

    class Meta:
        ordering = ["area_code", "year", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "origin", "year", "kind", "segment"], name="attendance_sum_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.year} {self.kind} {self.segment}: {self.n}"


class Attendance(models.Model):
    """How many of one side and group came; a group that was not counted has no number (never 0)."""

    class Side(models.TextChoices):
        CITIZENS = "citizens"
        PROVIDERS = "providers"
        OFFICIALS = "officials"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    side = models.CharField(max_length=10, choices=Side.choices)
    segment = models.CharField(max_length=20)
    n = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["meeting", "side", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "side", "segment"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.segment}: {self.n}"
