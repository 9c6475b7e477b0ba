"""Sheets of votes as counts, what people said about each criterion, and the pooled results."""

import uuid

from django.db import models

from isaf.cycles.models import Cycle
from isaf.meetings.models import Meeting
from isaf.people.models import Account
from isaf.places.models import Facility, Origin

VALUES = range(1, 8)
"""A scale has 2 to 7 values; each has its own column (ADR 0010)."""


class Sheet(models.Model):
    """One tally of one meeting: citizens' sheet or self-assessment. A correction is a new sheet."""

    class Kind(models.TextChoices):
        CITIZENS = "citizens"
        PROVIDERS = "providers"

    class State(models.TextChoices):
        SUBMITTED = "submitted"
        RETURNED = "returned"
        APPROVED = "approved"
        LATE = "late"  # came after the year was closed; kept for review (ADR 0013)
        SUPERSEDED = "superseded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sheets")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="sheets")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    door = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    sha256 = models.CharField(max_length=64)
    people = models.JSONField()  # segment -> number of people, null: not collected
    submitted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    rule_version = models.CharField(max_length=20)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["submitted_at"]
        indexes = [  # whether a target was scored: asked for every target of a phase
            models.Index(fields=["facility", "cycle", "kind", "state"], name="sheet_by_facility_and_cycle"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(state__in=["submitted", "approved"]),
                name="one_standing_sheet_per_meeting",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved", kind="citizens")
                | (models.Q(reviewed_by__isnull=False) & ~models.Q(reviewed_by=models.F("submitted_by"))),
                name="sheet_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SheetCriterion(models.Model):
    """A criterion that was proposed in the meeting, how often, and whether it was chosen for scoring."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)  # of the catalogue, or own:1 for own wording
    wording = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True)
    times_proposed = models.PositiveIntegerField(null=True)
    is_chosen = models.BooleanField(default=True)
    is_passed = models.BooleanField(default=False)  # own wording: a reviewer let it be shown (ADR 0010)

    class Meta:
        ordering = ["sheet", "position"]
        constraints = [models.UniqueConstraint(fields=["sheet", "key"], name="criterion_once_per_sheet")]

    def __str__(self) -> str:
        return self.key


class VoteCount(models.Model):
    """How many of one segment chose each value: one column per value, never who."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="votes")
    criterion = models.CharField(max_length=60)
    segment = models.CharField(max_length=20)
    n1 = models.PositiveIntegerField(default=0)
    n2 = models.PositiveIntegerField(default=0)
    n3 = models.PositiveIntegerField(default=0)
    n4 = models.PositiveIntegerField(default=0)
    n5 = models.PositiveIntegerField(default=0)
    n6 = models.PositiveIntegerField(default=0)
    n7 = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion", "segment"], name="votes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.segment}"


class Remark(models.Model):
    """What the group said about a criterion. Seen outside only after a reviewer let it pass (ADR 0010)."""

    class Kind(models.TextChoices):
        STRENGTH = "strength"
        WEAKNESS = "weakness"
        CHANGE = "change"
        PROPOSAL = "proposal"

    class State(models.TextChoices):
        WAITING = "waiting"
        PASSED = "passed"
        HELD_BACK = "held_back"

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="remarks")
    criterion = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    state_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["sheet", "id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"


class FacilitySummary(models.Model):
    """Votes of all approved sheets of a facility, year, round and kind, pooled vote by vote (ADR 0011)."""

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="summaries")
    year = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Sheet.Kind.choices)
    origin = models.CharField(max_length=15, choices=Origin.choices)
    host_code = models.CharField(max_length=20, db_index=True)
    criterion = models.CharField(max_length=60)
    segment = models.CharField(max_length=20)
    n1 = models.PositiveIntegerField(default=0)
    n2 = models.PositiveIntegerField(default=0)
    n3 = models.PositiveIntegerField(default=0)
    n4 = models.PositiveIntegerField(default=0)
    n5 = models.PositiveIntegerField(default=0)
    n6 = models.PositiveIntegerField(default=0)
    n7 = models.PositiveIntegerField(default=0)
    sheets = models.PositiveIntegerField()
    is_passed = models.BooleanField(default=True)  # own wording: False until a reviewer let it be shown
    is_open = models.BooleanField(default=False)  # every planned sheet in: may be shown (ADR 0012)
    is_withheld = models.BooleanField(default=False)  # beside an earlier release it would tell on someone
    rule_version = models.CharField(max_length=20)
    as_of = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "year", "round", "kind", "criterion", "segment"], name="summary_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.year} {self.criterion} {self.segment}"


class OpenResult(models.Model):
    """That citizens' results of a facility, year and round are open: one row beside its many summary rows.

    Public pages count these. Written with the summaries, and like them rebuilt from the sheets (ADR 0043).
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="open_results")
    year = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=15, choices=Origin.choices)
    host_code = models.CharField(max_length=20)

    class Meta:
        ordering = ["facility", "year", "round"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "year", "round"], name="open_result_once"),
        ]
        indexes = [
            models.Index(fields=["origin", "host_code", "year", "facility"], name="open_result_by_area"),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.year}/{self.round}"


class Release(models.Model):
    """What was shown of citizens' votes at a moment, kept so that a later release is checked against it.

    ``shown`` is ``{criterion: {segment: {value: votes}}}`` of what was not suppressed (ADR 0012, rule 6).
    """

    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="releases")
    year = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    shown = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["facility", "year", "round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "year", "round", "number"], name="release_once"),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.year} release {self.number}"
