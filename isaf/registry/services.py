"""Taking in a file of facilities: judged as a whole, applied as a whole or not at all."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import Problem
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

from .files import read_table
from .problems import EndedArea, RepeatedCode, UnknownCommune
from .rules import CHANGES, Spelling, Wanted, change_of, header_problems, read_row, told_by


@dataclass(frozen=True)
class Judged:
    """One row of the file, what it would change, or why it is refused."""

    line: int
    code: str
    change: str
    problem: Problem | None = None
    wanted: Wanted | None = None


@dataclass(frozen=True)
class Report:
    """What a file says and whether it was applied; ``counts`` in the documented order."""

    kind: str
    file: str
    sha256: str
    dry_run: bool
    rows: tuple[Judged, ...]
    applied: bool = False
    counts: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        changes = [row.change for row in self.rows]
        counts = {"read": len(changes)} | {change: changes.count(change) for change in CHANGES}
        object.__setattr__(self, "counts", counts)

    @property
    def is_refused(self) -> bool:
        return not self.dry_run and not self.applied


def spelling() -> Spelling:
    """Services may be named by their id or by the word of the coverage reports."""
    words = {word: service.id for service in pack().services for word in (service.id, service.unit) if word}
    return Spelling(pack().languages, [level.digits for level in pack().levels], words)


@transaction.atomic
def import_facilities(
    *, data: bytes, name: str, by: Any, dry_run: bool = False, skip_refused: bool = False
) -> Report:
    """Add and mend facilities as the file says. One refused row means that nothing is applied.

    With ``skip_refused`` the other rows are applied. The same file again changes nothing.
    """
    rows = tuple(_judge(read_table(data)))
    refused = any(row.problem for row in rows) and (not skip_refused or _has_bad_header(rows))
    applied = not refused and not dry_run
    report = Report("facilities", name, hashlib.sha256(data).hexdigest(), dry_run, rows, applied)
    if applied and report.counts["read"] > report.counts["same"] + report.counts["refused"]:
        _apply(rows, by)
        kept = places.establish(by=by)
        record(
            by=by,
            verb="import_facilities",
            subject=kept,
            file=name,
            sha256=report.sha256,
            counts=report.counts,
        )
    return report


def _has_bad_header(rows: Iterable[Judged]) -> bool:
    return any(row.problem and row.line <= 1 for row in rows)


def _judge(table: Table) -> Iterable[Judged]:
    """Every row with its change or its refusal, in the order of the file."""
    judged = [Judged(trouble.line, "", "refused", trouble.problem) for trouble in table.troubles]
    if table.header:
        header = [cell.casefold() for cell in table.header.cells]
        problems = header_problems(header, spelling())
        judged += [Judged(1, "", "refused", problem) for problem in problems]
        if not problems:
            judged += _judge_rows(table, header)
    return sorted(judged, key=lambda row: row.line)


def _judge_rows(table: Table, header: list[str]) -> list[Judged]:
    read: list[tuple[int, Wanted | Problem, str]] = []
    for row in table.rows:
        told = dict(zip(header, row.cells, strict=False)).get("code", "")
        try:
            wanted = read_row(row, header, spelling())
            read.append((row.line, wanted, wanted.code))
        except Problem as problem:
            read.append((row.line, problem, told))
    found = [wanted for _, wanted, _ in read if isinstance(wanted, Wanted)]
    areas = areas_with_codes({code for wanted in found for code in {wanted.host, *wanted.catchment}})
    kept = facilities_with_keys({(wanted.service, wanted.code) for wanted in found})
    first_lines: dict[tuple[str, str], int] = {}
    judged = []
    for line, wanted, code in read:
        if isinstance(wanted, Problem):
            judged.append(Judged(line, code, "refused", wanted))
            continue
        key = (wanted.service, wanted.code)
        facility = kept.get(key)
        problem = _problem(wanted, first_lines.setdefault(key, line), line, areas)
        change = "refused" if problem else change_of(wanted, _as_wanted(facility) if facility else None)
        judged.append(Judged(line, code, change, problem, wanted))
    return judged


def _problem(wanted: Wanted, first_line: int, line: int, areas: dict[str, Area]) -> Problem | None:
    """What speaks against a well-formed row: its code, its service, its areas."""
    if first_line != line:
        return RepeatedCode(facility=wanted.code, first=first_line)
    if wanted.service in administration_services():
        return AdministrationIsMade()
    for code in (wanted.host, *sorted(wanted.catchment)):
        area = areas.get(code)
        if area is None or not code:
            return UnknownCommune(area=code or "-")
        if area.valid_to and area.valid_to < today():
            followed = ", ".join(one.code for one in successors_of(area)) or "-"
            return EndedArea(area=code, end=area.valid_to, successors=followed)
    return None


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


def _apply(rows: Iterable[Judged], by: Any) -> None:
    todo = [row.wanted for row in rows if row.wanted and row.change not in ("same", "refused")]
    areas = areas_with_codes({code for wanted in todo for code in {wanted.host, *wanted.catchment}})
    kept = facilities_with_keys({(wanted.service, wanted.code) for wanted in todo})
    for wanted in todo:
        facility = kept.get((wanted.service, wanted.code))
        if facility is None:
            _add(wanted, areas, by)
        else:
            changes = told_by(wanted, _as_wanted(facility))
            if "host" in changes:
                changes["host"] = areas[wanted.host]
            if "catchment" in changes:
                changes["catchment"] = [areas[code] for code in wanted.catchment]
            places.update_facility(facility=facility, by=by, **changes)


def _add(wanted: Wanted, areas: dict[str, Area], by: Any) -> None:
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
        by=by,
    )
