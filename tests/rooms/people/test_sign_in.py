"""Signing in and out, the lock after too many wrong passwords, and the first administrator."""

import pytest
from django.conf import settings
from django.test import Client

from isaf.kit.numerals import script_digits
from isaf.people import backend
from isaf.people.models import Account
from isaf.people.services import add_account, make_setup_token
from tests import make
from tests.enter import enter

pytestmark = pytest.mark.django_db

HERE = "/en/sign-in/"
PASSWORD = "secret-words"


@pytest.fixture
def sokha():
    return make.person("012 345 678", "caf", name="Sokha", area=make.area("010201"))


def typed(username="012345678", password=PASSWORD, **more):
    return {"username": username, "password": password, **more}


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "username",
    ["012345678", "012 345 678", "012-345-678", script_digits("012345678", "\u17e0"), "(012) 345 678"],
)
def test_a_phone_number_is_taken_as_people_write_it(sokha, client, username):
    answer = client.post(HERE, typed(username))
    assert (answer.status_code, answer.url) == (302, "/en/work/")
    assert is_in(client)


def test_a_name_in_other_letters_is_the_same_name(client):
    make.person("dara", "clerk", area=make.area("010201"))
    assert client.post(HERE, typed("DARA")).status_code == 302


@pytest.mark.parametrize("wrong", [typed(password="guess"), typed(username="099999999"), typed(username="")])
def test_a_wrong_name_and_a_wrong_password_read_the_same(sokha, client, wrong):
    answer = client.post(HERE, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not is_in(client)
    if wrong["username"]:
        assert "The name or the password is not right." in page
        assert f'value="{wrong["username"]}"' in page
    assert wrong["password"] not in page


def test_a_name_that_does_not_exist_costs_as_much_as_a_wrong_password(sokha, client, monkeypatch):
    """Counted in hashes, since a measured time would be a matter of luck."""
    hashed = []
    monkeypatch.setattr(Account, "set_password", lambda self, raw: hashed.append("set"))
    monkeypatch.setattr(Account, "check_password", lambda self, raw: bool(hashed.append("check")))
    client.post(HERE, typed(username="nobody"))
    client.post(HERE, typed(password="wrong"))
    assert hashed == ["set", "check"]


def test_an_account_that_was_switched_off_does_not_come_in(sokha, client):
    Account.objects.update(is_active=False)
    assert client.post(HERE, typed()).status_code == 422
    assert backend.AccountBackend().get_user(sokha.pk) is None


def test_an_account_without_a_password_does_not_come_in(client):
    add_account(username="new", name="New", password=None)
    for password in ("", "!", "None"):
        client.post(HERE, typed("new", password))
    assert not is_in(client)


def test_after_eight_wrong_passwords_the_right_one_waits_too(sokha, client):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert client.post(HERE, typed(password="wrong")).status_code == 422
    for password in ("wrong", PASSWORD):
        answer = client.post(HERE, typed(password=password))
        assert (answer.status_code, answer["Retry-After"]) == (429, "900")
        assert "Wait 15 minutes" in answer.content.decode()
    assert not is_in(client)


def test_writing_the_name_differently_does_not_go_round_the_lock(sokha, client):
    names = ["012345678", "012 345 678", "012-345-678", script_digits("012345678", "\u17e0")]
    answers = [client.post(HERE, typed(names[n % 4], "wrong")).status_code for n in range(9)]
    assert answers == [422] * 7 + [429] * 2


def test_the_lock_of_one_person_is_not_the_lock_of_another(sokha, client):
    make.person("dara", "clerk", area=make.area("010201"))
    for _ in range(9):
        client.post(HERE, typed(password="wrong"))
    assert client.post(HERE, typed("dara")).status_code == 302


def test_a_right_password_wipes_the_wrong_ones_before_it(sokha, client):
    for _ in range(2):
        for _ in range(5):
            client.post(HERE, typed(password="wrong"))
        assert client.post(HERE, typed()).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("/en/work/overdue/", "/en/work/overdue/"),
        ("https://elsewhere.example/", "/en/work/"),
        ("//elsewhere.example/", "/en/work/"),
        ("/\\elsewhere.example/", "/en/work/"),
        ("javascript:alert(1)", "/en/work/"),
        ("", "/en/work/"),
    ],
)
def test_a_person_is_led_on_inside_this_server_only(sokha, client, wanted, where):
    assert client.post(HERE, typed(next=wanted)).url == where


def test_the_page_keeps_where_a_person_wanted_to_go(sokha, client):
    asked = client.get("/km/work/overdue/")
    assert asked.url == "/km/sign-in/?next=/km/work/overdue/"
    assert 'name="next" value="/km/work/overdue/"' in client.get(asked.url).content.decode()
    wrong = client.post(HERE, typed(password="wrong", next="/km/work/overdue/"))
    assert 'name="next" value="/km/work/overdue/"' in wrong.content.decode()


def test_signing_in_gives_another_session_so_that_a_planted_one_is_worth_nothing(sokha, client):
    client.get("/en/work/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.post(HERE, typed())
    assert client.session.session_key != before


def test_a_shared_computer_forgets_when_it_is_closed(sokha, client):
    client.post(HERE, typed())
    cookie = client.cookies["isaf_session"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")


def test_signing_out_is_a_post_and_ends_the_session(sokha):
    client = enter(sokha)
    assert client.get("/en/sign-out/").status_code == 405
    assert is_in(client)
    assert client.post("/en/sign-out/").url == "/en/sign-in/"
    assert not is_in(client)


def test_a_post_without_its_token_is_refused(sokha):
    client = Client(enforce_csrf_checks=True)
    assert client.post(HERE, typed()).status_code == 403


def setup_form(**more):
    return {"name": "Vanna", "username": "Vanna", "password": "a long new word", **more}


def test_the_first_administrator_is_made_once(client):
    make.area("")
    here = f"/en/setup/{make_setup_token()}/"
    assert client.get(here).status_code == 200
    assert client.post(here, setup_form()).url == "/en/sign-in/"
    account = Account.objects.get(username="vanna")
    assert account.holdings.get().role == "national_admin"
    assert client.get(here).status_code == 404
    assert client.post(here, setup_form(username="second")).status_code == 404
    assert Account.objects.count() == 1
    assert client.post(HERE, typed("vanna", "a long new word")).status_code == 302


def test_a_newer_address_replaces_an_older_one(client):
    make.area("")
    old, new = make_setup_token(), make_setup_token()
    assert client.get(f"/en/setup/{old}/").status_code == 404
    assert client.get(f"/en/setup/{new}/").status_code == 200


@pytest.mark.parametrize("token", ["wrong", "x" * 200])
def test_a_wrong_address_makes_nobody(client, token):
    make_setup_token()
    assert client.post(f"/en/setup/{token}/", setup_form()).status_code == 404
    assert not Account.objects.exists()


@pytest.mark.parametrize("password", ["short", "password", ""])
def test_a_weak_password_is_refused_and_the_name_stays(client, password):
    make.area("")
    answer = client.post(f"/en/setup/{make_setup_token()}/", setup_form(password=password))
    assert answer.status_code == 422
    assert 'value="Vanna"' in answer.content.decode()
    assert not Account.objects.exists()
