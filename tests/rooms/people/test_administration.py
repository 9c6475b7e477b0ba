"""An administrator's session: begun with password and reason, timed, written down, and known to the judge."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from isaf.audit.models import Event
from isaf.config import daily
from isaf.kit import clock
from isaf.kit.clock import now
from isaf.people import access, selectors, services
from isaf.people.models import Account, Administration
from isaf.people.power import ADMINISTRATIVE, Door
from isaf.people.problems import SessionNeeded
from isaf.people.verbs import Verb
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

HERE = "/en/work/people/administration/"
RIGHT = {"password": "secret-words", "why": "Accounts for the letter no. 12"}
NEW = {
    "name": "Mony",
    "username": "mony",
    "language": "en",
    "role": "clerk",
    "place": "010201",
    "since": "2026-06-01",
}


@pytest.fixture
def people(db):
    with override("en"):
        yield cast.people()


@pytest.fixture
def plain(people) -> Client:
    """The administrator, signed in, without the session."""
    return enter(people.admin, administers=False)


@pytest.fixture
def later(monkeypatch):
    """Let some minutes pass."""

    def wait(minutes):
        moment = now() + timedelta(minutes=minutes)
        monkeypatch.setattr(clock.timezone, "now", lambda: moment)

    return wait


def at_the_door(person: Account, **door) -> Account:
    again = Account.objects.get(pk=person.pk)
    again.door = Door(**door)
    return again


# --- the judge, without HTTP -------------------------------------------------------------------------------


def test_reading_counts_all_verbs_a_deed_without_a_session_not_the_administrative_ones(people):
    here = make.area("010201")
    for verb in sorted(ADMINISTRATIVE):
        reads, does, holds = (
            at_the_door(people.admin),
            at_the_door(people.admin, is_deed=True),
            at_the_door(people.admin, is_deed=True, session=1),
        )
        assert [access.may(one, Verb(verb), here) for one in (reads, does, holds)] == [True, False, True]
        with pytest.raises(SessionNeeded):
            access.require(does, Verb(verb), here)
        with pytest.raises(SessionNeeded):
            access.require_anywhere(does, Verb(verb))
    assert access.may(does, Verb.INFORMATION_CHECK, here)


def test_a_district_is_not_concerned(people):
    bopha = at_the_door(people.bopha, is_deed=True)
    access.require(bopha, Verb.PEOPLE_MANAGE, make.area("010201"))
    assert not access.lacks_session(bopha)


def test_another_role_that_gives_the_verb_needs_no_session(people):
    services.give_role(person=people.admin, role="district_group", area=make.area("0102"), by=make.system())
    both = at_the_door(people.admin, is_deed=True)
    assert access.may(both, Verb.PEOPLE_MANAGE, make.area("010201"))
    assert not access.may(both, Verb.PEOPLE_MANAGE, make.area("020101"))


def test_who_comes_through_no_door_is_not_concerned(people):
    services.set_active(person=people.dara, is_active=False, by=people.admin)
    assert not Account.objects.get(pk=people.dara.pk).is_active


def test_the_services_refuse_a_deed_without_a_session_by_themselves(people):
    does, nation = at_the_door(people.admin, is_deed=True), make.area("")
    with pytest.raises(SessionNeeded):
        services.give_role_to(
            person=people.dara,
            role="national_viewer",
            scope={"area": nation},
            since=now().date(),
            until=None,
            by=does,
        )
    with pytest.raises(SessionNeeded):
        services.make_slip(person=people.dara, by=does)


# --- the pages ----------------------------------------------------------------------------------------------


def test_reading_needs_no_session_and_says_how_to_begin_one(plain, people):
    for name in ("people:people", "people:review", "people:why", "registry:facilities", "home:work"):
        page = plain.get(reverse(name))
        assert page.status_code == 200
        assert "start an administrator's session" in page.text
    assert "start an administrator" not in enter(people.bopha).get(reverse("home:work")).text


def test_a_refused_form_leads_to_the_session_and_back(plain):
    refused = plain.get(reverse("people:add"))
    assert refused.status_code == 403
    door = (
        re.search(r'href="(/en/work/people/administration/[^"]*)"', refused.text)
        .group(1)
        .replace("&amp;", "&")
    )
    assert plain.get(door).status_code == 200
    begun = plain.post(door, RIGHT | {"next": "/en/work/people/add/"})
    assert (begun.status_code, begun.url) == (302, "/en/work/people/add/")
    page = plain.get(begun.url)
    assert page.status_code == 200
    assert "30 minutes left" in page.text
    assert reverse("people:end_administration") in page.text


def test_a_deed_with_a_button_leads_back_to_the_page_it_stood_on(plain, people):
    page = f"/en/work/people/{people.dara.pk}/"
    refused = plain.post(f"{page}slip/", headers={"referer": f"http://testserver{page}"})
    assert refused.status_code == 403
    assert f"next=http%3A%2F%2Ftestserver%2Fen%2Fwork%2Fpeople%2F{people.dara.pk}%2F" in refused.text
    elsewhere = plain.post(f"{page}slip/", headers={"referer": "https://example.org/"})
    assert "next=" not in elsewhere.text
    assert not people.dara.slips.exists()


@pytest.mark.parametrize("wrong", [{"password": "a-guess-or-two"}, {"why": " "}, {"why": "x" * 501}])
def test_it_does_not_begin_without_the_password_and_a_reason(plain, wrong):
    assert plain.post(HERE, RIGHT | wrong).status_code == 422
    assert not Administration.objects.exists()
    assert plain.get(reverse("people:add")).status_code == 403


def test_guessing_the_password_there_locks_like_guessing_at_the_sign_in(plain):
    statuses = [plain.post(HERE, RIGHT | {"password": "a-guess-or-two"}).status_code for _ in range(9)]
    assert statuses[-1] == 429
    assert plain.post(HERE, RIGHT).status_code == 429


def test_others_have_no_use_for_it(people):
    assert {enter(one).get(HERE).status_code for one in (people.bopha, people.vanna, people.dara)} == {403}
    assert enter(people.bopha).post(HERE, RIGHT).status_code == 403


def test_deeds_in_it_carry_its_number_and_others_do_not(people):
    client = enter(people.admin)
    session = Administration.objects.get()
    assert client.post(reverse("people:add"), NEW).status_code == 200
    verbs = Event.objects.filter(details__session=session.pk).values_list("verb", flat=True)
    assert sorted(verbs) == ["add_account", "give_role", "make_slip"]
    assert enter(people.bopha).post(reverse("people:add"), NEW | {"username": "nary"}).status_code == 200
    assert "session" not in Event.objects.filter(by_id=str(people.bopha.pk)).first().details
    assert selectors.with_deeds(selectors.all_administrations()) == [(session, 3)]


def test_it_is_over_by_itself_and_that_is_written_down(people, later):
    client = enter(people.admin)
    later(29)
    assert client.get(reverse("people:add")).status_code == 200
    later(2)
    assert client.get(reverse("people:add")).status_code == 403
    assert client.post(reverse("people:add"), NEW).status_code == 403
    assert not Account.objects.filter(username="mony").exists()
    assert daily.end_administrations(now()).endswith(": 1")
    event = Event.objects.get(verb="end_administration")
    assert (event.by_name, event.details["how"]) == ("OpenISAF", "expired")
    ended = Administration.objects.get()
    assert ended.ended_at == ended.ends_at


@pytest.mark.parametrize(
    ("address", "how"), [("/en/work/people/administration/end/", "ended"), ("/en/sign-out/", "signed_out")]
)
def test_a_button_and_signing_out_end_it(people, address, how):
    client = enter(people.admin)
    assert client.post(address).status_code == 302
    assert Event.objects.get(verb="end_administration").details["how"] == how
    assert Administration.objects.get().ended_at
    assert client.get(reverse("people:add")).status_code in (302, 403)


def test_it_counts_in_the_one_browser_in_which_it_was_begun(people):
    first, second = enter(people.admin), enter(people.admin, administers=False)
    assert second.get(reverse("people:add")).status_code == 403
    assert second.post(HERE, RIGHT).status_code == 302
    assert second.get(reverse("people:add")).status_code == 200
    assert first.get(reverse("people:add")).status_code == 403
    assert Event.objects.get(verb="end_administration").details["how"] == "followed"


def test_anothers_number_is_worth_nothing(people):
    enter(people.admin)
    other = make.person("other", "national_admin", area=make.area(""))
    client = enter(other, administers=False)
    kept = client.session
    kept[selectors.ADMINISTRATION] = Administration.objects.get().pk
    kept.save()
    assert client.get(reverse("people:add")).status_code == 403


def test_who_reads_the_record_sees_every_session_with_its_reason(people):
    enter(people.admin)
    other = make.person("other", "national_admin", area=make.area(""))
    page = enter(other, administers=False).get(HERE).text
    assert "A test." in page
    assert "Admin" in page


def test_the_minutes_are_a_setting(people, settings):
    settings.ADMINISTRATION_MINUTES = 5
    assert "5 minutes left" in enter(people.admin).get(reverse("home:work")).text


def test_old_wrong_passwords_are_forgotten(people, later):
    enter().post("/en/sign-in/", {"username": "dara", "password": "a-guess-or-two"})
    assert daily.forget_tries(now()).endswith(": 0")
    later(31 * 24 * 60)
    assert daily.forget_tries(now()).endswith(": 1")
