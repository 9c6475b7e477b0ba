"""Records of money: the workshop that seeks it for what needs outside resources, and the sources of each action.

They belong to models.py and stand apart only because that file is long enough.
"""

from django.db import models

from isaf.people.models import Account
from isaf.places.models import Area


class Workshop(models.Model):
    """The day on which a district brings its communes' plans before those who may pay; one a year."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="workshops")
    year = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="one_workshop_a_year")]

    def __str__(self) -> str:
        return f"workshop {self.area} {self.year}"


class Submission(models.Model):
    """A line that needs outside resources, on its way to the workshop, and what the workshop answered.

    ``year`` is empty until the outcome is known: until then the year follows from the days of approval and of the
    workshop (rules.workshop_year).
    """

    class Outcome(models.TextChoices):
        FUNDED = "funded"
        TEMPORARY = "temporary"
        NOT_FUNDED = "not_funded"

    line = models.OneToOneField("plans.PlanLine", on_delete=models.CASCADE, related_name="submission")
    field = models.CharField(max_length=40, blank=True)
    priority = models.PositiveSmallIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)  # of the investment programme
    amount = models.PositiveBigIntegerField(null=True)  # minor units, sought from outside
    year = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    funder = models.CharField(max_length=200, blank=True)
    granted = models.PositiveBigIntegerField(null=True)  # minor units
    agreement = models.CharField(max_length=60, blank=True)
    agreement_year = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", year=None)
                | models.Q(year__isnull=False, recorded_on__isnull=False),
                name="workshop_outcome_has_year",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome__in=["funded", "temporary"])
                | (models.Q(granted__isnull=False) & ~models.Q(funder="")),
                name="money_found_has_funder_and_sum",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="temporary")
                | (models.Q(agreement_year__isnull=False) & ~models.Q(agreement="")),
                name="temporary_agreement_has_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="not_funded") | ~models.Q(reason=""), name="not_funded_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"submission of {self.line_id}"


class Funding(models.Model):
    """What one source of the pack plans for an action, and what was spent of it; None is "not known", never 0."""

    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="fundings")
    source = models.CharField(max_length=40)
    planned = models.PositiveBigIntegerField(null=True)  # minor units
    spent = models.PositiveBigIntegerField(null=True)  # minor units

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["action", "source"], name="source_once_per_action")]

    def __str__(self) -> str:
        return f"{self.action_id} {self.source}"
