"""The facilities of my areas, and two records joined on pages."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from isaf.places.models import OperationalDistrict
from isaf.places.selectors import facility_by_slug, merged_into
from isaf.places.services import merge_facilities
from tests import cast, make
from tests.enter import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people = cast.people()
    make.facility("hc-5", host="010201", name="Secondrecord", operational_district="0101")
    make.facility("hc-9", host="020101", name="Faraway")
    OperationalDistrict.objects.create(code="0101", names={"en": "Northern health"})
    return people


def page(client, name, *args, **query):
    with override("en"):
        return client.get(reverse(f"registry:{name}", args=args), query).content.decode()


def test_the_list_holds_what_the_person_may_edit_and_leads_to_its_form(client, people):
    sign_in(client, people.bopha)
    text = page(client, "facilities")
    assert reverse("registry:edit", args=["hc-010201"]).split("/", 2)[2] in text
    assert "Secondrecord" in text
    assert "Faraway" not in text
    assert "ca-010201" not in text
    assert "Northern health" in text


def test_the_list_is_searched_by_name_and_kind(client, people):
    sign_in(client, people.admin)
    assert "Faraway" in page(client, "facilities", q="faraway")
    assert "Secondrecord" not in page(client, "facilities", q="faraway")
    assert "Secondrecord" not in page(client, "facilities", service="ps")
    assert "No facility is found." in page(client, "facilities", q="nowhere")


def test_who_may_edit_nothing_has_no_list(client, people):
    for person in (people.dara, people.chan, people.vanna):
        sign_in(client, person)
        assert client.get(reverse("registry:facilities")).status_code == 404
    client.logout()
    assert "sign-in" in client.get(reverse("registry:facilities"))["Location"]


def test_two_records_are_joined_and_taken_apart_on_pages(client, people):
    sign_in(client, people.bopha)
    assert "Secondrecord" in page(client, "merge", "hc-010201")
    assert "Faraway" not in page(client, "merge", "hc-010201", q="faraway")
    typed = {"merged": "hc-5", "reason": "One house.", "once": "k"}
    answer = client.post(reverse("registry:merge", args=["hc-010201"]), typed)
    assert answer["Location"] == reverse("registry:edit", args=["hc-010201"])
    assert merged_into(facility_by_slug("hc-5")).slug == "hc-010201"
    text = page(client, "edit", "hc-010201")
    assert "hc-5 was joined with hc-010201." in text
    assert "The public page leads there." in page(client, "edit", "hc-5")
    merge = facility_by_slug("hc-010201").merges.get()
    assert "becomes a facility by itself again" in page(client, "unmerge", merge.pk)
    client.post(reverse("registry:unmerge", args=[merge.pk]), {"reason": "Two houses.", "once": "k2"})
    assert merged_into(facility_by_slug("hc-5")) is None
    assert "Taken apart again on" in page(client, "edit", "hc-010201")


def test_a_join_without_a_reason_comes_back(client, people):
    sign_in(client, people.admin)
    answer = client.post(reverse("registry:merge", args=["hc-010201"]), {"merged": "hc-5", "reason": ""})
    assert answer.status_code == 422
    assert facility_by_slug("hc-5").merged_into is None


def test_nobody_joins_or_parts_what_stands_elsewhere(client, people):
    merge = merge_facilities(
        kept=facility_by_slug("hc-010201"), merged=facility_by_slug("hc-5"), reason="x", by=make.system()
    )
    for person in (people.chan, people.dara):
        sign_in(client, person)
        assert client.get(reverse("registry:merge", args=["hc-010201"])).status_code in (403, 404)
        assert client.post(reverse("registry:unmerge", args=[merge.pk]), {"reason": "y"}).status_code in (
            403,
            404,
        )
    assert merged_into(facility_by_slug("hc-5")) is not None
