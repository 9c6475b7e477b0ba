"""What may be kept, and under which name it is given back. Sizes are in bytes; all limits are ours."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .problems import ArchiveBomb, FileEmpty, FileLocked, FileTooLarge, FileWithProgram, PictureTooLarge

MEGABYTE = 2**20


@dataclass(frozen=True)
class Kind:
    """A kind of file, told by its bytes; ``most_bytes`` is the largest one that is kept."""

    id: str
    mime: str
    extension: str
    most_bytes: int
    is_picture: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.id: kind
    for kind in (
        Kind("pdf", "application/pdf", ".pdf", 25 * MEGABYTE),
        Kind("png", "image/png", ".png", 15 * MEGABYTE, is_picture=True),
        Kind("jpeg", "image/jpeg", ".jpg", 15 * MEGABYTE, is_picture=True),
        Kind("webp", "image/webp", ".webp", 15 * MEGABYTE, is_picture=True),
        Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", ".xlsx", 10 * MEGABYTE),
        Kind("docx", f"{_OFFICE}.wordprocessingml.document", ".docx", 10 * MEGABYTE),
        Kind("csv", "text/csv; charset=utf-8", ".csv", 5 * MEGABYTE),
        Kind("text", "text/plain; charset=utf-8", ".txt", 5 * MEGABYTE),
    )
}
PICTURES = frozenset(kind.id for kind in KINDS.values() if kind.is_picture)
PAPERS = PICTURES | {"pdf"}  # a scan or photograph of a signed paper
TABLES = frozenset({"xlsx", "csv"})
EVERY = frozenset(KINDS)

MOST_POINTS = 32_000_000  # of a picture: 100 MB once it is unpacked
MOST_ENTRIES = 2_000  # of a spreadsheet or document, which is a ZIP inside
MOST_UNPACKED = 100 * MEGABYTE
NAME_BYTES = 180  # leaves room for "copy (2)" below the 255 of file systems


def check_size(size: int, most: int) -> None:
    """Nothing when the file is neither empty nor above ``most``.

    >>> check_size(10, 10)
    >>> check_size(3 * MEGABYTE, 2 * MEGABYTE)
    Traceback (most recent call last):
        ...
    isaf.files.problems.FileTooLarge: This file is larger than 2 MB. Make it smaller, then send again.
    """
    if not size:
        raise FileEmpty()
    if size > most:
        raise FileTooLarge(most=most // MEGABYTE)


def largest(kinds: Iterable[str]) -> int:
    """The size above which no kind of these is kept, so that nothing of such a file needs to be read.

    >>> largest({"csv", "xlsx"}) == 10 * MEGABYTE
    True
    """
    return max(KINDS[kind].most_bytes for kind in kinds)


def check_points(width: int, height: int) -> None:
    """Nothing for a picture that can be unpacked on a small server.

    >>> check_points(6000, 5000)
    >>> check_points(10_000, 5000)
    Traceback (most recent call last):
        ...
    isaf.files.problems.PictureTooLarge: This picture has 50 million points; at most 32 million can be kept. Make it smaller, then send again.
    """  # noqa: E501
    if width * height > MOST_POINTS:
        raise PictureTooLarge(megapixels=width * height // 10**6, most=MOST_POINTS // 10**6)


@dataclass(frozen=True)
class Entry:
    """One file inside a spreadsheet or document, as its list of contents tells."""

    name: str
    size: int
    is_locked: bool = False


_PROGRAMS = ("vbaproject", "/activex/", "/embeddings/", "/macrosheets/")


def check_archive(entries: Sequence[Entry]) -> None:
    """Nothing when the parts may be unpacked and none of them is a program.

    >>> check_archive([Entry("xl/workbook.xml", 900), Entry("[Content_Types].xml", 400)])
    >>> check_archive([Entry("xl/vbaProject.bin", 900)])
    Traceback (most recent call last):
        ...
    isaf.files.problems.FileWithProgram: This file has a program (macro) or a file hidden inside. Save it without, then send again.
    """  # noqa: E501
    if len(entries) > MOST_ENTRIES or sum(entry.size for entry in entries) > MOST_UNPACKED:
        raise ArchiveBomb()
    if any(entry.is_locked for entry in entries):
        raise FileLocked()
    if any(word in f"/{entry.name}".lower() for entry in entries for word in _PROGRAMS):
        raise FileWithProgram()


def office_kind(names: Iterable[str]) -> str | None:
    """Which office document a ZIP with these parts is; None for any other ZIP.

    >>> office_kind(["[Content_Types].xml", "xl/workbook.xml"]), office_kind(["a.txt"])
    ('xlsx', None)
    """
    parts = set(names)
    if "[Content_Types].xml" not in parts:
        return None
    found = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
    return next((kind for part, kind in found.items() if part in parts), None)


def kind_by_start(start: bytes) -> str | None:
    """What the first bytes say: a kind, "zip", or None, which may still be text.

    >>> kind_by_start(b"%PDF-1.7"), kind_by_start(b"PK\\x03\\x04"), kind_by_start(b"GIF89a")
    ('pdf', 'zip', None)
    """
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    marks = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"PK\x03\x04": "zip"}
    return next((kind for mark, kind in marks.items() if start.startswith(mark)), None)


def text_kind(text: str) -> str | None:
    """A table, plain text, or None: control characters are no text, and markup could carry a program.

    >>> text_kind("code,name\\n01,Lotus\\n"), text_kind("A letter, short.\\n"), text_kind(" <svg onload='x()'>")
    ('csv', 'text', None)
    """
    if any(unicodedata.category(c) == "Cc" and c not in "\t\r\n" for c in text):
        return None
    if text.lstrip().startswith("<"):
        return None
    lines = [line for line in text.splitlines() if line.strip()][:20]
    counts = [[line.count(mark) for line in lines] for mark in ",;\t"]
    is_table = len(lines) > 1 and any(min(one) > 0 for one in counts)
    return "csv" if is_table else "text"


def kept_name(given: str) -> str:
    """The name a person gave, as text for a page: whole but for what no text may hold.

    >>> kept_name("../minutes\\0.pdf"), kept_name("  ")
    ('../minutes\\ufffd.pdf', 'file')
    """
    return given.replace("\0", "\ufffd").strip()[:500] or "file"


def offered_name(given: str, kind: str) -> str:
    """The name under which the file is saved on a reader's device; its ending follows from the bytes.

    No path, nothing invisible and no mark that turns the direction of writing, so that "gpj.exe" cannot be
    read as "exe.jpg"; at most ``NAME_BYTES`` bytes, never cut inside a written syllable.

    >>> offered_name("C:\\\\scans\\\\..\\\\plan 2026.PDF", "pdf"), offered_name("photo\\u202egpj.exe", "jpeg")
    ('plan 2026.pdf', 'photogpj.exe.jpg')
    >>> offered_name("../../..", "csv"), offered_name(".htaccess", "text")
    ('file.csv', 'htaccess.txt')
    """
    name = given.replace("\\", "/").rpartition("/")[2]
    name = "".join("_" if c in '<>:"|?*;%' else c for c in name if unicodedata.category(c)[0] != "C")
    extension = KINDS[kind].extension
    same = (".jpeg", ".jpg") if kind == "jpeg" else (extension,)
    stem = next((name[: -len(end)] for end in same if name.lower().endswith(end)), name)
    return (cut(" ".join(stem.split()), NAME_BYTES).strip(". ") or "file") + extension


def cut(text: str, most_bytes: int) -> str:
    """At most so many bytes of UTF-8, and no sign without the letter it belongs to.

    >>> cut("abcdef", 4), cut("e\\u0301e\\u0301", 5), cut("e\\u0301e\\u0301", 6) == "e\\u0301e\\u0301"
    ('abcd', 'e\u0301', True)
    """
    if len(text.encode()) <= most_bytes:
        return text
    kept = text.encode()[:most_bytes].decode(errors="ignore")
    following = text[len(kept)]
    while kept and (_is_sign(following) or _is_joiner(kept[-1])):
        following, kept = kept[-1], kept[:-1]
    return kept


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _is_joiner(letter: str) -> bool:
    """A sign that puts the next letter below this one, as in many Indic scripts."""
    return unicodedata.combining(letter) == 9


def is_shown_inside(kind: str, is_public: bool) -> bool:
    """Whether a browser may open it on its own page; everything else is saved to the device.

    >>> is_shown_inside("jpeg", True), is_shown_inside("jpeg", False), is_shown_inside("pdf", True)
    (True, False, False)
    """
    return is_public and kind in PICTURES
