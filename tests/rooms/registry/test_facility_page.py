"""One facility added and edited by hand."""

import pytest
from django.urls import reverse

from isaf.places.models import Facility
from isaf.places.selectors import facility_by_slug, state_of
from isaf.places.services import update_facility
from tests import cast, make
from tests.enter import sign_in

pytestmark = pytest.mark.django_db

TYPED = {"service": "hc", "code": "777", "name_km": "kh-new", "name_en": "New", "host": "010201", "once": "k"}


@pytest.fixture
def people():
    return cast.people()


def post(client, address, **typed):
    return client.post(address, TYPED | typed)


def test_the_administrator_adds_a_facility(client, people):
    sign_in(client, people.admin)
    assert client.get(reverse("registry:add")).status_code == 200
    make.area("010202")
    answer = post(client, reverse("registry:add"), catchment="10202", latitude="13.562", longitude="102.9")
    centre = facility_by_slug("hc-777")
    assert answer["Location"] == reverse("registry:edit", args=["hc-777"])
    assert {area.code for area in centre.serves.all()} == {"010201", "010202"}
    assert centre.latitude == 13.562


def test_a_form_sent_twice_adds_one_facility(client, people):
    sign_in(client, people.admin)
    first, second = post(client, reverse("registry:add")), post(client, reverse("registry:add"))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Facility.objects.filter(service="hc", code="777").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"host": "770101"}, {"name_km": ""}, {"latitude": "north"}, {"catchment": "010299"}, {"service": "ca"}],
)
def test_what_was_typed_stays_when_it_is_refused(client, people, wrong):
    sign_in(client, people.admin)
    answer = post(client, reverse("registry:add"), **wrong)
    assert answer.status_code == 422
    assert 'value="kh-new"' in answer.text or "name_km" in wrong
    assert not Facility.objects.filter(code="777").exists()


def test_a_code_in_use_is_refused_with_a_sentence(client, people):
    sign_in(client, people.admin)
    answer = post(client, reverse("registry:add"), code="010201")
    assert answer.status_code == 409
    assert 'value="kh-new"' in answer.text
    assert "hc-010201" in answer.text


def test_a_form_written_over_anothers_save_shows_both(client, people):
    centre = make.facility("hc-010201")
    sign_in(client, people.admin)
    seen = state_of(centre)
    update_facility(facility=centre, names={"km": "kh", "en": "Saved by the other"}, by=people.admin)
    answer = post(client, reverse("registry:edit", args=[centre.slug]), name_en="Mine", seen=seen)
    assert answer.status_code == 409
    assert "Saved by the other" in answer.text
    assert 'value="Mine"' in answer.text
    assert facility_by_slug(centre.slug).names["en"] == "Saved by the other"


def test_an_edit_is_saved(client, people):
    centre = make.facility("hc-010201")
    sign_in(client, people.admin)
    address = reverse("registry:edit", args=[centre.slug])
    assert 'value="010201"' in client.get(address).text
    assert post(client, address, name_en="Mended", seen=state_of(centre)).status_code == 302
    assert facility_by_slug(centre.slug).names["en"] == "Mended"


@pytest.mark.parametrize("who", ["sokha", "chan", "vanna"])
def test_others_find_no_such_page(client, people, who):
    centre = make.facility("hc-010201")
    sign_in(client, getattr(people, who))
    assert client.get(reverse("registry:add")).status_code in (403, 404)
    assert post(client, reverse("registry:edit", args=[centre.slug])).status_code in (403, 404)
    assert post(client, reverse("registry:add")).status_code in (403, 404)
    assert not Facility.objects.filter(code="777").exists()


def test_an_office_has_no_form(client, people):
    sign_in(client, people.admin)
    assert client.get(reverse("registry:edit", args=["ca-010201"])).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client):
    answer = client.get(reverse("registry:add"))
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]
