"""Taking in a list of people: the service of the page that adds many, told as every import is."""

import hashlib
from collections.abc import Iterator
from typing import Any

from isaf.country.current import pack
from isaf.kit.problems import Problem
from isaf.people.lists import Line, read_people
from isaf.people.services import Outcome, invite_people

from ..report import Judged, Note, Report
from ..wording import NEW_ACCOUNT, SAME


def import_people(
    *, data: bytes, name: str, by: Any, dry_run: bool = False, skip_refused: bool = False
) -> tuple[Report, list[str]]:
    """Accounts as the list says, and the codes of their slips, which are told only here.

    One refused line means that nobody is made, unless such lines are skipped. The same list again: all are the same.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        lines = read_people(data)
    except Problem as problem:
        rows = (Judged(1, "", "refused", problem, is_header=True),)
        return Report("people", name, sha256, dry_run, rows), []
    outcome = invite_people(lines=lines, by=by, is_trial=dry_run, skip_refused=skip_refused)
    applied = not dry_run and (skip_refused or not outcome.refused)
    report = Report("people", name, sha256, dry_run, tuple(_judged(lines, outcome)), applied)
    return report, [code for _, code in outcome.made] if applied else []


def _judged(lines: list[Line], outcome: Outcome) -> Iterator[Judged]:
    for line in lines:
        faults = [problem for number, problem in outcome.refused if number == line.number]
        if faults:
            yield Judged(line.number, line.username, "refused", faults[0], more=tuple(faults[1:]))
        elif line.number in outcome.same:
            yield Judged(line.number, line.username, "same", note=Note(SAME))
        else:
            note = Note(NEW_ACCOUNT, {"name": line.name, "role": _role(line.role), "scope": line.scope})
            yield Judged(line.number, line.username, "added", note=note)


def _role(word: str) -> dict[str, str]:
    """The names of a role that was written by its id or by one of its names."""
    plain = word.casefold()
    found = (
        role.names
        for role in pack().roles
        if role.id == plain or plain in map(str.casefold, role.names.values())
    )
    return dict(next(found, {"": word}))
