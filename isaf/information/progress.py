"""How far a sheet is: section by section for who fills it, in words for a page that saves by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from isaf.country import wording
from isaf.country.pack import Section

from . import rules
from .models import InformationSheet, LineComment

AMOUNT = "amount"  # the column of a list that is added up; fees are not


@dataclass(frozen=True)
class Progress:
    """One section: lines asked and reported, boxes that cannot be read, comments without an answer."""

    section: Section
    asked: int
    reported: int
    unread: int
    open_comments: int

    @property
    def is_done(self) -> bool:
        return self.asked > 0 and self.reported == self.asked and not self.unread and not self.open_comments


def progress_of(sheet: InformationSheet | None, sections: Sequence[Section]) -> list[Progress]:
    """Every section in order. One query, none before the first save."""
    waiting = [c.section for c in sheet.comments.all() if not c.answer] if sheet else []
    content, typed = (sheet.content, sheet.typed) if sheet else ({}, {})
    return [_progress(section, content, typed, waiting.count(section.id)) for section in sections]


def _progress(section: Section, content: rules.Content, typed: rules.Content, waiting: int) -> Progress:
    unread = rules.count_boxes({section.id: typed.get(section.id, {})})
    if section.kind == "list":  # free rows are not asked for
        rows = len(rules.rows_of(section, content))
        return Progress(section, rows, rows, unread, waiting)
    lines = rules.completeness(content, [section])
    return Progress(section, lines.asked, lines.reported, unread, waiting)


def comments_on(sheet: InformationSheet | None, section: str = "") -> dict[str, list[LineComment]]:
    """line -> comments, oldest first; of one section, or of all with keys ``section.line``. One query."""
    found: dict[str, list[LineComment]] = {}
    for comment in sheet.comments.select_related("by", "answered_by") if sheet else ():
        if not section or comment.section == section:
            key = comment.line if section else f"{comment.section}.{comment.line}"
            found.setdefault(key, []).append(comment)
    return found


def totals_in_words(content: rules.Content, section: Section) -> list[tuple[str, dict[str, str], str]]:
    """(column, its names, sum with the currency) of every column of money that is added up."""
    if section.kind not in ("money", "list"):
        return []
    columns = [
        c for c in section.columns if c.kind == "money" and (section.kind == "money" or c.id == AMOUNT)
    ]
    sums = [(column, rules.total(content, section, column.id).amount) for column in columns]
    return [
        (column.id, dict(column.names), "" if s is None else wording.write_money(s)) for column, s in sums
    ]


def kept_now(sheet: InformationSheet, section: Section) -> dict[str, Any]:
    """What a page that saves by itself has to know after a save."""
    return {
        "seen": rules.mark(sheet.content, sheet.typed, section.id),
        "said": _("Saved at %(time)s") % {"time": time_of_day(sheet)},
        "totals": {column: amount for column, _names, amount in totals_in_words(sheet.content, section)},
    }


def time_of_day(sheet: InformationSheet) -> str:
    """When the sheet was last saved, as 10:32, in the country's time and the reader's digits."""
    return wording.write_digits(timezone.localtime(sheet.saved_at).strftime("%H:%M"))
