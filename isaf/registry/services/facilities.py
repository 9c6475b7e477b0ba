"""Taking in a file of facilities: judged as a whole, applied as a whole or not at all."""

import hashlib
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import Problem
from isaf.kit.spreadsheets import read_table
from isaf.kit.tables import Table
from isaf.places import services as places
from isaf.places.models import Area, Facility
from isaf.places.problems import AdministrationIsMade
from isaf.places.selectors import (
    administration_services,
    areas_with_codes,
    facilities_with_keys,
    successors_of,
)

from ..layouts import in_our_columns, layout_named
from ..problems import EndedArea, RepeatedCode, UnknownCommune
from ..report import Judged, Note, Report, may_apply
from ..rules import Spelling, Wanted, change_of, header_problems, read_row, told_by
from ..wording import CHANGED, CLOSED, MOVED_TO, NEW_FACILITY, OLDER, RENAMED, SAME, both_names


def spelling() -> Spelling:
    """Services may be named by their id or by the word of the coverage reports; also kinds that are not assessed."""
    kinds = (*pack().services, *pack().other_kinds)
    words = {word: kind.id for kind in kinds for word in (kind.id, kind.unit) if word}
    return Spelling(pack().languages, [level.digits for level in pack().levels], words)


def import_facilities(
    *,
    data: bytes,
    name: str,
    by: Any,
    layout: str = "",
    as_of: date | None = None,
    dry_run: bool = False,
    skip_refused: bool = False,
) -> Report:
    """Add and mend facilities as the file says. One refused row means that nothing is applied.

    With ``skip_refused`` the other rows are applied. The same file again changes nothing. What a newer list or a
    person said after ``as_of`` stays.
    """
    with nullcontext() if dry_run else transaction.atomic():
        rows = tuple(_judge(_table(data, layout), as_of or today()))
        applied = may_apply(rows, skip_refused=skip_refused) and not dry_run
        report = Report("facilities", name, hashlib.sha256(data).hexdigest(), dry_run, rows, applied)
        if applied and report.changes_something:
            _apply(rows, as_of, by)
            told = {"file": name, "sha256": report.sha256, "counts": report.counts}
            record(by=by, verb="import_facilities", subject=places.establish(by=by), **told)
    return report


def _table(data: bytes, layout: str) -> Table:
    chosen = layout_named(pack().folder, "facilities", layout) if layout else None
    return in_our_columns(read_table(data), pack().folder, "facilities", chosen)


def _judge(table: Table, as_of: date) -> Iterable[Judged]:
    """Every row with its change or its refusal, in the order of the file."""
    judged = [
        Judged(trouble.line, "", "refused", trouble.problem, is_header=table.header is None)
        for trouble in table.troubles
    ]
    if table.header:
        header = [cell.casefold() for cell in table.header.cells]
        problems = header_problems(header, spelling())
        line = table.header.line
        judged += [Judged(line, "", "refused", problem, is_header=True) for problem in problems]
        if not problems:
            judged += _judge_rows(table, header, as_of)
    return sorted(judged, key=lambda row: row.line)


def _judge_rows(table: Table, header: list[str], as_of: date) -> list[Judged]:
    read = [(row, read_row(row, header, spelling())) for row in table.rows]
    found = [one.wanted for _, one in read if one.wanted]
    areas = areas_with_codes({code for _, one in read for code in one.areas})
    kept = facilities_with_keys({(wanted.service, wanted.code) for wanted in found})
    first_lines: dict[tuple[str, str], int] = {}
    judged = []
    for row, one in read:
        wanted = one.wanted
        code = wanted.code if wanted else dict(zip(header, row.cells, strict=False)).get("code", "")
        key = (wanted.service, wanted.code) if wanted else None
        first = first_lines.setdefault(key, row.line) if key else row.line
        if problems := [
            *one.problems,
            *_problems(wanted, first, row.line),
            *problems_of_areas(one.areas, areas),
        ]:
            judged.append(Judged(row.line, code, "refused", problems[0], more=tuple(problems[1:])))
        else:
            judged.append(_against(kept.get(key), wanted, row.line, as_of, areas))
    return judged


def _against(
    facility: Facility | None, wanted: Wanted, line: int, as_of: date, areas: dict[str, Area]
) -> Judged:
    """What a right row changes of the facility that is kept."""
    if facility and facility.stated_on and facility.stated_on > as_of:
        return Judged(line, wanted.code, "same", note=Note(OLDER, {"day": facility.stated_on}))
    before = _as_wanted(facility) if facility else None
    change = change_of(wanted, before)
    names = both_names(before.names if before else {}, wanted.names)
    details = {**names, "day": wanted.valid_to, "place": areas[wanted.host].names}
    return Judged(line, wanted.code, change, wanted=wanted, note=Note(_NOTES[change], details))


_NOTES = {
    "added": NEW_FACILITY,
    "renamed": RENAMED,
    "moved": MOVED_TO,
    "changed": CHANGED,
    "ended": CLOSED,
    "same": SAME,
}


def _problems(wanted: Wanted | None, first_line: int, line: int) -> Iterable[Problem]:
    """What speaks against a well-formed row by itself: its code, its service."""
    if wanted and first_line != line:
        yield RepeatedCode(facility=wanted.code, first=first_line)
    if wanted and wanted.service in administration_services():
        yield AdministrationIsMade()


def problems_of_areas(codes: Iterable[str], areas: dict[str, Area]) -> Iterable[Problem]:
    """What speaks against the areas that a row names, each once."""
    for code in dict.fromkeys(codes):
        area = areas.get(code)
        if area is None or not code:
            yield UnknownCommune(area=code or "-")
        elif area.valid_to and area.valid_to < today():
            followed = ", ".join(one.code for one in successors_of(area)) or "-"
            yield EndedArea(area=code, end=area.valid_to, successors=followed)


def _as_wanted(facility: Facility) -> Wanted:
    return Wanted(
        service=facility.service,
        code=facility.code,
        names=facility.names,
        host=facility.host.code,
        catchment=frozenset(area.code for area in facility.serves.all()) - {facility.host.code},
        operational_district=facility.operational_district,
        latitude=facility.latitude,
        longitude=facility.longitude,
        valid_from=facility.valid_from,
        valid_to=facility.valid_to,
    )


def _apply(rows: Iterable[Judged], as_of: date | None, by: Any) -> None:
    todo = [row.wanted for row in rows if row.wanted and row.change not in ("same", "refused")]
    places.name_operational_districts(names={one.operational_district: one.od_names for one in todo}, by=by)
    areas = areas_with_codes({code for wanted in todo for code in {wanted.host, *wanted.catchment}})
    kept = facilities_with_keys({(wanted.service, wanted.code) for wanted in todo})
    for wanted in todo:
        facility = kept.get((wanted.service, wanted.code))
        if facility is None:
            _add(wanted, areas, as_of, by)
        else:
            changes = told_by(wanted, _as_wanted(facility))
            if "host" in changes:
                changes["host"] = areas[wanted.host]
            if "catchment" in changes:
                changes["catchment"] = [areas[code] for code in wanted.catchment]
            places.update_facility(facility=facility, by=by, stated_on=as_of, **changes)


def _add(wanted: Wanted, areas: dict[str, Area], as_of: date | None, by: Any) -> None:
    places.add_facility(
        service=wanted.service,
        code=wanted.code,
        names=wanted.names,
        host=areas[wanted.host],
        catchment=[areas[code] for code in wanted.catchment],
        operational_district=wanted.operational_district,
        latitude=wanted.latitude,
        longitude=wanted.longitude,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        stated_on=as_of,
        by=by,
    )
