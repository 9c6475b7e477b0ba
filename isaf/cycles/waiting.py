"""What waits in this room for who opens years: years to open, steps that are late, years to close.

Only the next level is told, so that a nation is not told of a thousand communes: a district hears of its communes
and its own year, a province of its districts, the nation of its provinces.
"""

from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isaf.country.current import pack
from isaf.kit.saying import as_written
from isaf.kit.work import WorkItem
from isaf.people import access
from isaf.people.models import Account
from isaf.people.rules import is_current
from isaf.people.selectors import roles_held
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.searching import current
from isaf.places.selectors import administration_services, figures_origin

from .models import Cycle, CycleStep
from .selectors import in_words

REVIEWED_UNTIL = (3, 31)  # of the next year: the last day of a year's work (see rules.is_inside_year)


def waiting(account: Account, today: date) -> list[WorkItem]:
    """At most four queries; none for who opens no year anywhere."""
    if not access.may_anywhere(account, Verb.CYCLE_OPEN):
        return []
    codes = [
        code
        for held in roles_held(account)
        if Verb.CYCLE_OPEN in held.verbs and is_current(held, today)
        for code in held.area_codes
    ]
    near = Q(code__in=codes) | Q(parent__code__in=codes)
    return [*_to_open(near, today), *_late_steps(codes, today), *_to_close(codes, today)]


def _to_open(near: Q, today: date) -> list[WorkItem]:
    """Areas that worked in an earlier year and not yet in this one; one item for all of them.

    Where nobody ever opened a year, the first one waits.
    """
    depths = {pack().level(level).depth for level in administration_services().values()}
    here = Q(origin=figures_origin())  # who tries the demonstration opens no year of a real place
    rows = Area.objects.filter(near, here, current(today), depth__in=depths).annotate(
        last=Max("cycles__year")
    )
    areas = [row for row in rows.order_by("code") if row.code]
    behind = [area for area in areas if area.last and area.last < today.year]
    if not areas or (not behind and any(area.last for area in areas)):
        return []
    address = (
        reverse("cycles:open_year", args=[behind[0].code]) if len(behind) == 1 else reverse("home:areas")
    )
    opens = min((step.window(today.year)[0] for step in pack().steps), default=date(today.year, 1, 1))
    return [
        WorkItem(
            since=min(opens, today),
            title=_("Open the year"),
            place=_places(behind or areas[:1]),
            button=_("Open the year"),
            address=address,
            is_late=bool(behind) and today > opens + timedelta(days=pack().step_grace_days),
        )
    ]


def _places(areas: list[Area]) -> str:
    if len(areas) == 1:
        return in_words(areas[0].names)
    return ngettext("%(n)s area", "%(n)s areas", len(areas)) % {"n": len(areas)}


def _near(rows: QuerySet, codes: list[str], area: str) -> QuerySet:
    return rows.filter(Q(**{f"{area}__code__in": codes}) | Q(**{f"{area}__parent__code__in": codes}))


def _late_steps(codes: list[str], today: date) -> list[WorkItem]:
    """One item for each year with steps that are late: say how they stand, or postpone them with the reason."""
    before = today - timedelta(days=pack().step_grace_days)
    rows = CycleStep.objects.filter(
        ended_on=None,
        planned_to__lt=before,
        cycle__state=Cycle.State.OPEN,
        cycle__origin=figures_origin(),
    ).select_related("cycle__area")
    late: dict[int, list[CycleStep]] = {}
    for row in _near(rows, codes, "cycle__area").defer("cycle__instrument").order_by("planned_to"):
        late.setdefault(row.cycle_id, []).append(row)
    return [
        WorkItem(
            since=steps[0].planned_to,
            title=ngettext("%(n)s step is late", "%(n)s steps are late", len(steps))
            % {"n": as_written(len(steps))},
            place=in_words(steps[0].cycle.area.names),
            button=_("See the steps"),
            address=reverse("cycles:steps", args=[pk]),
            is_late=True,
        )
        for pk, steps in late.items()
    ]


def _to_close(codes: list[str], today: date) -> list[WorkItem]:
    """Years whose work is over and that are still open."""
    over = today.year - (1 if (today.month, today.day) > REVIEWED_UNTIL else 2)
    rows = Cycle.objects.filter(state=Cycle.State.OPEN, year__lte=over).select_related("area")
    return [
        WorkItem(
            since=date(row.year + 1, *REVIEWED_UNTIL),
            title=_("Close the year"),
            place=in_words(row.area.names),
            button=_("Close the year"),
            address=reverse("cycles:close_year", args=[row.pk]),
            is_late=True,
        )
        for row in _near(rows, codes, "area").defer("instrument")
    ]
