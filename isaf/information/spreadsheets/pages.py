"""The worksheets of a spreadsheet, one for each section of the form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext, gettext_noop, override

from isaf.country.current import pack
from isaf.country.pack import Names, Section
from isaf.kit.numerals import script_digits
from isaf.kit.workbooks import column_letters

from .. import rules
from . import form as f
from .choosing import Filling
from .styles import Styles

_WIDTHS = {"text": 30, "date": 13, "yes_no": 10, "percent": 10, "integer": 12, "money": 16}
_TAB = 31  # letters of a worksheet's name
_FREE_ROWS = 100  # of a list, under the rows of each facility
_ROWS_EACH = 3  # of a list, for each facility
_BESIDE = 3  # columns before the first box: code, name, area
_PERIODS = {
    "year": gettext_noop("Figures of the calendar year."),
    "school_year": gettext_noop("Figures of the school year."),
    "fiscal_year": gettext_noop("Figures of the fiscal year."),
}


@dataclass(frozen=True)
class Page:
    """What the worksheets of one workbook share."""

    book: Any
    styles: Styles
    languages: tuple[str, ...]
    found: Sequence[Filling]

    @property
    def lines(self) -> int:
        """How many lines a heading takes: one for each language."""
        return len(self.languages)

    def both(self, text: str, **details: Callable[[str], str]) -> str:
        """A sentence of the interface in each language of the file, a line each."""
        said = []
        for language in self.languages:
            with override(language):
                said.append(
                    gettext(text) % {key: get(language) for key, get in details.items()}
                    if details
                    else gettext(text)
                )
        return "\n".join(dict.fromkeys(said))

    def names(self, names: Names, between: str = "\n") -> str:
        """A name of the pack or of a place in each language of the file."""
        known = [names[language] for language in self.languages if names.get(language)]
        return between.join(dict.fromkeys(known)) or next(iter(names.values()), "")

    def tab(self, text: str) -> str:
        """The name of a worksheet, in the first language."""
        with override(self.languages[0]):
            return _as_tab(gettext(text))


def _as_tab(name: str) -> str:
    """A name as spreadsheet programs take it: short, without what they forbid.

    >>> _as_tab("1 In/out [money]?")
    '1 In out  money'
    """
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in name)[:_TAB].strip()


def add_page(page: Page, number: int, section: Section) -> None:
    """A section with fixed lines: a row for each facility, a column for each box."""
    known = {(section.id, *key) for one in page.found for key in _keys(one.last.get(section.id, {}))}
    boxes = list(f.boxes_of(section, known))
    sheet = _begun(page, number, section, boxes)
    for row, one in enumerate(page.found, start=f.FIRST_ROW - 1):
        _beside(page, sheet, row, one)
        for column, box in enumerate(boxes, start=_BESIDE):
            shown = _shown(one, section, box)
            _write(
                sheet,
                row,
                column,
                shown,
                box.column.kind if box.kind != "yes_no" else "integer",
                page.styles.cell(box.kind, is_last=box.is_last),
            )
    if page.found:
        _checks(page, sheet, boxes, f.FIRST_ROW - 1, f.FIRST_ROW - 2 + len(page.found))
    _ended(sheet)


def add_list_page(page: Page, number: int, section: Section) -> None:
    """A list: some rows for each facility, and rows at the end for those that need more."""
    boxes = list(f.boxes_of_list(section))
    sheet = _begun(page, number, section, boxes)
    row = f.FIRST_ROW - 1
    for one in page.found:
        kept = [one.content[section.id][line.id] for line in rules.rows_of(section, one.content)]
        for cells in [*kept, *[{}] * max(0, min(section.most, _ROWS_EACH) - len(kept))]:
            _beside(page, sheet, row, one)
            _row_of_list(page, sheet, row, boxes, cells)
            row += 1
    for free in range(row, row + _FREE_ROWS):
        sheet.write_blank(free, 0, None, page.styles.free_code)
        _row_of_list(page, sheet, free, boxes, {})
    codes = f"='{f.MARKS}'!$B$7:$B${6 + max(1, len(page.found))}"
    sheet.data_validation(
        row, 0, row + _FREE_ROWS - 1, 0, {"validate": "list", "source": codes, "error_type": "warning"}
    )
    _checks(page, sheet, boxes, f.FIRST_ROW - 1, row + _FREE_ROWS - 1)
    _ended(sheet)


def _row_of_list(page: Page, sheet: Any, row: int, boxes: list[f.Box], cells: Any) -> None:
    for column, box in enumerate(boxes, start=_BESIDE):
        _write(
            sheet, row, column, cells.get(box.column.id), box.kind, page.styles.cell(box.kind, is_last=False)
        )


def _keys(lines: Any) -> list[tuple[str, str]]:
    return [(line, column) for line, columns in lines.items() for column in columns]


def _shown(one: Filling, section: Section, box: f.Box) -> Any:
    """What is kept; last year's in a grey cell, and first of all in the box for last year."""
    if box.is_last:
        return rules.value(one.last, section.id, box.item.id, box.column.id)
    kept = rules.value(one.content, section.id, box.item.id, box.column.id)
    if kept is None and box.column.id == rules.LAST_YEAR:
        return rules.value(one.last, section.id, box.item.id, rules.current(section).id)
    return kept


# --- a worksheet ------------------------------------------------------------------------------------


def _begun(page: Page, number: int, section: Section, boxes: list[f.Box]) -> Any:
    """The worksheet with its hidden row of ids, its title and its headings."""
    with override(page.languages[0]):
        title = _as_tab(f"{number} {page.names(section.names).splitlines()[0]}")
    sheet, styles = page.book.add_worksheet(title), page.styles
    sheet.write_row(0, 0, [section.id, f.NAME, f.AREA, *(box.id for box in boxes)])
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write(1, 0, page.names(section.names, "  ·  "), styles.title)
    sheet.set_row(1, 26)
    told = [page.both(_PERIODS[section.period]), page.names(section.help) if section.help else ""]
    sheet.write(2, 0, "  ".join(" · ".join(part.splitlines()) for part in told if part), styles.quiet)
    sheet.set_row(3, 34 * page.lines)
    sheet.set_row(4, 31 * page.lines)
    for column, text in enumerate((gettext_noop("Code"), gettext_noop("Facility"), gettext_noop("Area"))):
        sheet.merge_range(3, column, 4, column, page.both(text), styles.head)
    _headings(page, sheet, section, boxes)
    sheet.set_column(0, 0, 13)
    sheet.set_column(1, 1, 32)
    sheet.set_column(2, 2, 20)
    for column, box in enumerate(boxes, start=_BESIDE):
        sheet.set_column(column, column, _WIDTHS.get(box.kind, 12))
    sheet.freeze_panes(f.FIRST_ROW - 1, 2)
    return sheet


def _headings(page: Page, sheet: Any, section: Section, boxes: list[f.Box]) -> None:
    """The line over its columns, with a note of how to count; under it the columns."""
    styles, column = page.styles, _BESIDE
    for _, group in groupby(boxes, key=lambda box: box.item.id):
        own = list(group)
        item = own[0].item
        words = page.names(item.names) or page.names(section.names)
        if len(own) > 1:
            sheet.merge_range(3, column, 3, column + len(own) - 1, words, styles.head)
        else:
            sheet.write(3, column, words, styles.head)
        if note := _note(page, item):
            sheet.write_comment(3, column, note, {"x_scale": 2.2, "y_scale": 1.2, "font_size": 9})
        for place, box in enumerate(own, start=column):
            sheet.write(4, place, _column_words(page, box), styles.subhead)
        column += len(own)


def _column_words(page: Page, box: f.Box) -> str:
    if box.is_last:
        return page.both(gettext_noop("Last year"))
    unit = (
        page.names(pack().currency_names, " / ") if box.kind == "money" else page.names(box.item.unit, " / ")
    )
    words = page.names(box.column.names)
    return f"{words}\n({unit})" if unit and box.kind not in ("text", "date") else words


def _note(page: Page, item: Any) -> str:
    """How to count, and what the standard is."""
    standards = {
        "minimum": gettext_noop("Standard: at least %(figure)s"),
        "maximum": gettext_noop("Standard: at most %(figure)s"),
    }
    parts = [page.names(item.help) if item.help else ""]
    if item.standard is not None and item.standard_type in standards:
        parts.append(
            page.both(standards[item.standard_type], figure=lambda language: _digits(item.standard, language))
        )
    return "\n".join(part for part in parts if part)


def _digits(number: float, language: str) -> str:
    marks = pack().numerals.get(language)
    text = str(int(number)) if float(number).is_integer() else str(number)
    return script_digits(text, marks.zero) if marks else text


def _beside(page: Page, sheet: Any, row: int, one: Filling) -> None:
    styles = page.styles
    sheet.write_string(row, 0, one.facility.code, styles.code)
    sheet.write_string(row, 1, page.names(one.facility.names, " / "), styles.name)
    sheet.write_string(row, 2, page.names(one.facility.host.names, " / "), styles.name)


def _write(sheet: Any, row: int, column: int, given: Any, kind: str, style: Any) -> None:
    if given is None or given == "":
        sheet.write_blank(row, column, None, style)
    elif kind == "text":
        sheet.write_string(row, column, given, style)
    elif kind == "date":
        sheet.write_datetime(row, column, date.fromisoformat(given), style)
    else:
        digits = pack().minor_digits if kind == "money" else 0
        sheet.write_number(row, column, Decimal(given).scaleb(-digits) if digits else given, style)


def _checks(page: Page, sheet: Any, boxes: list[f.Box], first: int, last: int) -> None:
    """What the spreadsheet program says at once of a slip; it asks and does not forbid, for Khmer digits are texts."""
    for column, box in enumerate(boxes, start=_BESIDE):
        if not box.is_last:
            sheet.data_validation(first, column, last, column, _rule(page, box))


def _rule(page: Page, box: f.Box) -> dict[str, Any]:
    if box.kind == "text":
        return {
            "validate": "length",
            "criteria": "<=",
            "value": rules.LONGEST,
            "error_message": page.both(gettext_noop("This text is too long."))[:255],
        }
    if box.kind == "date":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1990, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_type": "warning",
            "error_message": page.both(gettext_noop("Write day/month/year, for example 28/02/2026."))[:255],
        }
    most = 1 if box.kind == "yes_no" else rules.LARGEST.get(box.kind, rules.LARGEST["integer"])
    asked = (
        gettext_noop("Write 1 for yes, 0 for no.")
        if box.kind == "yes_no"
        else gettext_noop("Write a whole number, 0 or more.")
    )
    return {
        "validate": "decimal" if box.kind == "money" and pack().minor_digits else "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
        "error_type": "warning",
        "error_message": page.both(asked)[:255],
    }


def _ended(sheet: Any) -> None:
    """Only white cells are written; columns may be made wider, and codes may look like numbers."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": False})
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(3)}2000"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(3, 4)
    sheet.repeat_columns(0, 1)
