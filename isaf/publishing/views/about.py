"""The pages about the programme, its method and privacy."""

from django.http import HttpRequest, HttpResponse

from .. import selectors, tables
from ..doors import csv_file, public, show


@public
def programme(request: HttpRequest) -> HttpResponse:
    return show(request, "programme.html", page=selectors.programme_page())


@public
def coverage_table(request: HttpRequest) -> HttpResponse:
    phases = selectors.programme_page().phases
    rows = [
        (shown.phase.id, row)
        for shown in phases
        for row in [*shown.published, *(counted for _words, counted in shown.counted)]
    ]
    return csv_file(request, "coverage", *tables.figures(rows))


@public
def method(request: HttpRequest) -> HttpResponse:
    return show(request, "method.html", page=selectors.method_page())


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "privacy.html", text=selectors.pack_text("privacy"))
