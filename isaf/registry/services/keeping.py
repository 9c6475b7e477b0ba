"""A file between its preview and the word to apply it: kept by its content, with what was said about it.

``imports/<sha256>`` in the data folder holds the bytes, ``imports/<ticket>.json`` the kind, the day and the rest. The
ticket is made from all of it, so the same file brought twice is one ticket. Only who brought a file sees it again.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from isaf.audit.services import digest
from isaf.kit.clock import now
from isaf.kit.problems import NotFound, Stale

from ..report import Report
from ..rules import PARTNERS
from .facilities import import_facilities
from .gazetteer import GazetteerTerms, import_gazetteer
from .partners import import_partners

KINDS = ("gazetteer", "facilities", *PARTNERS)
_TICKET_DIGITS = 32


@dataclass(frozen=True)
class Kept:
    """A kept file and what its bringer said about it; ``applied`` holds the counts once it was applied."""

    kind: str
    name: str
    sha256: str
    by: str
    as_of: str = ""
    layout: str = ""
    is_complete: bool = False
    successors: str = ""  # the digest of the second file
    applied: dict[str, int] | None = None
    applied_on: str = ""

    @property
    def ticket(self) -> str:
        told = asdict(replace(self, applied=None, applied_on=""))
        return digest(told)[:_TICKET_DIGITS]

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.as_of) if self.as_of else None

    @property
    def applied_day(self) -> date | None:
        return date.fromisoformat(self.applied_on) if self.applied_on else None


def _folder() -> Path:
    return settings.ISAF_DATA / "imports"


def keep_import(
    *,
    kind: str,
    data: bytes,
    name: str,
    by: Any,
    as_of: date | None = None,
    layout: str = "",
    is_complete: bool = False,
    successors: bytes | None = None,
) -> Kept:
    """Keep a file and what was said about it; nothing of the country changes."""
    kept = Kept(
        kind=kind,
        name=name[:200],
        sha256=_keep(data),
        by=str(by.pk),
        as_of=as_of.isoformat() if as_of else "",
        layout=layout,
        is_complete=is_complete,
        successors=_keep(successors) if successors else "",
    )
    if not _card(kept.ticket).exists():
        _write(kept)
    return kept


def _keep(data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    _folder().mkdir(parents=True, exist_ok=True)
    path = _folder() / sha256
    if not path.exists():
        _put(path, data)
    return sha256


def _put(path: Path, data: bytes) -> None:
    """Whole or not at all, whatever happens meanwhile."""
    half = path.with_suffix(".half")
    half.write_bytes(data)
    half.replace(path)


def _write(kept: Kept) -> None:
    _put(_card(kept.ticket), json.dumps(asdict(kept), ensure_ascii=False).encode())


def _card(ticket: str) -> Path:
    return _folder() / f"{ticket}.json"


def kept_import(ticket: str) -> Kept:
    """What was kept under this ticket; refused as not found when nothing was, or when it was forgotten."""
    if len(ticket) != _TICKET_DIGITS or not ticket.isalnum() or not _card(ticket).is_file():
        raise NotFound
    return Kept(**json.loads(_card(ticket).read_text("utf-8")))


def kept_bytes(sha256: str) -> bytes:
    """The kept bytes; refused when they are gone or are not what was kept."""
    path = _folder() / sha256
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise NotFound
    return data


def preview_import(*, kept: Kept, by: Any) -> Report:
    """What applying the file would change today."""
    return _run(kept, by, dry_run=True, skip_refused=False)


def apply_import(*, kept: Kept, seen: str, skip_refused: bool, by: Any) -> Report:
    """Apply the file. Refused as stale when it would do something else than the preview showed."""
    if fingerprint(preview_import(kept=kept, by=by)) != seen:
        raise Stale
    report = _run(kept, by, dry_run=False, skip_refused=skip_refused)
    if report.applied:
        mark_applied(kept=kept, counts=report.counts)
    return report


def mark_applied(*, kept: Kept, counts: dict[str, int]) -> None:
    """Write on the card of a kept file that it was applied today, and what it changed."""
    _write(replace(kept, applied=counts, applied_on=now().date().isoformat()))


def fingerprint(report: Report) -> str:
    """A short word for what a report says of every row."""
    return digest([(row.line, row.code, row.change) for row in report.rows])[:16]


def _run(kept: Kept, by: Any, *, dry_run: bool, skip_refused: bool) -> Report:
    how = {"by": by, "dry_run": dry_run, "skip_refused": skip_refused}
    data = kept_bytes(kept.sha256)
    if kept.kind in PARTNERS:
        return import_partners(kind=kept.kind, data=data, name=kept.name, **how)
    if kept.kind == "facilities":
        return import_facilities(data=data, name=kept.name, layout=kept.layout, as_of=kept.day, **how)
    successors = kept_bytes(kept.successors) if kept.successors else None
    terms = GazetteerTerms(kept.day, kept.is_complete, kept.layout, successors)
    return import_gazetteer(data=data, name=kept.name, terms=terms, **how)


def forget_imports(*, before: datetime) -> int:
    """Drop kept files that were brought before this moment; how many files went."""
    old = [path for path in _folder().glob("*") if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
