"""Opening and closing a year, and moving its steps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from isaf.audit.services import differences, record
from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import Stale
from isaf.people.models import Account, Organisation
from isaf.places.models import Area, Facility, Origin
from isaf.places.selectors import children_of, facilities_of, figures_origin

from .models import Cycle, CycleStep, Target
from .problems import (
    ChangeWithoutReason,
    ClosedBeforeOpened,
    CycleClosed,
    CycleExists,
    DateInFuture,
    LaterRound,
    NotAnAdministration,
    NotATarget,
    NothingToTarget,
    PostponedWithoutReason,
    ReopenedWithoutReason,
    StepEndsBeforeStart,
    TargetHasWork,
    UnknownStep,
    YearOutside,
)
from .rules import freeze
from .selectors import cycle_of, target_work


@transaction.atomic
def open_cycle(
    *,
    area: Area,
    year: int,
    by: Account,
    facilities: Iterable[Facility] | None = None,
    opened_on: date | None = None,
    origin: str | None = None,
) -> Cycle:
    """Open a year: target list, frozen instrument, planned steps (ADR 0024).

    Without ``facilities`` the target list is every assessed facility in the area or serving it.
    """
    opened_on = opened_on or today()
    _check_year(year, opened_on)
    level = pack().level_of(area.code)
    if level is None or level.id not in {service.administration_of for service in pack().services}:
        raise NotAnAdministration()
    chosen = _chosen(area, facilities)
    phase = pack().phase_of(year)
    try:
        with transaction.atomic():
            cycle = Cycle.objects.create(
                area=area,
                year=year,
                round=_next_round(area, year),
                phase=phase.id if phase else "",
                origin=origin or (area.origin if area.origin != Origin.REAL else figures_origin()),
                opened_on=opened_on,
                pack_version=pack().version,
                instrument=freeze(pack()),
            )
    except IntegrityError:
        raise CycleExists(year=year) from None
    for facility in chosen:
        _add_target(cycle, facility)
    _plan_steps(cycle)
    record(by=by, verb="open_cycle", subject=cycle, place_code=area.code, year=year, targets=len(chosen))
    return cycle


def _check_year(year: int, day: date) -> None:
    first = min((phase.first_year for phase in pack().phases), default=day.year)
    if not first <= year <= day.year + 1:
        raise YearOutside(year=year, first=first, last=day.year + 1)


def _chosen(area: Area, facilities: Iterable[Facility] | None) -> list[Facility]:
    """The target list: facilities of the area, at least one, none of another area."""
    known = facilities_of(area)
    chosen = known if facilities is None else list(facilities)
    if not chosen:
        raise NothingToTarget()
    if not {one.pk for one in chosen} <= {one.pk for one in known}:
        raise NotATarget()
    return chosen


def _next_round(area: Area, year: int) -> int:
    """After a closed round a year may be opened again; an open one is continued."""
    last = cycle_of(area, year)
    if last and last.is_open:
        raise CycleExists(year=year)
    return last.round + 1 if last else 1


def _add_target(cycle: Cycle, facility: Facility) -> None:
    target = Target.objects.create(cycle=cycle, facility=facility, is_host=facility.host_id == cycle.area_id)
    if pack().service(facility.service).scored_at:
        target.villages.set(children_of(cycle.area))


@transaction.atomic
def change_targets(
    *,
    cycle: Cycle,
    reason: str,
    by: Account,
    add: Iterable[Facility] = (),
    remove: Iterable[Facility] = (),
) -> None:
    """Facilities that join or leave the target list after the year was opened, with the reason.

    A facility about which there is work of this year stays: its counts would lose what they are measured
    against (ADR 0024).
    """
    cycle = _to_change(cycle, reason)
    for facility in _chosen(cycle.area, add) if add else ():
        if not cycle.targets.filter(facility=facility).exists():
            _add_target(cycle, facility)
            _record(cycle, by, "add_target", facility=facility.slug, reason=reason.strip())
    for facility in remove:
        target = cycle.targets.filter(facility=facility).first()
        if target is None:
            raise NotATarget()
        _must_have_no_work(target)
        if cycle.targets.count() == 1:
            raise NothingToTarget()
        target.delete()
        _record(cycle, by, "remove_target", facility=facility.slug, reason=reason.strip())


@transaction.atomic
def change_target(
    *,
    target: Target,
    villages: Iterable[Area],
    implementers: Iterable[Organisation],
    reason: str,
    by: Account,
) -> None:
    """The villages of a target facility and who implements there (several may), with the reason."""
    cycle = _to_change(target.cycle, reason)
    kept, wanted = set(target.villages.all()), set(villages)
    if not wanted <= set(children_of(cycle.area)) | kept:
        raise NotATarget()
    _must_have_no_work(target, kept - wanted)
    target.villages.set(wanted)
    target.implementers.set(implementers)
    _record(
        cycle,
        by,
        "change_target",
        facility=target.facility.slug,
        villages=" ".join(sorted(village.code for village in wanted)),
        implementers=" ".join(sorted(one.code for one in target.implementers.all())),
        reason=reason.strip(),
    )


def _to_change(cycle: Cycle, reason: str) -> Cycle:
    """The year, locked, so that two changes of its list come one after the other."""
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("area").get(pk=cycle.pk)
    must_be_open(cycle)
    if not reason.strip():
        raise ChangeWithoutReason()
    return cycle


def _must_have_no_work(target: Target, villages: Iterable[Area] | None = None) -> None:
    """Refused when sheets or meetings of this year are about the facility (in these villages)."""
    work = target_work(target, villages)
    if work:
        raise TargetHasWork(names=", ".join(work))


def _plan_steps(cycle: Cycle) -> None:
    for position, step in enumerate(pack().steps):
        opens, closes = step.window(cycle.year)
        CycleStep.objects.create(
            cycle=cycle, step=step.id, position=position, planned_from=opens, planned_to=closes
        )


def must_be_open(cycle: Cycle) -> None:
    """Raise when the year is closed: a closed year is not written to (except sheets kept as late)."""
    if not cycle.is_open:
        raise CycleClosed(year=cycle.year)


@transaction.atomic
def start_step(*, cycle: Cycle, step: str, on: date, by: Account) -> None:
    """A step began; the first day stays. A country whose year has no such step keeps none."""
    must_be_open(cycle)
    row = _step(cycle, step)
    if row and row.started_on is None:
        row.started_on = on
        _save_step(row, "started_on")
        _record(cycle, by, "start_step", step=step, on=on.isoformat())


@transaction.atomic
def end_step(*, cycle: Cycle, step: str, on: date, by: Account) -> None:
    """A step is done on this day; said again, the last day counts. No step ends before it began."""
    start_step(cycle=cycle, step=step, on=on, by=by)
    if row := _step(cycle, step):
        row.ended_on = max(on, row.started_on or on)
        _save_step(row, "ended_on")
        _record(cycle, by, "end_step", step=step, on=row.ended_on.isoformat())


@transaction.atomic
def set_step_days(
    *, cycle: Cycle, step: str, started_on: date | None, ended_on: date | None, row_version: int, by: Account
) -> None:
    """The days on which a step really began and ended, written by hand; an empty day is not there yet.

    What work itself told before (a sheet begun, a plan signed) is corrected by this, and the other way round.
    """
    must_be_open(cycle)
    row = _known_step(cycle, step, row_version)
    started_on = started_on or ended_on
    for day in (started_on, ended_on):
        if day and day > today():
            raise DateInFuture(date=day.isoformat())
    if started_on and ended_on and ended_on < started_on:
        raise StepEndsBeforeStart()
    before = _days(row, "started_on", "ended_on")
    row.started_on, row.ended_on = started_on, ended_on
    _save_step(row, "started_on", "ended_on")
    days = {"started": _iso(started_on), "ended": _iso(ended_on)}
    changes = differences(before, _days(row, "started_on", "ended_on"))
    _record(cycle, by, "set_step_days", step=step, **days, changes=changes)


@transaction.atomic
def postpone_step(
    *,
    cycle: Cycle,
    step: str,
    planned_from: date,
    planned_to: date,
    reason: str,
    by: Account,
    row_version: int | None = None,
) -> None:
    """A step gets new planned days, with the reason. ``row_version`` is what a form was shown with."""
    must_be_open(cycle)
    if not reason.strip():
        raise PostponedWithoutReason()
    row = _known_step(cycle, step, row_version)
    before = _days(row, "planned_from", "planned_to")
    row.planned_from, row.planned_to = sorted((planned_from, planned_to))
    row.postponed_reason = reason.strip()
    _save_step(row, "planned_from", "planned_to", "postponed_reason")
    days = {"first": row.planned_from.isoformat(), "last": row.planned_to.isoformat()}
    changes = differences(before, _days(row, "planned_from", "planned_to"))
    _record(cycle, by, "postpone_step", step=step, reason=row.postponed_reason, **days, changes=changes)


def _days(row: CycleStep, *fields: str) -> dict[str, date | None]:
    return {field: getattr(row, field) for field in fields}


def _known_step(cycle: Cycle, step: str, row_version: int | None) -> CycleStep:
    row = _step(cycle, step)
    if row is None:
        raise UnknownStep(step=step)
    if row_version is not None and row_version != row.row_version:
        raise Stale()
    return row


def _save_step(row: CycleStep, *fields: str) -> None:
    row.row_version += 1
    row.save(update_fields=[*fields, "row_version"])


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _step(cycle: Cycle, step: str) -> CycleStep | None:
    return cycle.steps.select_for_update().filter(step=step).first()


def _record(cycle: Cycle, by: Account, verb: str, **details: Any) -> None:
    record(by=by, verb=verb, subject=cycle, place_code=cycle.area.code, **details)


@transaction.atomic
def close_cycle(*, cycle: Cycle, by: Account, on: date) -> Cycle:
    """Close a year. What is unfinished stays visible; agreed actions go on in the next plan."""
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("area").get(pk=cycle.pk)
    must_be_open(cycle)
    if on > today():
        raise DateInFuture(date=on.isoformat())
    if on < cycle.opened_on:
        raise ClosedBeforeOpened(date=cycle.opened_on.isoformat())
    cycle.state, cycle.closed_on = Cycle.State.CLOSED, on
    cycle.save(update_fields=["state", "closed_on"])
    _record(cycle, by, "close_cycle", on=on.isoformat())
    return cycle


@transaction.atomic
def reopen_cycle(*, cycle: Cycle, reason: str, by: Account, asked_by: str = "") -> Cycle:
    """Open a closed year again, with the reason; what was published in it stands.

    Refused while a later round of the same year is open: two open rounds would count the same facility twice.
    """
    if not reason.strip():
        raise ReopenedWithoutReason()
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("area").get(pk=cycle.pk)
    if cycle.is_open:
        raise CycleExists(year=cycle.year)
    if (last := cycle_of(cycle.area, cycle.year)) and last.pk != cycle.pk:
        raise LaterRound(year=cycle.year)
    closed_on, cycle.state, cycle.closed_on = cycle.closed_on, Cycle.State.OPEN, None
    cycle.save(update_fields=["state", "closed_on"])
    changes = differences({"closed_on": closed_on}, {"closed_on": None})
    told = {"reason": reason.strip(), "asked_by": asked_by, "changes": changes}
    _record(cycle, by, "reopen_cycle", **told)
    return cycle
