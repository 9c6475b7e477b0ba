"""What waits to be planned, for who works in the very area of a year: sessions, scoring, the interface meeting."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from isaf.cycles.models import Cycle, CycleStep, Target
from isaf.cycles.selectors import in_words
from isaf.kit.work import WorkItem
from isaf.people import access
from isaf.people.models import Account
from isaf.people.rules import is_current
from isaf.people.selectors import roles_held
from isaf.people.verbs import Verb

from .models import Meeting, Posting

OF_STEP = {
    "dissemination": Meeting.Kind.INFORMATION,
    "scoring": Meeting.Kind.SCORING,
    "interface": Meeting.Kind.INTERFACE,
}
"""The steps of the year that need meetings. A country whose year has no such step is asked for none."""


def to_plan(account: Account, today: date) -> list[WorkItem]:
    """Meetings that nobody planned and posters that hang nowhere, though the window of their step has begun.

    Two queries, none without the verb. Told only to who works in the very area of the year (a clerk, a
    facilitator, an organisation), not to everyone above who might plan as well.
    """
    if not access.may_anywhere(account, Verb.MEETING_PLAN):
        return []
    codes = {
        code
        for held in roles_held(account)
        if Verb.MEETING_PLAN in held.verbs and is_current(held, today)
        for code in held.area_codes
    }
    rows = CycleStep.objects.filter(
        step__in=OF_STEP,
        ended_on=None,
        planned_from__lte=today,
        cycle__state=Cycle.State.OPEN,
        cycle__area__code__in=codes,
    )
    return [*_items(_unplanned(rows), today), *_unposted(rows.filter(step="dissemination"), today)]


def _unplanned(rows: QuerySet[CycleStep]) -> QuerySet[CycleStep]:
    planned = Meeting.objects.exclude(state=Meeting.State.CANCELLED).filter(cycle=OuterRef("cycle"))
    unscored = Target.objects.filter(cycle=OuterRef("cycle"), is_host=True).exclude(
        Exists(
            Meeting.objects.exclude(state=Meeting.State.CANCELLED).filter(
                kind=Meeting.Kind.SCORING, facility=OuterRef("facility"), cycle=OuterRef("cycle")
            )
        )
    )
    missing = Q(step="scoring") & Exists(unscored)
    for step in ("dissemination", "interface"):
        missing |= Q(step=step) & ~Exists(planned.filter(kind=OF_STEP[step]))
    return rows.filter(missing).select_related("cycle__area").defer("cycle__instrument")


def _items(rows: QuerySet[CycleStep], today: date) -> Iterator[WorkItem]:
    titles = {
        "dissemination": _("Plan the information sessions"),
        "scoring": _("Plan the scoring of every service"),
        "interface": _("Plan the interface meeting"),
    }
    for row in rows:
        yield WorkItem(
            since=row.planned_from,
            title=titles[row.step],
            place=in_words(row.cycle.area.names),
            button=_("Plan a meeting"),
            address=reverse("meetings:plan", args=[row.cycle_id]) + f"?kind={OF_STEP[row.step]}",
            is_late=today > row.planned_to,
        )


def _unposted(rows: QuerySet[CycleStep], today: date) -> Iterator[WorkItem]:
    """Years whose posters should hang by now; the window of making known says when."""
    hanging = Posting.objects.filter(cycle=OuterRef("cycle"))
    for row in rows.exclude(Exists(hanging)).select_related("cycle__area").defer("cycle__instrument"):
        yield WorkItem(
            since=row.planned_from,
            title=_("Record where the posters hang"),
            place=in_words(row.cycle.area.names),
            button=_("Record a place"),
            address=reverse("meetings:postings", args=[row.cycle_id]),
            is_late=today > row.planned_to,
        )
