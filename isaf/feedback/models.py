"""What one citizen asked, what an office answered, and what a reviewer let pass."""

import uuid

from django.db import models

from isaf.people.models import Account
from isaf.places.models import Facility, Origin


class Question(models.Model):
    """A question about something published. Nothing tells who asked; the receipt is all that leads back here.

    ``subject`` says what of the facility is meant: a section of its sheet, or nothing for all of it. ``version`` is
    the number that was read. Question and answer are public only as far as ``shown`` says.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction"  # something published is not right

    class State(models.TextChoices):
        WAITING = "waiting"
        ANSWERED = "answered"
        REVIEWED = "reviewed"
        SET_ASIDE = "set_aside"  # not about this facility, or no question at all

    class Shown(models.TextChoices):
        BOTH = "both"
        ANSWER = "answer"  # the question names somebody, the answer does not
        NOTHING = "nothing"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CORRECTION)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="questions")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(null=True)
    subject = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=10)
    receipt = models.CharField(max_length=12, unique=True)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=10, blank=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    office = models.JSONField(default=dict)  # names of the role that answered: offices answer, not persons
    wants_correction = models.BooleanField(default=False)
    shown = models.CharField(max_length=10, choices=Shown.choices, blank=True)
    reason = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [
            models.Index(fields=["facility", "state"], name="question_of_facility"),
            models.Index(fields=["state", "asked_at"], name="question_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["answered", "reviewed"])
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="answered_question_has_answer",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="reviewed") | ~models.Q(shown=""),
                name="reviewed_question_says_what_is_shown",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="set_aside") & ~models.Q(shown__in=["answer", "nothing"])
                | ~models.Q(reason=""),
                name="hidden_question_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility} {self.year} {self.receipt}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_answered(self) -> bool:
        return self.state == self.State.ANSWERED

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.REVIEWED, self.State.SET_ASIDE)
