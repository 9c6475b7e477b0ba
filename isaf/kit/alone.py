"""One process at a time, among all that share a data folder and a database: the one helper for such locks.

Rows are locked by the database itself (``select_for_update``). This is for deeds that have no row yet, such as making
the tables.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def alone(deed: str) -> Iterator[None]:
    """Wait until no other process does the deed, then do it; let go at the end, also when the process dies.

    On PostgreSQL an advisory lock of the session, so that it holds across machines; else a lock on a file in the data
    folder, which stays behind empty. Not to be nested under the same word: the second would wait for the first.
    """
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(deed.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [number])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
        return
    settings.ISAF_DATA.mkdir(parents=True, exist_ok=True)
    with (settings.ISAF_DATA / f".{deed}.lock").open("a") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        yield
