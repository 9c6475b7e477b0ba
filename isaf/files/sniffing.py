"""What a file is, told by its bytes alone: neither its name nor what the browser said is believed."""

import zipfile
import zlib
from collections.abc import Iterable
from typing import IO

from . import pictures
from .problems import ArchiveBomb, FileCut, FileWithProgram, UnknownKind
from .rules import (
    KINDS,
    MOST_UNPACKED,
    PICTURES,
    Entry,
    check_archive,
    check_size,
    kind_by_start,
    office_kind,
    text_kind,
)

_MACRO = b"macroEnabled"


def sniff(file: IO[bytes], size: int, allowed: Iterable[str]) -> str:
    """The kind of a whole and harmless file among ``allowed``; every other file is refused with the reason."""
    file.seek(0)
    kind = kind_by_start(file.read(16))
    if kind == "zip":
        kind = _office(file)
    elif kind is None and size <= KINDS["text"].most_bytes:
        file.seek(0)
        kind = _text(file.read())
    if kind not in allowed:
        raise UnknownKind(allowed=", ".join(sorted(each.upper() for each in allowed)))
    check_size(size, KINDS[kind].most_bytes)
    if kind in PICTURES:
        pictures.check(file)
    if kind == "pdf":
        _check_pdf(file, size)
    return kind


def _text(content: bytes) -> str | None:
    try:
        return text_kind(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def _check_pdf(file: IO[bytes], size: int) -> None:
    """A whole PDF says at its end that it ends."""
    file.seek(max(0, size - 2048))
    if b"%%EOF" not in file.read():
        raise FileCut()


def _office(file: IO[bytes]) -> str | None:
    """The kind of office document, after every part was unpacked once within the limits and thrown away."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            check_archive([Entry(info.filename, info.file_size, bool(info.flag_bits & 1)) for info in infos])
            kind = office_kind(info.filename for info in infos)
            if kind:
                _unpack(archive, infos)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise FileCut() from None


def _unpack(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> None:
    """Every part fits its own sum, whatever the list of contents says about its size."""
    left = MOST_UNPACKED
    for info in infos:
        with archive.open(info) as part:
            start = b""
            while chunk := part.read(2**16):
                left -= len(chunk)
                start = start or chunk
                if left < 0:
                    raise ArchiveBomb()
            if info.filename == "[Content_Types].xml" and _MACRO in start:
                raise FileWithProgram()
