"""What lies below a code: the same on both databases as in plain words, and found through the index on SQLite."""

import pytest
from django.db import connection
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isaf.places.lookups import after, below
from isaf.places.models import Area

pytestmark = pytest.mark.django_db

LETTERS = st.sampled_from("0019aA%_\\ก១é\ud7ff\ue000\U0010ffff")
CODES = st.text(LETTERS, max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(codes=st.sets(CODES, max_size=12), asked=CODES)
def test_below_is_what_begins_with_the_code(codes, asked):
    Area.objects.all().delete()
    Area.objects.bulk_create(
        Area(code=code, depth=1, unit_type="x", names={}, search_text="", sort_key="") for code in codes
    )

    found = set(Area.objects.filter(code__below=asked).values_list("code", flat=True))

    assert found == {code for code in codes if code.startswith(asked)}
    assert found == set(Area.objects.filter(below("code", asked)).values_list("code", flat=True))


@given(text=st.text(max_size=8), asked=st.text(max_size=4))
def test_the_text_after_a_beginning_ends_its_range(text, asked):
    begins = text.encode("utf-8").startswith(asked.encode("utf-8"))
    end = after(asked)
    assert begins == (
        text.encode("utf-8") >= asked.encode("utf-8")
        and (not end or text.encode("utf-8") < end.encode("utf-8"))
    )


def test_a_column_may_be_compared_with_another_one():
    Area.objects.create(code="01", depth=1, unit_type="0", names={}, search_text="", sort_key="")
    assert Area.objects.filter(code__below=F("unit_type")).exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by how much there is")
def test_sqlite_finds_it_through_the_index():
    assert "USING INDEX" in Area.objects.filter(code__below="0102").explain()
    assert "USING INDEX" not in Area.objects.filter(code__startswith="0102").order_by().explain()
