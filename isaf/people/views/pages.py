"""One way to show and to carry out a working form of this room."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from isaf.audit.services import new_key, once
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], str],
    page: dict[str, Any],
) -> HttpResponse:
    """The form; when it is sent and right, ``act`` once and the redirect; else the form with what was typed."""
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    key = request.POST.get("once") or new_key()
    shown = {"form": form, "problems": problems, "once": key, **page}
    return render(request, template, shown, status=status_of(form.is_bound, problems))


def deed(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """A button without a form of its own: done once; a refusal goes up to the page of refusals."""
    answer, problems = post_once(request, act, once)
    if answer is None:
        raise problems[0]
    return answer
