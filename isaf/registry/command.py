"""``isaf import``: the arguments, the run, and the report as text or JSON. Exit codes as in docs/api."""

import argparse
import json
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext, override

from isaf.country.current import pack
from isaf.kit.actor import PROGRAM
from isaf.kit.problems import Problem, gettext_noop

from .services import Report, import_facilities

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
DONE, REFUSED, WRONG_USAGE, FAILED_OUTSIDE = 0, 1, 2, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``isaf import``."""
    parser.add_argument("kind", choices=["facilities"], help="what the file holds")
    parser.add_argument("file", metavar="FILE", help="CSV (UTF-8) or XLSX, told by its content")
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, change nothing")
    parser.add_argument(
        "--skip-refused", action="store_true", help="apply the other rows when some are refused"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--lang", choices=pack().languages, default=pack().default_language)


def run(args: argparse.Namespace, stdout: TextIO, stderr: TextIO) -> int:
    """Import the file; 0 done, 1 the data were refused, 3 the file cannot be read."""
    try:
        data = Path(args.file).read_bytes()
    except OSError as error:
        stderr.write(f"{args.file}: {error.strerror}\n")
        return FAILED_OUTSIDE
    report = import_facilities(
        data=data,
        name=Path(args.file).name,
        by=PROGRAM,
        dry_run=args.dry_run,
        skip_refused=args.skip_refused,
    )
    stdout.write(as_json(report) if args.format == "json" else as_text(report, args.lang))
    has_refused = report.counts["refused"] > 0 and not args.skip_refused
    return REFUSED if report.is_refused or has_refused else DONE


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
        text = gettext(problem.text)
    return text % problem.details if problem.details else text
