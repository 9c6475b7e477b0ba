"""A commune in its year with one health centre to score, and everybody who touches a sheet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils.translation import override

from isaf.cycles.models import Cycle
from isaf.meetings.models import Meeting
from isaf.people.models import Account
from isaf.places.models import Facility
from isaf.places.selectors import facility_by_slug
from isaf.scorecards import services
from isaf.scorecards.models import Sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet
from tests import cast, make

CENTRE = "hc-010201"
STAFF, WATER = "hc-staff", "hc-water"
TODAY = date(2026, 11, 20)

GOOD = {1: 0, 2: 3, 3: 9, 4: 14, 5: 5}  # 31 votes, median 4
WOMEN = {2: 2, 3: 5, 4: 8, 5: 3}  # 18
MEN = {2: 1, 3: 4, 4: 6, 5: 2}  # 13


def typed(
    votes: dict | None = None,
    *,
    people: dict | None = None,
    criteria: tuple[TypedCriterion, ...] | None = None,
    remarks: tuple[TypedRemark, ...] = (),
    number: UUID | None = None,
) -> TypedSheet:
    votes = {STAFF: {"all": GOOD, "female": WOMEN, "male": MEN}} if votes is None else votes
    return TypedSheet(
        id=number or uuid4(),
        people={"all": 31, "female": 18, "male": 13, "youth": None} if people is None else people,
        criteria=tuple(TypedCriterion(key) for key in votes) if criteria is None else criteria,
        votes=votes,
        remarks=remarks,
    )


@dataclass(frozen=True)
class Scene:
    people: cast.Cast
    cycle: Cycle
    centre: Facility
    villages: tuple[str, str] = ("01020101", "01020102")

    def meeting(self, village: str = "01020101", *, held: bool = True, cycle: Cycle | None = None) -> Meeting:
        cycle = cycle or self.cycle
        return make.meeting(cycle, facility=self.centre, village=make.area(village), held=held)

    def sheet(
        self, content: TypedSheet | None = None, *, meeting: Meeting | None = None, by: Account | None = None
    ) -> Sheet:
        meeting = meeting or self.meeting()
        return services.record_sheet(
            meeting=meeting, typed=content or typed(), by=by or self.people.sokha, door="app"
        )

    def approved(self, content: TypedSheet | None = None, **more) -> Sheet:
        sheet = self.sheet(content, **more)
        return services.approve_sheet(sheet=sheet, by=self.people.reviewer)

    def self_assessment(self, votes: dict | None = None, **more) -> Sheet:
        meeting = make.meeting(self.cycle, "self_assessment", facility=self.centre, held=True)
        content = typed(votes or {STAFF: {"all": {5: 4}}}, people={"all": 4}, **more)
        return services.record_sheet(meeting=meeting, typed=content, by=self.people.head, door="paper")


@pytest.fixture(autouse=True)
def on_a_day_in_november(monkeypatch):
    """Scoring took place in June; nothing here depends on the day the tests run."""
    for module in ("isaf.scorecards.services", "isaf.scorecards.views", "isaf.meetings.services"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)
    with override("en"):
        yield


@pytest.fixture
def scene(db) -> Scene:
    people = cast.people()
    return Scene(people, make.cycle(year=2026), facility_by_slug(CENTRE))
