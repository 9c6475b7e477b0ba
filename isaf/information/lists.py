"""Many sheets at once: the list of an area for who checks it, who is late, and the reminder to copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import override

from isaf.audit.models import Version
from isaf.country import wording
from isaf.country.current import pack
from isaf.cycles.models import CycleStep, Target
from isaf.cycles.rules import days_late
from isaf.cycles.selectors import counted_cycles, instrument_of
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility

from . import rules
from .models import InformationSheet
from .selectors import KIND, STEP

NOT_BEGUN = "not_begun"
OWED = (NOT_BEGUN, "draft", "returned")  # the writers owe it; a submitted sheet waits for its checker


@dataclass(frozen=True)
class SheetRow:
    """One facility's sheet: where it stands, days late, lines reported of those asked, figures to ask about."""

    target: Target
    sheet: InformationSheet | None
    due: date | None
    late: int
    reported: int
    asked: int
    jumps: int

    @property
    def facility(self) -> Facility:
        return self.target.facility

    @property
    def state(self) -> str:
        return self.sheet.state if self.sheet else NOT_BEGUN

    @property
    def is_owed(self) -> bool:
        return self.state in OWED


def checked_targets(account: Account, area: Area, year: int, service: str = "") -> QuerySet[Target]:
    """The target facilities of an area and year whose sheets the person checks, in the order of their names."""
    rows = Target.objects.filter(
        cycle__in=counted_cycles().filter(year=year), is_host=True, facility__host__code__below=area.code
    )
    if service:
        rows = rows.filter(facility__service=service)
    rows = access.within(account, Verb.INFORMATION_CHECK, rows, facility="facility")
    return rows.order_by("facility__service", "facility__host__code", "facility__code", "pk")


def services_in(account: Account, area: Area, year: int) -> set[str]:
    """The services whose sheets the person checks there."""
    rows = checked_targets(account, area, year).order_by()
    return set(rows.values_list("facility__service", flat=True))


def above(account: Account, area: Area, year: int) -> Area | None:
    """The area one level up, while the person checks more sheets there than in this one."""
    parent = Area.objects.filter(code=pack().parent_code(area.code)).first() if area.code else None
    if parent is None or not parent.code:
        return None
    more = checked_targets(account, parent, year).count() > checked_targets(account, area, year).count()
    return parent if more else None


def rows_of_area(account: Account, area: Area, year: int, today: date, service: str = "") -> list[SheetRow]:
    """The list of an area, whatever its size in six queries and one for each year's frozen form."""
    due = CycleStep.objects.filter(cycle=OuterRef("cycle"), step=STEP).values("planned_to")[:1]
    targets = list(
        checked_targets(account, area, year, service)
        .select_related("facility__host", "cycle__area")
        .annotate(due=Subquery(due))
    )
    sheets = {
        (sheet.cycle_id, sheet.facility_id): sheet
        for sheet in InformationSheet.objects.filter(cycle__in={target.cycle_id for target in targets})
    }
    before = last_years(targets, year)
    forms = {target.cycle_id: instrument_of(target.cycle).information for target in targets}
    return [_row(target, sheets, before, forms, today) for target in targets]


def _row(target: Target, sheets: dict, before: dict, forms: dict, today: date) -> SheetRow:
    sheet = sheets.get((target.cycle_id, target.facility_id))
    sections = forms[target.cycle_id].get(target.facility.service, ())
    content = sheet.content if sheet else {}
    whole = rules.completeness(content, sections)
    jumps = rules.large_jumps(content, before.get(target.facility_id, {}), sections)
    ended = sheet.published_at.date() if sheet and sheet.published_at else None
    late = days_late(target.due, ended, today, pack().step_grace_days) if target.due else 0
    return SheetRow(target, sheet, target.due, late, whole.reported, whole.asked, len(jumps))


def last_years(targets: Iterable[Target], year: int) -> dict[int, rules.Content]:
    """facility -> what was published for the year before. Two queries."""
    facilities = {target.facility_id for target in targets}
    sheets = {
        str(pk): facility
        for pk, facility in InformationSheet.objects.filter(
            facility__in=facilities, cycle__year=year - 1, published_at__isnull=False
        ).values_list("pk", "facility_id")
    }
    return {sheets[row.subject_id]: row.content["values"] for row in standing(sheets)}


def standing(sheets: Iterable[str]) -> list[Version]:
    """The version that stands of each of these sheets. One query."""
    rows = Version.objects.filter(kind=KIND, subject_id__in=list(sheets), withdrawn_at=None)
    return list({row.subject_id: row for row in rows.order_by("number")}.values())


@dataclass(frozen=True)
class Neighbours:
    """The submitted sheets before and after one, for who checks many."""

    before: InformationSheet | None
    after: InformationSheet | None
    waiting: int


def beside(account: Account, sheet: InformationSheet) -> Neighbours:
    """The person's other submitted sheets of the same year and service, in the order of their places."""
    rows = InformationSheet.objects.filter(
        cycle__year=sheet.cycle.year,
        cycle__origin=sheet.cycle.origin,
        facility__service=sheet.facility.service,
        state=InformationSheet.State.SUBMITTED,
    ).select_related("facility")
    rows = access.within(account, Verb.INFORMATION_CHECK, rows, facility="facility")
    others = [row for row in rows.order_by("facility__host__code", "facility__code") if row.pk != sheet.pk]
    here = (sheet.facility.host.code, sheet.facility.code)
    places = {row.pk: (row.facility.host.code, row.facility.code) for row in _with_hosts(others)}
    before = [row for row in others if places[row.pk] < here]
    after = [row for row in others if places[row.pk] > here]
    return Neighbours(before[-1] if before else None, after[0] if after else None, len(others))


def _with_hosts(rows: list[InformationSheet]) -> list[InformationSheet]:
    hosts = Area.objects.in_bulk({row.facility.host_id for row in rows})
    for row in rows:
        row.facility.host = hosts[row.facility.host_id]
    return rows


def reminders(area: Area, year: int, rows: list[SheetRow], address: str) -> list[tuple[str, str, str]]:
    """(language, its name, text to copy into a group chat) in each language; empty when nothing is owed."""
    owed = [row for row in rows if row.is_owed]
    if not owed:
        return []
    found = []
    for language in pack().languages:
        with override(language):
            found.append((language, pack().language_names[language], _reminder(area, year, owed, address)))
    return found


def _reminder(area: Area, year: int, owed: list[SheetRow], address: str) -> str:
    due = max((row.due for row in owed if row.due), default=None)
    place, when = wording.in_language(area.names), wording.write_digits(year)
    head = _("Information for citizens %(year)s, %(place)s.") % {"year": when, "place": place}
    said = _("These sheets are awaited since %(day)s:") if due else _("These sheets are awaited:")
    lines = [head, said % {"day": wording.write_day(due)} if due else said]
    lines += [f"• {wording.in_language(row.facility.names)}{_lateness(row)}" for row in owed]
    return "\n".join([*lines, _("Fill them here: %(address)s") % {"address": address}, _("Thank you.")])


def _lateness(row: SheetRow) -> str:
    if not row.late:
        return ""
    return " – " + _("%(days)s days late") % {"days": wording.write(row.late)}
