"""What became of a unit or a facility is told where people look for it."""

from datetime import date

import pytest

from isaf.places.services import end_area, merge_facilities
from tests import make

pytestmark = pytest.mark.django_db


def test_an_ended_commune_says_what_followed(client):
    old, new = make.commune("010201"), make.commune("010203")
    end_area(area=old, on=date(2020, 5, 31), successors=[new], relation="merged", by=make.system())
    page = client.get("/en/areas/010201/")
    assert page.status_code == 200
    assert "The life of this unit" in page.text
    assert "/en/areas/010203/" in page.text


def test_a_facility_recorded_twice_leads_to_the_one_that_stands(client):
    make.commune("010201")
    kept, twice = make.facility("hc-010201"), make.facility("hc-0102019")
    merge_facilities(kept=kept, merged=twice, reason="The same health centre", by=make.system())
    answer = client.get("/en/facilities/hc-0102019/")
    assert (answer.status_code, answer.url) == (302, "/en/facilities/hc-010201/")
