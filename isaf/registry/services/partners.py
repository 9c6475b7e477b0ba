"""Taking in lists of the demand side: organisations, their projects, and where each of them works in a year.

Each row is carried out by the services of the registers, in a savepoint; after a trial, or when one row is refused,
nothing of it stays. So what a trial says is what the deed will do.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from isaf.audit.services import record
from isaf.country.current import pack
from isaf.kit.problems import Problem
from isaf.kit.spreadsheets import read_table
from isaf.kit.tables import Table
from isaf.people.models import Organisation
from isaf.places import services as places
from isaf.places.models import Area
from isaf.places.problems import UnknownService
from isaf.places.selectors import areas_with_codes, mended_code
from isaf.registers import services as registers
from isaf.registers.models import Project
from isaf.registers.problems import TargetTwice
from isaf.registers.selectors import organisation_by_code, project_by_code, state_of, targets_of

from ..columns import Cells, Columns, merged
from ..problems import (
    NoFirstDay,
    NoNameYet,
    RepeatedRow,
    UnknownOrganisation,
    UnknownProject,
)
from ..report import Judged, Note, Report, may_apply
from ..wording import MENDED, NEW_RECORD, NEW_TARGET, SAME
from .facilities import problems_of_areas, spelling

Deed = Callable[[], Any]


@dataclass(frozen=True)
class Said:
    """What a right row is about, what it changes, in words, and the deed that does it."""

    key: str
    change: str = "same"
    note: Note = field(default_factory=lambda: Note(SAME))
    deed: Deed = lambda: None


def _names_columns() -> tuple[str, ...]:
    return tuple(f"name_{language}" for language in pack().languages)


def lists() -> dict[str, tuple[Columns, Callable[[Cells, Any], Said]]]:
    """Each kind of list with its columns and the reader of a row."""
    names = _names_columns()
    project = ("code", *names, "lead", "partners", "funder", "since", "until")
    return {
        "organisations": (Columns(("code", *names, "works_in"), ("code",)), _organisation),
        "projects": (Columns(project, ("code", "lead")), _project),
        "targets": (
            Columns(
                ("project", "organisation", "year", "area", "services"),
                ("project", "organisation", "year", "area"),
            ),
            _target,
        ),
    }


def columns_of_lists() -> dict[str, tuple[str, ...]]:
    """The columns of each kind of list that has its own, in the order in which the page names them."""
    ours = {kind: columns.known for kind, (columns, _) in lists().items()}
    return {"facilities": tuple(spelling().columns)} | ours


@transaction.atomic
def import_partners(
    *, kind: str, data: bytes, name: str, by: Any, dry_run: bool = False, skip_refused: bool = False
) -> Report:
    """Organisations, projects or target areas as the list says. One refused row means that nothing is applied.

    An empty cell says nothing. The same list again: all rows are the same.
    """
    rows = tuple(_rows(kind, read_table(data), by))
    applied = may_apply(rows, skip_refused=skip_refused) and not dry_run
    report = Report(kind, name, hashlib.sha256(data).hexdigest(), dry_run, rows, applied)
    if not applied:
        transaction.set_rollback(True)
    elif report.changes_something:
        told = {"file": name, "sha256": report.sha256, "counts": report.counts}
        record(by=by, verb=f"import_{kind}", subject=places.establish(by=by), **told)
    return report


def _rows(kind: str, table: Table, by: Any) -> Iterable[Judged]:
    columns, read = lists()[kind]
    for trouble in table.troubles:
        yield Judged(trouble.line, "", "refused", trouble.problem, is_header=table.header is None)
    if table.header is None:
        return
    header = [cell.casefold() for cell in table.header.cells]
    problems = columns.problems(header)
    if problems:
        yield Judged(table.header.line, "", "refused", problems[0], is_header=True, more=tuple(problems[1:]))
        return
    first_lines: dict[str, int] = {}
    for row in table.rows:
        cells = Cells(row, header)
        yield _judged(row.line, cells, lambda cells=cells: read(cells, by), first_lines)


def _judged(line: int, cells: Cells, read: Callable[[], Said], first_lines: dict[str, int]) -> Judged:
    """The row carried out, or everything that is wrong with it."""
    said = read()
    if said.key and (first := first_lines.setdefault(said.key, line)) != line:
        cells.faults.append(RepeatedRow(first=first, what=said.key))
    if not cells.faults:
        try:
            with transaction.atomic():
                said.deed()
        except Problem as problem:
            cells.faults.append(problem)
    if cells.faults:
        return Judged(
            line, said.key or cells.text("code"), "refused", cells.faults[0], more=tuple(cells.faults[1:])
        )
    return Judged(line, said.key, said.change, note=said.note)


def _organisation(cells: Cells, by: Any) -> Said:
    code, names, areas = cells.word("code"), cells.names(pack().languages), _areas(cells, "works_in")
    kept = organisation_by_code(code)
    if kept is None:
        _need_name(cells, names)
        new = {"code": code, "names": names, "works_in": areas, "by": by}
        note = Note(NEW_RECORD, {"name": names or {"": code}})
        return Said(code, "added", note, lambda: registers.add_organisation(**new))
    names = merged(kept.names, names)
    before = set(kept.works_in.all())
    change = "renamed" if names != kept.names else "changed" if areas and set(areas) != before else "same"
    if change == "same":
        return Said(code)
    told = {"names": names, "works_in": areas or list(before), "seen": state_of(kept), "by": by}
    deed = lambda: registers.edit_organisation(organisation=kept, **told)  # noqa: E731
    return Said(code, change, Note(MENDED, {"name": names}), deed)


def _project(cells: Cells, by: Any) -> Said:
    code, names = cells.word("code"), cells.names(pack().languages)
    told: dict[str, Any] = {
        "lead": _organisation_called(cells, cells.text("lead")),
        "partners": _partners(cells),
        "funder": cells.text("funder"),
        "since": cells.day("since"),
        "until": cells.day("until"),
    }
    kept = project_by_code(code)
    if kept is None:
        _need_name(cells, names)
        if told["since"] is None and not cells.text("since"):
            cells.faults.append(NoFirstDay())
        deed = lambda: registers.add_project(code=code, names=names, **told, by=by)  # noqa: E731
        return Said(code, "added", Note(NEW_RECORD, {"name": names or {"": code}}), deed)
    before = _as_kept(kept)
    after = (
        before | {key: value for key, value in told.items() if value} | {"names": merged(kept.names, names)}
    )
    if after == before:
        return Said(code)
    change = "renamed" if after["names"] != before["names"] else "changed"
    deed = lambda: registers.edit_project(project=kept, **after, row_version=kept.row_version, by=by)  # noqa: E731
    return Said(code, change, Note(MENDED, {"name": after["names"]}), deed)


def _as_kept(project: Project) -> dict[str, Any]:
    partners = sorted(project.partners.all(), key=lambda one: one.code)
    return {
        "names": project.names,
        "lead": project.lead,
        "partners": partners,
        "funder": project.funder,
        "since": project.since,
        "until": project.until,
    }


def _target(cells: Cells, by: Any) -> Said:
    project = project_by_code(cells.text("project").casefold())
    if project is None:
        cells.faults.append(UnknownProject(project=cells.text("project") or "-"))
    organisation = _organisation_called(cells, cells.text("organisation"))
    year, areas = cells.year("year"), _areas(cells, "area", needed=True)
    services = sorted(filter(None, (_service(cells, one) for one in cells.words("services"))))
    key = " ".join([cells.text("project"), cells.text("organisation"), str(year or ""), cells.text("area")])
    if project is None or organisation is None or not areas:
        return Said(key)
    if kept := targets_of(project).filter(implementer=organisation, year=year, area=areas[0]).first():
        if services and sorted(kept.services) != services:
            cells.faults.append(TargetTwice(year=year))
        return Said(key)
    told = {
        "project": project,
        "implementer": organisation,
        "areas": areas,
        "year": year,
        "services": services,
    }
    note = Note(NEW_TARGET, {"name": organisation.names, "place": areas[0].names, "year": year})
    return Said(key, "added", note, lambda: registers.add_targets(**told, by=by))


def _partners(cells: Cells) -> list[Organisation]:
    """The organisations of the cell, by code; who leads is no partner as well."""
    found = [_organisation_called(cells, word) for word in cells.words("partners")]
    lead = cells.text("lead").casefold()
    return sorted((one for one in found if one and one.code != lead), key=lambda one: one.code)


def _need_name(cells: Cells, names: dict[str, str]) -> None:
    if pack().default_language not in names:
        cells.faults.append(NoNameYet(column=f"name_{pack().default_language}"))


def _organisation_called(cells: Cells, word: str) -> Organisation | None:
    found = organisation_by_code(word.casefold()) if word else None
    if found is None:
        cells.faults.append(UnknownOrganisation(organisation=word or "-"))
    return found


def _areas(cells: Cells, column: str, *, needed: bool = False) -> list[Area]:
    codes = [mended_code(word) or word for word in cells.words(column)]
    known = areas_with_codes(codes)
    cells.faults += problems_of_areas(codes or [""] if needed else codes, known)
    return [known[code] for code in codes if code in known]


def _service(cells: Cells, word: str) -> str:
    """A service by its id or by its name in any language."""
    for service in pack().services:
        if word.casefold() in {service.id, *(name.casefold() for name in service.names.values())}:
            return service.id
    cells.faults.append(UnknownService(service=word, known=", ".join(one.id for one in pack().services)))
    return ""
