"""The full-text index behind one door: parts of words in any script, on both databases (ADR 0041).

SQLite: FTS5 with the trigram tokenizer over plain text, which needs no word spaces and equals a substring search
for three letters or more. PostgreSQL: LIKE, helped by a trigram index where the extension is there.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from .models import Passage

LEAST = 3  # letters that the index can look for; shorter words are found with the longer ones beside them


def create_index(schema_editor: Any) -> None:
    """For the migration: the index beside the table."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE publishing_passage_find USING fts5(plain, content='publishing_passage',"
            " content_rowid='id', tokenize='trigram')"
        )
    elif _has_trigrams(schema_editor.connection):
        schema_editor.execute(
            "CREATE INDEX publishing_passage_find ON publishing_passage USING gin (plain gin_trgm_ops)"
        )


def drop_index(schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS publishing_passage_find")
    else:
        schema_editor.execute("DROP INDEX IF EXISTS publishing_passage_find")


def _has_trigrams(database: Any) -> bool:
    """Whether the operator's database offers the extension to the role that we are."""
    with database.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


def add_to_index(passages: Iterable[Passage]) -> None:
    """In the transaction that wrote the rows."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO publishing_passage_find(rowid, plain) VALUES (%s, %s)",
            [(p.pk, p.plain) for p in passages],
        )


def take_from_index(passages: Iterable[Passage]) -> None:
    """Before the rows go: the index has to be told what stood there."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO publishing_passage_find(publishing_passage_find, rowid, plain) VALUES ('delete', %s, %s)",
            [(p.pk, p.plain) for p in passages],
        )


def holding(rows: QuerySet[Passage], words: list[str], limit: int) -> list[Passage]:
    """The passages that hold every word, the newest year first. Words come plain (``places.naming``)."""
    long = [word for word in words if len(word) >= LEAST]
    if not long:
        return []
    if connection.vendor == "sqlite":
        match = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
        found = "SELECT rowid FROM publishing_passage_find WHERE publishing_passage_find MATCH %s"
        rows = rows.extra(where=[f"publishing_passage.id IN ({found})"], params=[match])  # noqa: S610 - bound
        words = [word for word in words if len(word) < LEAST]
    test = Q()
    for word in words:
        test &= Q(plain__contains=word)
    return list(rows.filter(test).order_by("-year", "place", "pk")[:limit])
