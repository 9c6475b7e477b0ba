"""Files of an action: photos of what was done, letters sent upward, and replies. All stay inside for now.

A photo is kept as its points alone, without the camera's data and position: where it was taken says where people
live (ADR 0047).
"""

from collections import defaultdict
from collections.abc import Iterable

from django.core.files.base import ContentFile, File

from isaf.files.models import StoredFile
from isaf.files.pictures import written_anew
from isaf.files.rules import PAPERS, PICTURES, check_size, largest
from isaf.files.services import Owner, keep
from isaf.files.sniffing import sniff
from isaf.people.models import Account
from isaf.people.verbs import Verb

from .models import Action, Referral, StatusUpdate
from .selectors import ActionLife, Step

ROOM = "plans"


def keep_photo(*, update: StatusUpdate, upload: File, by: Account) -> StoredFile:
    """A photo of what a report says. It may become public only when a moderator has looked at it."""
    check_size(upload.size, largest(PICTURES))
    sniff(upload, upload.size, PICTURES)
    content, kind = written_anew(upload)
    bare = ContentFile(content, name=f"{upload.name}.{kind}")
    owner = _owner(update.action, f"update-{update.pk}", is_publishable=True)
    return keep(upload=bare, by=by, owner=owner, allowed=PICTURES)


def keep_letter(*, referral: Referral, upload: File, by: Account, is_reply: bool = False) -> StoredFile:
    """The scan of a letter sent upward, or of its reply: signed papers never become public."""
    word = f"{'reply' if is_reply else 'referral'}-{referral.pk}"
    return keep(upload=upload, by=by, owner=_owner(referral.action, word), allowed=PAPERS)


def _owner(action: Action, subject: str, *, is_publishable: bool = False) -> Owner:
    return Owner(ROOM, subject, action.area, Verb.PLAN_READ, is_publishable)


def steps_with_files(life: ActionLife) -> list[tuple[Step, list[StoredFile]]]:
    """The timeline, each point with its photos or scans; one query."""
    words = {"reported": "update", "referred": "referral", "replied": "reply"}
    subjects = [f"{words[s.kind]}-{s.record.pk}" if s.kind in words else "" for s in life.timeline]
    found = files_by_subject(filter(None, subjects))
    return [(step, found[subject]) for step, subject in zip(life.timeline, subjects, strict=True)]


def files_by_subject(subjects: Iterable[str]) -> dict[str, list[StoredFile]]:
    """The files in force of several records."""
    found: dict[str, list[StoredFile]] = defaultdict(list)
    rows = StoredFile.objects.filter(
        room=ROOM, subject__in=list(subjects), copy_of=None, withdrawn_at=None, replaced_by=None
    )
    for row in rows:
        found[row.subject].append(row)
    return found
