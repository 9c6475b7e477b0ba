"""Taking in a list of units: judged as a whole, applied as a whole or not at all."""

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import Problem
from isaf.kit.spreadsheets import read_table
from isaf.kit.tables import Table
from isaf.places import services as places
from isaf.places.naming import unit_words, writing
from isaf.places.selectors import complete_lists, known_successions, units_under

from ..judging import Judgement, Kept, Terms
from ..layouts import in_our_columns, layout_named
from ..listing import Link, Told, Wording, header_problems, read_link, read_unit
from ..problems import MissingColumn
from ..report import Judged, Report, may_apply
from .following import hand_on_single

LINK_COLUMNS = ("old_code", "new_code", "relation")


@dataclass(frozen=True)
class GazetteerTerms:
    """What the person who brings a list says about it."""

    as_of: date | None = None
    is_complete: bool = False
    layout: str = ""
    successors: bytes | None = None


def import_gazetteer(
    *,
    data: bytes,
    name: str,
    by: Any,
    terms: GazetteerTerms | None = None,
    dry_run: bool = False,
    skip_refused: bool = False,
) -> Report:
    """Bring units up to what the list says. One refused row means that nothing is applied.

    With ``skip_refused`` the other rows are applied. The same list again changes nothing.
    """
    terms = terms or GazetteerTerms()
    with nullcontext() if dry_run else transaction.atomic():
        judgement, rows = _judge(data, terms)
        applied = may_apply(rows, skip_refused=skip_refused) and not dry_run
        report = Report("gazetteer", name, hashlib.sha256(data).hexdigest(), dry_run, rows, applied)
        if applied and judgement and (report.changes_something or judgement.links or _is_news(judgement)):
            _apply(judgement, report, by)
    return report


def _judge(data: bytes, terms: GazetteerTerms) -> tuple[Judgement | None, tuple[Judged, ...]]:
    layout = layout_named(pack().folder, "gazetteer", terms.layout) if terms.layout else None
    table = in_our_columns(read_table(data), pack().folder, "gazetteer", layout)
    wrong = [
        Judged(trouble.line, "", "refused", trouble.problem, is_header=table.header is None)
        for trouble in table.troubles
    ]
    header = [cell.casefold() for cell in table.header.cells] if table.header else []
    if table.header:
        problems = header_problems(header, pack().languages)
        line = table.header.line
        wrong += [Judged(line, "", "refused", problem, is_header=True) for problem in problems]
    links, bad_links = _links(terms.successors)
    wrong += bad_links
    if any(row.is_header for row in wrong):
        return None, tuple(wrong)
    told, refused = _read(table, header)
    judgement = _against_what_is_kept(told, refused, links, terms)
    judgement.rows = sorted(
        [*wrong, *judgement.rows], key=lambda row: (row.line is None, row.line or 0, row.code)
    )
    return judgement, tuple(judgement.rows)


def _wording() -> Wording:
    return Wording(pack(), unit_words(), writing().plain)


def _read(table: Table, header: list[str]) -> tuple[list[Told], dict[int, tuple[str, Problem]]]:
    """The rows as units, and those that are none: line -> the code as typed and why."""
    told: list[Told] = []
    refused: dict[int, tuple[str, Problem]] = {}
    wording = _wording()
    for row in table.rows:
        try:
            told.append(read_unit(row, header, wording))
        except Problem as problem:
            typed = dict(zip(header, row.cells, strict=False)).get("code", "")
            refused[row.line] = (wording.mended(typed), problem)
    return told, refused


def _links(data: bytes | None) -> tuple[list[Link], list[Judged]]:
    """The lines of a list of successors, and those that are refused."""
    if data is None:
        return [], []
    table = read_table(data)
    header = [cell.casefold() for cell in table.header.cells] if table.header else []
    missing = [MissingColumn(column=name) for name in LINK_COLUMNS if table.header and name not in header]
    wrong = [
        Judged(trouble.line, "", "refused", trouble.problem, is_read=False) for trouble in table.troubles
    ]
    wrong += [Judged(1, "", "refused", problem, is_read=False, is_header=True) for problem in missing]
    links: list[Link] = []
    for row in table.rows if not missing else ():
        try:
            if link := read_link(row, header, _wording()):
                links.append(link)
        except Problem as problem:
            code = dict(zip(header, row.cells, strict=False)).get("old_code", "")
            wrong.append(Judged(row.line, code, "refused", problem, is_read=False))
    return links, wrong


def _against_what_is_kept(
    told: list[Told], refused: dict[int, tuple[str, Problem]], links: list[Link], terms: GazetteerTerms
) -> Judgement:
    top = pack().levels[0].digits
    spoken_of = {unit.code for unit in told} | {code for link in links for code in (link.old, link.new)}
    scope = {code[:top] for code in spoken_of}
    kept = {row[0]: Kept(*row) for row in units_under(scope)}
    said = Terms(
        as_of=terms.as_of or today(),
        today=today(),
        is_dated=terms.as_of is not None,
        is_complete=terms.is_complete,
        complete_on=complete_lists(),
    )
    judgement = Judgement(told, refused, kept, said, pack())
    judgement.run(links, known_successions())
    return judgement


def _is_news(judgement: Judgement) -> bool:
    """Whether a list that changes nothing is at least newer than what is kept."""
    as_of = judgement.terms.as_of
    stated = (judgement.kept[code].stated_on for code in judgement.accepted if code in judgement.kept)
    return any(day is None or day < as_of for day in stated)


def _apply(judgement: Judgement, report: Report, by: Any) -> None:
    terms = judgement.terms
    units = places.ListOfUnits(
        as_of=terms.as_of,
        stated=[row.wanted for row in report.rows if row.wanted],
        named=judgement.accepted,
        links=[(link.old, link.new, link.relation) for link in judgement.links],
        complete=judgement.provinces if terms.is_complete else (),
        told={"file": report.file, "sha256": report.sha256, "counts": report.counts},
    )
    places.take_list(units=units, by=by)
    hand_on_single(codes=sorted({link.old for link in judgement.links}), by=by)
