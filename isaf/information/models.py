"""The information sheet of a facility and year."""

from django.db import models

from isaf.cycles.models import Cycle
from isaf.people.models import Account
from isaf.places.models import Facility


class InformationSheet(models.Model):
    """The sheet while it is being worked on; what was published is in ``audit.Version``.

    ``content`` is ``{section: {item: {column: number or text}}}``; a value that is not there was not
    reported, which is never 0 (decisions.md 27: money in minor units).
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
