"""Plans, their lines, agreed actions, and what became of them."""

from django.db import models

from isaf.cycles.models import Cycle
from isaf.meetings.models import Meeting
from isaf.people.models import Account
from isaf.places.models import Area, Facility, Origin
from isaf.scorecards.models import Remark

from .money import Funding, Submission, Workshop

__all__ = [
    "Action",
    "Funding",
    "Outcome",
    "Plan",
    "PlanLine",
    "Referral",
    "StatusUpdate",
    "Submission",
    "Workshop",
]


class Action(models.Model):
    """An agreed action, from the score that caused it to the proof that it was delivered."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started"
        IN_PROGRESS = "in_progress"
        COMPLETED = "completed"
        POSTPONED = "postponed"
        CANCELLED = "cancelled"
        REFERRED = "referred"

    class Proof(models.TextChoices):
        CLAIMED = "claimed"
        SEEN = "seen"
        CONFIRMED = "confirmed"

    code = models.CharField(max_length=40, unique=True)  # 990101-2026-3
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="actions")
    facility = models.ForeignKey(Facility, null=True, on_delete=models.PROTECT, related_name="actions")
    origin = models.CharField(max_length=15, choices=Origin.choices)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=10)
    criterion = models.CharField(max_length=60, blank=True)
    criterion_names = models.JSONField(default=dict)
    theme = models.CharField(max_length=40, blank=True)
    owner_office = models.CharField(max_length=200)
    agreed_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    percent = models.PositiveSmallIntegerField(default=0)
    proof = models.CharField(max_length=10, choices=Proof.choices, blank=True)
    status_on = models.DateField()
    done_on = models.DateField(null=True)
    is_public = models.BooleanField(default=False)  # stands in a signed plan: kept by summaries.py (ADR 0043)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "code"]
        indexes = [
            models.Index(
                fields=["origin", "area", "status", "due_on", "proof"],
                condition=models.Q(is_public=True),
                name="public_actions_by_area",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="completed", done_on__isnull=False)
                | (~models.Q(status="completed") & models.Q(done_on=None)),
                name="completed_action_has_date",
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="percent_at_most_100"),
        ]

    def __str__(self) -> str:
        return self.code


class Outcome(models.Model):
    """What the interface meeting said to one proposal: agreed, not agreed with the reason, or referred."""

    class Decision(models.TextChoices):
        AGREED = "agreed"
        NOT_AGREED = "not_agreed"
        REFERRED = "referred"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="outcomes")
    remark = models.ForeignKey(Remark, null=True, on_delete=models.PROTECT, related_name="outcomes")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reply = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="origins")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "remark"], name="one_outcome_per_proposal"),
            models.CheckConstraint(
                condition=~models.Q(decision="not_agreed") | ~models.Q(reason=""),
                name="not_agreed_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="not_agreed", action=None) | models.Q(action__isnull=False),
                name="agreed_has_action",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.remark_id}"


class Plan(models.Model):
    """The joint action plan of an administration, year and round."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PROPOSED = "proposed"  # by the committee
        APPROVED = "approved"  # by the council in session
        PUBLISHED = "published"  # signed by the chief

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="plan")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reference = models.CharField(max_length=60, blank=True)
    proposed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField(null=True)
    session_number = models.CharField(max_length=40, blank=True)
    approved_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True)
    signed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True)
    received_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True)
    received_comment = models.TextField(blank=True)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-cycle__year"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "published"])
                | (models.Q(approved_on__isnull=False) & ~models.Q(session_number="")),
                name="approved_plan_has_session",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(signed_by__isnull=False, signed_on__isnull=False),
                name="published_plan_is_signed",
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("proposed_by"))
                & ~models.Q(signed_by=models.F("approved_by")),
                name="plan_steps_by_different_people",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.cycle}"


class PlanLine(models.Model):
    """A line of a plan: the thirteen columns of the printed form."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="lines")
    section = models.CharField(max_length=10)
    position = models.PositiveIntegerField()
    proposer = models.CharField(max_length=200, blank=True)
    responds_to = models.CharField(max_length=300, blank=True)
    location = models.CharField(max_length=200, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=60, blank=True)
    start_on = models.DateField(null=True)
    end_on = models.DateField()
    beneficiaries = models.PositiveIntegerField(null=True)
    beneficiaries_female = models.PositiveIntegerField(null=True)
    cost = models.PositiveBigIntegerField(null=True)  # minor units
    lead = models.CharField(max_length=200)
    collaborators = models.CharField(max_length=300, blank=True)
    is_carried_over = models.BooleanField(default=False)
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["plan", "section", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "action"], name="action_once_per_plan"),
            models.CheckConstraint(
                condition=models.Q(beneficiaries_female=None)
                | models.Q(beneficiaries_female__lte=models.F("beneficiaries")),
                name="women_at_most_beneficiaries",
            ),
            models.CheckConstraint(
                condition=models.Q(start_on=None) | models.Q(end_on__gte=models.F("start_on")),
                name="line_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.section}{self.position}"


class StatusUpdate(models.Model):
    """One report on an action, with its level of proof; never edited."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    status = models.CharField(max_length=12, choices=Action.Status.choices)
    percent = models.PositiveSmallIntegerField(default=0)
    proof = models.CharField(max_length=10, choices=Action.Proof.choices)
    on = models.DateField()
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(proof="confirmed") | models.Q(meeting__isnull=False),
                name="confirmed_at_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.status} {self.on}"


class Referral(models.Model):
    """An action sent one level up, and the reply (ADR 0025)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="referrals")
    to_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    to_office = models.JSONField(default=dict)  # names: {language: text}
    office = models.CharField(max_length=60, blank=True)  # of the pack; empty: the administration itself
    sent_on = models.DateField()
    letter_number = models.CharField(max_length=60, blank=True)
    reply = models.TextField(blank=True)
    reply_number = models.CharField(max_length=60, blank=True)
    replied_on = models.DateField(null=True)
    replied_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    is_on_behalf = models.BooleanField(default=False)  # written down by the focal point for the office

    class Meta:
        ordering = ["sent_on", "id"]

    def __str__(self) -> str:
        return f"{self.action} -> {self.to_area}"
