"""The guard of a file: its record's place and verb, asked of the one judge."""

from uuid import UUID

from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .models import StoredFile
from .problems import FileWithdrawn
from .selectors import file_by_id


def public_file(pk: UUID) -> StoredFile | None:
    """The file, when it is a copy for everyone: neither the session nor the person is asked."""
    file = file_by_id(pk)
    return _in_force(file) if file and file.is_public else None


def file_for(account: Account, pk: UUID) -> StoredFile:
    """The file, when the person may read the record it belongs to."""
    file = file_by_id(pk)
    if file is None:
        raise NotFound()
    access.require(account, Verb(file.reading_verb), file.place)
    return _in_force(file)


def _in_force(file: StoredFile) -> StoredFile:
    if file.withdrawn_at:
        raise FileWithdrawn()
    return file
