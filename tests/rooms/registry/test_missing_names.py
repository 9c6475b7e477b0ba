"""Names that are not supplied yet: a neutral note on every page, and a list for who keeps the places."""

import pytest

from isaf.places.models import Area, Facility
from tests import make
from tests.enter import enter

pytestmark = pytest.mark.django_db

PAGE = "/en/work/missing-names/"


@pytest.fixture
def centre(people):
    """A health centre and a commune of which nobody told the Khmer name."""
    centre = make.facility("hc-010201")
    Facility.objects.filter(pk=centre.pk).update(names={"en": "Mkak"})
    Area.objects.filter(code="010201").update(names={"en": "Nowhere"})
    return centre


@pytest.fixture
def people():
    from tests import cast

    return cast.people()


@pytest.mark.parametrize("address", ["facilities/hc-010201/", "areas/010201/"])
@pytest.mark.parametrize(
    "language, note",
    [
        ("en", "The name in Khmer is not yet supplied."),
        ("km", "\u1798\u17b7\u1793\u1791\u17b6\u1793\u17cb\u1798\u17b6\u1793\u1788\u17d2\u1798\u17c4\u17c7"),
    ],
)
def test_a_public_page_says_that_the_name_is_not_supplied(centre, client, address, language, note):
    text = client.get(f"/{language}/{address}").content.decode()
    assert note in text


def test_a_page_with_all_names_says_nothing(people, client):
    assert "not yet supplied" not in client.get("/en/facilities/hc-010201/").content.decode()


def test_the_keeper_s_list_names_what_lacks_a_name(centre, people):
    text = enter(people.bopha).get(PAGE).content.decode()
    assert "Mkak" in text
    assert "Nowhere" in text
    assert "facilities/hc-010201/edit/" in text


def test_the_list_ends_where_the_keeper_s_places_end(centre, people):
    other = make.person("other", "district_group", area=make.area("0201"))
    assert "Mkak" not in enter(other).get(PAGE).content.decode()


def test_a_facility_that_is_closed_or_joined_is_not_listed(centre, people):
    Facility.objects.filter(pk=centre.pk).update(valid_to="2020-01-01")
    assert "Mkak" not in enter(people.bopha).get(PAGE).content.decode()
