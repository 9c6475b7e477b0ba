"""Papers for everyone: made when asked for, without a cookie, kept by caches only with a check."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_safe

from isaf.country.current import pack
from isaf.kit.problems import NotFound

from . import access
from .printing import poster_pdf, script_pdf
from .rules import languages_asked
from .selectors import Material
from .speech import message, spoken

Made = tuple[bytes, str, str]


def public(make: Callable[..., Made]) -> Callable[..., HttpResponse]:
    """GET and HEAD only; the same bytes have the same ETag, so that who has them gets none again."""

    @wraps(make)
    def answered(request: HttpRequest, slug: str, year: str, **asked: str) -> HttpResponse:
        found = access.material_for(slug, int(year), _version(request.GET.get("v")))
        content, kind, name = make(found, **asked)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'

        @condition(etag_func=lambda request: tag)
        def answer(request: HttpRequest) -> HttpResponse:
            made = HttpResponse(content, content_type=kind)
            made["Content-Disposition"] = f'inline; filename="{name}"'
            return made

        return answer(request)

    return csrf_exempt(require_safe(cache_control(public=True, no_cache=True)(answered)))


@public
def poster(found: Material, paper: str, languages: str) -> Made:
    content = poster_pdf(found, paper, _languages(languages))
    return content, "application/pdf", f"{found.slug}-{found.year}-{paper}-{languages}.pdf"


@public
def script(found: Material, languages: str) -> Made:
    """The loudspeaker's script on A4, with the short message below it."""
    return (
        script_pdf(found, _language(languages)),
        "application/pdf",
        f"{found.slug}-{found.year}-{languages}.pdf",
    )


@public
def script_text(found: Material, languages: str) -> Made:
    return (
        spoken(found, _language(languages)).text.encode(),
        PLAIN,
        f"{found.slug}-{found.year}-{languages}.txt",
    )


@public
def message_text(found: Material, languages: str) -> Made:
    text = message(found, _language(languages)).text + "\n"
    return text.encode(), PLAIN, f"{found.slug}-{found.year}-{languages}-message.txt"


PLAIN = "text/plain; charset=utf-8"


def _languages(asked: str) -> tuple[str, ...]:
    found = languages_asked(asked, pack().languages)
    if found is None or "+".join(found) != asked.replace(" ", "+"):
        raise NotFound
    return found


def _language(asked: str) -> str:
    found = _languages(asked)
    if len(found) != 1:
        raise NotFound
    translation.activate(found[0])
    return found[0]


def _version(asked: str | None) -> int | None:
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise NotFound
    return int(asked)
