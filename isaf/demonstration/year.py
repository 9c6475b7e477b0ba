"""One invented year, step by step, as it is lived in a commune."""

from typing import Any

from isaf.country.current import pack
from isaf.cycles.models import Cycle, Target
from isaf.cycles.selectors import targets_of
from isaf.cycles.services import open_cycle
from isaf.information.models import InformationSheet
from isaf.information.selectors import last_year_values, sections_of
from isaf.information.services import publish, save_draft, submit
from isaf.kit.clock import pretend
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility, Origin

from . import figures, rules
from .agreeing import agree, follow_up
from .people import Invented, end_steps, hall, hold, meet
from .scoring import score

UNDER_WAY = ("published", "published", "submitted", "draft")
"""How far the information sheets of the half-done year are, facility by facility."""


def begin_year(invented: Invented, area: Area, year: int) -> Cycle:
    """A year that was just opened."""
    with pretend(invented.day(year, 1, 20)):
        return open_cycle(
            area=area, year=year, by=invented.who(Verb.CYCLE_OPEN, area), origin=Origin.DEMONSTRATION
        )


def finish_year(invented: Invented, area: Area, year: int) -> Cycle:
    """A whole year: information, sessions, scoring, interface meeting, plan, follow-up."""
    cycle = begin_year(invented, area, year)
    for target in _own_targets(cycle):
        _inform(invented, cycle, target.facility, until="published")
    _explain(invented, cycle)
    for target in targets_of(cycle):
        score(invented, cycle, target, mood=0.62)
    agree(invented, cycle)
    follow_up(invented, cycle)
    return cycle


def half_year(invented: Invented, area: Area, year: int) -> Cycle:
    """A year under way: information mostly published, some services scored, last year's actions going on."""
    cycle = begin_year(invented, area, year)
    for place, target in enumerate(_own_targets(cycle)):
        _inform(
            invented,
            cycle,
            target.facility,
            until=UNDER_WAY[place % len(UNDER_WAY)],
        )
    _explain(invented, cycle)
    for place, target in enumerate(targets_of(cycle)):
        score(invented, cycle, target, mood=0.7, only_planned=place % 4 == 3)
    meet(invented, cycle, "interface", invented.really, place=hall(2))
    return cycle


def _own_targets(cycle: Cycle) -> list[Target]:
    return [target for target in targets_of(cycle) if target.is_host]


def _inform(invented: Invented, cycle: Cycle, facility: Facility, *, until: str) -> None:
    year = cycle.year
    writer = invented.who(Verb.INFORMATION_EDIT, facility)
    with pretend(invented.day(year, 2, 20)):
        sheet = save_draft(
            cycle=cycle, facility=facility, content=_sheet(invented, cycle, facility), by=writer
        )
    if until == InformationSheet.State.DRAFT:
        return
    with pretend(invented.day(year, 2, 26)):
        sheet = submit(sheet=sheet, by=invented.who(Verb.INFORMATION_SUBMIT, facility), is_sure=True)
    if until == InformationSheet.State.SUBMITTED:
        return
    with pretend(invented.day(year, 3, 12)):
        checker = invented.who(Verb.INFORMATION_CHECK, facility, sheet.drafted_by, sheet.submitted_by)
        publish(sheet=sheet, by=checker)


def _sheet(invented: Invented, cycle: Cycle, facility: Facility) -> dict[str, Any]:
    """The whole sheet, with the texts that the country's demonstration has for every service and for this one."""
    growth = 1 + (cycle.year - invented.really.year) * 0.08
    told = pack().demonstration.get("information", {})
    every, own = told.get("every", {}), told.get(facility.service, {})
    texts = {section: {**every.get(section, {}), **own.get(section, {})} for section in {**every, **own}}
    sections, last = sections_of(cycle, facility), last_year_values(facility, cycle.year)
    return figures.content(invented.chance, sections, year=cycle.year, growth=growth, texts=texts, last=last)


def _explain(invented: Invented, cycle: Cycle) -> None:
    """Information for citizens, village by village."""
    villages = {v.pk: v for target in targets_of(cycle) for v in target.villages.all()}
    for place, village in enumerate(villages.values()):
        on = invented.day(cycle.year, 4, 6 + place)
        meeting = meet(invented, cycle, "information", on, village=village, place=hall(place))
        people = rules.crowd(invented.chance, invented.chance.randint(24, 38))
        hold(invented, meeting, on, citizens=people)
    end_steps(invented, cycle, "dissemination", invented.day(cycle.year, 4, 20))
