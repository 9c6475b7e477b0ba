"""Sheets as a plain table: one row for each figure, so that it can be filtered, summed and brought in again.

``worked_on`` is for those who fill, submit or check; ``published_table`` is everybody's.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils import timezone

from isaf.audit.models import Version
from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.cycles.rules import thaw_section
from isaf.cycles.selectors import counted_cycles
from isaf.kit.tables import safe_cell, write_csv
from isaf.people.models import Account
from isaf.people.verbs import Verb
from isaf.places.models import Area

from .. import rules
from ..models import InformationSheet
from ..selectors import KIND
from .choosing import Filling, fillings, targets

WORK = (Verb.INFORMATION_EDIT, Verb.INFORMATION_SUBMIT, Verb.INFORMATION_CHECK)
NOT_BEGUN = "none"
STATES = (NOT_BEGUN, *InformationSheet.State.values)


@dataclass(frozen=True)
class Wanted:
    """What a person asks for; an empty part asks for everything of that kind that is theirs to see."""

    year: int
    service: str = ""
    area: str = ""
    state: str = ""


def header() -> list[str]:
    """The columns of the work side; the first six of the words that an import reads stand in them."""
    return [*_place_columns("area"), "state", *_box_columns(), "value"]


def _place_columns(area: str) -> list[str]:
    return ["year", area, "facility", *(f"facility_{language}" for language in pack().languages)]


def _box_columns() -> list[str]:
    named = [f"{word}_{language}" for word in ("line", "column") for language in pack().languages]
    return ["section", "line", "column", *named, "kind"]


def worked_on(account: Account, wanted: Wanted) -> Iterator[list[Any]]:
    """Every figure that is kept, as far as the person works on its sheet; a box without one is left out."""
    rows = targets(account, WORK).filter(cycle__year=wanted.year, facility__host__code__below=wanted.area)
    if wanted.service:
        rows = rows.filter(facility__service=wanted.service)
    for one in fillings(rows):
        if wanted.state in ("", _state(one)):
            yield from _of_sheet(one)


def _state(one: Filling) -> str:
    return one.sheet.state if one.sheet else NOT_BEGUN


def _of_sheet(one: Filling) -> Iterator[list[Any]]:
    place = _place(one.cycle.year, one.facility.host.code, one.facility.slug, one.facility.names)
    for section, item, column in rules.boxes(one.sections):
        given = rules.value(one.content, section.id, item.id, column.id)
        if given is not None:
            yield [*place, _state(one), *_box(section, item, column), given]


def _place(year: int, area: str, slug: str, names: Names) -> list[Any]:
    return [year, area, slug, *(names.get(language, "") for language in pack().languages)]


def _box(section: Any, item: Any, column: Any) -> list[Any]:
    languages = pack().languages
    names = [named.names.get(language, "") for named in (item, column) for language in languages]
    return [section.id, item.id, column.id, *names, rules.kind_of(item, column)]


# --- for everybody ----------------------------------------------------------------------------------


def published_header() -> list[str]:
    return [*_place_columns("area"), *_box_columns(), "value", "version", "published_on"]


def published_table(area: Area, year: int | None = None) -> Iterator[list[Any]]:
    """Every published figure of an area and all below it, of every year or of one, as its own version says it."""
    cycles = counted_cycles().filter(area__code__below=area.code)
    if year is not None:
        cycles = cycles.filter(year=year)
    sheets = InformationSheet.objects.filter(cycle__in=cycles, published_at__isnull=False)
    order = sheets.order_by("-cycle__year", "facility__host__code", "facility__service", "facility__code")
    for some in _in_parts([str(pk) for pk in order.values_list("pk", flat=True)]):
        rows = Version.objects.filter(kind=KIND, subject_id__in=some, withdrawn_at=None).order_by("number")
        standing = {row.subject_id: row for row in rows}
        for subject in some:
            if subject in standing:
                yield from _of_version(standing[subject])


def _in_parts(keys: Sequence[str], size: int = 200) -> Iterator[Sequence[str]]:
    """So many at a time, which bounds both the question to the database and the memory."""
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _of_version(row: Version) -> Iterator[list[Any]]:
    kept = row.content
    place = _place(kept["year"], kept["area"]["code"], kept["facility"]["slug"], kept["facility"]["names"])
    day = timezone.localdate(row.at).isoformat()
    for section, item, column in rules.boxes(map(thaw_section, kept["sections"])):
        given = rules.value(kept["values"], section.id, item.id, column.id)
        if given is not None:
            yield [*place, *_box(section, item, column), given, row.number, day]


# --- as files ---------------------------------------------------------------------------------------


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Texts that a spreadsheet program could take for a formula are marked; numbers stay numbers."""
    return write_csv(head, rows)


def as_xlsx(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One worksheet with a filter on every column; numbers are numbers, texts can never be read as formulas."""
    out = io.BytesIO()
    how = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, how) as book:
        sheet, count = book.add_worksheet("information"), 0
        sheet.write_row(0, 0, head, book.add_format({"bold": True, "bg_color": "#dfe9ec"}))
        for count, row in enumerate(rows, start=1):
            for column, given in enumerate(row):
                if isinstance(given, int):
                    sheet.write_number(count, column, given)
                else:
                    sheet.write_string(count, column, safe_cell(given))
        sheet.autofilter(0, 0, max(count, 1), len(head) - 1)
        sheet.freeze_panes(1, 3)
        sheet.set_column(0, len(head) - 1, 16)
    return out.getvalue()
