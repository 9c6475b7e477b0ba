"""Events, versions and one-time keys."""

from django.db import models


class Event(models.Model):
    """One thing that a person did, written in the same transaction as the thing itself."""

    at = models.DateTimeField(db_index=True)
    by_id = models.CharField(max_length=40)
    by_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=60)
    place_code = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "subject_id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.subject_id}"


class Version(models.Model):
    """A published content that is never edited: a correction is the next number with a reason."""

    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by_id = models.CharField(max_length=40)
    by_name = models.CharField(max_length=200)
    checked_by_id = models.CharField(max_length=40)
    checked_by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    supersedes = models.PositiveIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    withdrawn_by_id = models.CharField(max_length=40, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "subject_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=models.Q(number=1, supersedes=None) | ~models.Q(reason=""),
                name="version_correction_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_reason=""),
                name="version_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} v{self.number}"


class OnceKey(models.Model):
    """A form that was carried out: the same key again leads to the first result, never to a second one."""

    key = models.CharField(max_length=64, primary_key=True)
    by_id = models.CharField(max_length=40)
    address = models.CharField(max_length=500)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
