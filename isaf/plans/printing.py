"""The plan on paper, in the layout of the official form: heading, thirteen columns, totals, signatures."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from isaf.country import wording
from isaf.country.current import pack
from isaf.kit.paper import print_pdf
from isaf.places.models import Area, Origin
from isaf.places.selectors import areas_with_codes

from . import lines
from .models import Plan
from .selectors import PlanTable
from .selectors.plans import Group, Row, SectionTable

TEMPLATE = Path(__file__).parent / "paper" / "plan.typ"


def plan_pdf(table: PlanTable, language: str) -> bytes:
    """The plan as PDF (A4, landscape) in one of the pack's languages. The same plan gives the same bytes."""
    with override(language):
        return print_pdf(TEMPLATE, plan_on_paper(table))


def plan_on_paper(table: PlanTable) -> dict[str, Any]:
    """Everything that stands on the paper, as texts in the current language.

    The lunar date line stays empty for handwriting: a wrong date on a signed paper is worse than none.
    """
    plan, cycle = table.plan, table.plan.cycle
    names = wording.in_language(pack().plan_names)
    short = wording.in_language(pack().plan_short)
    return {
        "language": wording.language(),
        "heading": pack().settings["official_heading"][wording.language()],
        "title": f"{names} ({short})",
        "under": _("%(place)s, year %(year)s")
        % {"place": wording.titled(cycle.area), "year": wording.write_digits(cycle.year)},
        "office": _office(plan),
        "foot": _foot(plan),
        "draft": "" if plan.state in (Plan.State.PUBLISHED,) else _("Draft: not yet signed"),
        "heads": [{"text": wording.in_language(head.names), "span": head.span} for head in table.heads],
        "subheads": [wording.in_language(column.names) for column in table.columns if column.group],
        "sections": [_section(section) for section in table.sections if section.groups],
        "total": _totals(_("The whole plan"), table.totals),
        "signatures": _signatures(plan),
    }


def _office(plan: Plan) -> list[str]:
    """Upper left: the areas above from the top down, the administration itself, the number of the letter."""
    number = _("No. %(number)s") % {"number": wording.write_digits(plan.reference) or "…………………"}
    return [*heading_lines(plan.cycle.area), number]


def heading_lines(area: Area) -> list[str]:
    """The areas above from the top down, then the administration itself."""
    above = areas_with_codes(_codes_above(area.code))
    own = _("Administration: %(place)s") % {"place": wording.titled(area)}
    return [*(wording.titled(above[code]) for code in sorted(above)), own]


def _codes_above(code: str) -> list[str]:
    codes = []
    while code := pack().parent_code(code):
        codes.append(code)
    return codes


def _section(section: SectionTable) -> dict[str, Any]:
    letter = wording.in_language(section.section.letter)
    return {
        "title": f"{letter}. {wording.in_language(section.section.names)}",
        "groups": [_group(letter, group) for group in section.groups],
        "total": _totals(_("Total of section %(letter)s") % {"letter": letter}, section.totals),
    }


def _group(letter: str, group: Group) -> dict[str, Any]:
    number = f"{letter}.{wording.write_digits(group.number)}" if group.number else ""
    title = f"{number} {wording.in_language(group.names)}" if number else ""
    return {"title": title, "rows": [_row(row) for row in group.rows]}


def _row(row: Row) -> list[str]:
    line = row.line
    lead = " / ".join(part for part in (line.lead, line.collaborators) if part)
    return [
        f"{wording.in_language(row.letter)}.{wording.write_digits(row.number)}",
        row.action.title,
        line.proposer,
        line.responds_to,
        line.location,
        _quantity(line.quantity),
        line.unit,
        _day(line.start_on),
        _day(line.end_on),
        _number(line.beneficiaries),
        _number(line.beneficiaries_female),
        _number(line.cost, minor=True),
        lead,
    ]


def _totals(title: str, totals: lines.Totals) -> dict[str, str]:
    """Sums of a section or the whole plan; a share of women only where women were counted."""
    women = _number(totals.women)
    if totals.share_women is not None:
        women += f" ({wording.write_percent(totals.share_women, 1)})"
    note = (
        _("lines without an estimate: %(n)s") % {"n": wording.write(totals.uncosted)}
        if totals.uncosted
        else ""
    )
    people, cost = _number(totals.beneficiaries), _number(totals.cost, minor=True)
    return {"title": title, "beneficiaries": people, "women": women, "cost": cost, "note": note}


def _signatures(plan: Plan) -> list[dict[str, str]]:
    """Left: seen and received by the level above; right: signed at the administration."""
    place = wording.titled(plan.cycle.area)
    blank = _("Day ……… month ……… year ………")
    return [
        {
            "head": _("Seen and received"),
            "date": wording.write_day(plan.received_on) if plan.received_on else blank,
            "who": _("For the administration above"),
        },
        {
            "head": _("Approved in the council's session No. %(number)s")
            % {"number": wording.write_digits(plan.session_number) or "………"},
            "date": wording.write_day(plan.approved_on) if plan.approved_on else blank,
            "who": _("For the council"),
        },
        {
            "head": place,
            "date": wording.write_day(plan.signed_on) if plan.signed_on else blank,
            "who": _("The chief, signature and stamp"),
        },
    ]


def _foot(plan: Plan) -> str:
    words = [
        wording.in_language(pack().plan_short),
        wording.titled(plan.cycle.area),
        wording.write_digits(plan.cycle.year),
    ]
    if plan.cycle.origin != Origin.REAL:
        words.append(_("Demonstration data: invented, not of any real place"))
    return " · ".join(words)


def _quantity(value: Decimal | None) -> str:
    """1,200.00 as 1,200: places that say nothing are left out."""
    if value is None:
        return ""
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return wording.write(plain)


def _number(value: int | None, *, minor: bool = False) -> str:
    """Empty where nothing was estimated; a nought is a figure. Money without its unit, which the heading says."""
    if value is None:
        return ""
    return amount(value) if minor else wording.write(value)


def amount(minor: int | None) -> str:
    """Money for a column whose heading says the unit; empty where it is not known."""
    digits = pack().minor_digits
    return "" if minor is None else wording.write(Decimal(minor).scaleb(-digits), digits or None)


def _day(day: Any) -> str:
    return wording.write_digits(day.strftime("%d/%m/%Y")) if day else ""
