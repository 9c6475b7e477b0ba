"""The folder of kept bytes, behind Django's storage: another storage can stand in its place (STORAGES["files"])."""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages


class DurableFolder(FileSystemStorage):
    """Files appear whole or not at all: written beside, brought to the disk, then named.

    A name here is the digest of the bytes, so writing one twice, even at once, ends in the same file.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with draft.open("xb") as file:
                os.fchmod(file.fileno(), 0o600)
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        _to_disk(target.parent)
        return name


def _to_disk(folder: Path) -> None:
    """Bring the list of a folder's names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def store() -> Storage:
    """Where bytes are kept."""
    return storages["files"]


def name_of(sha256: str, *, is_public: bool) -> str:
    """Where the bytes of a digest lie; public copies apart from what was sent."""
    return f"{'public' if is_public else 'raw'}/{sha256[:2]}/{sha256}"


def holds(name: str, size: int) -> bool:
    """Whether the whole bytes are there already."""
    return store().exists(name) and store().size(name) == size


def names(before: datetime) -> Iterator[str]:
    """Every stored name that was written before a moment, unfinished ones too."""
    for copies in ("raw", "public"):
        for folder in _listed(copies)[0]:
            for name in _listed(f"{copies}/{folder}")[1]:
                path = f"{copies}/{folder}/{name}"
                if store().get_modified_time(path) < before:
                    yield path


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        found: Any = store().listdir(folder)
    except FileNotFoundError:
        return [], []
    return found
