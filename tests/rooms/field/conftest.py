"""A facilitator with a phone, a planned scoring meeting, and a sheet as the phone sends it."""

import base64
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from isaf.cycles.models import Cycle
from isaf.inbox.models import Device
from isaf.inbox.services import add_device
from isaf.kit.clock import pretend
from isaf.meetings.models import Meeting
from tests import cast, make


@dataclass
class Phone:
    """Sends as a phone does: no cookie, its secret in the header."""

    device: Device
    secret: str

    def header(self, kind: str = "bearer") -> dict[str, str]:
        basic = base64.b64encode(f"anything:{self.secret}".encode()).decode()
        return {"authorization": f"Bearer {self.secret}" if kind == "bearer" else f"Basic {basic}"}

    def put(self, said: Any, paper: UUID | str, **more: Any):
        raw = said if isinstance(said, bytes) else json.dumps(said).encode()
        return Client(headers=self.header()).put(
            f"/sync/v1/sheets/{paper}", raw, content_type="application/json", **more
        )

    def get(self, address: str, **headers: str):
        return Client(headers=self.header() | headers).get(address)


@dataclass
class Scene:
    people: cast.Cast
    cycle: Cycle
    meeting: Meeting
    criteria: list[str]
    phone: Phone

    def sheet(self, **changed: Any) -> dict[str, Any]:
        """Twelve people scored three criteria."""
        said = {
            "meeting": str(self.meeting.pk),
            "held_on": "2026-06-01",
            "method": "secret",
            "officials": "none",
            "people": {"all": 12, "female": 6, "youth": None},
            "criteria": [{"key": key} for key in self.criteria],
            "votes": {key: {"all": {"1": 2, "2": 6, "4": 4}} for key in self.criteria},
            "remarks": [
                {"criterion": self.criteria[0], "kind": "proposal", "text": "Open at noon", "language": "en"}
            ],
            "sent": "2026-06-01T11:00:00+07:00",
            "app": {"version": "1.0", "unsent": 2},
        }
        return said | changed


def phone_of(account, name: str = "Nokia") -> Phone:
    return Phone(*add_device(name=name, by=account))


@pytest.fixture
def scene(db):
    with pretend(date(2026, 6, 2)):
        people = cast.people()
        cycle = make.cycle(year=2026)
        make.facility("hc-010201")
        meeting = make.meeting(
            cycle, on=date(2026, 6, 1), facility=make.facility("hc-010201"), village=make.area("01020101")
        )
        criteria = [row["id"] for row in cycle.instrument["criteria"]["hc"]][:3]
        yield Scene(people, cycle, meeting, criteria, phone_of(people.sokha))


@pytest.fixture
def paper() -> UUID:
    return uuid4()
