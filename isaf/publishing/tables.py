"""The CSV twins: header and rows of every public table, made from the very page object that is shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.monitoring.rules import Coverage, as_row
from isaf.plans.models import Action
from isaf.scorecards.selectors import criterion_rows

from .selectors import AreaPage, FacilityPage, InformedPage

Rows = tuple[Sequence[str], list[list[Any]]]


def _name_columns(prefix: str = "name") -> list[str]:
    return [f"{prefix}_{language}" for language in pack().languages]


def _names(names: Names) -> list[str]:
    return [names.get(language, "") for language in pack().languages]


def areas(page: AreaPage) -> Rows:
    """The table of children; empty for an area that has none."""
    header = ["code", "type", *_name_columns(), "year", "places", "facilities", "information_published",
              "results_published", "actions_agreed", "actions_completed"]  # fmt: skip
    return header, [
        [child.area.code, child.area.unit_type, *_names(child.area.names), page.year, child.places,
         child.targets, child.information, child.results, child.actions, child.completed]
        for child in page.children
    ]  # fmt: skip


def services(page: AreaPage) -> Rows:
    """The cards: pooled votes of all criteria that are shown."""
    header = [
        "facility",
        "service",
        *_name_columns(),
        "year",
        "results_open",
        "sheets",
        "votes",
        "median",
        "face",
    ]
    rows = []
    for card in page.cards:
        found = card.result
        told = [found.n, found.median, found.face] if found else [None] * 3
        sheets = card.overview.sheets if card.overview and card.is_open else None
        rows.append([card.facility.slug, card.service.id, *_names(card.facility.names), page.year,
                     card.is_open, sheets, *told])  # fmt: skip
    return header, rows


def actions(page: AreaPage) -> Rows:
    header = ["action", "title", "language", "facility", "office", "agreed_on", "due_on", "status", "percent",
              "proof", "status_on"]  # fmt: skip
    return header, [_action(action) for action in page.actions]


def _action(action: Action) -> list[Any]:
    return [action.code, action.title, action.language, action.facility.slug if action.facility else "",
            action.owner_office, action.agreed_on, action.due_on, action.status, action.percent, action.proof,
            action.status_on]  # fmt: skip


AREA_TABLES = {"areas": areas, "services": services, "actions": actions}


def scores(page: FacilityPage) -> Rows:
    """Every criterion, side and group of the page; what is hidden there is empty here."""
    size = len(page.results.scale.numbers) if page.results else len(pack().scale.numbers)
    keys = ["side", "segment", "n", *(f"v{place}" for place in range(1, size + 1)), "median", "mean", "favourable",
            "face", "suppressed", "collected"]  # fmt: skip
    rows = criterion_rows(page.facility, page.year) if page.is_open and page.year else []
    return ["criterion", *_name_columns(), *keys], [
        [row["criterion"], *_names(row["names"]), *(row[key] for key in keys)] for row in rows
    ]


def information(page: FacilityPage) -> Rows:
    """Every line and column of the sheet; money in minor units, an empty cell was not reported."""
    header = [
        "version",
        "section",
        "item",
        *_name_columns(),
        "column",
        "last_year",
        "value",
        "standard",
        "standing",
    ]
    return header, [
        [page.info.number, part.id, line.id, *_names(line.names), cell.column.id, cell.last, cell.value,
         line.standard, line.standing if part.kind == "performance" else ""]
        for part in (page.info.parts if page.info else ())
        for line in part.lines
        for cell in line.cells
    ]  # fmt: skip


def completeness(page: InformedPage) -> Rows:
    """Sheets by service and by the areas below: asked, published, submitted, begun."""
    header = [
        "by",
        "code",
        *_name_columns(),
        "year",
        "targets",
        "published",
        "submitted",
        "begun",
        "not_begun",
    ]
    found = [("service", row) for row in page.services] + [("area", row) for row in page.areas]
    return header, [
        [by, row.code, *_names(row.names), page.year, row.targets, row.published, row.submitted, row.begun,
         row.not_begun]
        for by, row in found
    ]  # fmt: skip


FACILITY_TABLES = {"scores": scores, "information": information}


def figures(rows: Iterable[tuple[str, Coverage]]) -> Rows:
    """Coverage of every phase with the documented columns of the report, the phase before them."""
    header = ["phase", *as_row(Coverage("", "", "", 0, None, None, "", {}, {}))]
    return header, [[phase, *as_row(row).values()] for phase, row in rows]
