"""Uploads stop growing where no kind of file is kept any more, so that nobody fills the disk with one form."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from .rules import EVERY, largest


class Bounded(FileUploadHandler):
    """Lets the first bytes through, up to just above the largest file that is kept; keeping then refuses it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.left = largest(EVERY) + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        passed = raw_data[: self.left]
        self.left -= len(passed)
        return passed or None

    def file_complete(self, file_size: int) -> None:
        return None
