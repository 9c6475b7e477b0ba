"""The field app: its page, its worker, its manifest. No session, no cookie, the same bytes for everybody."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from . import shell


def _fresh(body: str | bytes, kind: str) -> HttpResponse:
    """Kept by the browser, and asked for again each time; the middleware answers 304 by ETag."""
    return HttpResponse(body, content_type=kind, headers={"Cache-Control": "no-cache"})


@require_safe
def app(request: HttpRequest) -> HttpResponse:
    return _fresh(shell.page(), "text/html; charset=utf-8")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Stands beside the page, so that it answers for the app of one language and for nothing else of the site."""
    return _fresh(shell.worker(), "text/javascript; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return _fresh(shell.manifest_bytes(), "application/manifest+json")
