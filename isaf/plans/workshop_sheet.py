"""The workshop's list as a spreadsheet: the same rows, money in whole units of the currency."""

import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from isaf.country import wording
from isaf.country.current import pack
from isaf.kit.tables import safe_cell

from .selectors.workshop import WorkshopLine, WorkshopList

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (22, 8, 46, 24, 9, 16, 14, 16, 14, 22, 20, 18, 18, 12, 30)


def workshop_xlsx(found: WorkshopList) -> bytes:
    """One sheet with a row for each line, in the reader's language."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Workshop %(year)s") % {"year": found.year})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "bg_color": "#dfe9ec", "border": 1, "valign": "top"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0", "valign": "top"})
    sheet.write_row(0, 0, headings(), head)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    for line, row in enumerate(found.rows, start=1):
        for place, value in enumerate(cells(row)):
            if isinstance(value, int | Decimal):
                sheet.write_number(line, place, value, number)
            else:
                sheet.write_string(line, place, safe_cell(value), body)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, len(found.rows)), len(WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def headings() -> list[str]:
    currency = wording.in_language(pack().currency_names)
    return [
        _("Commune"), _("No."), _("Agreed action"), _("Field"), _("Priority"), _("Project code"),
        _("Beneficiaries"), _("Estimated cost (%(currency)s)") % {"currency": currency},
        _("Amount sought (%(currency)s)") % {"currency": currency}, _("Who leads it"),
        _("Outcome"), _("Who pays"), _("How much (%(currency)s)") % {"currency": currency},
        _("Agreement"), _("Reason"),
    ]  # fmt: skip


def cells(row: WorkshopLine) -> list[Any]:
    """The row's values: texts, whole numbers, money; an unknown one is empty."""
    line, own = row.line, row.submission
    agreement = f"{own.agreement} ({own.agreement_year})" if own and own.agreement else ""
    return [
        wording.in_language(line.plan.cycle.area.names),
        f"{wording.in_language(row.letter)}.{row.number}",
        line.action.title,
        chosen(pack().planning_fields, own.field if own else ""),
        _or_empty(own.priority if own else None),
        own.code if own else "",
        _or_empty(line.beneficiaries),
        _money(line.cost),
        _money(own.amount if own else None),
        line.lead,
        chosen(pack().outcomes, row.outcome),
        own.funder if own else "",
        _money(own.granted if own else None),
        agreement,
        own.reason if own else "",
    ]


def chosen(choices: Any, key: str) -> str:
    """The word of a choice in the reader's language; nothing for nothing chosen."""
    return next((wording.in_language(choice.names) for choice in choices if choice.id == key), "")


def _or_empty(value: Any) -> Any:
    return "" if value is None else value


def _money(minor: int | None) -> Any:
    return "" if minor is None else Decimal(minor).scaleb(-pack().minor_digits)
