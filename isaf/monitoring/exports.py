"""A coverage report as JSON, CSV, spreadsheet or paper."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.kit.numerals import script_digits, write_number
from isaf.kit.paper import print_pdf
from isaf.kit.tables import safe_cell, write_csv

from .rules import Coverage, as_row

HEADER = list(as_row(Coverage("", "", "", 0, None, None, "", {}, {})))


def as_json(rows: list[Coverage], *, phase: str, as_of: date) -> bytes:
    """One object, keys in the documented order; no snapshot is named until snapshots exist."""
    report = {
        "report": "coverage",
        "phase": phase,
        "as_of": as_of.isoformat(),
        "snapshot": None,
        "rows": [as_row(row) for row in rows],
    }
    return (json.dumps(report, ensure_ascii=False) + "\n").encode()


def as_csv(rows: list[Coverage]) -> bytes:
    return write_csv(HEADER, (as_row(row).values() for row in rows)).encode("utf-8")


def as_xlsx(rows: list[Coverage]) -> bytes:
    """One sheet; numbers are numbers, texts can never be read as formulas."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "coverage", "created": None})
        sheet = book.add_worksheet("coverage")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, HEADER, bold)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(as_row(row).values()):
                sheet.write(at, column, safe_cell(value) if isinstance(value, str) else value)
        sheet.set_column(0, len(HEADER) - 2, 14)
        sheet.set_column(len(HEADER) - 1, len(HEADER) - 1, 50)
    return buffer.getvalue()


def as_pdf(rows: list[Coverage], *, phase_names: str, as_of: date, is_demonstration: bool) -> bytes:
    """The same rows on paper, in the reader's language."""
    language = get_language() or pack().default_language
    data = {
        "language": language,
        "title": _("Coverage: %(phase)s") % {"phase": phase_names},
        "foot": _("As of %(date)s") % {"date": _digits(as_of.strftime("%d/%m/%Y"), language)}
        + (" · " + _("Demonstration data") if is_demonstration else ""),
        "heads": [_("What is counted"), _("Reached"), _("Of"), _("Per cent"), _("Published"), _("Source")],
        "rows": [_line(row, language) for row in rows],
        "empty": _("No figures for this question yet."),
    }
    return print_pdf(Path(__file__).parent / "paper" / "coverage.typ", data)


def name_of(names: Names) -> str:
    """A name of the pack in the reader's language."""
    return names.get(get_language() or "") or next(iter(names.values()), "")


def _line(row: Coverage, language: str) -> dict[str, str]:
    marks = pack().numerals[language]

    def write(value: Any, places: int | None = None) -> str:
        if value is None:
            return "–"
        return write_number(value, zero=marks.zero, group=marks.group, point=marks.point, places=places)

    return {
        "area": row.area,
        "what": row.definition_names.get(language) or f"{row.unit} ({row.definition})",
        "of": row.denominator_names.get(language, ""),
        "numerator": write(row.numerator),
        "denominator": write(row.denominator),
        "percent": "–" if row.percent is None else f"{write(row.percent, 1)}%",
        "published": "–" if row.published is None else f"{write(row.published)}%",
        "note": _("published %(published)s; the same two numbers give %(computed)s")
        % {"published": f"{write(row.published)}%", "computed": f"{write(row.percent, 1)}%"}
        if row.differs
        else "",
        "source": row.source,
    }


def _digits(text: str, language: str) -> str:
    return script_digits(text, pack().numerals[language].zero)
