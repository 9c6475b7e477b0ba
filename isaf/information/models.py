"""The information sheet of a facility and year."""

from django.db import models

from isaf.cycles.models import Cycle
from isaf.people.models import Account
from isaf.places.models import Facility


class InformationSheet(models.Model):
    """The sheet while it is being worked on; what was published is in ``audit.Version``.

    ``content`` is ``{section: {item: {column: number or text}}}``; a value that is not there was not
    reported, which is never 0; money is in minor units. ``typed`` is ``{section: {item: {column: text}}}``: what a
    person typed that cannot be read, kept as it is until somebody mends it (ADR 0036).
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        RETURNED = "returned"
        PUBLISHED = "published"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="information_sheets")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="information_sheets")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    content = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    row_version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-cycle__year", "facility__service", "facility__code"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "facility"], name="one_information_sheet_per_year"),
            models.CheckConstraint(
                condition=~models.Q(state="submitted")
                | models.Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="submitted_sheet_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(checked_by__isnull=False, published_at__isnull=False),
                name="published_sheet_was_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility} {self.cycle.year}"


class LineComment(models.Model):
    """A word of the checker about one line, sent back with the sheet; the writer answers it before submitting."""

    sheet = models.ForeignKey(InformationSheet, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=60)
    line = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="")
                | models.Q(answered_by__isnull=False, answered_at__isnull=False),
                name="answered_comment_says_by_whom",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}.{self.line}: {self.text}"
