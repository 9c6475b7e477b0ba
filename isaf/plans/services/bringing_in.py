"""Many lines at once from a table: judged as a whole, brought in as a whole or not at all."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from isaf.audit.services import digest, record
from isaf.cycles.models import Cycle
from isaf.kit.tables import Table
from isaf.people.models import Account

from .. import problems
from ..models import Plan, PlanLine
from ..selectors.table import frame_of
from ..table_reading import Judged, judge
from .plan_lines import draft_of, new_action, rewrite


def fingerprint(rows: Sequence[Judged]) -> str:
    """A short word for what a table would do, so that nothing else is done than was shown."""
    told = [
        (
            one.row,
            one.change,
            repr(one.line),
            one.facility.slug if one.facility else "",
            repr(one.changes),
            one.order,
        )
        for one in rows
    ]
    return digest(told)[:16]


@transaction.atomic
def bring_in_lines(
    *, cycle: Cycle, table: Table, section: str, agreed_on: date, seen: str, language: str, by: Account
) -> dict[str, int]:
    """Write what the table says: new lines, changed ones, and their order by number. How many of each.

    ``seen`` is the fingerprint of what the person was shown. One row that cannot be right: nothing is written.
    Lines of the plan that the table does not name stay as they are, behind the named ones.
    """
    plan = draft_of(cycle)
    rows = judge(table, frame_of(cycle, agreed_on, section))
    if fingerprint(rows) != seen:
        raise problems.TableChanged()
    if not rows or any(one.wrong for one in rows):
        raise problems.TableRefused()
    lines = {
        line.action.code: line
        for line in plan.lines.select_for_update(of=("self",)).select_related("action__facility")
    }
    named: list[tuple[Judged, PlanLine]] = []
    for one in rows:
        if one.kept:
            line = lines[one.kept.code]
            if one.change == "changed":
                rewrite(line, one.line, plan)
        else:
            action = new_action(
                plan=plan, line=one.line, facility=one.facility, agreed_on=agreed_on, language=language
            )
            line = action.lines.get(plan=plan)
        named.append((one, line))
    _order(plan, named)
    counts = {word: sum(one.change == word for one in rows) for word in ("new", "changed", "same")}
    record(
        by=by,
        verb="bring_in_lines",
        subject=plan,
        place_code=cycle.area.code,
        **{k: str(n) for k, n in counts.items()},
    )
    return counts


def _order(plan: Plan, named: Sequence[tuple[Judged, PlanLine]]) -> None:
    """The named lines by their numbers, those without in the order of the table; then the others as they stood."""
    places = {line.pk: (one.order or (10**9,), one.row) for one, line in named}
    rows = list(plan.lines.order_by("section", "position", "pk"))
    last = ((10**10,), 0)
    ordered = sorted(rows, key=lambda row: (row.section, places.get(row.pk, last), row.position))
    position, section = 0, ""
    for row in ordered:
        position = position + 1 if row.section == section else 1
        row.position, section = position, row.section
    PlanLine.objects.bulk_update(ordered, ["position"], batch_size=200)


@transaction.atomic
def place_line(*, line: PlanLine, place: int, by: Account) -> None:
    """Put a line at a place of its section, counted from 1; the others move up or down."""
    plan = draft_of(line.plan.cycle)
    rows = list(plan.lines.select_for_update().filter(section=line.section).order_by("position", "pk"))
    if not 1 <= place <= len(rows):
        raise problems.NoSuchPlace(n=len(rows))
    moved = next(row for row in rows if row.pk == line.pk)
    rows.remove(moved)
    rows.insert(place - 1, moved)
    for position, row in enumerate(rows, start=1):
        row.position = position
    PlanLine.objects.bulk_update(rows, ["position"], batch_size=200)
    record(by=by, verb="move_line", subject=line, place_code=plan.cycle.area.code, to=place)
