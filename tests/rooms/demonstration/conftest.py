"""The small demonstration, built once for the tests of this folder and taken away after them."""

import pytest
from django.db import transaction

from isaf.demonstration.services import build_demonstration
from isaf.kit.clock import now
from isaf.places.models import Installation
from tests import make


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make.area("")
        Installation.objects.create(id=1, country="kh", origin="demonstration", gazetteer_loaded_at=now())
        build_demonstration()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(built, db):
    """The built demonstration; what a test changes in it is undone."""
