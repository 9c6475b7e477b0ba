"""One way to show and to carry out a working form of this room."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from isaf.audit.services import new_key, once
from isaf.cycles.access import cycle_for
from isaf.cycles.models import Cycle
from isaf.cycles.services import must_be_open
from isaf.kit.clock import today
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem
from isaf.people.verbs import Verb


def form_page(
    request: HttpRequest, template: str, form: forms.Form, act: Callable[[], str], page: dict[str, Any]
) -> HttpResponse:
    """The form; when it is sent and right, ``act`` once and the redirect; else the form with what was typed."""
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    shown = {
        "form": form,
        "problems": problems,
        "today": today(),
        "once": request.POST.get("once") or new_key(),
        "is_stale": any(problem.code == "stale_form" for problem in problems),
        **page,
    }
    return render(request, template, shown, status=status_of(form.is_bound, problems))


def cycle_to_write(request: HttpRequest, pk: int, verb: Verb) -> Cycle:
    """The year; a form about to be shown is refused where the year is closed, before anything is typed."""
    cycle = cycle_for(request.user, pk, verb)
    if typed(request) is None:
        must_be_open(cycle)
    return cycle


def typed(request: HttpRequest) -> Any:
    """What was sent; None for a form about to be shown, also for a form without any field."""
    return request.POST if request.method == "POST" else None


def version_typed(request: HttpRequest) -> int:
    """The version of the row that the person saw; 0, which is always stale, where the form lacks it."""
    word = request.POST.get("row_version", "")
    return int(word) if word.isascii() and word.isdigit() else 0
