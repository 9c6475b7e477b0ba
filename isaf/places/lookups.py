"""``code__below="0102"``: an area and everything inside it, found through the index of the code.

The tree of areas is in their codes, so what lies below an area are the codes that begin with its own.
``startswith`` says the same, but SQLite has no index for it (its LIKE ignores the case of letters); a range of the
text it has. PostgreSQL finds the beginning through the index that Django makes for every indexed text. The empty
code is the nation: everything is below it.
"""

from typing import Any

from django.db.models import CharField, Q
from django.db.models.lookups import StartsWith

LAST = "\U0010ffff"


def after(beginning: str) -> str:
    """The first text, in the order of its characters, that no longer begins so; empty where there is none.

    >>> after("0102"), after("09"), after("")
    ('0103', '0:', '')
    """
    kept = beginning.rstrip(LAST)
    if not kept:
        return ""
    following = ord(kept[-1]) + 1
    return kept[:-1] + chr(0xE000 if following == 0xD800 else following)  # no text holds half a character


def below(path: str, code: str) -> Q:
    """The condition that the area at ``path`` lies in the area ``code``; for the nation none, so that no table of
    places is read for it. Only for a path that every row has."""
    return Q(**{f"{path}__below": code}) if code else Q()


@CharField.register_lookup
class Below(StartsWith):
    """Begins with the given text: letter by letter, also where the database's own LIKE is not so exact."""

    lookup_name = "below"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        if not isinstance(self.rhs, str):  # compared with another column
            return self.as_sql(compiler, connection)
        column, given = self.process_lhs(compiler, connection)
        end = after(self.rhs)
        if not end:
            return f"{column} >= %s", [*given, self.rhs]
        return f"({column} >= %s AND {column} < %s)", [*given, self.rhs, *given, end]
