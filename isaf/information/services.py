"""Writing a sheet: draft, submit, send back, publish, correct (decisions.md 22, 27, 30)."""

from typing import Any

from django.db import transaction

from isaf.audit.models import Version
from isaf.audit.services import publish_version, record
from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.cycles.models import Cycle, Target
from isaf.cycles.problems import NotATarget
from isaf.cycles.selectors import target_for
from isaf.cycles.services import end_step, must_be_open, start_step
from isaf.kit.actor import Actor
from isaf.kit.clock import now, today
from isaf.kit.problems import Problems, Stale
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Facility

from . import problems, rules
from .models import InformationSheet
from .selectors import (
    KIND,
    STEP,
    jumps_of,
    last_year_values,
    sections_of,
    versions_of_sheet,
    writers_since_publication,
)

State = InformationSheet.State


@transaction.atomic
def save_draft(
    *, cycle: Cycle, facility: Facility, content: Any, by: Account | Actor, row_version: int | None = None
) -> InformationSheet:
    """Keep what is known so far, complete or not. The first save makes the sheet. ``by`` may be the program.

    ``row_version`` is what the form was shown with: 0 when there was no sheet yet, None for who does not edit
    a form (an import). Raises Problems with everything that is wrong in the content.
    """
    _year_must_be_open(cycle)
    _must_be_kept_here(cycle, facility)
    kept, wrong = rules.clean(content, sections_of(cycle, facility))
    if wrong:
        raise Problems(wrong)
    sheet = InformationSheet.objects.select_for_update().filter(cycle=cycle, facility=facility).first()
    _must_be_fresh(sheet, row_version)
    if sheet is None:
        sheet = InformationSheet(cycle=cycle, facility=facility, row_version=0)
        start_step(cycle=cycle, step=STEP, on=today(), by=by)
    elif sheet.state == State.SUBMITTED:
        raise problems.BeingChecked()
    elif sheet.state == State.PUBLISHED:
        raise problems.AlreadyPublished()
    changed = _changes(sheet.content, kept)
    sheet.content, sheet.saved_at = kept, now()
    sheet.drafted_by = by if isinstance(by, Account) else None
    _save(sheet)
    _record(sheet, by, "save_information", changed=changed)
    return sheet


@transaction.atomic
def submit(
    *, sheet: InformationSheet, by: Account, is_sure: bool = False, row_version: int | None = None
) -> InformationSheet:
    """Hand the sheet to the checker. Figures far from last year's need the tick ``is_sure``, not a refusal."""
    sheet = _locked(sheet, row_version)
    if sheet.state not in (State.DRAFT, State.RETURNED):
        raise problems.BeingChecked() if sheet.state == State.SUBMITTED else problems.AlreadyPublished()
    if not sheet.content:
        raise problems.NothingReported()
    jumps = jumps_of(sheet)
    if jumps and not is_sure:
        raise problems.LargeJump(count=len(jumps))
    sheet.state, sheet.submitted_by, sheet.submitted_at = State.SUBMITTED, by, now()
    sheet.returned_reason = ""
    _save(sheet)
    sure_of = [f"{jump.section.id}.{jump.item.id}.{jump.column.id}" for jump in jumps]
    _record(sheet, by, "submit_information", sure_of=sure_of)
    return sheet


@transaction.atomic
def send_back(
    *, sheet: InformationSheet, reason: str, by: Account, row_version: int | None = None
) -> InformationSheet:
    """Return a submitted sheet to its writer, saying what to mend."""
    sheet = _locked(sheet, row_version)
    if sheet.state != State.SUBMITTED:
        raise problems.NotSubmitted()
    if not reason.strip():
        raise problems.ReasonNeeded()
    sheet.state, sheet.returned_reason = State.RETURNED, reason.strip()
    _save(sheet)
    _record(sheet, by, "send_back_information", reason=sheet.returned_reason)
    return sheet


@transaction.atomic
def publish(
    *, sheet: InformationSheet, by: Account, reason: str = "", row_version: int | None = None
) -> Version:
    """Publish what was submitted as the next version; the checker is another person than its writers.

    The version holds every word needed to read it later. A second version needs a reason.
    """
    sheet = _locked(sheet, row_version)
    if sheet.state != State.SUBMITTED:
        raise problems.NotSubmitted()
    writers = writers_since_publication(sheet) | {str(sheet.drafted_by_id), str(sheet.submitted_by_id)}
    if str(by.pk) in writers:
        raise problems.FourEyes()
    if versions_of_sheet(sheet).exists() and not reason.strip():
        raise problems.ReasonNeeded()
    version = publish_version(
        kind=KIND,
        subject_id=str(sheet.pk),
        content=_frozen(sheet, by),
        by=sheet.submitted_by,
        checked_by=by,
        reason=reason.strip(),
    )
    sheet.state, sheet.checked_by, sheet.published_at = State.PUBLISHED, by, version.at
    _save(sheet)
    _record(sheet, by, "publish_information", version=version.number, reason=reason.strip())
    _end_step_when_all_are_published(sheet.cycle, by)
    return version


@transaction.atomic
def correct(*, sheet: InformationSheet, by: Account, row_version: int | None = None) -> InformationSheet:
    """Open a published sheet for a correction; the published version stands until the next one."""
    sheet = _locked(sheet, row_version)
    if sheet.state != State.PUBLISHED:
        raise problems.NotPublished()
    sheet.state, sheet.drafted_by, sheet.saved_at = State.DRAFT, by, now()
    _save(sheet)
    _record(sheet, by, "correct_information")
    return sheet


# --- Parts -----------------------------------------------------------------------------------------


def _year_must_be_open(cycle: Cycle) -> None:
    """Locks the year, so that nothing is written while it is being closed."""
    must_be_open(Cycle.objects.select_for_update().only("state", "year").get(pk=cycle.pk))


def _must_be_kept_here(cycle: Cycle, facility: Facility) -> None:
    target = target_for(cycle, facility)
    if target is None:
        raise NotATarget()
    if not target.is_host:
        raise problems.KeptElsewhere(code=facility.host.code)


def _must_be_fresh(sheet: InformationSheet | None, row_version: int | None) -> None:
    if row_version is not None and row_version != (sheet.row_version if sheet else 0):
        raise Stale()


def _locked(sheet: InformationSheet, row_version: int | None) -> InformationSheet:
    _year_must_be_open(sheet.cycle)
    fresh = InformationSheet.objects.select_for_update().get(pk=sheet.pk)
    _must_be_fresh(fresh, row_version)
    fresh.cycle, fresh.facility = sheet.cycle, sheet.facility
    return fresh


def _save(sheet: InformationSheet) -> None:
    sheet.row_version += 1
    sheet.save()


def _record(sheet: InformationSheet, by: Account | Actor, verb: str, **details: Any) -> None:
    record(by=by, verb=verb, subject=sheet, place_code=sheet.facility.slug, **details)


def _changes(old: rules.Content, new: rules.Content) -> list[list[Any]]:
    """What differs: [section, item, column, before, after], for the history."""
    found = []
    for section in sorted({*old, *new}):
        for item in sorted({*old.get(section, {}), *new.get(section, {})}):
            for column in sorted({*old.get(section, {}).get(item, {}), *new.get(section, {}).get(item, {})}):
                before = rules.value(old, section, item, column)
                after = rules.value(new, section, item, column)
                if before != after:
                    found.append([section, item, column, before, after])
    return found


def _frozen(sheet: InformationSheet, checker: Account) -> dict[str, Any]:
    """Everything a reader of a later year needs, as plain values."""
    cycle, facility = sheet.cycle, sheet.facility
    return {
        "service": facility.service,
        "year": cycle.year,
        "round": cycle.round,
        "origin": cycle.origin,
        "pack_version": cycle.pack_version,
        "facility": {"slug": facility.slug, "names": facility.names},
        "area": {"code": cycle.area.code, "names": cycle.area.names},
        "sections": cycle.instrument["information"][facility.service],
        "values": sheet.content,
        "last_year": last_year_values(facility, cycle.year),
        "offices": {
            "submitted": _office(sheet.submitted_by, Verb.INFORMATION_SUBMIT, facility),
            "checked": _office(checker, Verb.INFORMATION_CHECK, facility),
        },
    }


def _office(account: Account, verb: Verb, facility: Facility) -> Names:
    """The name of the role in which a person did it: public pages name offices, not persons."""
    _allowed, reasons = access.explain(account, verb, facility)
    held = next((reason.held for reason in reasons if reason.verdict == "gives"), None)
    return dict(pack().role(held.role).names) if held else {}


def _end_step_when_all_are_published(cycle: Cycle, by: Account) -> None:
    if not cycle.steps.filter(step=STEP, ended_on=None).exists():
        return
    hosted = Target.objects.filter(cycle=cycle, is_host=True).values("facility")
    published = InformationSheet.objects.filter(cycle=cycle, facility__in=hosted, published_at__isnull=False)
    if published.count() == hosted.count():
        end_step(cycle=cycle, step=STEP, on=today(), by=by)
