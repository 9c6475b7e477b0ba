"""A list brought in on a page: looked at in words, then applied once, by those who keep the whole country."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from isaf.audit.models import Event
from isaf.kit.clock import now
from isaf.kit.spreadsheets import MOST_MEGABYTES
from isaf.places.models import Area
from isaf.places.selectors import area_by_code, find_area
from isaf.registry.services import forget_imports
from tests import cast, make
from tests.enter import sign_in

pytestmark = pytest.mark.django_db

LIST = "code,name_km,name_en\n010201,kh-010201,Renamed\n010203,kh-new,Newplace\n"


@pytest.fixture
def admin(client):
    people = cast.people()
    Area.objects.update(stated_on=None)
    sign_in(client, people.admin)
    return people


def upload(client, content=LIST, **typed):
    data = content if isinstance(content, bytes) else content.encode()
    typed = {"kind": "gazetteer", "is_complete": "some", "file": SimpleUploadedFile("list.csv", data)} | typed
    with override("en"):
        return client.post(reverse("registry:import"), typed)


def hidden(page):
    return dict(re.findall(r'name="(once|seen|skip_refused)" value="([^"]*)"', page.content.decode()))


def test_a_list_is_shown_in_words_before_anything_changes(client, admin):
    answer = upload(client, is_complete="all", as_of="2026-01-01")
    page = client.get(answer["Location"])
    text = page.content.decode()
    assert (answer.status_code, page.status_code) == (302, 200)
    assert "New: Newplace (Commune)." in client.get(answer["Location"] + "?show=added").content.decode()
    assert (
        "Called Area 010201 until now, then Renamed."
        in client.get(answer["Location"] + "?show=renamed").content.decode()
    )
    assert "Apply the list" in text
    assert find_area("010203") is None
    assert not Event.objects.filter(verb="import_gazetteer").exists()


def test_the_list_is_applied_once_however_often_the_form_is_sent(client, admin):
    address = upload(client)["Location"]
    form = hidden(client.get(address))
    first, second = client.post(address, form), client.post(address, form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert area_by_code("010203").names["en"] == "Newplace"
    assert Event.objects.filter(verb="import_gazetteer").count() == 1
    page = client.get(address).content.decode()
    assert "The list was applied" in page
    assert "1 added, 1 renamed" in page
    assert "Apply the list" not in page


def test_what_changed_since_the_preview_is_shown_again_and_not_applied(client, admin):
    address = upload(client)["Location"]
    form = hidden(client.get(address))
    make.area("010203")
    answer = client.post(address, form)
    assert answer.status_code == 409
    assert "Another person saved" in answer.content.decode()
    assert area_by_code("010203").names["en"] == "Area 010203"
    assert client.post(address, hidden(answer)).status_code == 302
    assert area_by_code("010203").names["en"] == "Newplace"


def test_refused_rows_are_shown_first_and_the_others_apply_only_on_request(client, admin):
    address = upload(client, LIST + "0506140-,x,X\n")["Location"]
    page = client.get(address)
    assert "is not the code of a unit" in page.content.decode()
    assert "Apply the list" not in page.content.decode()
    form = hidden(page)
    assert client.post(address, {"once": form["once"], "seen": form["seen"]}).status_code == 302
    assert find_area("010203") is None
    assert client.post(address, hidden(client.get(address))).status_code == 302
    assert find_area("010203") is not None


def test_a_file_without_sense_is_refused_in_words(client, admin):
    page = client.get(upload(client, "nothing,here\n1,2\n")["Location"]).content.decode()
    assert "The column code is missing." in page
    assert "Apply" not in page


def test_a_file_that_is_too_large_or_laid_out_for_another_kind_comes_back(client, admin):
    big = upload(client, b"x" * (MOST_MEGABYTES * 2**20 + 1))
    assert (big.status_code, "too large" in big.content.decode()) == (422, True)
    wrong = upload(client, layout="health-2010")
    assert (wrong.status_code, "files of another kind" in wrong.content.decode()) == (422, True)
    tomorrow = upload(client, as_of="2099-01-01")
    assert "This day has not come yet." in tomorrow.content.decode()


def test_facilities_come_in_the_same_way(client, admin):
    content = "code,service_type,name_km,name_en,commune_code\n777,hc,kh,Newcentre,010201\n"
    address = upload(client, content, kind="facilities", is_complete="all")["Location"]
    assert "New: Newcentre, in Area 010201." in client.get(address).content.decode()
    assert client.post(address, hidden(client.get(address))).status_code == 302
    assert Event.objects.filter(verb="import_facilities").count() == 1


def test_who_does_not_keep_the_whole_country_brings_in_nothing(client, admin):
    address = upload(client)["Location"]
    for person, statuses in ((admin.bopha, {403, 404}), (admin.dara, {403, 404}), (admin.chan, {403, 404})):
        sign_in(client, person)
        assert client.get(reverse("registry:import")).status_code in statuses
        assert client.get(address).status_code in statuses
        assert client.post(address, {}).status_code in statuses
    client.logout()
    assert "sign-in" in client.get(address)["Location"]


def test_another_administrator_does_not_see_the_file(client, admin):
    address = upload(client)["Location"]
    other = make.person("other", "national_admin", area=make.area(""))
    sign_in(client, other)
    assert client.get(address).status_code == 404
    assert client.get(reverse("registry:import_preview", args=["x" * 32])).status_code == 404


def test_kept_files_that_were_changed_or_forgotten_are_not_applied(client, admin):
    address = upload(client)["Location"]
    for path in (settings.ISAF_DATA / "imports").iterdir():
        if path.suffix != ".json":
            path.write_bytes(LIST.replace("Newplace", "Other").encode())
    assert client.get(address).status_code == 404
    assert forget_imports(before=now() + timedelta(minutes=1)) >= 2
    assert forget_imports(before=datetime(2000, 1, 1, tzinfo=UTC)) == 0
    assert client.get(address).status_code == 404
