"""The plan as a table that goes out and comes back in: what a table is held against, and its rows."""

from dataclasses import fields
from datetime import date
from typing import Any

from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import instrument_of, targets_of

from ..lines import Line
from ..models import PlanLine
from ..table_columns import LABELS
from ..table_reading import Frame, Kept
from .plans import PlanTable

OF_ACTION = ("title", "theme")


def frame_of(cycle: Cycle, agreed_on: date, section: str = "") -> Frame:
    """What the rows of a table are held against; two queries."""
    rows = PlanLine.objects.filter(plan__cycle=cycle).select_related("action__facility")
    return Frame(
        year=cycle.year,
        agreed_on=agreed_on,
        sections=instrument_of(cycle).plan_sections,
        facilities=[target.facility for target in targets_of(cycle)],
        kept={row.action.code: kept_of(row) for row in rows},
        section=section,
    )


def kept_of(row: PlanLine) -> Kept:
    """A line as plain values. A carried line keeps the words of its action."""
    values = {f.name: getattr(row.action if f.name in OF_ACTION else row, f.name) for f in fields(Line)}
    facility = row.action.facility
    return Kept(row.action.code, Line(**values), facility.slug if facility else "")


def table_rows(table: PlanTable | None) -> list[list[Any]]:
    """The lines of a plan in the columns of the table, in the order of their numbers."""
    sections = {section.id: section.letter for section in pack().plan_sections}
    rows = []
    for row in table.rows if table else []:
        line, action = row.line, row.action
        other = {
            "number": row.number,
            "title": action.title,
            "section": sections.get(line.section, {}).get(pack().default_language, line.section),
            "facility": action.facility.slug if action.facility else "",
            "theme": action.theme,
            "action": action.code,
        }
        rows.append([other[name] if name in other else getattr(line, name) for name in LABELS])
    return rows
