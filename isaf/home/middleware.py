"""How a person comes in; and refusals as pages in the reader's language, with what to do next."""

import logging
import secrets
from collections.abc import Callable

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from isaf.kit.clock import now
from isaf.kit.numerals import latin_digits
from isaf.kit.problems import NotFound, Problem, Problems
from isaf.kit.saying import say
from isaf.people.access import lacks_session
from isaf.people.models import Account
from isaf.people.power import Door
from isaf.people.problems import SessionNeeded
from isaf.people.selectors import ADMINISTRATION, administration_on

log = logging.getLogger("isaf")


ASKED_FIRST = frozenset(
    {
        "people:add",
        "people:batch",
        "people:give",
        "people:end",
        "registry:add",
        "registry:edit",
        "registry:merge",
        "registry:unmerge",
        "registry:import",
        "registry:hand_on",
        "registers:add_organisation",
        "registers:edit_organisation",
        "registers:add_project",
        "registers:edit_project",
        "registers:add_targets",
        "registers:remove_target",
        "registers:add_body",
        "registers:edit_body",
        "registers:change_mandate",
        "registers:add_seat",
        "registers:edit_term",
        "cycles:close_year",
    }
)
"""Forms of administrative deeds: an administrator is asked for the session before anything is typed."""

OF_THE_NATION = frozenset({"people", "registry", "registers"})
"""Rooms whose refusals to an administrator without a session are for want of it."""


class AtTheDoor:
    """Marks the person with the administrator's session that is on, for the judge and for the record of deeds.

    Only when a page asks who is there: a public page never does, and keeps no cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _at_the_door(request))
        return self.get_response(request)


def _at_the_door(request: HttpRequest) -> Account:
    person = get_user(request)
    if person.is_authenticated:
        on = administration_on(person, request.session.get(ADMINISTRATION), now())
        person.door = Door(on.pk, on.ends_at, _is_deed(request)) if on else Door(is_deed=_is_deed(request))
    return person


def _is_deed(request: HttpRequest) -> bool:
    """True for what may change something, and for the forms that begin it."""
    found = request.resolver_match
    return request.method not in ("GET", "HEAD", "OPTIONS") or bool(found and found.view_name in ASKED_FIRST)


class ProblemPages:
    """Turns a Problem raised by a view into the page 404, 403, 410 or the one for other refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Problems):
            error = error.problems[0]
        if isinstance(error, Problem):
            if isinstance(error, SessionNeeded) or _wants_session(request, error):
                needed = {"message": say(SessionNeeded()), "start": _way_to_session(request)}
                return render(request, "403.html", needed, status=403)
            page = {404: "404.html", 403: "403.html", 410: "410.html"}.get(error.status, "409.html")
            return render(request, page, {"message": say(error)}, status=error.status)
        return None


def _wants_session(request: HttpRequest, error: Problem) -> bool:
    """True for a refusal that a guard of its own gave to a person without the session."""
    known = getattr(request, "_cached_user", None)  # asks nothing that the page did not ask
    if error.status not in (403, 404) or known is None or request.resolver_match is None:
        return False
    return request.resolver_match.namespace in OF_THE_NATION and lacks_session(known)


def _way_to_session(request: HttpRequest) -> str:
    """Where a session is started, which then leads back to the page of the refused deed."""
    back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "")
    known = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return reverse("people:administration") + ("?" + urlencode({"next": back}) if known else "")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Also the door for who types a code or a year in the digits of another script: it leads to the page."""
    plain = latin_digits(request.path)
    if plain != request.path and request.method in ("GET", "HEAD"):
        query = request.META.get("QUERY_STRING", "")
        here = "/" + plain.lstrip("/")  # two slashes would name another site
        return HttpResponsePermanentRedirect(iri_to_uri(here) + (f"?{query}" if query else ""))
    return render(request, "404.html", {"message": say(NotFound())}, status=404)


def page_broken(request: HttpRequest) -> HttpResponse:
    """An unexpected failure: a short number on the page, the same in the log, nothing about the person."""
    number = secrets.token_hex(3)
    log.error("failure %s at %s", number, request.path)
    # Without the request, so that no context processor asks a database that may be what failed.
    return HttpResponseServerError(render_to_string("500.html", {"number": number}))
