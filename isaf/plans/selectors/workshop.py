"""Reading the integration workshop: which lines come before it, and what it answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.cycles.models import Cycle
from isaf.places.models import Area
from isaf.places.selectors import figures_origin

from ..lines import number_of
from ..models import Plan, PlanLine, Submission, Workshop
from ..workshop_rules import MONEY_FOUND, workshop_year


@dataclass(frozen=True)
class WorkshopLine:
    """A line on its way to the workshop: ``number`` as in its plan, its sheet of facts if anybody wrote one."""

    line: PlanLine
    number: str
    letter: Names
    submission: Submission | None

    @property
    def is_approved(self) -> bool:
        return self.line.plan.approved_on is not None

    @property
    def outcome(self) -> str:
        return self.submission.outcome if self.submission else ""

    @property
    def sought(self) -> int | None:
        """What is asked of the workshop: the amount, else the estimated cost."""
        known = self.submission.amount if self.submission else None
        return self.line.cost if known is None else known


@dataclass(frozen=True)
class WorkshopSums:
    """Sums over the lines that came before the workshop; money in minor units, None where no line knows it."""

    lines: int
    answered: int
    found: int
    sought: int | None
    granted: int | None


@dataclass(frozen=True)
class WorkshopList:
    """A district's workshop of a year: its lines by commune."""

    area: Area
    year: int
    workshop: Workshop | None
    places: tuple[tuple[Area, tuple[WorkshopLine, ...]], ...]

    @property
    def rows(self) -> list[WorkshopLine]:
        return [row for _, rows in self.places for row in rows]

    @property
    def sums(self) -> WorkshopSums:
        return sums_of(self.rows)

    @property
    def before(self) -> int:
        return self.year - 1

    @property
    def after(self) -> int:
        return self.year + 1

    @property
    def is_begun(self) -> bool:
        """True once an outcome was typed: from then on the workshop's day stays."""
        return any(row.outcome for row in self.rows)


def sums_of(rows: Iterable[WorkshopLine]) -> WorkshopSums:
    rows = list(rows)
    return WorkshopSums(
        lines=len(rows),
        answered=sum(bool(row.outcome) for row in rows),
        found=sum(row.outcome in MONEY_FOUND for row in rows),
        sought=_known(row.sought for row in rows),
        granted=_known(row.submission.granted for row in rows if row.submission),
    )


def _known(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def areas_with_workshop() -> QuerySet[Area]:
    """Every area that holds a workshop each year and still stands, by code."""
    level = next((n for n, level in enumerate(pack().levels, 1) if level.id == pack().workshop_level), -1)
    return Area.objects.filter(depth=level, valid_to=None).order_by("code")


def workshop_of(area: Area, year: int) -> Workshop | None:
    return Workshop.objects.filter(area=area, year=year).first()


def sections_outside() -> list[str]:
    """The sections of the plan whose lines need outside resources."""
    return [section.id for section in pack().plan_sections if section.needs_outside]


def district_of(area: Area) -> Area | None:
    """The area above whose workshop a commune's lines come before; None where the pack knows no workshop."""
    above = area.parent
    level = pack().level_of(above.code) if above else None
    return above if level and level.id == pack().workshop_level else None


@dataclass(frozen=True)
class GoesTo:
    """The workshop that the lines of a plan come before; ``is_next``: this year's was held before the approval."""

    area: Area
    year: int
    is_next: bool
    held: Workshop | None


def goes_to(cycle: Cycle, plan: Plan | None, today: date) -> GoesTo | None:
    """Where the lines of a plan that need outside resources go; None where the pack knows no workshop."""
    above = district_of(cycle.area)
    if above is None:
        return None
    held = {
        row.year: row for row in Workshop.objects.filter(area=above, year__in=(cycle.year, cycle.year + 1))
    }
    own = held.get(cycle.year)
    year = workshop_year(cycle.year, own.held_on if own else None, plan.approved_on if plan else None, today)
    return GoesTo(above, year, year > cycle.year, held.get(year))


def workshop_list(area: Area, year: int, today: date) -> WorkshopList:
    """Every line that comes before a district's workshop of a year, by commune; three queries.

    Lines of this year's plans, and those of the last year's that were approved after its workshop.
    """
    held = {row.year: row for row in Workshop.objects.filter(area=area, year__in=(year, year - 1))}
    rows = []
    for row in _numbered(_lines_below(area, (year, year - 1))):
        own = held.get(row.line.plan.cycle.year)
        if _year(row.line, row.submission, own.held_on if own else None, today) == year:
            rows.append(row)
    places = groupby(rows, key=lambda row: row.line.plan.cycle.area)
    return WorkshopList(area, year, held.get(year), tuple((place, tuple(own)) for place, own in places))


def _lines_below(area: Area, years: tuple[int, ...]) -> QuerySet[PlanLine]:
    rows = PlanLine.objects.filter(
        plan__cycle__area__parent=area, plan__cycle__year__in=years, section__in=sections_outside()
    )
    counted = rows.filter(plan__cycle__origin=figures_origin())
    return counted.select_related("plan__cycle__area", "action__facility", "submission").order_by(
        "plan__cycle__area__code", "plan__cycle__year", "plan__cycle__round", "section", "position", "pk"
    )


def _numbered(lines: Iterable[PlanLine]) -> Iterable[WorkshopLine]:
    """Each line with the number it has in its plan; sections that need outside resources are not grouped."""
    letters = {section.id: section.letter for section in pack().plan_sections}
    for (_, section), rows in groupby(lines, key=lambda line: (line.plan_id, line.section)):
        for place, line in enumerate(rows, start=1):
            yield WorkshopLine(line, number_of(0, place), letters[section], _submission(line))


def _submission(line: PlanLine) -> Submission | None:
    return getattr(line, "submission", None)


def _year(line: PlanLine, kept: Submission | None, held_on: date | None, today: date) -> int:
    if kept and kept.year:
        return kept.year
    return workshop_year(line.plan.cycle.year, held_on, line.plan.approved_on, today)


def workshops_to_answer(today: date) -> QuerySet[Workshop]:
    """Workshops that were held and left an approved line of their year without an outcome, the oldest first."""
    lines = PlanLine.objects.filter(
        plan__cycle__area__parent=OuterRef("area"), plan__cycle__year=OuterRef("year"),
        plan__approved_on__lte=OuterRef("held_on"), section__in=sections_outside(),
    ).exclude(submission__outcome__in=Submission.Outcome.values)  # fmt: skip
    rows = Workshop.objects.filter(held_on__lte=today).filter(Exists(lines))
    return rows.select_related("area").order_by("held_on")
