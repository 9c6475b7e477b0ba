"""What the frame of every page needs. Asks neither the session nor the person: public pages stay cacheable."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst

from isaf import __version__
from isaf.country import wording
from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.places.gazetteer import settings_of
from isaf.places.selectors import installation


def in_other_language(path: str, query: str, code: str) -> str:
    """The same page in another language; the home page of that language where a path has none."""
    parts = path.split("/", 2)
    if len(parts) < 3 or parts[1] not in pack().languages:
        return f"/{code}/"
    return f"/{code}/{parts[2]}" + (f"?{query}" if query else "")


def source_of_places(kept: str) -> str:
    """Where the list of places comes from: in the reader's words where the pack's own list was loaded."""
    told = settings_of(pack().folder)
    return (
        wording.in_language(told["source_names"])
        if kept and kept == told.get("source") and "source_names" in told
        else kept
    )


def shell(request: HttpRequest) -> dict[str, Any]:
    """Names and addresses of the frame, and whether everything shown is invented (ADR 0021)."""
    here = wording.language()
    query = request.META.get("QUERY_STRING", "")
    here_is = installation()
    programme = pack().settings["programme"]
    return {
        "installation": {
            "origin": here_is.origin,
            "is_demonstration": here_is.origin == "demonstration",
            "gazetteer": source_of_places(here_is.gazetteer_source),
        },
        "product": {
            "name": "OpenISAF",
            "version": __version__,
            "programme": capfirst(wording.in_language(pack().term("social_accountability").names)),
            "long": wording.in_language(programme["long"]),
            "short": wording.in_language(programme["short"]),
        },
        "here": f"/{here}/",
        "language": here,
        "languages": [
            {
                "code": code,
                "name": pack().language_names[code],
                "url": in_other_language(request.path, query, code),
            }
            for code in pack().languages
        ],
        "year": today().year,
    }
