"""Projects with their target areas by year; bodies, their seats, and the terms of those who sit there."""

from django.db import models

from isaf.people.models import Account, Organisation, RoleHolding
from isaf.places.models import Area, Origin


class Project(models.Model):
    """What one or several organisations do together. Every field may be published."""

    code = models.SlugField(unique=True)
    names = models.JSONField()
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="led_projects")
    partners = models.ManyToManyField(Organisation, related_name="partner_projects", blank=True)
    funder = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-since", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="project_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.code


class ProjectArea(models.Model):
    """That an organisation works in an area in a year, under a project; empty ``services`` mean every one.

    Several projects and organisations may work in one area: nothing forbids it, and the page of overlaps shows it.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="areas")
    implementer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="project_areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    services = models.JSONField(default=list)

    class Meta:
        ordering = ["year", "area__code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "implementer", "area", "year"], name="project_area_once_a_year"
            )
        ]
        indexes = [models.Index(fields=["year"], name="project_area_year")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.area} {self.year}"


class Body(models.Model):
    """A working group, council or committee of an area; its kind and its offices are the pack's."""

    kind = models.SlugField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="bodies")
    names = models.JSONField(default=dict)  # empty: called as its kind is
    mandate = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["area__code", "id"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="body_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.area}"


class Seat(models.Model):
    """An office of a body. The seat stays when the person goes, and with it whatever was agreed with the office."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    office = models.SlugField()
    names = models.JSONField(
        default=dict
    )  # a closer title, as of the deputy governor in charge; empty: the office's

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.body} {self.office}"


class Term(models.Model):
    """A person in a seat from a day to a day, and the role that went with it."""

    class Sex(models.TextChoices):
        FEMALE = "female"
        MALE = "male"
        NOT_SAID = ""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(max_length=200)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="terms")
    holding = models.OneToOneField(RoleHolding, null=True, on_delete=models.PROTECT, related_name="term")
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    mandate = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="term_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(until=None), name="one_open_term_a_seat"
            ),
            models.UniqueConstraint(fields=["seat", "since"], name="one_term_begins_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.since}"
