"""Cycles, their target facilities, and the steps of the year."""

from django.db import models

from isaf.people.models import Organisation
from isaf.places.models import Area, Facility, Origin


class Cycle(models.Model):
    """A year (and round) of an administration of any level named in the pack."""

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    phase = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    pack_version = models.CharField(max_length=60)
    instrument = models.JSONField()

    class Meta:
        ordering = ["-year", "-round", "area__code"]
        indexes = [  # a cycle's row is wide, because of its instrument; to count cycles it need not be read
            models.Index(fields=["origin", "year", "area"], name="cycle_by_origin_and_year"),
            models.Index(fields=["area", "origin", "year"], name="cycle_by_area"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "round"], name="cycle_once_per_year_and_round"),
            models.UniqueConstraint(
                fields=["area", "year"], condition=models.Q(state="open"), name="one_open_cycle_per_year"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_on=None)
                | models.Q(state="closed", closed_on__isnull=False),
                name="cycle_closed_with_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}/{self.round}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Target(models.Model):
    """A facility of the year's target list; every denominator counts these (ADR 0024).

    ``is_host`` is false for a facility that serves the area but is counted in another one (a shared health
    centre is counted once, in its host commune).
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="targets")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="targeted")
    is_host = models.BooleanField(default=True)
    villages = models.ManyToManyField(Area, related_name="+", blank=True)
    implementers = models.ManyToManyField(Organisation, related_name="+", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["cycle", "facility"], name="target_once")]

    def __str__(self) -> str:
        return f"{self.cycle} {self.facility}"


class CycleStep(models.Model):
    """A step of the year with its planned window and the days on which it really began and ended."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    planned_from = models.DateField()
    planned_to = models.DateField()
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    postponed_reason = models.TextField(blank=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["cycle", "position"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "step"], name="step_once"),
            models.CheckConstraint(
                condition=models.Q(planned_to__gte=models.F("planned_from")), name="step_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="step_ended_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} {self.step}"
