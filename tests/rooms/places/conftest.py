"""The gazetteer that ships, loaded once for every test of the file that asks for it."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.fixture
def reference():
    """``reference("communes")``: the rows of the reference data, by code; skipped where there are none."""

    def rows(name):
        path = DATA / f"{name}.csv"
        if not path.is_file():
            pytest.skip(f"The reference data are not here: put {path.name} into ../shared/data.")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["code"]: row for row in csv.DictReader(file)}

    return rows


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole gazetteer, in the database while the tests of one file run."""
    from django.db import transaction

    from isaf.places.services import load_gazetteer

    with django_db_blocker.unblock(), transaction.atomic():
        yield load_gazetteer()
        transaction.set_rollback(True)
