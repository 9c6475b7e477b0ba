"""Reading sheets: the one being worked on, the published one, and what waits for whom."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isaf.audit.models import Version
from isaf.audit.selectors import events_about, versions_of
from isaf.country.current import pack
from isaf.country.pack import Names, Section
from isaf.cycles.models import Cycle, CycleStep, Target
from isaf.cycles.rules import thaw_section
from isaf.cycles.selectors import counted_cycles, instrument_of
from isaf.kit.numerals import script_digits
from isaf.kit.work import WorkItem
from isaf.people import access
from isaf.people.models import Account
from isaf.people.selectors import roles_held
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility
from isaf.places.selectors import figures_origin

from . import rules
from .models import InformationSheet
from .reading import Change, Earlier, Published, read_changes, read_parts

KIND = "information"  # of the published versions
STEP = "information"  # of the year's calendar


def sections_of(cycle: Cycle, facility: Facility) -> tuple[Section, ...]:
    """The frozen form of a facility's service; empty when the service has none."""
    return instrument_of(cycle).information.get(facility.service, ())


def sheet_for(cycle: Cycle, facility: Facility) -> InformationSheet | None:
    """The sheet being worked on, or None before the first save."""
    return (
        InformationSheet.objects.filter(cycle=cycle, facility=facility)
        .select_related("drafted_by", "submitted_by", "checked_by")
        .first()
    )


def versions_of_sheet(sheet: InformationSheet) -> QuerySet[Version]:
    """What was published of this sheet, newest first."""
    return versions_of(KIND, str(sheet.pk))


def published(facility: Facility, year: int, version: int | None = None) -> Published | None:
    """The version that stands, or the numbered one; None when there is none to read. Three queries.

    Read from the version's own frozen content only: a later change of the pack or of names alters nothing.
    """
    sheet = _published_sheets().filter(facility=facility, cycle__year=year).only("pk").first()
    rows = list(versions_of_sheet(sheet)) if sheet else []
    standing = next((row for row in rows if not row.withdrawn_at), None)
    wanted = standing if version is None else next((row for row in rows if row.number == version), None)
    if wanted is None or wanted.withdrawn_at:
        return None
    return _view(wanted, rows, is_current=wanted is standing)


def standing_version(sheet: InformationSheet | None) -> Published | None:
    """What stands published of this very sheet; None when nothing does. One query."""
    rows = list(versions_of_sheet(sheet)) if sheet else []
    standing = next((row for row in rows if not row.withdrawn_at), None)
    return _view(standing, rows, is_current=True) if standing else None


def _published_sheets() -> QuerySet[InformationSheet]:
    """Sheets that count here with a published version, also while a correction is written; the last round first."""
    rows = InformationSheet.objects.filter(cycle__origin=figures_origin(), published_at__isnull=False)
    return rows.order_by("-cycle__year", "-cycle__round")


def _view(row: Version, rows: list[Version], *, is_current: bool) -> Published:
    kept = row.content
    sections = tuple(thaw_section(section) for section in kept["sections"])
    performance = next((section for section in sections if section.kind == "performance"), None)
    values, last = kept["values"], kept["last_year"]
    return Published(
        slug=kept["facility"]["slug"],
        facility=kept["facility"]["names"],
        service=kept["service"],
        area_code=kept["area"]["code"],
        area=kept["area"]["names"],
        year=kept["year"],
        origin=kept["origin"],
        parts=read_parts(sections, values, last),
        balance=rules.balance(values, sections),
        completeness=rules.completeness(values, sections),
        judgement=rules.judge(values, last, performance) if performance else None,
        number=row.number,
        at=row.at,
        reason=row.reason,
        by=kept["offices"]["submitted"],
        checked_by=kept["offices"]["checked"],
        is_current=is_current,
        versions=tuple(Earlier(v.number, v.at, v.reason, bool(v.withdrawn_at)) for v in rows),
        changes=read_changes(sections, kept.get("changed", [])),
    )


def published_years(facility: Facility) -> list[int]:
    """The years of which a sheet can be read, newest first."""
    return list(
        dict.fromkeys(_published_sheets().filter(facility=facility).values_list("cycle__year", flat=True))
    )


def last_year_values(facility: Facility, year: int) -> rules.Content:
    """What was published for the year before; empty when nothing was."""
    sheet = _published_sheets().filter(facility=facility, cycle__year=year - 1).only("pk").first()
    row = versions_of_sheet(sheet).filter(withdrawn_at=None).first() if sheet else None
    return row.content["values"] if row else {}


def jumps_of(sheet: InformationSheet) -> list[rules.Jump]:
    """The figures of the sheet that are far from last year's."""
    last = last_year_values(sheet.facility, sheet.cycle.year)
    return rules.large_jumps(sheet.content, last, sections_of(sheet.cycle, sheet.facility))


def writers_since_publication(sheet: InformationSheet) -> set[str]:
    """The ids of everybody who wrote or submitted what is now to be checked (ADR 0009)."""
    rows = events_about("informationsheet", str(sheet.pk)).filter(
        verb__in=["save_information", "submit_information", "correct_information"]
    )
    if sheet.published_at:
        rows = rows.filter(at__gt=sheet.published_at)
    return set(rows.values_list("by_id", flat=True))


def may_see_the_work(account: Account, facility: Facility) -> bool:
    """True for who fills, submits or checks: figures that nobody has checked are for nobody else to read."""
    work = (Verb.INFORMATION_EDIT, Verb.INFORMATION_SUBMIT, Verb.INFORMATION_CHECK)
    return any(access.may(account, verb, facility) for verb in work)


def deeds_for(account: Account, sheet: InformationSheet) -> dict[str, bool]:
    """What the person may do with the sheet as it stands now; nothing in a closed year."""
    state, where = sheet.state, sheet.facility
    if not sheet.cycle.is_open:
        return {}
    if state == InformationSheet.State.SUBMITTED:
        return {"check": access.may(account, Verb.INFORMATION_CHECK, where)}
    if state == InformationSheet.State.PUBLISHED:
        return {"correct": access.may(account, Verb.INFORMATION_EDIT, where)}
    return {"submit": access.may(account, Verb.INFORMATION_SUBMIT, where)}


@dataclass(frozen=True)
class Deed:
    """One line of the history, with what changed in the words of the form."""

    at: datetime
    by: str
    verb: str
    reason: str
    version: int | None
    changes: tuple[Change, ...]


def history_of(sheet: InformationSheet) -> list[Deed]:
    """Who did what with the sheet, newest first."""
    sections = sections_of(sheet.cycle, sheet.facility)
    return [
        Deed(
            at=event.at,
            by=event.by_name,
            verb=event.verb,
            reason=event.details.get("reason", ""),
            version=event.details.get("version"),
            changes=read_changes(sections, event.details.get("changed", [])),
        )
        for event in events_about("informationsheet", str(sheet.pk))
    ]


@dataclass(frozen=True)
class AreaCompleteness:
    """How far the sheets of an area and year are; a sheet under correction counts as published."""

    targets: int
    published: int
    submitted: int
    begun: int

    @property
    def not_begun(self) -> int:
        return self.targets - self.published - self.submitted - self.begun


def completeness_in(area: Area, year: int) -> AreaCompleteness:
    """The sheets of all target facilities counted in the area or below it, in their host area. Two queries."""
    cycles = counted_cycles().filter(area__code__below=area.code, year=year)
    targets = Target.objects.filter(cycle__in=cycles, is_host=True)
    is_published = Q(published_at__isnull=False)
    is_submitted = Q(published_at=None, state=InformationSheet.State.SUBMITTED)
    done = InformationSheet.objects.filter(cycle__in=cycles).aggregate(
        published=Count("pk", filter=is_published),
        submitted=Count("pk", filter=is_submitted),
        begun=Count("pk", filter=~is_published & ~is_submitted),
    )
    return AreaCompleteness(targets=targets.count(), **done)


def reader_language() -> str:
    """The language of the request, else the pack's."""
    return (get_language() or pack().default_language).split("-")[0]


def in_words(names: Names) -> str:
    """A name in the reader's language, else in any."""
    return names.get(reader_language()) or next(iter(names.values()), "")


# --- What waits ------------------------------------------------------------------------------------


def waiting(account: Account, today: date) -> list[WorkItem]:
    """The sheets to fill, to submit and to check. At most three queries, none for who has no such role."""
    items = _to_fill(account, today) if access.may_anywhere(account, Verb.INFORMATION_EDIT) else []
    filling = {item.address for item in items}
    if access.may_anywhere(account, Verb.INFORMATION_SUBMIT):
        items += [item for item in _to_submit(account, today) if item.address not in filling]
    if access.may_anywhere(account, Verb.INFORMATION_CHECK):
        items += _to_check(account, today)
    return items


def _step_of_year(field: str, cycle: str) -> Subquery:
    return Subquery(CycleStep.objects.filter(cycle=OuterRef(cycle), step=STEP).values(field)[:1])


def _to_fill(account: Account, today: date) -> list[WorkItem]:
    unfinished = [InformationSheet.State.DRAFT, InformationSheet.State.RETURNED]
    state = InformationSheet.objects.filter(cycle=OuterRef("cycle"), facility=OuterRef("facility")).values(
        "state"
    )
    targets = (
        Target.objects.filter(is_host=True, cycle__state=Cycle.State.OPEN)
        .annotate(state=Subquery(state[:1]))
        .annotate(opens=_step_of_year("planned_from", "cycle"), closes=_step_of_year("planned_to", "cycle"))
        .filter(Q(state=None) | Q(state__in=unfinished))
        .filter(Q(opens=None) | Q(opens__lte=today))
        .select_related("cycle", "facility")
        .defer("cycle__instrument")
    )
    titles = {
        None: _("Fill the information sheet"),
        InformationSheet.State.DRAFT: _("Finish the information sheet"),
        InformationSheet.State.RETURNED: _("Mend the information sheet that was sent back"),
    }
    return [
        _item(row, titles[row.state], _("Fill"), today)
        for row in access.within(account, Verb.INFORMATION_EDIT, targets, facility="facility")
    ]


def _to_submit(account: Account, today: date) -> list[WorkItem]:
    sheets = _sheets_in_open_years(InformationSheet.State.DRAFT)
    rows = access.within(account, Verb.INFORMATION_SUBMIT, sheets, facility="facility")
    return [_item(row, _("Submit the information sheet"), _("Read and submit"), today) for row in rows]


def _to_check(account: Account, today: date) -> list[WorkItem]:
    mine = Q(drafted_by=account) | Q(submitted_by=account)
    sheets = _sheets_in_open_years(InformationSheet.State.SUBMITTED).filter(
        ~mine, facility__service__in=_services_checked_by(account)
    )
    return [
        WorkItem(
            since=timezone.localdate(row.submitted_at),
            title=_("Check the information sheet"),
            place=_place(row),
            button=_("Check"),
            address=reverse("information:check", args=[row.cycle_id, row.facility.slug]),
            is_late=row.closes is not None and today > row.closes,
        )
        for row in access.within(account, Verb.INFORMATION_CHECK, sheets, facility="facility")
    ]


def _sheets_in_open_years(state: str) -> QuerySet[InformationSheet]:
    return (
        InformationSheet.objects.filter(state=state, cycle__state=Cycle.State.OPEN)
        .annotate(opens=_step_of_year("planned_from", "cycle"), closes=_step_of_year("planned_to", "cycle"))
        .select_related("cycle", "facility")
        .defer("cycle__instrument")
    )


def _services_checked_by(account: Account) -> set[str]:
    """The services whose sheets are checked at the level at which the person holds a checking role.

    A province may check what its districts do not, but only its own work stands on its list.
    """
    found: set[str] = set()
    for held in roles_held(account):
        if Verb.INFORMATION_CHECK in held.verbs:
            levels = {"nation" if not code else pack().level_of(code).id for code in held.area_codes}
            found |= {
                s.id for s in pack().services if held.operational_district or s.checked_by_level in levels
            }
    return found


def _item(row: Target | InformationSheet, title: str, button: str, today: date) -> WorkItem:
    return WorkItem(
        since=row.opens or row.cycle.opened_on,
        title=title,
        place=_place(row),
        button=button,
        address=reverse("information:edit", args=[row.cycle_id, row.facility.slug]),
        is_late=row.closes is not None and today > row.closes,
    )


def _place(row: Target | InformationSheet) -> str:
    numerals = pack().numerals.get(reader_language())
    year = script_digits(str(row.cycle.year), numerals.zero) if numerals else str(row.cycle.year)
    return f"{in_words(row.facility.names)} {year}"
