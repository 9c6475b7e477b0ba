"""The plan as a spreadsheet: the lines as they can be brought in again, and the sums on a sheet of their own."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from isaf.country import wording
from isaf.country.current import pack
from isaf.kit.tables import safe_cell

from .lines import Totals
from .selectors.plans import PlanTable
from .selectors.table import table_rows
from .table_columns import LABELS

WIDTHS = {
    "title": 44,
    "facility": 15,
    "proposer": 18,
    "responds_to": 24,
    "location": 20,
    "lead": 24,
    "collaborators": 24,
}
_SERVICES = {"text_wrap": True, "valign": "top"}


def plan_xlsx(table: PlanTable | None) -> bytes:
    """The lines of a plan and its sums, in the reader's language; without a plan the empty table to fill."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    _lines(book, table)
    if table:
        _sums(book, table)
    book.close()
    return out.getvalue()


def _lines(book: Any, table: PlanTable | None) -> None:
    sheet = book.add_worksheet(_("Lines"))
    head = book.add_format(
        {"bold": True, "text_wrap": True, "bg_color": "#dfe9ec", "border": 1, "valign": "top"}
    )
    formats = {
        "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
    }
    sheet.write_row(0, 0, [_heading(name) for name in LABELS], head)
    for line, row in enumerate(table_rows(table), start=1):
        for place, (name, value) in enumerate(zip(LABELS, row, strict=True)):
            _write(sheet, line, place, _whole(name, value), formats)
    for place, name in enumerate(LABELS):
        sheet.set_column(
            place, place, WIDTHS.get(name, 13), formats["text"] if name in ("number", "action") else None
        )
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _heading(name: str) -> str:
    label = _(LABELS[name])
    return f"{label} ({wording.in_language(pack().currency_names)})" if name == "cost" else label


def _whole(name: str, value: Any) -> Any:
    if name == "cost" and value is not None:
        return Decimal(value).scaleb(-pack().minor_digits)
    return value


def _write(sheet: Any, line: int, place: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, formats["day"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(line, place, value, formats["number"])
    else:
        sheet.write_string(line, place, safe_cell(value), formats["text"])


def _sums(book: Any, table: PlanTable) -> None:
    sheet = book.add_worksheet(_("Sums"))
    head = book.add_format({"bold": True, "bg_color": "#dfe9ec", "border": 1})
    number = book.add_format({"num_format": "#,##0"})
    sheet.write_row(0, 0, ["", _("Actions"), _("Cost"), _("Beneficiaries"), _("Women")], head)
    services = {s.id: s.plural for s in pack().services}
    rows: list[tuple[str, Totals]] = [
        (f"{wording.in_language(s.section.letter)}. {wording.in_language(s.section.names)}", s.totals)
        for s in table.sections
    ]
    rows += [
        (wording.in_language(services.get(key, {})) or "-", totals) for key, totals in table.services.items()
    ]
    rows.append((_("The whole plan"), table.totals))
    for line, (title, totals) in enumerate(rows, start=1):
        sheet.write_string(line, 0, title)
        values = (totals.lines, _whole("cost", totals.cost), totals.beneficiaries, totals.women)
        for place, value in enumerate(values, start=1):
            if value is not None:
                sheet.write_number(line, place, value, number)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 4, 16)
