"""What people typed into published papers, kept so that it can be found by any part of a word (ADR 0041)."""

from django.db import models


class Passage(models.Model):
    """The texts of one published version. ``plain`` has the same lines as ``text``, as a search compares them.

    There is a row for every version that was looked at, also for one without texts, so that what is missing is known.
    """

    version = models.BigIntegerField(unique=True)  # of audit; an id, since history must not hold history
    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=60)
    place = models.CharField(max_length=60)  # slug of a facility or code of an area
    year = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=15)
    text = models.TextField()
    plain = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"], name="passage_of_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place} {self.year}"
