"""The lines of a plan while it is a draft: added, edited, moved, left out, carried over."""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import differences, record
from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import instrument_of
from isaf.cycles.services import must_be_open
from isaf.kit.clock import now, today
from isaf.kit.problems import Stale
from isaf.people.models import Account
from isaf.places.models import Facility

from ..lines import Line, action_code, check_due, check_line
from ..models import Action, Plan, PlanLine, StatusUpdate
from ..problems import NothingToCarry, PlanNotDraft, ReasonNeeded, UnknownSection
from ..selectors import left_to_carry

ON_LINE = tuple(field.name for field in fields(Line) if field.name not in ("title", "theme"))


def draft_of(cycle: Cycle) -> Plan:
    """The year's plan, made when its first line comes; locked, and refused when it is no draft any more."""
    must_be_open(Cycle.objects.select_for_update().get(pk=cycle.pk))
    Plan.objects.get_or_create(cycle=cycle)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("cycle__area").get(cycle=cycle)
    if plan.state != Plan.State.DRAFT:
        raise PlanNotDraft()
    return plan


def check(line: Line, plan: Plan, agreed_on: date) -> None:
    """Refuse what cannot be right in this year's plan."""
    check_line(line, agreed_on)
    check_due(line.end_on, plan.cycle.year)
    if line.section not in {section.id for section in instrument_of(plan.cycle).plan_sections}:
        raise UnknownSection(section=line.section)


def new_action(
    *,
    plan: Plan,
    line: Line,
    facility: Facility | None,
    agreed_on: date,
    language: str = "",
    criterion: str = "",
    criterion_names: dict[str, str] | None = None,
) -> Action:
    """An action and its line in the plan that first agreed it. The caller holds the plan's lock."""
    check(line, plan, agreed_on)
    cycle = plan.cycle
    begin = f"{cycle.area.code}-{cycle.year}-"
    taken = Action.objects.filter(code__below=begin).values_list("code", flat=True)
    action = Action.objects.create(
        code=action_code(cycle.area.code, cycle.year, taken),
        area=cycle.area,
        facility=facility,
        origin=cycle.origin,
        title=line.title.strip(),
        language=language or pack().default_language,
        criterion=criterion,
        criterion_names=criterion_names or {},
        theme=line.theme,
        owner_office=line.lead.strip(),
        agreed_on=agreed_on,
        due_on=line.end_on,
        status_on=agreed_on,
    )
    _append(plan, action, line)
    return action


def _append(plan: Plan, action: Action, line: Line, *, is_carried_over: bool = False) -> PlanLine:
    last = plan.lines.filter(section=line.section).order_by("-position").first()
    columns = {name: value for name, value in asdict(line).items() if name in ON_LINE}
    return PlanLine.objects.create(
        plan=plan,
        action=action,
        position=last.position + 1 if last else 1,
        is_carried_over=is_carried_over,
        **columns,
    )


@transaction.atomic
def add_line(
    *, cycle: Cycle, line: Line, facility: Facility | None, agreed_on: date, by: Account, language: str = ""
) -> PlanLine:
    """A line written by hand, as when the paper plan holds what no sheet proposed."""
    plan = draft_of(cycle)
    action = new_action(plan=plan, line=line, facility=facility, agreed_on=agreed_on, language=language)
    record(by=by, verb="add_line", subject=action, place_code=cycle.area.code, code=action.code)
    return action.lines.get(plan=plan)


@transaction.atomic
def edit_line(*, line: PlanLine, typed: Line, row_version: int, by: Account) -> PlanLine:
    """New words or numbers in a line of a draft; a form that was overtaken is refused (Stale).

    Title, lead and due date are the action's own and change with its first line. A carried line leaves them
    alone: only a report with a reason postpones an action.
    """
    plan = draft_of(line.plan.cycle)
    kept = PlanLine.objects.select_for_update(of=("self",)).select_related("action").get(pk=line.pk)
    if kept.row_version != row_version:
        raise Stale()
    action, before = kept.action, _told(kept)
    rewrite(kept, typed, plan)
    record(
        by=by, verb="edit_line", subject=kept, place_code=plan.cycle.area.code, code=action.code,
        changes=differences(before, _told(kept)),
    )  # fmt: skip
    return kept


def rewrite(kept: PlanLine, typed: Line, plan: Plan) -> None:
    """New values into a line of a draft; the caller holds the plan's lock and records the deed."""
    action = kept.action
    check(typed, plan, action.agreed_on)
    if typed.section != kept.section:
        last = plan.lines.filter(section=typed.section).order_by("-position").first()
        kept.position = last.position + 1 if last else 1
    for name in ON_LINE:
        setattr(kept, name, getattr(typed, name))
    kept.row_version += 1
    kept.save()
    if not kept.is_carried_over:
        action.title, action.theme = typed.title.strip(), typed.theme
        action.owner_office, action.due_on = typed.lead.strip(), typed.end_on
        action.row_version += 1
        action.save(update_fields=["title", "theme", "owner_office", "due_on", "row_version"])


def _told(line: PlanLine) -> dict[str, Any]:
    """What the history tells of a line: its columns and its action's title."""
    return {"title": line.action.title} | {name: getattr(line, name) for name in ON_LINE}


@transaction.atomic
def move_line(*, line: PlanLine, up: bool, by: Account) -> None:
    """Change places with the neighbour in the section; at the end of it nothing moves."""
    plan = draft_of(line.plan.cycle)
    rows = list(plan.lines.select_for_update().filter(section=line.section).order_by("position"))
    place = next(i for i, row in enumerate(rows) if row.pk == line.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place].position, rows[other].position = rows[other].position, rows[place].position
    for row in (rows[place], rows[other]):
        row.save(update_fields=["position"])
    record(by=by, verb="move_line", subject=line, place_code=plan.cycle.area.code, up=up)


@transaction.atomic
def remove_line(*, line: PlanLine, reason: str, by: Account) -> None:
    """Leave a line out of a draft, with the reason. A carried action lives on; one agreed here is cancelled."""
    if not reason.strip():
        raise ReasonNeeded()
    plan = draft_of(line.plan.cycle)
    action = Action.objects.select_for_update().get(pk=line.action_id)
    record(
        by=by, verb="remove_line", subject=line, place_code=plan.cycle.area.code,
        code=action.code, reason=reason.strip(),
    )  # fmt: skip
    if not line.is_carried_over:
        day = max(today(), action.status_on)
        action.status, action.status_on, action.done_on = Action.Status.CANCELLED, day, None
        action.row_version += 1
        action.save(update_fields=["status", "status_on", "done_on", "row_version"])
        StatusUpdate.objects.create(
            action=action, status=action.status, percent=action.percent, proof=Action.Proof.CLAIMED,
            on=day, reason=reason.strip(), by=by, recorded_at=now(),
        )  # fmt: skip
    line.delete()


@transaction.atomic
def carry_over(*, cycle: Cycle, by: Account) -> list[PlanLine]:
    """Every unfinished action of the last plan gets a line here; the action stays one (ADR 0025)."""
    plan = draft_of(cycle)
    lines = []
    for last in left_to_carry(cycle):
        line = Line(**{name: getattr(last, name) for name in ON_LINE}, title=last.action.title)
        lines.append(_append(plan, last.action, line, is_carried_over=True))
    if not lines:
        raise NothingToCarry()
    codes = [line.action.code for line in lines]
    record(by=by, verb="carry_over", subject=plan, place_code=cycle.area.code, codes=codes)
    return lines
