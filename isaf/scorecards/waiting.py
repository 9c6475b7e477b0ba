"""What waits for a person in this room, for the page "My work"."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from isaf.cycles.models import Cycle, Target
from isaf.kit.work import WorkItem
from isaf.meetings.models import Meeting
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .models import Sheet
from .naming import name
from .sheets import STANDING


def waiting(account: Account, today: date) -> list[WorkItem]:
    """Sheets to type, correct or review, and self-assessments not made yet."""
    items = [*_to_type(account, today), *_to_correct(account), *_to_review(account, today)]
    return sorted([*items, *_to_assess(account, today)])


def _with_citizens(account: Account, verb: Verb, rows: QuerySet) -> QuerySet:
    """The filter twin of ``access.may_with_citizens``."""
    return access.within(
        account, verb, access.within(account, verb, rows, facility="facility"), area="cycle__area"
    )


def _to_type(account: Account, today: date) -> list[WorkItem]:
    standing = Sheet.objects.filter(meeting=OuterRef("pk"), state__in=[*STANDING, Sheet.State.RETURNED])
    rows = Meeting.objects.filter(
        ~Exists(standing), kind=Meeting.Kind.SCORING, planned_on__lte=today, cycle__state=Cycle.State.OPEN
    ).exclude(state=Meeting.State.CANCELLED)
    rows = _with_citizens(account, Verb.SHEET_ENTER, rows)
    return [
        WorkItem(
            since=row.held_on or row.planned_on,
            title=_("Type the citizens' sheet: %(facility)s") % {"facility": name(row.facility.names)},
            place=name((row.village or row.facility.host).names),
            button=_("Type the sheet"),
            address=reverse("scorecards:tally", args=[row.pk]),
            is_late=(today - row.planned_on).days > 14,
        )
        for row in rows.select_related("facility__host", "village")
    ]


def _to_correct(account: Account) -> list[WorkItem]:
    rows = Sheet.objects.filter(state=Sheet.State.RETURNED).select_related(
        "facility__host", "meeting__village"
    )
    of_citizens, own = rows.filter(kind=Sheet.Kind.CITIZENS), rows.filter(kind=Sheet.Kind.PROVIDERS)
    return [
        WorkItem(
            since=(row.reviewed_at or row.submitted_at).date(),
            title=_("A sheet came back: %(facility)s") % {"facility": name(row.facility.names)},
            place=name((row.meeting.village or row.facility.host).names),
            button=_("Correct it"),
            address=reverse("scorecards:correct", args=[row.pk]),
            is_late=True,
        )
        for row in (
            *_with_citizens(account, Verb.SHEET_ENTER, of_citizens),
            *access.within(account, Verb.SELFASSESS_ENTER, own, facility="facility"),
        )
    ]


def _to_review(account: Account, today: date) -> list[WorkItem]:
    rows = Sheet.objects.filter(
        kind=Sheet.Kind.CITIZENS, state__in=[Sheet.State.SUBMITTED, Sheet.State.LATE]
    ).exclude(submitted_by=account)
    rows = _with_citizens(account, Verb.SHEET_REVIEW, rows)
    facilitated = access.within(account, Verb.SHEET_ENTER, Sheet.objects.all(), facility="facility")
    rows = rows.exclude(meeting__facilitators=account).exclude(pk__in=facilitated.values("pk"))
    return [
        WorkItem(
            since=row.submitted_at.date(),
            title=_("Review the citizens' sheet: %(facility)s") % {"facility": name(row.facility.names)},
            place=name((row.meeting.village or row.facility.host).names),
            button=_("Review"),
            address=reverse("scorecards:sheet", args=[row.pk]),
            is_late=(today - row.submitted_at.date()).days > 14,
        )
        for row in rows.select_related("facility__host", "meeting__village")
    ]


def _to_assess(account: Account, today: date) -> list[WorkItem]:
    made = Sheet.objects.filter(
        cycle=OuterRef("cycle"), facility=OuterRef("facility"), kind=Sheet.Kind.PROVIDERS,
        state__in=[*STANDING, Sheet.State.RETURNED],
    )  # fmt: skip
    rows = Target.objects.filter(~Exists(made), is_host=True, cycle__state=Cycle.State.OPEN)
    rows = access.within(account, Verb.SELFASSESS_ENTER, rows, facility="facility")
    return [
        WorkItem(
            since=row.cycle.opened_on,
            title=_("Assess your own service: %(facility)s") % {"facility": name(row.facility.names)},
            place=name(row.facility.host.names),
            button=_("Assess"),
            address=reverse("scorecards:self_assessment", args=[row.cycle_id, row.facility.slug]),
        )
        for row in rows.select_related("facility__host", "cycle")
    ]
