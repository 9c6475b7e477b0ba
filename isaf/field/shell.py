"""The field app as a phone takes it along: one page with its words, its files with their digests, its manifest.

Everything here is the same for everybody and asks no session, so that a worker on the phone can keep it and know
from the digests that it kept exactly this (ADR 0045).
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from isaf import __version__
from isaf.country import wording
from isaf.country.current import pack
from isaf.places.selectors import installation

from .app_words import WORDS

FOLDER = Path(__file__).parent / "static" / "field"
BESIDE = (
    "home/look.css",
    "home/mark.svg",
    "home/fonts/noto-sans-khmer.woff2",
    "home/fonts/noto-sans.woff2",
)
"""What the app shares with the pages."""

WORKER = "worker.js"


def words() -> dict[str, Any]:
    """What the app says in the language of the request, how it writes numbers and days, and where it stands."""
    return {
        "language": wording.language(),
        "languages": {code: f"/{code}/field/" for code in pack().languages},
        "names": {code: pack().language_names[code] for code in pack().languages},
        "zero": wording.marks().zero,
        "months": [str(MONTHS[month]) for month in range(1, 13)],
        "version": __version__,
        "words": {key: _(english) for key, english in WORDS.items()},
    }


def page() -> str:
    """The one page of the app. No request goes in: the same bytes for everybody."""
    return render_to_string(
        "field/app.html",
        {
            "language": wording.language(),
            "programme": programme(),
            "static": settings.STATIC_URL,
            "is_demonstration": installation().origin == "demonstration",
            # inside a script element nothing may look like markup
            "words": mark_safe(json.dumps(words(), ensure_ascii=False).replace("<", "\\u003c")),
        },
    )


def programme() -> str:
    return str(capfirst(wording.in_language(pack().term("social_accountability").names)))


def manifest() -> dict[str, Any]:
    """What a telephone asks before it puts the app beside its others (W3C Web Application Manifest)."""
    home = reverse("field:app")
    icons = [
        {"src": f"{settings.STATIC_URL}field/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    return {
        "id": home,
        "name": f"{programme()} · {_('Meetings')}",
        "short_name": _("Meetings"),
        "lang": wording.language(),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#f9f8f4",
        "theme_color": "#00615a",
        "icons": icons,
    }


def manifest_bytes() -> bytes:
    return json.dumps(manifest(), ensure_ascii=False).encode()


@lru_cache
def digests() -> dict[str, str]:
    """Address of each static file of the app -> SHA-256 of what it holds."""
    own = [f"field/{path.name}" for path in sorted(FOLDER.iterdir()) if path.name != WORKER]
    return {settings.STATIC_URL + name: _digest(Path(_found(name)).read_bytes()) for name in (*own, *BESIDE)}


def _found(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return found


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def worker() -> str:
    """The service worker of one language, with the list of what it keeps."""
    language = wording.language()
    with override(language):
        files = digests() | {
            reverse("field:app"): _digest(page().encode()),
            reverse("field:manifest"): _digest(manifest_bytes()),
        }
    kept = json.dumps({"language": language, "home": reverse("field:app"), "files": files})
    return f"const KEPT = {kept};\n{(FOLDER / WORKER).read_text()}"
