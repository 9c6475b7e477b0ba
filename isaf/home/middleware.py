"""Refusals become pages in the reader's language, with the status that fits and what to do next."""

import logging
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from isaf.kit.problems import NotFound, Problem, Problems
from isaf.kit.saying import say

log = logging.getLogger("isaf")


class ProblemPages:
    """Turns a Problem raised by a view into the page 404, 403 or the one for other refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Problems):
            error = error.problems[0]
        if isinstance(error, Problem):
            page = {404: "404.html", 403: "403.html"}.get(error.status, "409.html")
            return render(request, page, {"message": say(error)}, status=error.status)
        return None


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"message": say(NotFound())}, status=404)


def page_broken(request: HttpRequest) -> HttpResponse:
    """An unexpected failure: a short number on the page, the same in the log, nothing about the person."""
    number = secrets.token_hex(3)
    log.error("failure %s at %s", number, request.path)
    # Without the request, so that no context processor asks a database that may be what failed.
    return HttpResponseServerError(render_to_string("500.html", {"number": number}))
