"""The scene: two organisations around district 0102, a project of both, and a council in commune 010201."""

from dataclasses import dataclass
from datetime import date

import pytest

from isaf.people.models import Account, Organisation
from isaf.places.models import Area
from isaf.registers.models import Body, Project, Seat
from isaf.registers.selectors import registers_of
from isaf.registers.services import add_body, add_organisation, add_project
from tests import cast, make


@dataclass(frozen=True)
class Scene:
    """Daisy leads, Lamp is its partner; Piseth keeps Daisy's areas, Leak those of Lamp."""

    people: cast.Cast
    here: Area
    daisy: Organisation
    lamp: Organisation
    project: Project
    piseth: Account
    leak: Account


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def scene(people):
    make.commune("010202")
    by = people.admin
    near = [make.area("0102")]
    daisy = add_organisation(code="daisy", names={"en": "Daisy", "km": "D"}, works_in=near, by=by)
    lamp = add_organisation(code="lamp", names={"en": "Lamp", "km": "L"}, works_in=near, by=by)
    project = add_project(
        code="open-village",
        names={"en": "Open Village", "km": "O"},
        lead=daisy,
        partners=[lamp],
        funder="The Fund",
        since=date(2024, 1, 1),
        by=by,
    )
    return Scene(
        people=people,
        here=make.area("010201"),
        daisy=daisy,
        lamp=lamp,
        project=project,
        piseth=make.person("piseth", "ngo_officer", organisation=daisy),
        leak=make.person("leak", "lead_ngo_me", organisation=lamp),
    )


@pytest.fixture
def council(people) -> Body:
    """The council of the commune, in its fourth mandate."""
    return add_body(
        area=make.area("010201"), kind="council", since=date(2022, 6, 1), mandate="4th", by=people.admin
    )


@pytest.fixture
def seat_of(council):
    """The seat of an office of the council."""

    def find(office: str) -> Seat:
        return council.seats.get(office=office)

    return find


@pytest.fixture
def sitting():
    """Who sits where today: office to name."""

    def look(area: Area, today: date) -> dict[str, str]:
        places = [place for one in registers_of(area, today) for place in one.places]
        return {place.seat.office: place.term.name for place in places if place.term}

    return look
