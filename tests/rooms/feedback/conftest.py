"""A health centre with a published sheet of 2026, an office that checks it and a moderator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from isaf.cycles.models import Cycle
from isaf.feedback import services
from isaf.feedback.models import Question
from isaf.information import services as information
from isaf.information.models import InformationSheet
from isaf.kit.clock import pretend
from isaf.people.models import Account
from isaf.places.models import Facility
from tests import cast, make

TODAY = date(2026, 6, 30)
TEXT = "The office is closed on Monday mornings, I went there twice."
HERE = {"HTTP_ORIGIN": "http://testserver"}
ASK = "/en/facilities/ca-010201/2026/ask/"


@dataclass
class Scene:
    people: cast.Cast
    cycle: Cycle
    office: Facility
    sheet: InformationSheet
    moderator: Account


@pytest.fixture
def scene(db) -> Iterator[Scene]:
    with pretend(TODAY):
        people = cast.people()
        cycle = make.cycle(year=2026)
        office = make.facility("ca-010201")
        sheet = publish(cycle, office, people, 41)
        moderator = make.person("kosal", "moderator", area=make.area(""))
        yield Scene(people, cycle, office, sheet, moderator)


def publish(
    cycle: Cycle, office: Facility, people: cast.Cast, births: int, reason: str = ""
) -> InformationSheet:
    content = {"performance": {"births": {"this_year": births}}}
    sheet = information.save_draft(cycle=cycle, facility=office, content=content, by=people.dara)
    information.publish(
        sheet=information.submit(sheet=sheet, by=people.chief, is_sure=True), by=people.bopha, reason=reason
    )
    return InformationSheet.objects.get()


@pytest.fixture
def asked(scene: Scene) -> Question:
    return services.ask(facility=scene.office, year=2026, text=TEXT, language="en", subject="performance")


@pytest.fixture
def answered(scene: Scene, asked: Question) -> Question:
    return services.answer(
        question=asked, text="It opens at seven now.", language="en", by=scene.people.bopha
    )


def send(client: Client, text: str = TEXT, address: str = ASK, **typed):
    """The form as a browser sends it."""
    headers = typed.pop("headers", HERE)
    return client.post(address, {"text": text, "once": "a-key-of-the-form", **typed}, **headers)
