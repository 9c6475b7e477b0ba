"""The limit on what the public may send."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import RequestFactory

from isaf.kit import throttle
from isaf.kit.clock import now, pretend
from isaf.kit.models import Knock
from isaf.kit.throttle import address_of, allow

DAY = date(2026, 6, 1)


def tries(n, kind="feedback", key="203.0.113.7"):
    return [allow(kind, key, 3, 60) for _ in range(n)]


@pytest.mark.django_db
def test_the_first_tries_pass_and_the_others_wait():
    with pretend(DAY):
        assert tries(5) == [True, True, True, False, False]


@pytest.mark.django_db
def test_another_side_and_another_matter_are_counted_apart():
    with pretend(DAY):
        tries(5)
        assert tries(1, key="203.0.113.8") == [True]
        assert tries(1, kind="question") == [True]


@pytest.mark.django_db
def test_a_new_window_begins_anew_and_forgets_the_one_before(monkeypatch):
    with pretend(DAY):
        tries(5)
        before = set(Knock.objects.values_list("mark", flat=True))
        later = now() + timedelta(seconds=60)
        monkeypatch.setattr(throttle, "now", lambda: later)
        assert tries(1) == [True]
    assert Knock.objects.count() == 1
    assert not before & set(Knock.objects.values_list("mark", flat=True))


@pytest.mark.django_db
def test_no_address_is_kept(settings):
    tries(1)
    kept = str(list(Knock.objects.values()))
    settings.SECRET_KEY = "another"
    tries(1)
    assert "203.0.113.7" not in kept
    assert Knock.objects.count() == 2, "without the server's secret nobody can tell whose mark it is"


AT_ONCE = """
import threading, django
django.setup()
from django.core.management import call_command
call_command("migrate", "kit", verbosity=0)
from isaf.kit.throttle import allow
start, passed = threading.Barrier(12), []
def knock():
    start.wait()
    passed.append(allow("feedback", "203.0.113.7", 5, 86_400))
    connection.close()
threads = [threading.Thread(target=knock) for _ in range(12)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(passed), passed.count(True))
"""


def test_tries_at_the_same_moment_do_not_pass_together(tmp_path):
    """In a process and a database file of its own: threads do not share the tests' transaction."""
    surroundings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    surroundings |= {"ISAF_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "isaf.config.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", AT_ONCE],
        cwd=Path(__file__).parents[3],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.stdout.split() == ["12", "5"], ran.stderr


@pytest.mark.parametrize(
    ("https", "headers", "expected"),
    [
        (False, {"REMOTE_ADDR": "203.0.113.7"}, "203.0.113.7"),
        (False, {"REMOTE_ADDR": "203.0.113.7", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, "203.0.113.7"),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 198.51.100.1"}, "198.51.100.1"),
        (True, {"REMOTE_ADDR": "203.0.113.7"}, "203.0.113.7"),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        (False, {"REMOTE_ADDR": "a word"}, "unknown"),
    ],
)
def test_a_caller_is_where_the_server_or_its_own_proxy_says(settings, https, headers, expected):
    settings.HTTPS = https
    assert address_of(RequestFactory().get("/", **headers)) == expected
