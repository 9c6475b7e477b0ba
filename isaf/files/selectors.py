"""Reading what is kept."""

from typing import IO
from uuid import UUID

from django.db.models import QuerySet

from .models import StoredFile
from .store import name_of, store


def file_by_id(pk: UUID) -> StoredFile | None:
    return StoredFile.objects.select_related("area", "facility__host").filter(pk=pk).first()


def files_of(room: str, subject: str) -> QuerySet[StoredFile]:
    """The newest files of one record as they were sent, oldest first; replaced and withdrawn ones left out."""
    return StoredFile.objects.filter(
        room=room, subject=subject, copy_of=None, replaced_by=None, withdrawn_at=None
    ).select_related("public_copy")


def public_files_of(room: str, subjects: list[str]) -> QuerySet[StoredFile]:
    """The copies that everyone may see, for a page of several records."""
    return StoredFile.objects.filter(
        room=room, subject__in=subjects, visibility=StoredFile.Visibility.PUBLIC, withdrawn_at=None
    )


def bytes_of(file: StoredFile) -> IO[bytes]:
    """The kept bytes, open for reading; the caller closes them."""
    return store().open(name_of(file.sha256, is_public=file.is_public))
