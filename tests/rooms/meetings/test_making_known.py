"""How a year is made known: sessions planned against held, what was used, photos, and where posters hang."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image

from isaf.cycles.models import Cycle
from isaf.cycles.problems import DateInFuture
from isaf.files.models import StoredFile
from isaf.kit.clock import pretend
from isaf.meetings import selectors, services
from isaf.meetings.models import Meeting, Posting
from isaf.meetings.planning import to_plan
from isaf.meetings.problems import NotOnTheList, TakenDownBefore
from tests import cast, make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def on_a_day_in_may():
    with pretend(TODAY):
        yield


@pytest.fixture
def people() -> cast.Cast:
    return cast.people()


@pytest.fixture
def year(people) -> Cycle:
    return make.cycle(year=2026)


def picture() -> SimpleUploadedFile:
    bytes_ = BytesIO()
    Image.new("RGB", (40, 30), "green").save(bytes_, "JPEG")
    return SimpleUploadedFile("wall.jpg", bytes_.getvalue(), "image/jpeg")


def hang(year: Cycle, by, **fields) -> Posting:
    told = {"facility": make.facility("hc-010201"), "place": "Market", "hung_on": date(2026, 5, 2)} | fields
    return services.hang_poster(cycle=year, by=by, **told)


def test_planned_and_held_sessions_and_villages_are_counted(year, people):
    for day, village in ((10, "01020101"), (11, "01020101"), (12, "01020102"), (25, "01020102")):
        make.meeting(year, "information", on=date(2026, 5, day), held=day < 20, village=make.area(village))
    services.cancel_meeting(
        meeting=make.meeting(year, "information", on=date(2026, 5, 13)), reason="Rain", by=people.sokha
    )
    make.meeting(year, "dissemination", on=date(2026, 5, 14), held=True)
    hang(year, people.sokha)
    services.take_down_poster(posting=hang(year, people.sokha, place="School"), on=TODAY, by=people.sokha)
    told = selectors.made_known(Cycle.objects.all())
    assert (told.planned, told.held, told.villages, told.posters) == (5, 3, 2, 1)


def test_the_page_of_a_session_keeps_what_was_used_and_a_photo_that_stays_inside(year, people, client):
    meeting = make.meeting(year, "information", on=date(2026, 5, 10), village=make.area("01020101"))
    client.force_login(people.sokha)
    typed = {
        "held_on": "10/05/2026", "materials": ["poster", "talk"], "facilitator_names": "Two CAFs", "row_version": 1,
        "citizens-all": "31", "once": "k", "photo": picture(),
    }  # fmt: skip
    assert client.post(f"/en/work/meetings/{meeting.pk}/", typed).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.materials, meeting.facilitator_names, meeting.state) == (
        ["poster", "talk"],
        "Two CAFs",
        "held",
    )
    photo = StoredFile.objects.get()
    assert (photo.subject, photo.is_publishable) == (f"meeting-{meeting.pk}", False)
    page = client.get(f"/en/work/meetings/{meeting.pk}/").content.decode()
    assert "wall.jpg" in page
    client.logout()
    assert client.get(f"/files/{photo.pk}/").status_code in (302, 404)


def test_a_meeting_that_informs_nobody_is_not_asked_for_posters(year, people, client):
    meeting = make.meeting(year, "interface", on=date(2026, 5, 10))
    client.force_login(people.sokha)
    assert "What was used" not in client.get(f"/en/work/meetings/{meeting.pk}/").content.decode()


def test_a_poster_is_recorded_with_place_day_and_photo_and_taken_down(year, people, client):
    client.force_login(people.sokha)
    address = f"/en/work/years/{year.pk}/posters/"
    typed = {
        "facility": make.facility("hc-010201").pk, "place": "Market", "hung_on": "02/05/2026", "photo": picture(),
        "once": "k", "village": "",
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    posting = Posting.objects.get()
    assert (posting.place, posting.hung_on, StoredFile.objects.get().subject) == (
        "Market", date(2026, 5, 2), f"posting-{posting.pk}",
    )  # fmt: skip
    assert client.post(f"/en/work/posters/{posting.pk}/down/").status_code == 302
    posting.refresh_from_db()
    assert posting.taken_down_on == TODAY
    assert "Taken down" in client.get(address).content.decode()


def test_a_poster_is_hung_in_the_year_of_its_facility_and_not_tomorrow(year, people):
    elsewhere = make.facility("hc-020101", host="020101")
    with pytest.raises(NotOnTheList):
        hang(year, people.sokha, facility=elsewhere)
    with pytest.raises(DateInFuture):
        hang(year, people.sokha, hung_on=date(2026, 5, 21))
    posting = hang(year, people.sokha)
    with pytest.raises(TakenDownBefore):
        services.take_down_poster(posting=posting, on=date(2026, 5, 1), by=people.sokha)


def test_who_only_reads_sees_the_list_without_the_form(year, people, client):
    hang(year, people.sokha)
    client.force_login(people.vanna)
    page = client.get(f"/en/work/years/{year.pk}/posters/").content.decode()
    assert "Market" in page
    assert "A poster hangs" not in page
    assert client.post(f"/en/work/years/{year.pk}/posters/", {"place": "x"}).status_code == 403


def test_posters_wait_for_who_works_in_the_area_until_one_hangs(year, people):
    def titles() -> list[str]:
        with override("en"):
            return [item.title for item in to_plan(people.sokha, TODAY)]

    wanted = "Record where the posters hang"
    assert wanted in titles()
    hang(year, people.sokha)
    assert wanted not in titles()
    assert Meeting.objects.count() == 0
