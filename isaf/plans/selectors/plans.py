"""Reading a plan: its lines as the official table, with totals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Max, QuerySet

from isaf.audit.models import Version
from isaf.audit.selectors import current_version, last_withdrawal
from isaf.country.pack import Column, Names, PlanSection
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import instrument_of
from isaf.places.models import Area
from isaf.places.selectors import figures_origin

from .. import lines
from ..models import Action, Plan, PlanLine
from ..rules import CANCELLED, COMPLETED

FINISHED = (COMPLETED, CANCELLED)


@dataclass(frozen=True)
class Row:
    """A line with its number; ``letter`` is the section's, in every language."""

    line: PlanLine
    letter: Names
    number: str

    @property
    def action(self) -> Action:
        return self.line.action


@dataclass(frozen=True)
class Group:
    """The lines of one implementing body, or of the whole section where it is not grouped."""

    names: Names | str
    number: str
    rows: tuple[Row, ...]
    totals: lines.Totals


@dataclass(frozen=True)
class SectionTable:
    section: PlanSection
    groups: tuple[Group, ...]
    totals: lines.Totals
    share_of_cost: Decimal | None


@dataclass(frozen=True)
class Head:
    """A heading of the first of two rows; it spans the columns of its group."""

    names: Names
    span: int


@dataclass(frozen=True)
class PlanTable:
    """The plan as the official form shows it; ``services`` gives the totals by service type."""

    plan: Plan
    columns: tuple[Column, ...]
    sections: tuple[SectionTable, ...]
    totals: lines.Totals
    services: dict[str, lines.Totals] = field(default_factory=dict)

    @property
    def heads(self) -> list[Head]:
        """The first row of headings, as on paper: groups of columns under one word."""
        groups = groupby(self.columns, key=lambda c: dict(c.group) or c.id)
        runs = [list(columns) for _words, columns in groups]
        return [Head(run[0].group or run[0].names, len(run)) for run in runs]

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for group in section.groups for row in group.rows]


def plan_of(cycle: Cycle) -> Plan | None:
    """The year's plan, whatever its state."""
    people = ("proposed_by", "approved_by", "signed_by", "received_by")
    return Plan.objects.filter(cycle=cycle).select_related("cycle__area", *people).first()


def last_plan(cycle: Cycle, area: int | None = None) -> Plan | None:
    """The plan of the year or round before this one, of the same administration or of ``area``, by its id."""
    rows = Plan.objects.filter(cycle__area=area or cycle.area_id).exclude(cycle=cycle.pk)
    earlier = [p for p in rows.select_related("cycle") if _order(p.cycle) < _order(cycle)]
    return max(earlier, key=lambda plan: _order(plan.cycle), default=None)


def _order(cycle: Cycle) -> tuple[int, int]:
    return cycle.year, cycle.round


def left_to_carry(cycle: Cycle) -> list[PlanLine]:
    """Lines of the last plan whose action is unfinished and has no line in this year's plan yet.

    What an ended unit left open is carried over by the unit that took it on (ADR 0032).
    """
    areas = [cycle.area_id, *cycle.area.took_on.values_list("pk", flat=True)]
    plans = [plan for plan in (last_plan(cycle, area) for area in areas) if plan]
    here = PlanLine.objects.filter(plan__cycle=cycle).values("action")
    rows = PlanLine.objects.filter(plan__in=plans).exclude(action__status__in=FINISHED)
    return list(rows.exclude(action__in=here).select_related("action"))


def last_plan_year(action: Action) -> int:
    """The year of the newest plan in which the action stands; the year of its agreement where it stands in none."""
    return action.lines.aggregate(year=Max("plan__cycle__year"))["year"] or action.agreed_on.year


def line_by_id(pk: int) -> PlanLine | None:
    return PlanLine.objects.select_related("plan__cycle__area", "action__facility").filter(pk=pk).first()


def plan_table(plan: Plan) -> PlanTable:
    """The lines by section, the internal ones by implementing body, numbered, with totals; one query."""
    instrument = instrument_of(plan.cycle)
    rows = list(plan.lines.select_related("action__facility", "submission").order_by("position", "pk"))
    whole = lines.totals(figures(row) for row in rows)
    sections = []
    for section in instrument.plan_sections:
        mine = [row for row in rows if row.section == section.id]
        totals = lines.totals(figures(row) for row in mine)
        share = lines.share_of_cost(totals, whole)
        sections.append(SectionTable(section, tuple(_groups(section, mine)), totals, share))
    services = lines.totals_by((_service(row), figures(row)) for row in rows)
    return PlanTable(plan, instrument.plan_columns, tuple(sections), whole, services)


def figures(line: PlanLine) -> lines.Figures:
    return lines.Figures(line.cost, line.beneficiaries, line.beneficiaries_female)


def _service(line: PlanLine) -> str:
    return line.action.facility.service if line.action.facility else ""


def _groups(section: PlanSection, rows: list[PlanLine]) -> Iterable[Group]:
    if not section.grouped_by_body:
        if rows:
            yield _group(section, "", 0, rows)
        return
    bodies: dict[str, list[PlanLine]] = {}
    for row in rows:
        facility = row.action.facility
        bodies.setdefault(facility.slug if facility else row.lead, []).append(row)
    for number, mine in enumerate(bodies.values(), start=1):
        facility = mine[0].action.facility
        yield _group(section, facility.names if facility else mine[0].lead, number, mine)


def _group(section: PlanSection, names: Names | str, number: int, rows: list[PlanLine]) -> Group:
    return Group(
        names=names,
        number=str(number or ""),
        rows=tuple(
            Row(row, section.letter, lines.number_of(number, place))
            for place, row in enumerate(rows, start=1)
        ),
        totals=lines.totals(figures(row) for row in rows),
    )


def public_plan(area: Area, year: int) -> PlanTable | None:
    """The signed plan of an administration and year, of the origin this server counts; else None."""
    plan = _plans_in_public(area, year).filter(state=Plan.State.PUBLISHED).first()
    return plan_table(plan) if plan and current_version("plan", str(plan.pk)) else None


def _plans_in_public(area: Area, year: int) -> QuerySet[Plan]:
    """Plans of a year that count here, the newest round first: a later practice round hides none of them."""
    people = ("proposed_by", "approved_by", "signed_by", "received_by")
    counted = Plan.objects.filter(cycle__area=area, cycle__year=year, cycle__origin=figures_origin())
    return counted.select_related("cycle__area", *people).order_by("-cycle__round")


def withdrawn_with(action: Action) -> Version | None:
    """The withdrawn version of the newest plan in which the action stands; None where that plan stands."""
    plan = Plan.objects.filter(lines__action=action).order_by("-cycle__year", "-cycle__round").first()
    return last_withdrawal("plan", str(plan.pk)) if plan and action.origin == figures_origin() else None


def withdrawn_plan(area: Area, year: int) -> Version | None:
    """The last version of a plan that was taken back and is not signed again; None where nothing was withdrawn."""
    plan = _plans_in_public(area, year).first()
    return last_withdrawal("plan", str(plan.pk)) if plan else None


ON_PAPER = (
    "proposer", "responds_to", "location", "quantity", "unit", "start_on", "end_on", "beneficiaries",
    "beneficiaries_female", "cost", "lead", "collaborators", "is_carried_over",
)  # fmt: skip


def plan_content(plan: Plan) -> dict[str, Any]:
    """The whole plan as plain JSON values: what is kept as a version when the chief signs."""
    table = plan_table(plan)
    return {
        "area": plan.cycle.area.code,
        "year": plan.cycle.year,
        "round": plan.cycle.round,
        "reference": plan.reference,
        "session_number": plan.session_number,
        "approved_on": _json(plan.approved_on),
        "signed_on": _json(plan.signed_on),
        "lines": [
            {
                "number": row.number,
                "section": row.line.section,
                "letter": dict(row.letter),
                "action": row.action.code,
                "title": row.action.title,
                "language": row.action.language,
                "facility": row.action.facility.slug if row.action.facility else "",
                "criterion": row.action.criterion,
                "due_on": _json(row.action.due_on),
                **{name: _json(getattr(row.line, name)) for name in ON_PAPER},
            }
            for row in table.rows
        ],
        "cost": table.totals.cost,
        "beneficiaries": table.totals.beneficiaries,
        "women": table.totals.women,
    }


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


CSV_HEADER = (
    "section", "number", "action", "title", "facility", *ON_PAPER[:-1], "carried_over", "due_on", "status",
    "percent", "proof", "status_on",
)  # fmt: skip


def plan_csv(table: PlanTable) -> tuple[tuple[str, ...], list[list[Any]]]:
    """Header and rows of the table's CSV twin: the same numbers, money in minor units."""
    return CSV_HEADER, [
        [
            row.line.section,
            row.number,
            row.action.code,
            row.action.title,
            row.action.facility.slug if row.action.facility else "",
            *(getattr(row.line, name) for name in ON_PAPER),
            row.action.due_on,
            row.action.status,
            row.action.percent,
            row.action.proof,
            row.action.status_on,
        ]
        for row in table.rows
    ]
