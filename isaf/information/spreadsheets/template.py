"""The spreadsheet of many facilities, made to be filled by a clerk without a connection.

First a page to read, then one worksheet for each section: a row for each facility, white cells to fill, grey ones
that show last year. The same facts give the same bytes. Nothing in it is a formula or a macro.
"""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from django.utils.translation import gettext_noop

from isaf.country.current import pack
from isaf.places.models import Area

from . import form as f
from .choosing import Filling
from .pages import Page, add_list_page, add_page
from .styles import Styles

_READ_ME = (
    gettext_noop("One worksheet for each part, one row for each facility. Fill the white cells."),
    gettext_noop("What is not known stays empty. Write 0 only when it is really nothing."),
    gettext_noop("Write whole numbers with digits only, Khmer or Latin. Amounts in whole %(currency)s."),
    gettext_noop("Grey cells show what was published last year. They cannot be changed."),
    gettext_noop("An empty cell changes nothing that is kept. A single dash (-) takes it out."),
    gettext_noop("Point at a heading with a red corner: it says how to count."),
    gettext_noop(
        "Save the file as XLSX and bring it in on the page “Spreadsheets”. First you see in words what would change."
    ),
)


def build(found: Sequence[Filling], *, area: Area, languages: Sequence[str]) -> bytes:
    """The workbook of facilities that share a year, a service and a form; only those still to be filled."""
    open_ones = [one for one in found if one.is_open]
    first, out = found[0], io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = Page(book, Styles(book, languages), tuple(languages), open_ones)
        book.set_properties(
            {"title": f"{f.FORM} {first.cycle.year}", "created": datetime(first.cycle.year, 1, 1)}  # noqa: DTZ001
        )
        _read_me(page, found, area)
        for number, section in enumerate(first.sections, start=1):
            (add_list_page if section.kind == "list" else add_page)(page, number, section)
        _marks(page, first, area)
        book.worksheets()[1].activate()
    return out.getvalue()


def _read_me(page: Page, found: Sequence[Filling], area: Area) -> None:
    sheet, styles, first = page.book.add_worksheet(page.tab(gettext_noop("Read me"))), page.styles, found[0]
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 100)
    sheet.write(0, 1, page.both(gettext_noop("Information for citizens")), styles.title)
    sheet.write(1, 1, page.names(area.names) + f" · {first.cycle.year}", styles.lead)
    sheet.set_row(0, 22 * page.lines)
    sheet.set_row(1, 18 * page.lines)
    for number, text in enumerate(_READ_ME, start=1):
        sheet.write(number + 2, 0, number, styles.lead)
        currency = {"currency": lambda language: pack().currency_names.get(language, "")}
        sheet.write(number + 2, 1, page.both(text, **(currency if "%(" in text else {})), styles.prose)
        sheet.set_row(number + 2, 20 * page.lines)
    closed = [one for one in found if not one.is_open]
    row = len(_READ_ME) + 4
    if closed:
        sheet.write(
            row,
            1,
            page.both(gettext_noop("Not in this file, because it is submitted or published:")),
            styles.lead,
        )
        sheet.set_row(row, 18 * page.lines)
        for place, one in enumerate(closed, start=row + 1):
            sheet.write(
                place, 1, f"{one.facility.code}  {page.names(one.facility.names, ' / ')}", styles.prose
            )
    sheet.protect("")


def _marks(page: Page, first: Filling, area: Area) -> None:
    """What the file is, so that a file of another year or form is told; not to be seen, not to be changed."""
    sheet = page.book.add_worksheet(f.MARKS)
    marks = {
        "form": f.FORM,
        "edition": f.EDITION,
        "year": str(first.cycle.year),
        "service": first.facility.service,
        "area": area.code,
        "sections": first.form,
    }
    for row, (name, content) in enumerate(marks.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, content)
    for row, one in enumerate(page.found, start=len(marks)):
        sheet.write_string(row, 0, "facility")
        sheet.write_string(row, 1, one.facility.code)
        sheet.write_string(row, 2, str(one.sheet.row_version if one.sheet else 0))
    sheet.protect("")
    sheet.very_hidden()


def file_name(year: int, service: str, area: str) -> str:
    """What a download is called.

    >>> file_name(2026, "ps", "0102")
    'information-2026-ps-0102.xlsx'
    """
    return f"information-{year}-{service}-{area}.xlsx"
