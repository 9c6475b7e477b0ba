"""`isaf daily`: what is due every day. A list of steps, run in order; no scheduler is needed on a small server.

Run it by day: letters do not leave at night (isaf/notices/rules.py).
"""

import argparse
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import IO, Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """Do what is due and say it, a line each; a step that fails does not keep the next from being done."""
    import django

    django.setup()
    from isaf.kit.clock import now
    from isaf.places.ready import bring_up_to_date

    bring_up_to_date()
    failed = 0
    for step in STEPS:
        try:
            print(step(now()), file=stdout)
        except Exception as error:  # whatever it was, the other steps do not depend on it
            # Where, not what: the text of a database's refusal may hold a person's name or address.
            where = traceback.extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            print(
                f"{step.__name__} could not be done: {kind} in {where.name}, line {where.lineno}", file=stderr
            )
            failed = 3
    return failed


def clear_sessions(now: datetime) -> str:
    from django.core.management import call_command

    call_command("clearsessions")
    return "sessions that ended: cleared"


def forget_keys(now: datetime) -> str:
    from isaf.audit.services import forget_keys

    return f"forms' keys forgotten: {forget_keys(before=now - timedelta(days=30))}"


def end_administrations(now: datetime) -> str:
    from isaf.people.services import end_expired

    return f"administrators' sessions that ran out: {end_expired(before=now)}"


def forget_tries(now: datetime) -> str:
    """Wrong passwords, with the name and the address they were typed from; counted tries of the public."""
    from isaf.kit.services import forget_tries
    from isaf.people.services import forget_wrong_sign_ins

    return f"old tries forgotten: {forget_wrong_sign_ins(before=now - timedelta(days=30)) + forget_tries(now=now)}"


def forget_imports(now: datetime) -> str:
    from isaf.registry.services import forget_imports

    return f"files of lists forgotten: {forget_imports(before=now - timedelta(days=30))}"


def sweep_files(now: datetime) -> str:
    from isaf.files.services import sweep

    return f"bytes without a record taken away: {sweep(before=now - timedelta(days=1))}"


def open_scores(now: datetime) -> str:
    from isaf.scorecards.summaries import open_held_scores

    return f"scores looked at after a protected period: {open_held_scores()}"


def find_texts(now: datetime) -> str:
    from isaf.publishing.services import index_texts

    return f"published papers whose texts can be found now: {index_texts()}"


def write_letters(now: datetime) -> str:
    """Once a week, what waits for each person who asked for letters, in that person's language."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils import translation

    from isaf.home.selectors import waiting_for
    from isaf.kit.clock import today
    from isaf.notices.selectors import may_write, readers
    from isaf.notices.services import queue

    written = 0
    for person in readers():
        if not may_write(to=person, matter="work", now=now):
            continue
        with translation.override(person.language or settings.LANGUAGE_CODE):
            items, address = waiting_for(person, today()), settings.ISAF_URL + reverse("home:work")
        told = {"name": person.name, "items": items, "address": address}
        if items and queue(to=person, letter="notices/letters/work_waits.txt", context=told, matter="work"):
            written += 1
    return f"letters written: {written}"


def send_letters(now: datetime) -> str:
    from isaf.notices.services import forget, send_due

    counts = ", ".join(f"{number} {state}" for state, number in send_due(now=now).items())
    return f"letters: {counts}; texts of old letters forgotten: {forget(now=now)}"


def weigh_indexes_sql(now: datetime) -> str:
    """SQLite chooses among indexes by counts that it takes only when told to; PostgreSQL takes them by itself."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return "indexes weighed: by the database itself"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize = 0x10002")  # every table, where its counts are old (SQLite 3.40)
    return "indexes weighed"


STEPS: list[Callable[[datetime], str]] = [
    clear_sessions,
    forget_keys,
    end_administrations,
    forget_tries,
    forget_imports,
    sweep_files,
    open_scores,
    find_texts,
    weigh_indexes_sql,
    write_letters,
    send_letters,
]
