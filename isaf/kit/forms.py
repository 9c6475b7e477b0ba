"""One way to carry out a working form: once, whole, and with what was typed kept when it is refused."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from isaf.kit.problems import NotFound, NotYours, Problem, Problems, Stale


def post_once(
    request: HttpRequest, act: Callable[[], str], once: Callable[..., str]
) -> tuple[HttpResponse | None, list[Problem]]:
    """Run ``act`` (a service call that returns an address) once for the form's key.

    Gives the redirect, or the problems to show above the form. A form without a key is carried out as a new
    one; who-may refusals go up to the error page. ``once`` is ``audit.services.once``.
    """
    try:
        address = once(key=deed_key(request), by=request.user, act=act)
    except (NotFound, NotYours):
        raise
    except Problem as problem:
        return None, [problem]
    except Problems as several:
        return None, several.problems
    return redirect(address), []


def deed_key(request: HttpRequest) -> str:
    """The form's one-time key joined to what was typed; nothing for a form without a key.

    The same form sent twice is one deed. A person who steps back in the browser, writes other figures and sends
    the old form again does another deed, which must not end as the silence of a repeat.
    """
    key = request.POST.get("once") or ""
    typed = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return f"{key[:24]}:{sha256(repr(typed).encode()).hexdigest()[:16]}" if key else ""


def typed_version(request: HttpRequest) -> int:
    """The version of the row that the person saw; 0, which is always stale, where the form lacks it."""
    word = request.POST.get("row_version", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else 0


def is_stale(problems: list[Problem]) -> bool:
    """True when another person saved in between, so that both texts have to be shown."""
    return any(isinstance(problem, Stale) for problem in problems)


def status_of(form_is_bound: bool, problems: list[Problem]) -> int:
    """200 for a fresh form; the problem's own status, or 422, for one that comes back."""
    if problems:
        return problems[0].status
    return 422 if form_is_bound else 200
