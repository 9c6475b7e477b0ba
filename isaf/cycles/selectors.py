"""Reading cycles and their target lists."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from isaf.country.current import pack
from isaf.places.models import Area, Facility
from isaf.places.selectors import figures_origin

from .models import Cycle, Target
from .rules import Instrument, step_state, thaw


def cycles_of(area: Area) -> QuerySet[Cycle]:
    """Every year of an administration, newest first."""
    return Cycle.objects.filter(area=area).select_related("area")


def cycle_by_id(pk: int) -> Cycle | None:
    return Cycle.objects.select_related("area").filter(pk=pk).first()


def cycle_of(area: Area, year: int) -> Cycle | None:
    """The latest round of a year of an administration."""
    return cycles_of(area).filter(year=year).first()


def counted_cycles() -> QuerySet[Cycle]:
    """The cycles whose origin this server's figures count (decisions.md 10)."""
    return Cycle.objects.filter(origin=figures_origin())


def targets_of(cycle: Cycle) -> QuerySet[Target]:
    """The target list with facilities and villages, in the order of the service types."""
    return cycle.targets.select_related("facility__host").prefetch_related(
        "facility__serves", "villages", "implementers"
    )


def target_for(cycle: Cycle, facility: Facility) -> Target | None:
    return cycle.targets.filter(facility=facility).select_related("facility").first()


def host_cycle(facility: Facility, year: int) -> Cycle | None:
    """The cycle in which a facility is counted in a year: the one of its host area."""
    return (
        Cycle.objects.filter(targets__facility=facility, targets__is_host=True, year=year)
        .select_related("area")
        .order_by("-round")
        .first()
    )


def years_of(facility: Facility) -> list[int]:
    """The years in which a facility was a target, newest first."""
    return sorted(
        set(Cycle.objects.filter(targets__facility=facility).values_list("year", flat=True)), reverse=True
    )


def instrument_of(cycle: Cycle) -> Instrument:
    """The frozen instrument, read once per cycle object."""
    if not hasattr(cycle, "_instrument"):
        cycle._instrument = thaw(cycle.instrument)
    return cycle._instrument


def steps_of(cycle: Cycle, today: date) -> list[dict[str, Any]]:
    """The steps in order, each with its words from the pack and its state: done, now, late or next."""
    words = {step.id: step for step in pack().steps}
    return [
        {
            "row": row,
            "word": words.get(row.step),
            "state": step_state(row.planned_from, row.planned_to, row.started_on, row.ended_on, today),
        }
        for row in cycle.steps.all()
    ]


def step_strip(steps: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The few main steps for the strip on top of a page: short names and states."""
    language = get_language() or pack().default_language
    return [
        {"name": step["word"].short.get(language) or step["row"].step, "state": step["state"]}
        for step in steps
        if step["word"] and step["word"].main
    ]
