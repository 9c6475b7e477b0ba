"""The report of an import as JSON, with its keys in the documented order, and as text for a person."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, override

from isaf.country.current import pack
from isaf.kit.saying import say
from isaf.places.rules import RELATIONS

from .report import Judged, Note, Report
from .wording import CHANGES, Relation


def as_json(report: Report) -> str:
    """The report with its keys in the documented order."""
    texts: list[dict[str, str]] = [{} for _ in report.rows]
    for language in pack().languages:
        with override(language):
            for row, text in zip(report.rows, texts, strict=True):
                text[language] = told(row, language)
    content: dict[str, Any] = {
        "kind": report.kind,
        "file": report.file,
        "sha256": report.sha256,
        "dry_run": report.dry_run,
        "applied": report.applied,
        "counts": report.counts,
        "rows": [
            {
                "line": row.line,
                "code": row.code,
                "change": row.change,
                "problem": row.problem.code if row.problem else None,
                "text": text,
            }
            for row, text in zip(report.rows, texts, strict=True)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_text(report: Report, language: str) -> str:
    """One line for each refused row, in a trial also for each that would change; then the counts."""
    with override(language):
        rows = [row for row in report.rows if row.problem or (report.dry_run and row.change != "same")]
        lines = [f"{row.line or '-'}: {row.code} {told(row, language)}" for row in rows]
        counts = ", ".join(
            f"{gettext(CHANGES[word])} {number}" for word, number in report.counts.items() if number
        )
        if report.applied:
            end = gettext("Applied.")
        elif report.dry_run:
            end = gettext("Tried only; nothing was changed.")
        else:
            end = gettext("Nothing was changed. Mend the rows above, then import the file again.")
    return "\n".join([*lines, f"{report.file}: {counts}", end]) + "\n"


def told(row: Judged, language: str) -> str:
    """The row's sentence in the active language; for a refused row everything that is wrong with it."""
    if row.problem:
        return " ".join(say(problem) for problem in (row.problem, *row.more))
    return _said(row.note, language) if row.note else ""


def _said(note: Note, language: str) -> str:
    details = {key: _word(value, language) for key, value in note.details.items()}
    return gettext(note.text) % details


def _word(value: Any, language: str) -> str:
    """A name in the language or in another one; the word of a relation; anything else as it is."""
    if isinstance(value, Mapping):
        return value.get(language) or next(iter(value.values()), "")
    return gettext(RELATIONS[value]) if isinstance(value, Relation) else str(value)
