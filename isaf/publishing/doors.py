"""How every public page is answered: by anyone, without a cookie, kept by caches only with a check.

Nothing here touches the session or the person. The ETag comes from the middleware; ``no-cache`` lets a
browser and a cache in front keep the page and ask each time whether it still holds.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from isaf.kit.memo import one_answer
from isaf.kit.problems import NotFound
from isaf.kit.tables import write_csv
from isaf.places.selectors import find_facility, mended_code

View = Callable[..., HttpResponse]
BOM = "\ufeff"


def public(view: View) -> View:
    """GET and HEAD only, to be kept and checked again.

    Other methods change nothing here, so they are refused as such (405) before anybody asks for a form's token.
    """
    return csrf_exempt(require_safe(cache_control(public=True, no_cache=True)(asking_once(view))))


def asking_once(view: View) -> View:
    """What this server holds is asked once for a page, however many figures need to know it."""

    @wraps(view)
    def inner(request: HttpRequest, *named: Any, **rest: Any) -> HttpResponse:
        with one_answer():
            return view(request, *named, **rest)

    return inner


def show(request: HttpRequest, template: str, **shown: Any) -> HttpResponse:
    """A page with the public address of the site, for links that are shared."""
    return render(request, f"publishing/{template}", {"site": settings.ISAF_URL, **shown})


def public_address(request: HttpRequest, version: int | None = None) -> str:
    """The address of this page for a telephone, which leads to the very version that was printed."""
    return f"{settings.ISAF_URL}{request.path}" + (f"?v={version}" if version else "")


def csv_file(
    request: HttpRequest, name: str, header: Sequence[str], rows: Iterable[Iterable[Any]]
) -> HttpResponse:
    """The twin of a table: UTF-8, numbers as numbers, cells safe for spreadsheets.

    The plain address has no BOM, as programs like it; the links on the pages ask with ``?bom=1``, because
    Excel reads Khmer only with one.
    """
    text = write_csv(header, rows)
    if request.GET.get("bom") == "1":
        text = BOM + text
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def mended_area(view: View) -> View:
    """A code that lost its leading zero in a spreadsheet leads to the right address for good."""

    @wraps(view)
    def inner(request: HttpRequest, code: str, **rest: Any) -> HttpResponse:
        if good := mended_code(code):
            return _moved(request, code, good)
        return view(request, code=code, **rest)

    return inner


def mended_facility(view: View) -> View:
    """The same for the code inside a facility's word: ``ca-10201``."""

    @wraps(view)
    def inner(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
        try:
            return view(request, slug=slug, **rest)
        except NotFound:
            service, _, code = slug.partition("-")
            if find_facility(service, f"0{code}") is None:
                raise
        return _moved(request, slug, f"{service}-0{code}")

    return inner


def _moved(request: HttpRequest, old: str, new: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(request.get_full_path().replace(f"/{old}/", f"/{new}/", 1))
