"""What a file would change or has changed, in words: as JSON in the documented order, as text, and for the page."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, gettext_noop, ngettext, override

from isaf.country.current import pack
from isaf.kit.numerals import script_digits, write_number
from isaf.kit.saying import as_written, say
from isaf.kit.tables import visible
from isaf.registry.report import Report

from ..boxes import kind_of
from ..selectors import in_words, reader_language
from .judging import Change, Row

_SHOWN = 6  # changes in one sentence; the page and the JSON hold all
_WORDS = 40  # letters of a text

END = {
    "applied": gettext_noop("Applied."),
    "dry_run": gettext_noop("Tried only; nothing was changed."),
    "refused": gettext_noop("Nothing was changed. Mend the rows above, then import the file again."),
}
COUNTS = {
    "read": gettext_noop("facilities read"),
    "added": gettext_noop("sheets begun"),
    "changed": gettext_noop("sheets changed"),
    "same": gettext_noop("unchanged"),
    "refused": gettext_noop("refused"),
}


def as_json(report: Report) -> str:
    """The report with its keys in the documented order."""
    texts: list[dict[str, str]] = [{} for _ in report.rows]
    for language in pack().languages:
        with override(language):
            for row, text in zip(report.rows, texts, strict=True):
                text[language] = told(row)
    content = {
        "kind": report.kind,
        "file": report.file,
        "sha256": report.sha256,
        "dry_run": report.dry_run,
        "applied": report.applied,
        "counts": report.counts,
        "rows": [_row(row, text) for row, text in zip(report.rows, texts, strict=True)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _row(row: Row, text: dict[str, str]) -> dict[str, Any]:
    return {
        "line": row.line,
        "code": row.code,
        "change": row.change,
        "problem": row.problem.code if row.problem else None,
        "text": text,
        "sheet": row.sheet or None,
        "column": row.column or None,
        "changes": [change.ids for change in row.changes],
    }


def as_text(report: Report, language: str) -> str:
    """A line for each refused cell and, in a trial, for each facility that would change; then the counts."""
    with override(language):
        rows = [row for row in report.rows if row.problem or (report.dry_run and row.change != "same")]
        lines = [told(row) for row in rows]
        counts = ", ".join(f"{gettext(word)} {_number(report.counts[name])}" for name, word in COUNTS.items())
        end = "applied" if report.applied else "dry_run" if report.dry_run else "refused"
        return "\n".join([*lines, f"{report.file}: {counts}", gettext(END[end])]) + "\n"


def told(row: Row) -> str:
    """One row in the active language: where, which facility and box, what happens or what is wrong."""
    if row.problem:
        parts = [place(row), box(row), say(row.problem)]
        return ": ".join(part for part in parts if part)
    return f"{facility(row)}: {what(row)}"


def place(row: Row) -> str:
    """Where in the file, as a person finds it."""
    words = {"sheet": row.sheet, "row": _digits(str(row.line)), "column": row.column}
    if row.sheet and row.column:
        return gettext("Worksheet “%(sheet)s”, row %(row)s, column %(column)s") % words
    if row.sheet:
        return gettext("Worksheet “%(sheet)s”, row %(row)s") % words
    return gettext("Row %(row)s") % words


def facility(row: Row) -> str:
    """The name of the facility with its code; the code alone where it is not to be told."""
    if row.filling is None:
        return _digits(row.code)
    return f"{in_words(row.filling.facility.names)} ({_digits(row.code)})"


def box(row: Row) -> str:
    """The facility and the words of its box."""
    named = facility(row) if row.code else ""
    if row.box is None:
        return named
    item, column = row.box
    return ", ".join(part for part in (named, in_words(item.names), in_words(column.names)) if part)


def what(row: Row) -> str:
    """What changes for a facility."""
    if row.change == "same":
        return gettext("Nothing changes.")
    count = len(row.changes)
    text = (
        ngettext(
            "The sheet is begun with %(count)s figure", "The sheet is begun with %(count)s figures", count
        )
        if row.change == "added"
        else ngettext("%(count)s figure changes", "%(count)s figures change", count)
    ) % {"count": _number(count)}
    shown = [change_in_words(change) for change in row.changes[:_SHOWN]]
    if count > _SHOWN:
        shown.append(gettext("and %(count)s more") % {"count": _number(count - _SHOWN)})
    sentence = f"{text}: {'; '.join(shown)}."
    if row.saved_since:
        since = gettext("%(person)s saved this sheet after the file was made.")
        sentence += " " + since % {"person": row.saved_since}
    return sentence


def change_in_words(change: Change) -> str:
    """One box from what it was to what it becomes; how far it is from last year when that is far."""
    name = ", ".join(part for part in (in_words(change.item.names), in_words(change.column.names)) if part)
    words = f"{name}: {written(change.before, change)} → {written(change.after, change)}"
    if change.far is None:
        return words
    far = gettext("last year %(figure)s, is this right?") % {"figure": written(change.far, change)}
    return f"{words} ({far})"


def written(given: Any, change: Change) -> str:
    """A value as the reader writes it."""
    kind = kind_of(change.item, change.column)
    if given is None:
        return gettext("not reported")
    if kind == "yes_no":
        return gettext("yes") if given else gettext("no")
    if kind == "text":
        return f"“{visible(given, _WORDS)}”"
    return str(as_written(given)) if kind == "date" else _number(given)


def _number(number: int) -> str:
    marks = pack().numerals.get(reader_language())
    return write_number(number, zero=marks.zero, group=marks.group) if marks else write_number(number)


def _digits(text: str) -> str:
    marks = pack().numerals.get(reader_language())
    return script_digits(text, marks.zero) if marks else text


def refused_first(rows: Sequence[Row]) -> list[Row]:
    """The rows in the order in which a person has to look at them."""
    order = {"refused": 0, "added": 1, "changed": 2, "same": 3}
    return sorted(rows, key=lambda row: order[row.change])


def counts(report: Report) -> list[tuple[str, int]]:
    """The words and numbers on top of the page."""
    return [(gettext(word), report.counts[name]) for name, word in COUNTS.items()]


def seen(row: Row) -> dict[str, Any]:
    """A row as the page shows it."""
    return {
        "row": row,
        "place": place(row),
        "facility": facility(row) if row.code else "",
        "box": ", ".join(in_words(part.names) for part in row.box) if row.box else "",
        "problem": say(row.problem) if row.problem else "",
        "changes": [(change_in_words(change), change.far is not None) for change in row.changes],
        "far": sum(change.far is not None for change in row.changes),
    }
