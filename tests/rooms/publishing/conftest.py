"""A commune's year 2025, lived to its end: published, scored by 31 people, agreed, signed, half carried out."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from isaf.cycles.models import Cycle
from isaf.information import services as information
from isaf.kit.clock import pretend
from isaf.places.models import Facility
from isaf.plans import services as plans
from isaf.plans.lines import Line
from isaf.plans.models import Action
from isaf.scorecards.services import approve_sheet, record_sheet
from isaf.scorecards.typed import TypedCriterion, TypedRemark, TypedSheet
from tests import cast, make

TODAY = date(2026, 11, 20)
EVIL = "<script>alert(1)</script>"
GOOD = {2: 3, 3: 9, 4: 14, 5: 5}  # 31 votes, median 4
GROUPS = {
    "all": GOOD,
    "female": {2: 2, 3: 5, 4: 8, 5: 3},  # 18
    "male": {2: 1, 3: 4, 4: 6, 5: 2},  # 13
    "disability": {3: 2, 4: 1},  # 3: not shown
}
PEOPLE = {"all": 31, "female": 18, "male": 13, "disability": 3, "youth": None}
MONEY = {
    "performance": {"council_meetings": {"this_year": 11}, "birth_days": {"this_year": 5}},
    "income": {"fund_admin": {"planned": 70_000_000, "actual": 60_000_000},
               "own_income": {"planned": 40_000_000, "actual": 40_000_000}},
    "spending": {"projects": {"planned": 50_000_000, "actual": 61_000_000},
                 "administration": {"planned": 40_000_000, "actual": 39_000_000}},
}  # fmt: skip


@dataclass
class Year:
    people: cast.Cast
    cycle: Cycle
    centre: Facility
    office: Facility
    actions: list[Action] = field(default_factory=list)

    @property
    def action(self) -> Action:
        return self.actions[0]


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with pretend(TODAY):
        yield


@pytest.fixture
def place(db) -> Year:
    """The commune with everybody in it and an open year; nothing is done yet."""
    people = cast.people()
    cycle = make.cycle(year=2025)
    return Year(people, cycle, make.facility("hc-010201"), make.facility("ca-010201"))


@pytest.fixture
def year(place: Year) -> Year:
    """Everything published; the plan is signed."""
    inform(place)
    score(place)
    agree(place)
    sign(place)
    return place


def inform(place: Year, content: dict | None = None, *, reason: str = "") -> None:
    people = place.people
    sheet = information.save_draft(
        cycle=place.cycle, facility=place.office, content=content or MONEY, by=people.dara
    )
    sheet = information.submit(sheet=sheet, by=people.chief, is_sure=True)
    information.publish(sheet=sheet, by=people.bopha, reason=reason)


def score(place: Year, *, approve: bool = True) -> None:
    """One village scores the health centre; the staff score themselves."""
    people = place.people
    keys = [row["id"] for row in place.cycle.instrument["criteria"]["hc"]][:2]
    meeting = make.meeting(
        place.cycle, on=date(2025, 6, 1), held=True, facility=place.centre, village=make.area("01020101")
    )
    said = (
        TypedRemark(keys[0], "strength", f"The nurse is kind {EVIL}", "en"),
        TypedRemark(keys[0], "weakness", "Never let pass", "en"),
        TypedRemark(keys[0], "proposal", "Open at noon", "en"),
    )
    typed = TypedSheet(
        id=uuid4(), people=PEOPLE, criteria=tuple(map(TypedCriterion, keys)),
        votes=dict.fromkeys(keys, GROUPS), remarks=said,
    )  # fmt: skip
    sheet = record_sheet(meeting=meeting, typed=typed, by=people.sokha, door="paper")
    own = make.meeting(place.cycle, "self_assessment", on=date(2025, 6, 5), held=True, facility=place.centre)
    votes = {key: {"all": {4: 2, 5: 4}} for key in keys}
    criteria = tuple(map(TypedCriterion, keys))
    assessed = TypedSheet(id=uuid4(), people={"all": 6}, criteria=criteria, votes=votes)
    record_sheet(meeting=own, typed=assessed, by=people.head, door="paper")
    if approve:
        passed = [remark.pk for remark in sheet.remarks.all() if "Never" not in remark.text]
        approve_sheet(sheet=sheet, by=people.reviewer, passed=passed)


def agree(place: Year, titles: tuple[str, ...] = ("Open at noon", f"Clean water {EVIL}")) -> None:
    """The interface meeting agrees to the proposal and to what came up in the room."""
    meeting = make.meeting(place.cycle, "interface", on=date(2025, 7, 20), held=True)
    proposals = list(
        place.centre.sheets.filter(kind="citizens").first().remarks.filter(kind="proposal", state="passed")
    )
    for number, title in enumerate(titles):
        outcome = plans.record_outcome(
            meeting=meeting, facility=place.centre, decision="agreed", reply="We will", by=place.people.dara,
            remark=proposals[number] if number < len(proposals) else None,
            line=Line(title=title, section="internal", end_on=date(2025, 12, 31), lead="Health centre",
                      cost=1_500_000, beneficiaries=400, beneficiaries_female=220),
        )  # fmt: skip
        place.actions.append(outcome.action)


def sign(place: Year) -> None:
    plan, people = place.cycle.plan, place.people
    plans.propose_plan(plan=plan, by=people.committee, on=date(2025, 8, 1))
    plans.approve_plan(plan=plan, session_number="12", approved_on=date(2025, 8, 10), by=people.council)
    plans.sign_plan(plan=plan, by=people.chief, on=date(2025, 8, 12))


@pytest.fixture
def look(client):
    """``look("areas/010201/")``: the page as soup, in English unless told."""

    def get(address: str, language: str = "en") -> BeautifulSoup:
        answer = client.get(f"/{language}/{address}")
        assert answer.status_code == 200, answer.status_code
        return BeautifulSoup(answer.content, "html.parser")

    return get


def text_of(soup: BeautifulSoup) -> str:
    """What is read, with single blanks."""
    return " ".join(soup.get_text(" ").replace("\u00a0", " ").split())
