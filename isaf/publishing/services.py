"""Keeping the index of texts in step with what is published."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from isaf.audit.models import Version
from isaf.places.naming import writing

from . import fulltext_sql
from .models import Passage

AT_ONCE = 200
KINDS = ("information", "plan")


def index_texts() -> int:
    """Take in the texts of every version that was not looked at yet; how many versions. Done again, nothing changes.

    Asked each day and when the server starts. A version that came meanwhile is taken in the next time, whichever
    order the transactions ended in.
    """
    done = 0
    while taken := _some():
        done += taken
    return done


@transaction.atomic
def _some() -> int:
    seen = Passage.objects.values("version")
    rows = list(Version.objects.filter(kind__in=KINDS).exclude(pk__in=seen).order_by("pk")[:AT_ONCE])
    for version in rows:
        older = list(
            Passage.objects.filter(kind=version.kind, subject_id=version.subject_id).exclude(text="")
        )
        fulltext_sql.take_from_index(older)
        Passage.objects.filter(pk__in=[one.pk for one in older]).update(text="", plain="")
        passage = Passage.objects.create(**_passage(version))
        fulltext_sql.add_to_index([passage] if passage.text else [])
    return len(rows)


def _passage(version: Version) -> dict[str, Any]:
    kept = version.content
    is_sheet = version.kind == "information"
    lines = list(dict.fromkeys(_of_sheet(kept) if is_sheet else _of_plan(kept)))
    return {
        "version": version.pk,
        "kind": version.kind,
        "subject_id": version.subject_id,
        "place": kept["facility"]["slug"] if is_sheet else kept["area"],
        "year": kept["year"],
        "origin": kept.get("origin", ""),
        "text": "\n".join(lines),
        "plain": "\n".join(writing().plain(line) for line in lines),
    }


def _of_sheet(kept: dict[str, Any]) -> Iterator[str]:
    """The lines of which something in words was reported, each with the name of the line in every language."""
    names = {
        (section["id"], item["id"]): item["names"]
        for section in kept["sections"]
        for item in section.get("items", ())
    }
    for section, items in kept["values"].items():
        for item, columns in items.items():
            said = [
                _one_line(value) for value in columns.values() if isinstance(value, str) and value.strip()
            ]
            if said:
                yield " · ".join([*names.get((section, item), {}).values(), *said])


def _of_plan(kept: dict[str, Any]) -> Iterator[str]:
    for line in kept["lines"]:
        yield " · ".join(_one_line(line[name]) for name in ("title", "location", "lead") if line.get(name))


def _one_line(text: str) -> str:
    return " ".join(text.split())
