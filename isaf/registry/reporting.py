"""The report of an import as JSON, with its keys in the documented order, and as text for a person."""

import json
from typing import Any

from django.utils.translation import gettext, override

from isaf.country.current import pack
from isaf.kit.problems import Problem, gettext_noop
from isaf.kit.saying import say

from .services import Report

WORDS = {
    "read": gettext_noop("rows read"),
    "added": gettext_noop("added"),
    "renamed": gettext_noop("renamed"),
    "moved": gettext_noop("moved"),
    "changed": gettext_noop("changed"),
    "ended": gettext_noop("ended"),
    "same": gettext_noop("unchanged"),
    "refused": gettext_noop("refused"),
}


def as_json(report: Report) -> str:
    """The report with its keys in the documented order."""
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
                "text": {language: told(row.problem, language) for language in pack().languages}
                if row.problem
                else None,
            }
            for row in report.rows
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_text(report: Report, language: str) -> str:
    """One line a refused row, then the counts."""
    lines = [f"{row.line}: {row.code} {told(row.problem, language)}" for row in report.rows if row.problem]
    with override(language):
        counts = ", ".join(
            f"{gettext(WORDS[word])} {number}" for word, number in report.counts.items() if number
        )
        if report.applied:
            end = gettext("Applied.")
        elif report.dry_run:
            end = gettext("Tried only; nothing was changed.")
        else:
            end = gettext("Nothing was changed. Mend the rows above, then import the file again.")
    return "\n".join([*lines, f"{report.file}: {counts}", end]) + "\n"


def told(problem: Problem, language: str) -> str:
    """The refusal as a sentence in one language."""
    with override(language):
        return say(problem)
