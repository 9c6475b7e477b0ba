"""Areas (nation to village), facilities, and the areas a facility serves."""

from django.db import models

from . import lookups as _lookups  # noqa: F401 - so that every query of a code may say ``below``


class Origin(models.TextChoices):
    """Where records come from; figures count one origin only (ADR 0021)."""

    REAL = "real"
    DEMONSTRATION = "demonstration"
    PRACTICE = "practice"


class Installation(models.Model):
    """The one row that says what this server holds: the pack it loaded and whether it is a demonstration."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    country = models.CharField(max_length=20)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)
    gazetteer_source = models.CharField(max_length=200, blank=True)
    gazetteer_loaded_at = models.DateTimeField(null=True)
    setup_token_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_installation")]

    def __str__(self) -> str:
        return f"{self.country} ({self.origin})"


class Area(models.Model):
    """A unit of the country. The nation is the row with the empty code and depth 0."""

    code = models.CharField(max_length=20, unique=True)
    depth = models.PositiveSmallIntegerField()
    unit_type = models.CharField(max_length=40)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    names = models.JSONField()
    search_text = models.TextField()
    sort_key = models.CharField(max_length=300, db_index=True)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    stated_on = models.DateField(null=True)  # the day of the newest list or deed that spoke of the unit
    complete_on = models.DateField(null=True)  # the newest list that named every unit below this one
    # who took on what was open when the unit ended: always a unit that stands, never a chain (ADR 0032)
    handed_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="took_on")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handed_to=None) | models.Q(valid_to__isnull=False),
                name="area_handed_on_has_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="area_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.code or "nation"


class Succession(models.Model):
    """An ended unit and a unit that followed it: renumbered, split, merged, moved."""

    old = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="replaced_by")
    new = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="replaces")
    relation = models.CharField(max_length=20)
    on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old} -> {self.new}"


class FormerState(models.Model):
    """How a unit was called and what kind it was, until a list said otherwise. Rows are only ever added."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="former_states")
    names = models.JSONField()
    unit_type = models.CharField(max_length=40)
    until = models.DateField()
    reference = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["until", "id"]

    def __str__(self) -> str:
        return f"{self.area} until {self.until}"


class OperationalDistrict(models.Model):
    """A district of the health service: it has its own codes and does not follow the borders of areas."""

    code = models.CharField(max_length=20, unique=True)
    names = models.JSONField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Facility(models.Model):
    """A place of service: health centre, school, and each administration by itself (ADR 0024)."""

    service = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    names = models.JSONField()
    search_text = models.TextField()
    sort_key = models.CharField(max_length=300, db_index=True)
    host = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="facilities")
    serves = models.ManyToManyField(Area, through="FacilityArea", related_name="served_by")
    operational_district = models.CharField(max_length=20, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    origin = models.CharField(max_length=15, choices=Origin.choices, default=Origin.REAL)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    stated_on = models.DateField(null=True)  # the day of the newest list or deed that spoke of it
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")

    class Meta:
        ordering = ["service", "code"]
        verbose_name_plural = "facilities"
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="facility_code_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="facility_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        """The public word for the facility: ``hc-990101``."""
        return f"{self.service}-{self.code}"


class FacilityArea(models.Model):
    """That a facility serves an area: every catchment commune, and the host among them."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="catchment")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20, choices=[("in", "in"), ("catchment", "catchment")])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facility", "area"], name="facility_area_once")]

    def __str__(self) -> str:
        return f"{self.facility} serves {self.area}"


class FacilityMerge(models.Model):
    """That two records were one facility: what stood before, so that it can be undone."""

    kept = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="merges_away")
    on = models.DateField()
    by_name = models.CharField(max_length=200)
    reason = models.TextField()
    before = models.JSONField()
    undone_on = models.DateField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_on=None), name="facility_merged_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("merged")), name="facility_not_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} into {self.kept}"
