"""A commune's people, a server that has a carrier, and a day on which letters may leave."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import LazySettings

from isaf.kit.clock import pretend
from tests import cast

DAY = date(2026, 3, 2)
LETTER = "notices/letters/work_waits.txt"


@pytest.fixture(autouse=True)
def carrier(settings: LazySettings) -> None:
    """E-mail is set up; pytest-django's mailbox takes what leaves."""
    settings.LETTERS_CAN_LEAVE = True


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Ten o'clock on the day of every test."""
    with pretend(DAY):
        yield


@pytest.fixture
def people(db: None) -> cast.Cast:
    return cast.people()
