"""One way to show and to carry out a working form of this room."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from isaf.audit.services import new_key, once
from isaf.kit.forms import is_stale, post_once, status_of
from isaf.kit.problems import Problem


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], str],
    page: dict[str, Any],
    saved: Callable[[], forms.Form] | None = None,
) -> HttpResponse:
    """The form; when it is sent and right, ``act`` once and the redirect; else the form with what was typed.

    ``saved`` gives a form of what stands now, shown beside what was typed when another person saved meanwhile.
    """
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    shown = {
        "form": form,
        "problems": problems,
        "once": request.POST.get("once") or new_key(),
        "now_saved": saved() if saved and is_stale(problems) else None,
        **page,
    }
    return render(request, template, shown, status=status_of(form.is_bound, problems))
