"""From a published sheet to the bytes of a paper, and the folder in which printed ones wait to be asked for again."""

import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isaf.kit.paper import fingerprint, print_pdf

from .content import poster
from .selectors import Material
from .speech import message, spoken
from .words import Words

POSTER = Path(__file__).parent / "paper" / "poster.typ"
SCRIPT = Path(__file__).parent / "paper" / "script.typ"


def digest(template: Path, data: Any) -> str:
    """What decides the bytes: the data, the template, the fonts and the engine."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{fingerprint(template)}{written}".encode()).hexdigest()


def poster_pdf(found: Material, paper: str, languages: tuple[str, ...]) -> bytes:
    """One poster; the same data give the same bytes."""
    return kept(POSTER, poster(found, paper, languages))


def script_pdf(found: Material, language: str) -> bytes:
    """The loudspeaker's script on A4, with the short message and its parts below."""
    said, short = spoken(found, language), message(found, language)
    with translation.override(language):
        counted = ngettext("%(n)s short message", "%(n)s short messages", short.parts)
        data = {
            "language": language,
            "title": said.title,
            "note": _("Read slowly. Take a breath after each paragraph."),
            "opening": list(said.opening),
            "paragraphs": [[head, list(sentences)] for head, sentences in said.paragraphs],
            "closing": list(said.closing),
            "message_head": _("To send to phones"),
            "message": short.text,
            "message_count": counted % {"n": Words((language,)).number(short.parts)},
            "foot": found.address(language),
        }
    return kept(SCRIPT, data)


def kept(template: Path, data: Any) -> bytes:
    """The paper for these data, printed once and kept under the digest of what it shows.

    A changed figure has another digest, so nothing old can be served; the folder may be deleted at any time.
    """
    file = settings.ISAF_DATA / "papers" / f"{digest(template, data)}.pdf"
    if file.is_file():
        return file.read_bytes()
    made = print_pdf(template, data)
    write_whole(file, made)
    return made


def write_whole(file: Path, content: bytes) -> None:
    """Written beside and then named, so that a file is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
