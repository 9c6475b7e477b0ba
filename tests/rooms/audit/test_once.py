"""A form counts once, however often it is sent."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from isaf.audit.models import Event, OnceKey
from isaf.audit.services import forget_keys, new_key, once, record
from isaf.kit.clock import now
from isaf.kit.problems import Problem
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def sokha():
    return make.person("sokha", "caf", area=make.area("010201"))


def deed(by, address="/first/"):
    """A deed that can be counted: it leaves an event and an address."""

    def act() -> str:
        record(by=by, verb="test_deed", subject=by)
        return address

    return act


def deeds() -> int:
    return Event.objects.filter(verb="test_deed").count()


def test_the_second_sending_gives_the_first_address_and_does_nothing(sokha):
    key = new_key()
    assert once(key=key, by=sokha, act=deed(sokha, "/first/")) == "/first/"
    assert once(key=key, by=sokha, act=deed(sokha, "/second/")) == "/first/"
    assert deeds() == 1


def test_a_refused_deed_leaves_the_key_unused_and_nothing_half_done(sokha):
    key = new_key()

    def refused() -> str:
        record(by=sokha, verb="test_deed", subject=sokha)
        raise Problem()

    with pytest.raises(Problem):
        once(key=key, by=sokha, act=refused)
    assert (deeds(), OnceKey.objects.count()) == (0, 0)
    assert once(key=key, by=sokha, act=deed(sokha, "/again/")) == "/again/"


def test_a_form_without_a_key_is_carried_out_each_time(sokha):
    for _ in range(2):
        once(key="", by=sokha, act=deed(sokha))
    assert deeds() == 2


def test_the_key_of_one_person_is_not_the_key_of_another(sokha):
    other = make.person("dara", "clerk", area=make.area("010201"))
    once(key="k", by=sokha, act=deed(sokha, "/sokha/"))
    assert once(key="k", by=other, act=deed(other, "/dara/")) == "/dara/"


def test_a_very_long_key_is_kept_within_its_column(sokha):
    once(key="k" * 500, by=sokha, act=deed(sokha))
    assert len(OnceKey.objects.get().key) == 64


def test_two_new_keys_differ():
    assert new_key() != new_key()


def test_old_keys_are_forgotten_and_young_ones_stay(sokha):
    once(key="old", by=sokha, act=deed(sokha))
    OnceKey.objects.update(at=now() - timedelta(days=40))
    once(key="young", by=sokha, act=deed(sokha))
    assert forget_keys(before=now() - timedelta(days=30)) == 1
    assert OnceKey.objects.get().key.endswith("young")


TWO_AT_ONCE = """
import threading, django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from isaf.audit.models import Event
from isaf.audit.services import once, record
from isaf.people.services import add_account
sokha = add_account(username="sokha", name="Sokha", password=None)
start, found = threading.Barrier(4), []
def send(n):
    def act():
        record(by=sokha, verb="test_deed", subject=sokha)
        return f"/{n}/"
    start.wait()
    found.append(once(key="k", by=sokha, act=act))
    connection.close()
threads = [threading.Thread(target=send, args=(n,)) for n in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(found), len(set(found)), Event.objects.filter(verb="test_deed").count())
"""


def test_four_sendings_at_the_same_moment_are_one_deed(tmp_path):
    """In a process and a database file of its own: threads do not share the tests' transaction."""
    surroundings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    surroundings |= {"ISAF_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "isaf.config.settings"}
    root = Path(__file__).parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", TWO_AT_ONCE],
        cwd=root,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.stdout.split() == ["4", "1", "1"], ran.stderr
