"""What a file is and how it may be called: the tables of cases."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isaf.files import rules
from isaf.files.problems import (
    ArchiveBomb,
    FileEmpty,
    FileLocked,
    FileTooLarge,
    FileWithProgram,
    PictureTooLarge,
)
from isaf.files.rules import Entry

KHMER = "កំណត់ហេតុប្រជុំ"
RIGHT_TO_LEFT = "\u202e"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b" %PDF-1.4", None),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....JFIF", "jpeg"),
        (b"RIFF....WEBPVP8 ", "webp"),
        (b"RIFF....WAVEfmt ", None),
        (b"PK\x03\x04......", "zip"),
        (b"GIF89a..........", None),
        (b"MZ..............", None),
        (b"\x00\x00\x00\x18ftypheic", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_kind(start: bytes, kind: str | None) -> None:
    assert rules.kind_by_start(start) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("code,name\n01,Lotus\n", "csv"),
        ("code;name\n01;Lotus\n", "csv"),
        ("code\tname\n01\tLotus\n", "csv"),
        ("one line, with a comma", "text"),
        ("Two lines,\nthe second without.", "text"),
        (KHMER, "text"),
        ("", "text"),
        ("<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", None),
        ("\n  <!doctype html><script>x()</script>", None),
        ("<?xml version='1.0'?><svg onload='x()'/>", None),
        ("a\0b", None),
        ("a\x1b[31m", None),
    ],
)
def test_text_is_a_table_plain_text_or_nothing_we_keep(text: str, kind: str | None) -> None:
    assert rules.text_kind(text) == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "xlsx"),
        (["[Content_Types].xml", "word/document.xml"], "docx"),
        (["[Content_Types].xml", "ppt/presentation.xml"], None),
        (["xl/workbook.xml"], None),
        (["photos/1.jpg"], None),
        ([], None),
    ],
)
def test_a_zip_is_refused_unless_it_is_an_office_document(names: list[str], kind: str | None) -> None:
    assert rules.office_kind(names) == kind


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ([Entry("xl/workbook.xml", rules.MOST_UNPACKED)], None),
        ([Entry("xl/workbook.xml", rules.MOST_UNPACKED), Entry("a", 1)], ArchiveBomb),
        ([Entry("a", 0)] * rules.MOST_ENTRIES, None),
        ([Entry("a", 0)] * (rules.MOST_ENTRIES + 1), ArchiveBomb),
        ([Entry("xl/workbook.xml", 9, is_locked=True)], FileLocked),
        ([Entry("xl/VBAPROJECT.bin", 9)], FileWithProgram),
        ([Entry("xl/activeX/activeX1.bin", 9)], FileWithProgram),
        ([Entry("word/embeddings/oleObject1.bin", 9)], FileWithProgram),
        ([Entry("xl/macrosheets/sheet1.xml", 9)], FileWithProgram),
    ],
)
def test_the_parts_of_a_document_are_judged_before_they_are_unpacked(
    entries: list[Entry], problem: type[Exception] | None
) -> None:
    if problem is None:
        rules.check_archive(entries)
    else:
        with pytest.raises(problem):
            rules.check_archive(entries)


def test_sizes_have_a_wall_on_each_side() -> None:
    rules.check_size(1, 1)
    with pytest.raises(FileEmpty):
        rules.check_size(0, 1)
    with pytest.raises(FileTooLarge):
        rules.check_size(2, 1)


def test_a_picture_of_fifty_megapixels_is_refused_by_its_size_alone() -> None:
    rules.check_points(8000, 4000)
    with pytest.raises(PictureTooLarge, match="50 million"):
        rules.check_points(8160, 6144)


@pytest.mark.parametrize(
    ("given", "kind", "offered"),
    [
        ("plan.pdf", "pdf", "plan.pdf"),
        ("photo.JPEG", "jpeg", "photo.jpg"),
        ("page.html", "text", "page.html.txt"),
        ("../../etc/passwd", "text", "passwd.txt"),
        ("..\\..\\win.ini", "text", "win.ini.txt"),
        ("C:\\a\\b.csv", "csv", "b.csv"),
        ("a\0b.pdf", "pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "pdf", "aSet-Cookie_ x.pdf"),
        (f"photo{RIGHT_TO_LEFT}gpj.exe", "png", "photogpj.exe.png"),
        ("a\u200bb.csv", "csv", "ab.csv"),
        ("", "pdf", "file.pdf"),
        (".pdf", "pdf", "file.pdf"),
        ("...", "pdf", "file.pdf"),
        ('a"b*.pdf', "pdf", "a_b_.pdf"),
        (f"{KHMER}.pdf", "pdf", f"{KHMER}.pdf"),
    ],
)
def test_the_offered_name_is_safe_and_ends_as_its_bytes_say(given: str, kind: str, offered: str) -> None:
    assert rules.offered_name(given, kind) == offered


def test_a_khmer_name_of_300_bytes_is_cut_between_written_syllables() -> None:
    name = "ស្រុក្ក" * 15  # 315 bytes, with signs below that belong to the letter before them
    for most in range(3, 60):
        kept = rules.cut(name, most)
        assert len(kept.encode()) <= most
        assert name.startswith(kept)
        assert not kept or unicodedata.combining(kept[-1]) != 9
        assert not unicodedata.category(name[len(kept)]).startswith("M")

    assert len(name.encode()) > 300
    assert len(rules.offered_name(f"{name}.pdf", "pdf").encode()) <= rules.NAME_BYTES + 4


@given(st.text(max_size=400), st.sampled_from(sorted(rules.KINDS)))
def test_every_name_becomes_one_that_any_device_takes(given: str, kind: str) -> None:
    given = given.encode(errors="ignore").decode()  # a name arrives as bytes, so it has no half characters

    name = rules.offered_name(given, kind)

    assert name.endswith(rules.KINDS[kind].extension)
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\\0\r\n"<>:|?*')
    assert not name.startswith(".")
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert "\0" not in rules.kept_name(given)
    assert 1 <= len(rules.kept_name(given)) <= 500


def test_only_public_pictures_open_inside_the_browser() -> None:
    inside = {
        (kind, public)
        for kind in rules.KINDS
        for public in (True, False)
        if rules.is_shown_inside(kind, public)
    }

    assert inside == {(kind, True) for kind in ("png", "jpeg", "webp")}


def test_the_largest_of_several_kinds_is_the_wall_before_reading() -> None:
    assert rules.largest(rules.TABLES) == rules.KINDS["xlsx"].most_bytes
