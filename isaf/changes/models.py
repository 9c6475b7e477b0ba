"""What somebody without the right asks to be changed, and what another person decided."""

from django.db import models

from isaf.people.models import Account
from isaf.places.models import Area, Facility, Origin


class ChangeRequest(models.Model):
    """Fields of one locked record as they were when it was asked, as they should be, and why.

    It is judged by the facility where it is about one, else by the area. Nothing of it is edited after the decision.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        TAKEN_BACK = "taken_back"

    kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=15, choices=Origin.choices)
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)  # by who asked, after the decision
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=models.Q(state="asked"), name="one_open_request"
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked", decided_at=None)
                | models.Q(state="taken_back")
                | models.Q(
                    state__in=["accepted", "refused"], decided_by__isnull=False, decided_at__isnull=False
                ),
                name="request_decided_with_who",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="request_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(answer=""), name="refused_with_reason"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="asked_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.state}"
