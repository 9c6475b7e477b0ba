"""A server that holds real records never gets invented ones."""

import pytest

from isaf.__main__ import main
from isaf.audit.models import Event
from isaf.demonstration.problems import RealRecordsHere
from isaf.demonstration.selectors import is_built
from isaf.demonstration.services import build_demonstration
from isaf.kit.clock import now
from isaf.people.models import Account
from isaf.places.models import Area, Installation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_server():
    Installation.objects.create(id=1, country="kh", origin="real", gazetteer_loaded_at=now())


def is_untouched() -> bool:
    return not any(model.objects.exists() for model in (Area, Account, Event)) and not is_built()


def test_the_service_refuses(capsys):
    with pytest.raises(RealRecordsHere):
        build_demonstration()
    assert is_untouched()


def test_the_command_ends_with_1_and_says_what_to_do(capsys):
    assert main(["demo", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "ISAF_DATA" in err
    assert is_untouched()
    assert Installation.objects.get().origin == "real"
