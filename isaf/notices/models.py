"""Letters that wait, left or could not leave, and what people said about getting letters."""

from uuid import uuid4

from django.db import models

from isaf.people.models import Account


class NoticeChoice(models.Model):
    """Where a person wants letters, and whether at all."""

    person = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="notice_choice")
    address = models.EmailField(blank=True)
    wants_letters = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}"


class Notice(models.Model):
    """One letter to one person or office, written in its language when it was queued."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"
        EXPIRED = "expired"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    to = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="notices")
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10)
    letter = models.CharField(max_length=100)
    matter = models.CharField(max_length=100)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    carrier = models.CharField(max_length=20, default="email")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)
    thread = models.CharField(max_length=64, db_index=True)
    dedupe_key = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="notice_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to__isnull=False) | ~models.Q(address="") | ~models.Q(state="queued"),
                name="notice_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(state="queued", over_at=None)
                | (~models.Q(state="queued") & models.Q(over_at__isnull=False)),
                name="notice_over_when_not_queued",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.pk}"
