"""Who lives through an invented year, and what they do in every step of it: meet, hold, be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from isaf.country.current import pack
from isaf.cycles.models import Cycle
from isaf.cycles.selectors import instrument_of
from isaf.cycles.services import close_cycle, end_step, start_step
from isaf.kit.clock import pretend
from isaf.meetings.models import Meeting
from isaf.meetings.services import hold_meeting, plan_meeting
from isaf.people.access import may
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility

from . import rules


@dataclass
class Invented:
    """The invented people, the source of chance, and the real day, which no invented event passes."""

    people: dict[str, Account]
    chance: Random
    really: date

    def day(self, year: int, month: int, day: int) -> date:
        """The day, or today when it has not come yet."""
        return min(date(year, month, day), self.really)

    def who(
        self, verb: Verb, place: Area | Facility, *but_not: Account | None, year_of: Area | None = None
    ) -> Account:
        """An invented person who may do this here, nearest role first, and is none of the others.

        ``year_of``: the area whose year it is, where the judge asks about it as well as about a facility.
        """
        avoided = {person.pk for person in but_not if person}
        found = [p for p in self.people.values() if p.pk not in avoided and may(p, verb, place)]
        found = [p for p in found if year_of is None or may(p, verb, year_of)]
        if not found:
            raise LookupError(f"nobody in the demonstration may {verb} at {place}")
        return max(found, key=lambda person: _nearness(person))

    def close(self, cycle: Cycle) -> None:
        """The finished year is closed in February of the next one."""
        on = self.day(cycle.year + 1, 2, 10)
        with pretend(on):
            close_cycle(cycle=cycle, by=self.who(Verb.CYCLE_CLOSE, cycle.area), on=on)


def _nearness(person: Account) -> int:
    holding = person.holdings.select_related("area").first()
    return len(holding.area.code) if holding.area else 9


def meet(invented: Invented, cycle: Cycle, kind: str, on: date, **where: Any) -> Meeting:
    with pretend(on - timedelta(days=20)):
        planner = invented.who(Verb.MEETING_PLAN, cycle.area)
        return plan_meeting(
            cycle=cycle,
            kind=kind,
            planned_on=on,
            by=planner,
            facilitator_names=planner.name,
            is_sure=True,
            **where,
        )


def hall(place: int) -> str:
    halls = pack().demonstration["meeting_places"]
    return halls[place % len(halls)][pack().default_language]


def hold(
    invented: Invented, meeting: Meeting, on: date, *, method: str = "", officials: str = "", **sides: Any
) -> Meeting:
    segments = instrument_of(meeting.cycle).segments
    counts = {side: rules.count_people(people, segments) for side, people in sides.items()}
    with pretend(on):
        by = invented.who(Verb.MEETING_RECORD, meeting.cycle.area)
        return hold_meeting(
            meeting=meeting, held_on=on, by=by, method=method, officials=officials, attendances=counts
        )


def end_steps(invented: Invented, cycle: Cycle, step: str, on: date) -> None:
    """A step of the strip is done, and the ones before it with it."""
    by = invented.who(Verb.CYCLE_OPEN, cycle.area)
    position = cycle.steps.filter(step=step).values_list("position", flat=True).first()
    if position is None:
        return
    for row in cycle.steps.filter(position__lte=position, ended_on=None):
        day = min(row.planned_to, on)
        with pretend(day):
            start_step(cycle=cycle, step=row.step, on=min(row.planned_from, day), by=by)
            end_step(cycle=cycle, step=row.step, on=day, by=by)
