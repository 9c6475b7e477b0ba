"""Keeping files, making public copies, withdrawing. Who may do so is judged by the room that owns the record."""

import errno
import hashlib
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction

from isaf.audit.services import record
from isaf.kit.clock import now
from isaf.people.verbs import Verb
from isaf.places.models import Area, Facility

from . import pictures, rules, store
from .models import StoredFile
from .problems import AlreadyReplaced, NotForThePublic, StoreFailed, StoreFull
from .selectors import bytes_of
from .sniffing import sniff

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Owner:
    """The record a file belongs to: its room and id, and the verb at a place that lets a person read the file.

    ``is_publishable`` is False for what stays inside whatever happens: signed minutes, flip-chart photographs,
    lists of people (ADR 0010).
    """

    room: str
    subject: str
    place: Area | Facility
    verb: Verb
    is_publishable: bool = False


@transaction.atomic
def keep(
    *,
    upload: File,
    by: Any,
    owner: Owner,
    allowed: Set[str] = rules.EVERY,
    replaces: StoredFile | None = None,
) -> StoredFile:
    """Keep a file as it came, once its bytes were judged; the same bytes in the same record are one file.

    Raises a Problem that says what to do, and then nothing is left of the file. The bytes are on the disk
    before the row is written; bytes whose row was never committed are taken away by ``sweep``.
    """
    rules.check_size(upload.size, rules.largest(allowed))
    kind = sniff(upload, upload.size, allowed)
    digest = _digest(upload)
    same = StoredFile.objects.filter(
        room=owner.room, subject=owner.subject, sha256=digest, copy_of=None, withdrawn_at=None
    ).first()
    if same:
        return same
    if replaces and StoredFile.objects.filter(replaces=replaces).exists():
        raise AlreadyReplaced()
    _write(store.name_of(digest, is_public=False), upload)
    is_area = isinstance(owner.place, Area)
    file = StoredFile.objects.create(
        sha256=digest,
        size=upload.size,
        kind=kind,
        name=rules.kept_name(upload.name or ""),
        room=owner.room,
        subject=owner.subject,
        area=owner.place if is_area else None,
        facility=None if is_area else owner.place,
        reading_verb=owner.verb,
        is_publishable=owner.is_publishable,
        replaces=replaces,
        by_id=str(by.pk),
        by_name=str(by),
        at=now(),
    )
    record(by=by, verb="file.kept", subject=file, place_code=_code(file), sha256=digest, size=file.size)
    return file


@transaction.atomic
def public_copy(*, file: StoredFile, by: Any) -> StoredFile:
    """The copy of a picture that everyone may see; made once."""
    if not file.is_publishable or file.kind not in rules.PICTURES or file.withdrawn_at or file.is_public:
        raise NotForThePublic()
    if made := StoredFile.objects.filter(copy_of=file).first():
        return made
    with bytes_of(file) as raw:
        content, kind = pictures.written_anew(raw)
    digest = hashlib.sha256(content).hexdigest()
    _write(store.name_of(digest, is_public=True), ContentFile(content))
    copy = StoredFile.objects.create(
        sha256=digest,
        size=len(content),
        kind=kind,
        name=file.name,
        room=file.room,
        subject=file.subject,
        area=file.area,
        facility=file.facility,
        reading_verb=file.reading_verb,
        is_publishable=True,
        visibility=StoredFile.Visibility.PUBLIC,
        copy_of=file,
        by_id=str(by.pk),
        by_name=str(by),
        at=now(),
    )
    record(by=by, verb="file.shown", subject=copy, place_code=_code(file), copy_of=str(file.pk))
    return copy


@transaction.atomic
def withdraw(*, file: StoredFile, reason: str, by: Any) -> None:
    """Take a file and its public copy out of sight; bytes and row stay, since they may have been relied on."""
    moment = now()
    for row in StoredFile.objects.select_for_update().filter(pk=file.pk) | StoredFile.objects.filter(
        copy_of=file
    ):
        if not row.withdrawn_at:
            row.withdrawn_at, row.withdrawn_reason = moment, reason
            row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
            record(by=by, verb="file.withdrawn", subject=row, place_code=_code(row), reason=reason)


def sweep(*, before: datetime) -> int:
    """Take away bytes without a row that were written before a moment; how many.

    They are what a failed form left. A form that keeps the same bytes again is done within minutes, so
    ``before`` must lie a day back.
    """
    gone = 0
    for name in store.names(before):
        digest = name.rpartition("/")[2]
        visibility = "public" if name.startswith("public/") else "private"
        if not StoredFile.objects.filter(sha256=digest, visibility=visibility).exists():
            store.store().delete(name)
            gone += 1
    return gone


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _write(name: str, content: File) -> None:
    """The bytes under their name; a disk that is full or unwell is said as such.

    Bytes that no row knows are written again, which makes them young: ``sweep`` cannot take them meanwhile.
    """
    is_known = StoredFile.objects.filter(sha256=name.rpartition("/")[2]).exists()
    try:
        if not (is_known and store.holds(name, content.size)):
            store.store().save(name, content)
    except OSError as error:
        raise (StoreFull if error.errno in _FULL else StoreFailed)() from error


def _code(file: StoredFile) -> str:
    return file.area.code if file.area else file.facility.slug
