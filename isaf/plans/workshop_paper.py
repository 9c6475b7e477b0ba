"""The workshop's list on paper: national heading, lines by commune with their outcome, sums, two places to sign."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from isaf.country import wording
from isaf.country.current import pack
from isaf.kit.paper import print_pdf
from isaf.places.models import Area, Origin

from .printing import amount, heading_lines
from .selectors.workshop import WorkshopLine, WorkshopList, WorkshopSums, sums_of
from .workshop_sheet import chosen

TEMPLATE = Path(__file__).parent / "paper" / "workshop.typ"


def workshop_pdf(found: WorkshopList, language: str) -> bytes:
    """The list as PDF (A4, landscape) in one of the pack's languages. The same list gives the same bytes."""
    with override(language):
        return print_pdf(TEMPLATE, workshop_on_paper(found))


def workshop_on_paper(found: WorkshopList) -> dict[str, Any]:
    """Everything that stands on the paper, as texts in the current language."""
    names, held = wording.in_language(pack().workshop_names), found.workshop
    blank = _("Day ……… month ……… year ………")
    day = wording.write_day(held.held_on) if held else blank
    return {
        "language": wording.language(),
        "heading": pack().settings["official_heading"][wording.language()],
        "office": heading_lines(found.area),
        "title": names,
        "under": _("%(place)s, year %(year)s. Actions that need outside resources, from the communes' plans")
        % {"place": wording.titled(found.area), "year": wording.write_digits(found.year)},
        "day": _("Held on: %(day)s") % {"day": day},
        "heads": [
            _("No."), _("Agreed action"), _("Field"), _("Priority"), _("Project code"), _("Beneficiaries"),
            _("Amount sought (%(currency)s)") % {"currency": wording.in_language(pack().currency_names)},
            _("Outcome"), _("Who pays"),
            _("How much (%(currency)s)") % {"currency": wording.in_language(pack().currency_names)},
            _("Agreement, or reason"),
        ],
        "places": [_place(area, list(rows)) for area, rows in found.places],
        "total": _sums(_("All communes"), found.sums),
        "signatures": [
            {"head": _("For the communes"), "date": blank},
            {"head": wording.titled(found.area), "date": blank},
        ],
        "foot": _foot(found),
    }  # fmt: skip


def _place(area: Area, rows: list[WorkshopLine]) -> dict[str, Any]:
    title = wording.titled(area)
    sums = _sums(_("Total of %(place)s") % {"place": title}, sums_of(rows))
    return {"title": title, "rows": [_row(row) for row in rows], "total": sums}


def _row(row: WorkshopLine) -> list[str]:
    line, own = row.line, row.submission
    said = ""
    if own and own.agreement:
        said = f"{wording.write_digits(own.agreement)} ({wording.write_digits(own.agreement_year)})"
    title = line.action.title
    if not row.is_approved:
        title += f" ({_('not approved yet')})"
    return [
        f"{wording.in_language(row.letter)}.{wording.write_digits(row.number)}",
        title,
        chosen(pack().planning_fields, own.field if own else ""),
        wording.write_digits(own.priority) if own else "",
        wording.write_digits(own.code) if own else "",
        "" if line.beneficiaries is None else wording.write(line.beneficiaries),
        amount(row.sought),
        chosen(pack().outcomes, row.outcome),
        own.funder if own else "",
        amount(own.granted if own else None),
        said or (own.reason if own else ""),
    ]


def _sums(title: str, sums: WorkshopSums) -> dict[str, str]:
    note = _("%(n)s of %(all)s found money") % {
        "n": wording.write(sums.found),
        "all": wording.write(sums.lines),
    }
    return {"title": title, "sought": amount(sums.sought), "granted": amount(sums.granted), "note": note}


def _foot(found: WorkshopList) -> str:
    words = [
        wording.in_language(pack().workshop_names),
        wording.titled(found.area),
        wording.write_digits(found.year),
    ]
    if any(row.line.plan.cycle.origin != Origin.REAL for row in found.rows):
        words.append(_("Demonstration data: invented, not of any real place"))
    return " · ".join(words)
