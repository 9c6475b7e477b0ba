"""What brings a line before the district's workshop: its place in the investment programme, the day, the outcome."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from isaf.audit.services import differences, record
from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import Problem, Problems, Stale
from isaf.people.models import Account
from isaf.places.models import Area

from .. import problems
from ..models import PlanLine, Submission, Workshop
from ..selectors.workshop import WorkshopLine, sections_outside, workshop_list
from ..workshop_rules import MONEY_FOUND, Answer, objection

FACTS = ("field", "priority", "code", "amount")
ANSWER = ("outcome", "funder", "granted", "agreement", "agreement_year", "reason")


@transaction.atomic
def set_workshop(
    *, area: Area, year: int, held_on: date, place: str, by: Account, row_version: int | None = None
) -> Workshop:
    """The day of a district's workshop; it stays once an outcome of it is recorded."""
    Area.objects.select_for_update().get(pk=area.pk)
    kept = Workshop.objects.filter(area=area, year=year).first()
    if kept and kept.row_version != row_version:
        raise Stale()
    if not date(year, 1, 1) <= held_on < date(year + 1, 3, 1):
        raise problems.WorkshopFar(year=year)
    if kept and kept.held_on != held_on and workshop_list(area, year, today()).is_begun:
        raise problems.WorkshopOver()
    before = {"held_on": kept.held_on, "place": kept.place} if kept else {}
    row = kept or Workshop(area=area, year=year)
    row.held_on, row.place = held_on, place.strip()
    row.row_version += 1 if kept else 0
    row.save()
    record(
        by=by, verb="set_workshop", subject=row, place_code=area.code, year=str(year), on=held_on.isoformat(),
        changes=differences(before, {"held_on": row.held_on, "place": row.place}) if kept else [],
    )  # fmt: skip
    return row


@transaction.atomic
def place_in_programme(
    *,
    line: PlanLine,
    field: str,
    priority: int | None,
    code: str,
    amount: int | None,
    by: Account,
    row_version: int | None = None,
) -> Submission:
    """Field, priority, code and amount of a line in the investment programme; until the workshop has answered."""
    if line.section not in sections_outside():
        raise problems.NoWorkshopHere()
    if field and field not in {choice.id for choice in pack().planning_fields}:
        raise problems.UnknownField()
    kept = _locked(line)
    if row_version is not None and kept.row_version != row_version:
        raise Stale()
    if kept.outcome:
        raise problems.WorkshopOver()
    before = {name: getattr(kept, name) for name in FACTS}
    kept.field, kept.priority, kept.code, kept.amount = field, priority, code.strip(), amount
    kept.row_version += 1
    kept.save()
    record(
        by=by, verb="place_in_programme", subject=line, place_code=line.plan.cycle.area.code,
        code=line.action.code, changes=differences(before, {name: getattr(kept, name) for name in FACTS}),
    )  # fmt: skip
    return kept


def _locked(line: PlanLine) -> Submission:
    """The line's sheet, made when its first word comes; the line is locked."""
    PlanLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    return Submission.objects.get_or_create(line=line)[0]


@transaction.atomic
def record_outcomes(
    *, area: Area, year: int, answers: Mapping[int, Answer], seen: Mapping[int, int], by: Account
) -> int:
    """What the workshop answered, all lines in one go; how many changed. One that cannot be kept: none is.

    ``answers`` by line; ``seen`` the version of each that the form showed (0: nothing was written yet). Everything
    wrong is told at once, each with the line it belongs to.
    """
    Area.objects.select_for_update().get(pk=area.pk)
    before = workshop_list(area, year, today())
    if before.workshop is None or before.workshop.held_on > today():
        raise problems.WorkshopNotHeld()
    rows = {row.line.pk: row for row in before.rows}
    wrong: list[Problem] = [problems.OtherWorkshop(number=str(key)) for key in answers if key not in rows]
    for key in answers.keys() & rows.keys():
        wrong += _refusals(rows[key], answers[key], seen.get(key, 0), year)
    if wrong:
        raise Problems(wrong)
    changed = [key for key in answers if _differs(rows[key].submission, answers[key])]
    for key in changed:
        _keep(rows[key].line, answers[key], year, by)
    return len(changed)


def _refusals(row: WorkshopLine, answer: Answer, seen: int, year: int) -> list[Problem]:
    number = row.line.action.code
    if not row.is_approved:
        return [problems.NotApprovedYet(number=number)]
    if (row.submission.row_version if row.submission else 0) != seen and _differs(row.submission, answer):
        return [problems.OutcomesChanged(number=number)]
    found = objection(answer, year)
    return [found[1]] if found else []


def _differs(kept: Submission | None, answer: Answer) -> bool:
    if kept is None or not kept.outcome:
        return True
    return any(getattr(kept, name) != getattr(answer, name) for name in ANSWER)


def _keep(line: PlanLine, answer: Answer, year: int, by: Account) -> None:
    kept = _locked(line)
    before = {name: getattr(kept, name) for name in ANSWER}
    has_money, is_temporary = answer.outcome in MONEY_FOUND, answer.outcome == Submission.Outcome.TEMPORARY
    kept.outcome, kept.reason = answer.outcome, answer.reason.strip()
    kept.funder, kept.granted = (answer.funder.strip(), answer.granted) if has_money else ("", None)
    kept.agreement = answer.agreement.strip() if is_temporary else ""
    kept.agreement_year = answer.agreement_year if is_temporary else None
    kept.year, kept.recorded_by, kept.recorded_on = year, by, today()
    kept.row_version += 1
    kept.save()
    record(
        by=by, verb="record_workshop_outcome", subject=line, place_code=line.plan.cycle.area.code,
        code=line.action.code, changes=differences(before, {name: getattr(kept, name) for name in ANSWER}),
    )  # fmt: skip
