"""Asked by one, decided by another, applied whole or not at all."""

from datetime import date

import pytest
from django.urls import reverse

from isaf.changes import services
from isaf.changes.kinds import facility_now, targets_now
from isaf.changes.models import ChangeRequest
from isaf.changes.problems import (
    AlreadyAsked,
    AskedWithoutReason,
    ChangedMeanwhile,
    NothingToChange,
    NotTheAsker,
    NotYourOwnRequest,
    RefusedWithoutReason,
    RequestDecided,
)
from isaf.changes.selectors import in_words, to_decide, waiting
from isaf.cycles.problems import LaterRound, TargetHasWork
from isaf.cycles.services import close_cycle
from isaf.kit.clock import pretend
from isaf.kit.problems import Stale
from isaf.places.selectors import facility_by_slug
from isaf.places.services import update_facility
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db
CENTRE = "hc-010201"


@pytest.fixture
def scene():
    with pretend(date(2026, 6, 30)):
        yield cast.people(), make.cycle(year=2026)


def ask_new_name(people, **wanted) -> ChangeRequest:
    centre = facility_by_slug(CENTRE)
    wanted = {"name_en": "New centre"} | wanted
    return services.ask(
        kind="facility", subject=centre, wanted=wanted, reason="The sign says so.", by=people.head
    )


def test_what_is_accepted_is_applied_and_the_asker_reads_the_answer(scene):
    people, _ = scene
    asked = ask_new_name(people, latitude=11.5, longitude=104.9)
    assert [item.button for item in waiting(people.head, date(2026, 6, 30))] == []
    assert len(waiting(people.bopha, date(2026, 6, 30))) == 1
    services.accept(request=asked, by=people.bopha, row_version=1, answer="Thank you.")
    centre = facility_by_slug(CENTRE)
    assert (centre.names["en"], centre.names["km"], centre.latitude) == ("New centre", "kh-hc-010201", 11.5)
    assert waiting(people.bopha, date(2026, 6, 30)) == []
    assert len(waiting(people.head, date(2026, 6, 30))) == 1
    services.read_answer(request=asked, by=people.head)
    assert waiting(people.head, date(2026, 6, 30)) == []


def test_only_fields_that_differ_are_asked(scene):
    people, _ = scene
    now = facility_now(facility_by_slug(CENTRE))
    with pytest.raises(NothingToChange):
        services.ask(
            kind="facility", subject=facility_by_slug(CENTRE), wanted=now, reason="x", by=people.head
        )
    asked = ask_new_name(people, host="010201")
    assert (asked.before, asked.after) == ({"name_en": "Facility hc-010201"}, {"name_en": "New centre"})


def test_a_request_that_was_overtaken_is_not_applied_and_shows_three_texts(scene):
    people, _ = scene
    asked = ask_new_name(people)
    update_facility(facility=facility_by_slug(CENTRE), by=people.bopha, names={"km": "k", "en": "Other"})
    with pytest.raises(ChangedMeanwhile):
        services.accept(request=asked, by=people.bopha, row_version=1)
    assert facility_by_slug(CENTRE).names["en"] == "Other"
    page = enter(people.bopha).get(reverse("changes:request", args=[asked.pk])).content.decode()
    assert all(text in page for text in ("Facility hc-010201", "Other", "New centre"))
    assert 'name="accept"' not in page
    sent = enter(people.bopha).post(
        reverse("changes:request", args=[asked.pk]), {"row_version": 1, "accept": "1", "answer": "ok"}
    )
    assert sent.status_code == 409


def test_a_change_of_another_field_does_not_overtake(scene):
    people, _ = scene
    asked = ask_new_name(people)
    update_facility(facility=facility_by_slug(CENTRE), by=people.bopha, operational_district="0101")
    services.accept(request=asked, by=people.bopha, row_version=1)
    assert facility_by_slug(CENTRE).operational_district == "0101"


def test_nobody_decides_the_own_request_and_a_refusal_needs_a_reason(scene):
    people, year = scene
    own = services.ask(
        kind="targets", subject=year, wanted={"ps-0102011": "not_listed"}, reason="x", by=people.bopha
    )
    with pytest.raises(NotYourOwnRequest):
        services.accept(request=own, by=people.bopha, row_version=1)
    assert list(to_decide(people.bopha)) == []
    assert list(to_decide(people.admin)) == [own]
    with pytest.raises(RefusedWithoutReason):
        services.refuse(request=own, by=people.admin, row_version=1, answer=" ")
    services.refuse(request=own, by=people.admin, row_version=1, answer="It is open.")
    with pytest.raises(RequestDecided):
        services.accept(request=own, by=people.admin, row_version=2)
    assert year.targets.filter(facility__code="0102011").exists()


def test_one_request_at_a_time_and_only_the_asker_takes_it_back(scene):
    people, _ = scene
    asked = ask_new_name(people)
    with pytest.raises(AlreadyAsked):
        ask_new_name(people, name_en="Third")
    with pytest.raises(NotTheAsker):
        services.take_back(request=asked, by=people.bopha, row_version=1)
    with pytest.raises(Stale):
        services.take_back(request=asked, by=people.head, row_version=7)
    services.take_back(request=asked, by=people.head, row_version=1)
    assert ask_new_name(people, name_en="Third").after == {"name_en": "Third"}


def test_a_request_needs_a_reason(scene):
    people, year = scene
    with pytest.raises(AskedWithoutReason):
        services.ask(kind="reopen", subject=year, wanted={"state": "closed"}, reason=" ", by=people.dara)


def test_a_closed_year_is_opened_again_by_another_person(scene):
    people, year = scene
    close_cycle(cycle=year, by=people.bopha, on=date(2026, 6, 30))
    dara = enter(people.dara)
    address = reverse("changes:ask_reopen", args=[year.pk])
    assert dara.get(address).status_code == 200
    assert dara.post(address, {"reason": "One sheet is missing.", "once": "a"}).status_code == 302
    asked = ChangeRequest.objects.get()
    decide = reverse("changes:request", args=[asked.pk])
    assert dara.post(decide, {"row_version": 1, "accept": "1"}).status_code == 403
    sent = enter(people.bopha).post(decide, {"row_version": 1, "accept": "1", "once": "b"})
    assert sent.status_code == 302
    year.refresh_from_db()
    assert (year.state, year.closed_on) == ("open", None)


def test_a_year_with_a_later_round_stays_closed(scene):
    people, year = scene
    close_cycle(cycle=year, by=people.bopha, on=date(2026, 6, 30))
    asked = services.ask(kind="reopen", subject=year, wanted={"state": "open"}, reason="x", by=people.dara)
    make.cycle(year=2026)
    with pytest.raises(LaterRound):
        services.accept(request=asked, by=people.bopha, row_version=1)
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_the_list_of_a_year_is_changed_by_request_and_never_where_there_is_work(scene):
    people, year = scene
    sokha, address = enter(people.sokha), reverse("changes:ask_targets", args=[year.pk])
    listed = [slug for slug, state in targets_now(year).items() if state == "listed"]
    page = {"facilities": [one for one in listed if one != "ps-0102011"], "reason": "It closed.", "once": "a"}
    assert sokha.post(address, page).status_code == 302
    asked = ChangeRequest.objects.get()
    assert asked.after == {"ps-0102011": "not_listed"}
    services.accept(request=asked, by=people.bopha, row_version=1)
    assert "ps-0102011" not in {target.facility.slug for target in year.targets.all()}

    again = services.ask(
        kind="targets", subject=year, wanted={CENTRE: "not_listed"}, reason="Moved.", by=people.sokha
    )
    make.meeting(year, facility=facility_by_slug(CENTRE), village=make.area("01020101"), on=date(2026, 5, 10))
    with pytest.raises(TargetHasWork):
        services.accept(request=again, by=people.bopha, row_version=1)
    again.refresh_from_db()
    assert again.state == "asked"


def test_a_head_asks_by_the_form_and_a_neighbour_finds_nothing(scene):
    people, _ = scene
    address = reverse("changes:ask_facility", args=[CENTRE])
    head = enter(people.head)
    page = head.get(address)
    assert page.status_code == 200
    typed = {
        "name_km": "k",
        "name_en": "Centre",
        "host": "010201",
        "catchment": "",
        "reason": "Sign.",
        "once": "a",
    }
    assert head.post(address, typed).status_code == 302
    asked = ChangeRequest.objects.get()
    assert set(asked.after) == {"name_km", "name_en"}
    assert in_words(asked).fields[0].now is None
    for other in (people.director, people.chan, people.dara):
        assert enter(other).get(reverse("changes:request", args=[asked.pk])).status_code == 404
    assert enter(people.chan).get(address).status_code == 404
