"""One commune in 2025: its citizens scored the health centre, both sides met on the 20th of July."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from isaf.cycles.models import Cycle
from isaf.meetings.models import Meeting
from isaf.places.models import Facility
from isaf.plans import services
from isaf.plans.lines import Line
from isaf.plans.models import Action
from isaf.scorecards.models import Remark
from isaf.scorecards.services import approve_sheet, record_sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet
from tests import cast, make

MET = date(2025, 7, 20)
PROPOSALS = ("Open the pharmacy at noon", "Put the fees on the wall")


@dataclass
class Scene:
    people: cast.Cast
    cycle: Cycle
    meeting: Meeting
    health: Facility
    remarks: list[Remark]


@pytest.fixture
def scene(db) -> Scene:
    """Two proposals were passed by the reviewer; the interface meeting was held; nothing is answered yet."""
    people = cast.people()
    cycle = make.cycle(year=2025)
    health = make.facility("hc-010201")
    scored = make.meeting(
        cycle, on=date(2025, 6, 1), held=True, facility=health, village=make.area("01020101")
    )
    first = cycle_criteria(cycle)[:2]
    typed = TypedSheet(
        id=uuid4(),
        people={"all": 12},
        criteria=tuple(TypedCriterion(key) for key in first),
        votes={key: {"all": {1: 2, 2: 6, 4: 4}} for key in first},
        remarks=tuple(TypedRemark(first[0], "proposal", text, "en") for text in PROPOSALS),
    )
    sheet = record_sheet(meeting=scored, typed=typed, by=people.sokha, door="paper")
    remarks = list(sheet.remarks.all())
    approve_sheet(sheet=sheet, by=people.reviewer, passed=[remark.pk for remark in remarks])
    meeting = make.meeting(cycle, "interface", on=MET, held=True)
    return Scene(people, cycle, meeting, health, list(sheet.remarks.all()))


def cycle_criteria(cycle: Cycle) -> list[str]:
    return [row["id"] for row in cycle.instrument["criteria"]["hc"]]


def a_line(title: str = "Two more hand pumps", **fields) -> Line:
    given = {"section": "internal", "end_on": date(2025, 12, 31), "lead": "Health centre", **fields}
    return Line(title=title, **given)


def agree(scene: Scene, place: int = 0, **fields) -> Action:
    """The meeting agrees to one of the proposals."""
    outcome = services.record_outcome(
        meeting=scene.meeting,
        facility=scene.health,
        remark=scene.remarks[place],
        decision="agreed",
        reply="We will do it.",
        line=a_line(**fields),
        by=scene.people.dara,
    )
    return outcome.action


def signed(scene: Scene):
    """The plan on its whole way, each step by another person."""
    plan = scene.cycle.plan
    people = scene.people
    services.propose_plan(plan=plan, by=people.committee, on=date(2025, 8, 1))
    services.approve_plan(plan=plan, session_number="12", approved_on=date(2025, 8, 10), by=people.council)
    return services.sign_plan(plan=plan, by=people.chief, on=date(2025, 8, 12))
