"""What is due every day."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from isaf.config.daily import STEPS, weigh_indexes_sql
from tests import make

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_every_step_says_what_it_did_on_an_empty_server():
    assert all(step(NOON) for step in STEPS)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_sqlite_counts_its_rows_so_that_it_can_choose_an_index():
    make.cycle(year=2026)
    assert weigh_indexes_sql(NOON) == "indexes weighed"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'places_area'")
        assert cursor.fetchone()[0]
