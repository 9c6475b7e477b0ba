"""What waits for a person, which places are theirs, and where a year stands: gathered from the rooms below."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Max, Prefetch, Q

from isaf.changes.selectors import waiting as changes_waiting
from isaf.country.current import pack
from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import targets_of
from isaf.cycles.waiting import waiting as cycles_waiting
from isaf.feedback.selectors import waiting as feedback_waiting
from isaf.information.models import InformationSheet
from isaf.information.selectors import waiting as information_waiting
from isaf.kit.problems import Problem
from isaf.kit.work import WorkItem
from isaf.meetings.models import Meeting
from isaf.meetings.planning import to_plan
from isaf.meetings.selectors import waiting as meetings_waiting
from isaf.monitoring.access import board_area
from isaf.people import access
from isaf.people.models import Account
from isaf.people.reviewing import waiting as people_waiting
from isaf.people.selectors import roles_held
from isaf.people.verbs import Verb
from isaf.places.models import Area
from isaf.places.searching import search
from isaf.places.selectors import administration_services
from isaf.plans.selectors import plan_of
from isaf.plans.selectors import waiting as plans_waiting
from isaf.registry.waiting import waiting as registry_waiting
from isaf.scorecards.models import Sheet
from isaf.scorecards.waiting import waiting as scorecards_waiting

MOST_AREAS = 60


def waiting_for(account: Account, today: date) -> list[WorkItem]:
    """Everything that waits for this person, oldest first."""
    rooms = (
        people_waiting,
        cycles_waiting,
        information_waiting,
        feedback_waiting,
        to_plan,
        meetings_waiting,
        scorecards_waiting,
        plans_waiting,
        registry_waiting,
        changes_waiting,
    )
    return sorted(item for waiting in rooms for item in waiting(account, today))


def my_years(account: Account) -> list[Cycle]:
    """The open years of work that the person may enter, then the newest closed ones."""
    rows = Cycle.objects.select_related("area").defer("instrument").order_by("-state", "-year", "area__code")
    return list(access.within(account, Verb.AREA_READ, rows, area="area")[:MOST_AREAS])


def facilities_to_check(account: Account) -> list[Target]:
    """The facilities that an office without an area of its own checks, in every year; newest first.

    Such an office (a health operational district) cuts across areas and reads no area's year, so it is led to the
    sheets themselves. One query; none for everybody else.
    """
    if not any(held.operational_district for held in roles_held(account)):
        return []
    rows = (
        Target.objects.filter(is_host=True)
        .select_related("cycle__area", "facility")
        .defer("cycle__instrument")
    )
    rows = rows.order_by("-cycle__state", "-cycle__year", "facility__sort_key", "facility__code")
    return list(access.within(account, Verb.INFORMATION_CHECK, rows, facility="facility")[:MOST_AREAS])


def only_checks_in(account: Account, pk: int) -> bool:
    """Whether a year is known to the person only by sheets to check in it: such a person is led to these."""
    return any(
        target.cycle_id == pk and not access.may(account, Verb.AREA_READ, target.cycle.area)
        for target in facilities_to_check(account)
    )


def sees_board(account: Account, area: Area) -> bool:
    """Whether the board of an area opens for the person, so that no link leads to a refusal."""
    try:
        board_area(account, area.code)
    except Problem:
        return False
    return True


def areas_to_work_in(account: Account, text: str) -> list[Area]:
    """Areas with an administration that the person may read, by name or code, with their last year."""
    depths = {pack().level(level).depth for level in administration_services().values()}
    rows = Area.objects.all()
    if text:
        rows = rows.filter(pk__in=[one.place.pk for one in search(text, 200) if one.is_area])
    years = Cycle.objects.defer("instrument").order_by("-year", "-round")
    return list(
        access.within(account, Verb.AREA_READ, rows.filter(depth__in=depths, valid_to=None), area="")
        .annotate(last_year=Max("cycles__year"), n_years=Count("cycles", distinct=True))
        .prefetch_related(Prefetch("cycles", queryset=years))
        .order_by("-n_years", "code")[:MOST_AREAS]
    )


def year_page(account: Account, cycle: Cycle) -> dict[str, Any]:
    """Every facility of the target list with where its information, scoring and self-assessment stand."""
    targets = list(targets_of(cycle))
    sheets = _information(targets, cycle)
    meetings = _meetings(targets, cycle)
    return {
        "rows": [
            {
                "target": target,
                "information": sheets.get(target.facility_id),
                "may_edit": access.may(account, Verb.INFORMATION_EDIT, target.facility),
                "may_check": access.may(account, Verb.INFORMATION_CHECK, target.facility),
                "may_assess": access.may(account, Verb.SELFASSESS_ENTER, target.facility),
                **meetings.get(target.facility_id, {"planned": 0, "in": 0, "assessed": False}),
            }
            for target in targets
        ],
        "plan": plan_of(cycle),
        "interface": cycle.meetings.filter(kind=Meeting.Kind.INTERFACE).exclude(state="cancelled").first(),
        "n_meetings": cycle.meetings.exclude(state="cancelled").count(),
        "may_plan": access.may(account, Verb.MEETING_PLAN, cycle.area),
        "may_close": cycle.is_open and access.may(account, Verb.CYCLE_CLOSE, cycle.area),
        "sees_board": sees_board(account, cycle.area),
        "may_meet": access.may(account, Verb.INTERFACE_RECORD, cycle.area),
    }


def _facilities(targets: Iterable[Target]) -> list[int]:
    return [target.facility_id for target in targets]


def _information(targets: list[Target], cycle: Cycle) -> dict[int, InformationSheet]:
    """The sheet of each facility in this year, also where another area is its host."""
    rows = InformationSheet.objects.filter(facility__in=_facilities(targets), cycle__year=cycle.year)
    return {
        row.facility_id: row for row in rows.select_related("cycle").defer("cycle__instrument", "content")
    }


def _meetings(targets: list[Target], cycle: Cycle) -> dict[int, dict[str, Any]]:
    """Planned scoring meetings, approved sheets, and whether staff assessed themselves, by facility."""
    of_year = Q(facility__in=_facilities(targets), cycle__year=cycle.year, cycle__round=cycle.round)
    planned = Meeting.objects.filter(of_year).exclude(state=Meeting.State.CANCELLED)
    found: dict[int, dict[str, Any]] = {}
    for row in planned.values("facility", "kind").annotate(n=Count("id")).order_by():
        if row["kind"] == Meeting.Kind.SCORING:
            found.setdefault(row["facility"], {"in": 0, "assessed": False})["planned"] = row["n"]
    sheets = Sheet.objects.filter(of_year, state=Sheet.State.APPROVED).values("facility", "kind")
    for row in sheets.annotate(n=Count("id")).order_by():
        entry = found.setdefault(row["facility"], {"planned": 0, "in": 0, "assessed": False})
        if row["kind"] == Sheet.Kind.PROVIDERS:
            entry["assessed"] = True
        else:
            entry["in"] = row["n"]
    return found
