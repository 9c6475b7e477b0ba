"""Parts of addresses that several rooms share."""

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import override


@pytest.mark.parametrize("year", ["0", "1999", "99999999999999999999", "-1", "20x5"])
def test_what_is_no_year_of_the_programme_is_no_page(year):
    with override("en"), pytest.raises(Resolver404):
        resolve(f"/en/work/workshops/0102/{year}/")
    with pytest.raises(NoReverseMatch):
        reverse("plans:workshop", args=["0102", year])


def test_a_year_is_read_as_a_number():
    with override("en"):
        found = resolve("/en/work/workshops/0102/2026/")
    assert found.kwargs == {"code": "0102", "year": 2026}
