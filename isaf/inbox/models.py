"""Phones, and what they sent."""

from django.db import models

from isaf.people.models import Account


class Device(models.Model):
    """A phone that may send for one person. Only a digest of its secret is kept; withdrawn, it stays listed."""

    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="devices")
    name = models.CharField(max_length=100)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    last_contact = models.DateTimeField(null=True)
    app_version = models.CharField(max_length=40, blank=True)
    unsent = models.PositiveIntegerField(null=True)  # as the phone itself last said

    class Meta:
        ordering = ["owner__username", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_reason=""),
                name="device_withdrawn_with_reason",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class Arrival(models.Model):
    """One paper as it came in. ``raw`` is emptied when its time is over; what it said then stays told by digest."""

    class State(models.TextChoices):
        KEPT = "kept"  # not judged yet
        ACCEPTED = "accepted"
        QUARANTINED = "quarantined"  # breaks a rule: for a person to look at
        CONFLICT = "conflict"  # an earlier paper has the same id and says something else
        DUPLICATE = "duplicate"  # another paper of the same meeting stands

    paper_id = models.UUIDField()
    door = models.CharField(max_length=10)  # app, collect, file
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="arrivals")
    sender = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="arrivals")
    raw = models.BinaryField()
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField(
        max_length=64
    )  # of the content in one spelling, so that re-packing does not count
    at = models.DateTimeField()
    phone_at = models.DateTimeField(null=True)  # the phone's own clock when it sent
    app_version = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.KEPT)
    problems = models.JSONField(default=list)  # [{code, text: {language: sentence}}]
    judged_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["paper_id"], name="arrival_paper")]
        constraints = [
            models.UniqueConstraint(
                fields=["paper_id"], condition=~models.Q(state="conflict"), name="arrival_first_of_its_paper"
            ),
            models.UniqueConstraint(fields=["paper_id", "sha256"], name="arrival_content_once"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.paper_id}"

    @property
    def receipt(self) -> str:
        """The number by which a person asks for the paper."""
        return f"R{self.pk:07d}"
