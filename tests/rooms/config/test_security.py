"""The ground under every page: content policy, cookies, hosts and origins, limits, the secret, and the log."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from isaf.config.logs import Discreet
from isaf.config.secret import secret_key
from isaf.people.services import make_slip
from tests import cast
from tests.enter import enter

ROOT = Path(__file__).parents[3]
SIGN_IN = "/en/sign-in/"
PHONE = "012345678"


@pytest.fixture
def people(db):
    with override("en"):
        yield cast.people()


def run(code: str, folder: Path, **surroundings: str) -> subprocess.CompletedProcess:
    """A start of the product in a process of its own, as an operator would start it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ISAF_", "DATABASE_", "DJANGO_"))
    }
    kept |= {"ISAF_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "isaf.config.settings"} | surroundings
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=kept, capture_output=True, text=True, timeout=120
    )


# --- the browser -------------------------------------------------------------------------------------------


def test_every_kind_of_page_forbids_inline_scripts_styles_frames_and_other_servers(people):
    admin = enter(people.admin, administers=False)
    pages = [
        enter().get("/en/"),
        enter().get(SIGN_IN),
        admin.get("/en/work/"),
        admin.get("/en/work/people/add/"),
        enter().get("/en/no-such-page/"),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 403, 404]
    for page in pages:
        policy = page["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert {"object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"} <= set(
            policy.split("; ")
        )
        assert "unsafe" not in policy
        assert "http" not in policy.replace("data:", "")
        assert "<script>" not in page.text
        assert " style=" not in page.text
        assert (page["X-Frame-Options"], page["X-Content-Type-Options"]) == ("DENY", "nosniff")
        assert page["Referrer-Policy"] == "same-origin"


def test_the_cookie_of_a_session_is_out_of_reach_for_scripts_and_other_sites(people):
    client = enter()
    assert client.post(SIGN_IN, {"username": "dara", "password": "secret-words"}).status_code == 302
    cookie = client.cookies["isaf_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_behind_https_cookies_are_secure_and_browsers_stay_with_https(tmp_path):
    code = """
import django; django.setup()
from django.conf import settings as s
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 3e7, s.DEBUG)
print(s.ALLOWED_HOSTS[0], s.CSRF_TRUSTED_ORIGINS)
"""
    ran = run(code, tmp_path, ISAF_URL="https://isaf.example.org")
    assert ran.stdout.splitlines() == [
        "True True True False",
        "isaf.example.org ['https://isaf.example.org']",
    ], ran.stderr


def test_the_check_before_deployment_has_nothing_to_say(tmp_path):
    code = """
import django; django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""
    ran = run(code, tmp_path, ISAF_URL="https://isaf.example.org")
    assert ran.returncode == 0, ran.stderr
    assert "no issues" in ran.stdout


# --- who may ask, and how much -----------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{"host": "evil.example.org"}, {"host": "127.0.0.1.evil.example.org"}])
def test_another_host_is_not_answered(db, headers):
    assert Client(headers=headers).get("/en/").status_code == 400


def test_a_forwarded_host_is_not_believed(db):
    page = Client(headers={"x-forwarded-host": "evil.example.org"}).get("/en/sign-in/")
    assert page.status_code == 200
    assert "evil" not in page.text


def test_a_form_from_another_origin_is_refused_though_it_has_the_token(people):
    client = Client(enforce_csrf_checks=True)
    client.get(SIGN_IN)
    token = client.cookies["csrftoken"].value
    typed = {"username": "dara", "password": "secret-words", "csrfmiddlewaretoken": token}
    there = client.post(SIGN_IN, typed, headers={"origin": "https://evil.example.org"})
    here = client.post(SIGN_IN, typed, headers={"origin": "http://testserver"})
    assert (there.status_code, here.status_code) == (403, 302)
    assert Client(enforce_csrf_checks=True).post(SIGN_IN, typed).status_code == 403


def test_after_signing_in_nobody_is_led_to_another_site(people):
    typed = {"username": "dara", "password": "secret-words"}
    for elsewhere in ("https://evil.example.org/", "//evil.example.org/", "javascript:alert(1)"):
        assert enter().post(SIGN_IN, typed | {"next": elsewhere}).url == "/en/work/"


@pytest.mark.parametrize(
    "typed",
    [
        {"username": "x" * (5 * 2**20 + 1)},
        {f"field{n}": "x" for n in range(5001)},
        {f"file{n}": SimpleUploadedFile("a.txt", b"a") for n in range(11)},
    ],
    ids=["too large", "too many fields", "too many files"],
)
def test_more_than_a_form_can_hold_is_refused(people, typed):
    assert enter().post(SIGN_IN, typed).status_code == 400


def test_wrong_passwords_lock_the_name_for_a_while(people):
    typed = {"username": "dara", "password": "a-guess-or-two"}
    statuses = [enter().post(SIGN_IN, typed).status_code for _ in range(9)]
    assert statuses == [422] * 7 + [429] * 2
    assert enter().post(SIGN_IN, {"username": "sokha", "password": "secret-words"}).status_code == 302


# --- the secret --------------------------------------------------------------------------------------------


def test_the_secret_is_made_at_the_first_start_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv("ISAF_SECRET_KEY", raising=False)
    folder = tmp_path / "data"
    first = secret_key(folder)
    path = folder / "secret.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(first) >= 50
    assert secret_key(folder) == first
    assert [one.name for one in folder.iterdir()] == ["secret.key"]
    assert secret_key(tmp_path / "other") != first


def test_two_first_starts_at_once_agree(tmp_path, monkeypatch):
    monkeypatch.delenv("ISAF_SECRET_KEY", raising=False)
    code = "import sys, pathlib as p, isaf.config.secret as s; print(s.secret_key(p.Path(sys.argv[1])))"
    surroundings = {k: v for k, v in os.environ.items() if k != "ISAF_SECRET_KEY"}
    made, start = [], threading.Barrier(4)

    def begin():
        start.wait()
        words = [sys.executable, "-c", code, str(tmp_path)]
        made.append(subprocess.run(words, cwd=ROOT, env=surroundings, capture_output=True, text=True).stdout)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert len(made) == 4
    assert len(set(made)) == 1
    assert made[0].strip()


# --- the log -----------------------------------------------------------------------------------------------


@pytest.fixture
def log():
    """Everything of the log as the server writes it."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    kept = Kept(logging.DEBUG)
    kept.setFormatter(Discreet("{asctime} {levelname} {name}: {message}", style="{"))
    watched = [
        logging.getLogger(name) for name in ("", "django", "django.request", "django.security", "axes")
    ]
    levels = [(one, one.level, one.propagate) for one in watched]
    for one in watched:
        one.setLevel(logging.INFO)
    watched[0].addHandler(kept)
    yield lines
    watched[0].removeHandler(kept)
    for one, level, propagate in levels:
        one.setLevel(level)
        one.propagate = propagate


def test_the_log_names_nobody(people, log, monkeypatch):
    """Failed and locked sign-ins, refused deeds, wrong slips and a failure that quotes a person."""
    from isaf.people.models import Account

    Account.objects.filter(pk=people.dara.pk).update(username=PHONE, name="Dara Unusual")
    for _ in range(9):
        enter().post(SIGN_IN, {"username": "012 345 678", "password": "Dara-guesses"})
    code = make_slip(person=people.head, by=people.admin)
    door = reverse("people:invitation", args=[code])
    assert enter().post(door, {"password": "short", "again": "short"}).status_code == 422
    assert enter().get(f"{door[:-2]}0/").status_code == 404
    bopha = enter(people.bopha)
    assert bopha.post(reverse("people:slip", args=[people.dara.pk]) + "?q=Unusual").status_code == 200
    assert bopha.get(reverse("people:person", args=[people.chan.pk])).status_code == 404
    assert bopha.get("/en/work/import/?name=Unusual").status_code in (403, 404)

    def breaks(*args, **kwargs):
        raise ValueError(f"Key (username)=({PHONE}) of Dara Unusual already exists")

    monkeypatch.setattr("isaf.home.selectors.my_years", breaks)
    again = enter(people.dara)
    again.raise_request_exception = False
    assert again.get("/en/work/").status_code == 500
    text = "\n".join(log)
    assert "ValueError" in text
    assert "failure" in text
    assert "invitation/..." in text
    for word in (PHONE, "Unusual", "Dara", "guesses", code, code[:4], "short"):
        assert word not in text, word


def test_the_server_writes_its_log_that_way(tmp_path):
    code = """
import django; django.setup()
import logging
try:
    raise ValueError("Dara 012 345 678")
except ValueError:
    logging.getLogger("isaf").exception("Not Found: /km/setup/a-word/ 012-345-678")
"""
    ran = run(code, tmp_path)
    assert "ERROR isaf: Not Found: /km/setup/..." in ran.stderr
    assert "ValueError" in ran.stderr
    assert "345" not in ran.stderr
    assert "Dara" not in ran.stderr
    assert "a-word" not in ran.stderr
