"""Accounts, organisations and the roles people hold."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from isaf.kit.clock import now
from isaf.places.models import Area, Facility, Origin

from .power import Door


class Organisation(models.Model):
    """An implementer of the demand side. No record of a year needs one (ADR 0024)."""

    code = models.SlugField(unique=True)
    names = models.JSONField()
    works_in = models.ManyToManyField(Area, related_name="+", blank=True)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Account(AbstractBaseUser):
    """A person who signs in, by phone number or short user name."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)
    created_at = models.DateTimeField(default=now)

    door: Door | None = None  # not kept: how the person stands at the door of the web right now

    USERNAME_FIELD = "username"
    objects = BaseUserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name


class RoleHolding(models.Model):
    """That a person holds a role in exactly one scope, from a day to a day."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=60)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    operational_district = models.CharField(max_length=20, blank=True)
    services = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)  # the last yearly review that left it as it was

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(area__isnull=False, facility=None, organisation=None, operational_district="")
                    | models.Q(area=None, facility__isnull=False, organisation=None, operational_district="")
                    | models.Q(area=None, facility=None, organisation__isnull=False, operational_district="")
                    | (
                        models.Q(area=None, facility=None, organisation=None)
                        & ~models.Q(operational_district="")
                    )
                ),
                name="holding_has_one_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="holding_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Slip(models.Model):
    """A paper with a one-time code, with which its person sets a password. Only the code's digest is kept."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="slips")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)  # used, or followed by a newer one

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(over_at=None), name="one_slip_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"slip of {self.person_id}"


class Administration(models.Model):
    """An administrator's session: who, why, from when to when. Deeds done in it carry its number."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="administrations")
    why = models.TextField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at=None), name="one_administration_at_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("started_at")), name="administration_lasts"
            ),
            models.CheckConstraint(condition=~models.Q(why=""), name="administration_says_why"),
        ]

    def __str__(self) -> str:
        return f"administration {self.pk} of {self.person_id}"
