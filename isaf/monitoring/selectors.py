"""Reading coverage: published figures of the pack beside what this server's records give."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Substr

from isaf.country.current import pack
from isaf.country.pack import Phase
from isaf.cycles.models import Target
from isaf.places.lookups import below
from isaf.places.selectors import figures_origin
from isaf.scorecards.models import Sheet

from .problems import UnknownPhase, UnknownService
from .rules import Coverage

OUR_SOURCE = "openisaf"
SCORED = "scored"
HOST = "facility__host__code"


@dataclass(frozen=True)
class Question:
    """What a coverage report is asked for; ``by`` is nation or a level, ``area`` a code or empty."""

    phase: str
    year: int | None = None
    area: str = ""
    by: str = "nation"
    service: str = ""
    implementer: str = ""
    as_of: date | None = None


def phase_by_id(phase_id: str) -> Phase:
    """The phase; refused with the known ones when there is no such phase."""
    for phase in pack().phases:
        if phase.id == phase_id:
            return phase
    raise UnknownPhase(phase=phase_id, known=", ".join(phase.id for phase in pack().phases))


def coverage(question: Question) -> list[Coverage]:
    """Every figure of a phase: the published ones for the nation, then what the records give."""
    phase = phase_by_id(question.phase)
    units = _units(question.service)
    return [*_published(phase, question, units), *_computed(phase, question, units)]


def _units(service: str) -> dict[str, str]:
    """service id -> the unit that coverage counts; one service when asked (by id or by unit)."""
    units = {s.id: s.unit for s in pack().services if s.unit}
    if not service:
        return units
    chosen = {i: unit for i, unit in units.items() if service in (i, unit)}
    if not chosen:
        raise UnknownService(service=service, known=", ".join(units))
    return chosen


def _published(phase: Phase, question: Question, units: dict[str, str]) -> Iterable[Coverage]:
    """Figures that a source printed stand for the whole nation and phase, so any narrowing leaves them out."""
    if question.area or question.by != "nation" or question.year or question.implementer:
        return
    for figure in pack().figures:
        if figure.phase == phase.id and (not question.service or figure.unit in units.values()):
            yield Coverage(
                area="",
                unit=figure.unit,
                definition=figure.definition,
                numerator=figure.numerator,
                denominator=figure.denominator,
                published=figure.published_percent,
                source=figure.source,
                definition_names=figure.definition_names,
                denominator_names=figure.denominator_names,
            )


def _computed(phase: Phase, question: Question, units: dict[str, str]) -> Iterable[Coverage]:
    """Of the facilities on the target list (each once, in its host), those with an approved citizens' sheet."""
    names = pack().settings.get("coverage", {}).get(SCORED, {})
    for (area, service), (scored, listed) in sorted(_counts(phase, question, units).items()):
        yield Coverage(
            area=area,
            unit=units[service],
            definition=SCORED,
            numerator=scored,
            denominator=listed,
            published=None,
            source=OUR_SOURCE,
            definition_names=names.get("definition", {}),
            denominator_names=names.get("denominator", {}),
        )


def _counts(
    phase: Phase, question: Question, units: dict[str, str]
) -> dict[tuple[str, str], tuple[int, int]]:
    years = [question.year] if question.year else range(phase.first_year, (phase.last_year or 9999) + 1)
    inside = Q(cycle__year__gte=min(years), cycle__year__lte=max(years))
    if question.implementer:
        inside &= Q(implementers__code=question.implementer)
    if question.as_of:
        inside &= Q(cycle__opened_on__lte=question.as_of)
    sheets = Sheet.objects.filter(
        facility=OuterRef("facility"),
        kind=Sheet.Kind.CITIZENS,
        state=Sheet.State.APPROVED,
        **({"reviewed_at__date__lte": question.as_of} if question.as_of else {}),
    )
    elsewhere = sheets.filter(cycle__year=OuterRef("cycle__year"), cycle__origin=figures_origin())
    is_scored = Exists(sheets.filter(cycle=OuterRef("cycle"))) | Exists(elsewhere)
    digits = 0 if question.by == "nation" else pack().level(question.by).digits
    part = Substr(HOST, 1, digits) if digits else Value(question.area)
    rows = (
        Target.objects.filter(
            inside,
            is_host=True,
            cycle__origin=figures_origin(),
            facility__service__in=units,
        )
        .filter(below(HOST, question.area))
        .annotate(is_scored=is_scored, part=part)
        .values("facility__service", "part")
        .annotate(
            listed=Count("facility", distinct=True),
            scored=Count("facility", filter=Q(is_scored=True), distinct=True),
        )
        .order_by()
    )
    return {
        (row["part"] if digits else question.area, row["facility__service"]): (row["scored"], row["listed"])
        for row in rows
    }
