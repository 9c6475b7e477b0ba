"""A commune with its people, and files as strangers make them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from isaf.files.services import Owner
from isaf.people.verbs import Verb
from tests import cast

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
POSITION = {1: "N", 2: (11.0, 33.0, 44.5), 3: "E", 4: (104.0, 55.0, 1.0)}  # GPS of a phone


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of this test's own."""
    monkeypatch.setitem(
        settings.STORAGES,
        "files",
        {"BACKEND": "isaf.files.store.DurableFolder", "OPTIONS": {"location": tmp_path}},
    )
    monkeypatch.setattr(storages, "_storages", {})
    monkeypatch.setattr(storages, "backends", settings.STORAGES)
    return tmp_path


def kept(folder: Path) -> list[str]:
    """Every file below the folder, unfinished ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def people(db: None, folder: Path) -> cast.Cast:
    return cast.people()


@pytest.fixture
def owner(people: cast.Cast) -> Owner:
    """A plan of the commune, which its clerk may read; its pictures may be shown."""
    from isaf.places.selectors import area_by_code

    return Owner("plans", "7", area_by_code("010201"), Verb.PLAN_READ, is_publishable=True)


def sent(content: bytes, name: str = "scan.pdf") -> SimpleUploadedFile:
    """What a browser sends: it says that everything is a PDF."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: object) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    target = io.BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def photograph() -> bytes:
    """A phone's picture: taken upright, with its position, its maker and a comment inside."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to see it
    exif[0x010F] = "MakerOfPhones"
    exif[0x8825] = POSITION
    return picture(exif=exif.tobytes(), comment=b"MadeByNobody")


def archive(parts: dict[str, bytes], change: Callable[[zipfile.ZipFile], None] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
        if change:
            change(made)
    return target.getvalue()


def workbook(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **more})
