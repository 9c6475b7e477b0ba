"""Reading cycles and their target lists."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from isaf.country.current import pack
from isaf.country.pack import Names, Period
from isaf.people.models import Organisation
from isaf.people.selectors import organisations_in
from isaf.places.models import Area, Facility
from isaf.places.selectors import children_of, figures_origin

from .models import Cycle, CycleStep, Target
from .rules import Instrument, days_late, step_state, thaw


def cycles_of(area: Area) -> QuerySet[Cycle]:
    """Every year of an administration, newest first."""
    return Cycle.objects.filter(area=area).select_related("area")


def cycle_by_id(pk: int) -> Cycle | None:
    return Cycle.objects.select_related("area").filter(pk=pk).first()


def cycle_of(area: Area, year: int) -> Cycle | None:
    """The latest round of a year of an administration."""
    return cycles_of(area).filter(year=year).first()


def counted_cycles() -> QuerySet[Cycle]:
    """The cycles whose origin this server's figures count (ADR 0021)."""
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
    """The steps in order, each with its words from the pack, its state (done, now, late, next) and days late.

    In a closed year the clock stands still on the day it was closed.
    """
    words = {step.id: step for step in pack().steps}
    grace, until = pack().step_grace_days, min(today, cycle.closed_on or today)
    return [
        {
            "row": row,
            "word": words.get(row.step),
            "state": step_state(row.planned_from, row.planned_to, row.started_on, row.ended_on, until, grace),
            "days_late": days_late(row.planned_to, row.ended_on, until, grace),
        }
        for row in cycle.steps.all()
    ]


def step_for(cycle: Cycle, step: str) -> CycleStep | None:
    return cycle.steps.filter(step=step).first()


def step_strip(steps: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The few main steps for the strip on top of a page: short names and states."""
    language = get_language() or pack().default_language
    return [
        {"name": step["word"].short.get(language) or step["row"].step, "state": step["state"]}
        for step in steps
        if step["word"] and step["word"].main
    ]


def in_words(names: Names) -> str:
    """A name in the reader's language, else in the country's, else in any."""
    wanted = (get_language() or "", pack().default_language, *names)
    return next((names[code] for code in wanted if names.get(code)), "")


def protected_on(day: date, code: str) -> Period | None:
    """The protected period that keeps an area free of public meetings on this day."""
    return next((period for period in pack().protected if period.covers(day, code)), None)


def unsuitable_on(day: date, code: str) -> Period | None:
    """What keeps people of an area away on this day."""
    return next((period for period in pack().unsuitable if period.covers(day, code)), None)


def scores_held_until(code: str, today: date) -> date | None:
    """The last day on which scores that nobody saw yet stay closed; None when nothing holds them today.

    What was published before a protected period stays published in it (ADR 0013): ask only about what
    was never released.
    """
    period = next((one for one in pack().protected if one.holds_scores and one.covers(today, code)), None)
    return period.days(today.year)[1] if period else None


def scores_were_held(today: date, within_days: int) -> bool:
    """True when a period that holds scores ended in the last days, so that some may open now."""
    ends = (
        one.days(year)[1]
        for one in pack().protected
        if one.holds_scores
        for year in (today.year, today.year - 1)
    )
    return any(0 < (today - end).days <= within_days for end in ends)


def organisations_for(cycle: Cycle) -> list[Organisation]:
    """Who may be named as an implementer: those that work here, and those already named."""
    named = Organisation.objects.filter(pk__in=cycle.targets.values("implementers"))
    return sorted({*organisations_in(cycle.area), *named}, key=lambda one: one.code)


def villages_for(target: Target) -> list[Area]:
    """The villages in which a facility of this list may be scored; none where it is scored at the facility."""
    is_in_villages = pack().service(target.facility.service).scored_at
    current = children_of(target.cycle.area) if is_in_villages else ()
    return sorted({*current, *target.villages.all()}, key=lambda area: area.code)


def target_work(target: Target, villages: Iterable[Area] | None = None) -> list[str]:
    """Names of the villages, or of the facility, about which there are sheets or meetings in this year."""
    meetings = target.cycle.meetings.filter(facility=target.facility).exclude(state="cancelled")
    if villages is None:
        is_worked = (
            meetings.exists() or target.cycle.information_sheets.filter(facility=target.facility).exists()
        )
        places = [target.facility] if is_worked else []
    else:
        places = Area.objects.filter(pk__in=meetings.filter(village__in=villages).values("village"))
    return [in_words(place.names) for place in places]
