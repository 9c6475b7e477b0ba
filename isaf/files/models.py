"""Files that were sent, each with the record it belongs to and who may read it."""

from uuid import uuid4

from django.db import models

from isaf.places.models import Area, Facility


class StoredFile(models.Model):
    """One file of one record. The bytes lie under their digest; two records may share them."""

    class Visibility(models.TextChoices):
        PRIVATE = "private"
        PUBLIC = "public"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=500)
    room = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="+")
    reading_verb = models.CharField(max_length=40)
    is_publishable = models.BooleanField(default=False)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.PRIVATE)
    copy_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="public_copy")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    by_id = models.CharField(max_length=40)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["room", "subject"], name="file_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "subject", "sha256"],
                condition=models.Q(copy_of=None, withdrawn_at=None),
                name="file_once_in_a_record",
            ),
            models.CheckConstraint(
                condition=models.Q(area__isnull=False, facility=None)
                | models.Q(area=None, facility__isnull=False),
                name="file_has_one_place",
            ),
            models.CheckConstraint(
                condition=models.Q(visibility="private", copy_of=None)
                | models.Q(visibility="public", copy_of__isnull=False, is_publishable=True),
                name="file_public_is_a_copy",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_reason=""),
                name="file_withdrawn_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_public(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC

    @property
    def place(self) -> Area | Facility:
        """Where the right to read it is judged."""
        return self.area or self.facility
