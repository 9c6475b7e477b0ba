"""What is kept, and what hostile or unlucky files leave behind: nothing."""

import errno
import io
import os
import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from isaf.audit.selectors import events_about
from isaf.files import problems, rules, services
from isaf.files.models import StoredFile
from isaf.files.selectors import bytes_of, files_of
from isaf.files.services import Owner, keep
from isaf.kit.clock import now
from isaf.kit.problems import Problem
from tests import make
from tests.cast import Cast

from .conftest import PDF, archive, kept, picture, sent, workbook

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'><script>x()</script></svg>"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_bomb(width: int, height: int) -> bytes:
    """A picture of so many points in a few kilobytes."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = zlib.compress(b"\0" * ((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def lying_workbook() -> bytes:
    """A part that says it has a few bytes and unpacks to ten megabytes."""
    content = workbook(**{"xl/sheet1.xml": b"\0" * (10 * rules.MEGABYTE)})
    size = struct.pack("<I", 10 * rules.MEGABYTE)
    assert content.count(size) == 2  # beside the part, and in the list of contents
    return content.replace(size, struct.pack("<I", 100))


def locked_workbook() -> bytes:
    content = bytearray(workbook())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(mark, start + 4)
    return bytes(content)


MACRO_TYPES = b'<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
WHOLE = {
    "scan.pdf": ("pdf", lambda: PDF),
    "page.png": ("png", lambda: picture("PNG")),
    "page.jpg": ("jpeg", lambda: picture("JPEG")),
    "page.webp": ("webp", lambda: picture("WEBP")),
    "list.xlsx": ("xlsx", workbook),
    "letter.docx": ("docx", lambda: archive({"[Content_Types].xml": b"", "word/document.xml": b"<w/>"})),
    "list.csv": ("csv", lambda: b"\xef\xbb\xbfcode,name\n01,\xe1\x9e\x80\n"),
    "note.txt": ("text", lambda: b"Three sheets were wet.\n"),
    "disguised.exe": ("png", lambda: picture("PNG")),
}
HOSTILE = {
    "program.pdf": (problems.UnknownKind, lambda: b"MZ\x90\0" + b"\0" * 60),
    "drawing.svg": (problems.UnknownKind, lambda: SVG),
    "drawing.png": (problems.UnknownKind, lambda: b"\xef\xbb\xbf <?xml version='1.0'?>" + SVG),
    "page.pdf": (problems.UnknownKind, lambda: b"<!doctype html><script>x()</script>"),
    "note.txt": (problems.UnknownKind, lambda: b"text\0with a NUL"),
    "latin.txt": (problems.UnknownKind, lambda: b"caf\xe9"),
    "photos.zip": (problems.UnknownKind, lambda: archive({"1.jpg": picture()})),
    "slides.pptx": (problems.UnknownKind, lambda: archive({"[Content_Types].xml": b"", "ppt/a.xml": b""})),
    "empty.pdf": (problems.FileEmpty, lambda: b""),
    "huge.pdf": (problems.FileTooLarge, lambda: b"%PDF-1.4" + b"\0" * (25 * rules.MEGABYTE) + b"%%EOF"),
    "large.xlsx": (problems.FileTooLarge, lambda: workbook(x=os.urandom(11 * rules.MEGABYTE))),
    "half.pdf": (problems.FileCut, lambda: PDF[:-6]),
    "half.jpg": (problems.FileCut, lambda: picture(size=(400, 400))[:-900]),
    "half.png": (problems.FileCut, lambda: picture("PNG", size=(400, 400))[:-40]),
    "head.png": (problems.FileCut, lambda: b"\x89PNG\r\n\x1a\n"),
    "half.webp": (problems.FileCut, lambda: picture("WEBP", size=(400, 400))[:60]),
    "half.xlsx": (problems.FileCut, lambda: workbook()[:-30]),
    "50 megapixels.png": (problems.PictureTooLarge, lambda: png_bomb(8160, 6144)),
    "200 megapixels.png": (problems.PictureTooLarge, lambda: png_bomb(20_000, 10_000)),
    "bomb.xlsx": (problems.ArchiveBomb, lambda: workbook(x=b"\0" * (rules.MOST_UNPACKED + 1))),
    "lying.xlsx": (problems.FileCut, lying_workbook),
    "parts.xlsx": (
        problems.ArchiveBomb,
        lambda: workbook(**{f"{n}": b"" for n in range(rules.MOST_ENTRIES)}),
    ),
    "macro.xlsx": (problems.FileWithProgram, lambda: workbook(**{"xl/vbaProject.bin": b"x"})),
    "named.xlsm": (
        problems.FileWithProgram,
        lambda: archive({"[Content_Types].xml": MACRO_TYPES, "xl/workbook.xml": b"<workbook/>"}),
    ),
    "locked.xlsx": (problems.FileLocked, locked_workbook),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_kept_byte_for_byte(name: str, people: Cast, owner: Owner, folder: Path) -> None:
    kind, content = WHOLE[name]

    file = keep(upload=sent(content(), name), by=people.dara, owner=owner)

    assert (file.kind, file.name, file.size) == (kind, name, len(content()))
    assert kept(folder) == [f"raw/{file.sha256[:2]}/{file.sha256}"]
    with bytes_of(file) as stored:
        assert stored.read() == content()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_hurt_file_leaves_nothing(name: str, people: Cast, owner: Owner, folder: Path) -> None:
    problem, content = HOSTILE[name]

    with pytest.raises(problem):
        keep(upload=sent(content(), name), by=people.dara, owner=owner)

    assert kept(folder) == []
    assert not StoredFile.objects.exists()


def test_a_kind_that_is_not_asked_for_is_refused_with_those_that_are(people: Cast, owner: Owner) -> None:
    with pytest.raises(problems.UnknownKind, match="CSV, XLSX"):
        keep(upload=sent(PDF), by=people.dara, owner=owner, allowed=rules.TABLES)


def test_a_person_s_deed_is_written_down(people: Cast, owner: Owner) -> None:
    file = keep(upload=sent(PDF), by=people.dara, owner=owner)

    event = events_about("storedfile", str(file.pk)).get()
    assert (event.verb, event.by_name, event.place_code) == ("file.kept", "Dara", "010201")


def test_the_same_bytes_lie_once_whoever_sends_them(people: Cast, owner: Owner, folder: Path) -> None:
    first = keep(upload=sent(PDF, "a.pdf"), by=people.dara, owner=owner)
    again = keep(upload=sent(PDF, "b.pdf"), by=people.dara, owner=owner)
    other = Owner("meetings", "7", make.area("020101"), owner.verb)
    elsewhere = keep(upload=sent(PDF, "c.pdf"), by=people.chan, owner=other)

    assert first == again
    assert elsewhere != first
    assert elsewhere.sha256 == first.sha256
    assert len(kept(folder)) == 1


def test_two_different_files_may_have_one_name(people: Cast, owner: Owner) -> None:
    keep(upload=sent(PDF), by=people.dara, owner=owner)
    keep(upload=sent(PDF + b"\n"), by=people.dara, owner=owner)

    assert [file.name for file in files_of("plans", "7")] == ["scan.pdf", "scan.pdf"]


def test_a_newer_file_takes_the_place_of_one_that_stays_as_it_was(
    people: Cast, owner: Owner, folder: Path
) -> None:
    first = keep(upload=sent(PDF), by=people.dara, owner=owner)
    second = keep(upload=sent(PDF + b"\n"), by=people.dara, owner=owner, replaces=first)

    assert list(files_of("plans", "7")) == [second]
    with bytes_of(first) as stored:
        assert stored.read() == PDF
    with pytest.raises(problems.AlreadyReplaced):
        keep(upload=sent(PDF + b"\n\n"), by=people.dara, owner=owner, replaces=first)
    assert len(kept(folder)) == 2


@pytest.mark.parametrize(
    "name",
    ["../../secret.key", "/etc/passwd", "a\0b.pdf", "photo\u202egpj.exe", "ស្រុក្ក" * 15 + ".pdf", "x" * 900],
)
def test_no_name_leads_anywhere(name: str, people: Cast, owner: Owner, folder: Path) -> None:
    upload = sent(PDF)
    upload._name = name  # past Django's own cleaning, which another door may not have

    file = keep(upload=upload, by=people.dara, owner=owner)

    file.refresh_from_db()
    assert file.name == name.replace("\0", "\ufffd")[:500]
    assert kept(folder) == [f"raw/{file.sha256[:2]}/{file.sha256}"]


class Cut(SimpleUploadedFile):
    """The line goes dead after the file was judged, while it is written."""

    def chunks(self, chunk_size: int | None = None):
        self.times = getattr(self, "times", 0) + 1
        yield PDF[:10]
        if self.times > 1:
            raise ConnectionResetError
        yield PDF[10:]


def test_an_upload_that_is_cut_leaves_nothing(people: Cast, owner: Owner, folder: Path) -> None:
    with pytest.raises(problems.StoreFailed):
        keep(upload=Cut("scan.pdf", PDF), by=people.dara, owner=owner)

    assert kept(folder) == []
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, problems.StoreFull),
        (errno.EDQUOT, problems.StoreFull),
        (errno.EIO, problems.StoreFailed),
    ],
)
def test_a_full_disk_is_said_and_leaves_nothing(
    number: int,
    problem: type[Problem],
    people: Cast,
    owner: Owner,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(handle: int) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(problem):
            keep(upload=sent(PDF), by=people.dara, owner=owner)

    assert kept(folder) == []
    assert not StoredFile.objects.exists()
    assert keep(upload=sent(PDF), by=people.dara, owner=owner).pk


def test_bytes_are_on_the_disk_before_they_are_named(
    people: Cast, owner: Owner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(kept(folder)), real(handle)))

    keep(upload=sent(PDF), by=people.dara, owner=owner)

    assert [name[0].endswith(".part") for name in seen] == [True, False]  # the file, then its folder's list
    assert not [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]


def test_bytes_that_nobody_s_record_knows_are_swept_away(people: Cast, owner: Owner, folder: Path) -> None:
    with transaction.atomic():
        keep(upload=sent(PDF + b"\n"), by=people.dara, owner=owner)
        transaction.set_rollback(True)
    file = keep(upload=sent(PDF), by=people.dara, owner=owner)
    (folder / "raw/00").mkdir(exist_ok=True)
    (folder / "raw/00/.x.part").write_bytes(b"half")
    assert len(kept(folder)) == 3

    assert services.sweep(before=now() - timedelta(days=1)) == 0
    assert services.sweep(before=now() + timedelta(days=1)) == 2

    assert kept(folder) == [f"raw/{file.sha256[:2]}/{file.sha256}"]


def test_a_damaged_length_is_mended_by_the_next_upload(people: Cast, owner: Owner, folder: Path) -> None:
    file = keep(upload=sent(PDF), by=people.dara, owner=owner)
    path = folder / f"raw/{file.sha256[:2]}/{file.sha256}"
    path.write_bytes(PDF[:5])

    keep(upload=sent(PDF), by=people.dara, owner=Owner("plans", "8", owner.place, owner.verb))

    assert path.read_bytes() == PDF


def test_the_bomb_of_this_test_really_is_one() -> None:
    assert len(png_bomb(8160, 6144)) < 20_000
    assert Image.open(io.BytesIO(png_bomb(8160, 6144))).size == (8160, 6144)
