"""Bringing in a file of sheets: judged as a whole, applied as a whole or not at all, each sheet by the one door."""

import hashlib
from contextlib import nullcontext
from typing import Any

from django.db import transaction

from isaf.audit.services import digest, record
from isaf.people.models import Account
from isaf.places.services import establish
from isaf.registry.report import Report, may_apply
from isaf.registry.services.keeping import Kept, kept_bytes, mark_applied

from ..services import save_draft
from .filing import Filing, read_file
from .judging import judge
from .problems import ImportChanged

KIND = "information"


def import_information(
    *, data: bytes, name: str, by: Any, dry_run: bool = False, skip_refused: bool = False
) -> Report:
    """Write what the file says into the sheets of its facilities. One refused cell: nothing is applied.

    With ``skip_refused`` the facilities without a refused cell are written, each whole. ``by`` is the person, who
    can write only what is theirs to fill, or the program on an operator's word. The same file again changes nothing.
    """
    return import_filing(
        filing=read_file(data),
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        by=by,
        dry_run=dry_run,
        skip_refused=skip_refused,
    )


def import_filing(
    *, filing: Filing, sha256: str, name: str, by: Any, dry_run: bool, skip_refused: bool
) -> Report:
    """The same for a file that was read already."""
    account = by if isinstance(by, Account) else None
    with nullcontext() if dry_run else transaction.atomic():
        rows = tuple(judge(filing, account))
        applied = may_apply(rows, skip_refused=skip_refused) and not dry_run
        report = Report(KIND, name, sha256, dry_run, rows, applied)
        if applied and report.changes_something:
            for row in rows:
                if row.filling and row.wanted is not None:
                    cycle, facility = row.filling.cycle, row.filling.facility
                    save_draft(cycle=cycle, facility=facility, content=row.wanted, by=by)
            told = {"file": name, "sha256": sha256, "counts": report.counts}
            record(by=by, verb="import_information", subject=establish(by=by), **told)
    return report


# --- between the page that shows and the word to apply --------------------------------------------------


def preview(*, kept: Kept, by: Account) -> tuple[Report, Filing]:
    """What applying the kept file would change now."""
    filing = read_file(kept_bytes(kept.sha256))
    report = import_filing(
        filing=filing, sha256=kept.sha256, name=kept.name, by=by, dry_run=True, skip_refused=False
    )
    return report, filing


def apply(*, kept: Kept, seen: str, skip_refused: bool, by: Account) -> Report:
    """Apply the file; refused when it would do something else than the page showed."""
    report, filing = preview(kept=kept, by=by)
    if fingerprint(report) != seen:
        raise ImportChanged()
    done = import_filing(
        filing=filing, sha256=kept.sha256, name=kept.name, by=by, dry_run=False, skip_refused=skip_refused
    )
    if done.applied:
        mark_applied(kept=kept, counts=done.counts)
    return done


def fingerprint(report: Report) -> str:
    """A short word for what a report says of every row."""
    rows = [(row.line, row.code, row.change, [change.ids for change in row.changes]) for row in report.rows]
    return digest(rows)[:16]
