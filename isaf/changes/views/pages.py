"""One way to show and to carry out a form of this room."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
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
    said: str,
    page: dict[str, Any],
) -> HttpResponse:
    """The form; when it is sent and right, ``act`` once and the redirect; else the form with what was typed."""
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        answer, problems = post_once(request, act, once)
        if answer:
            messages.success(request, said)
            return answer
    shown = page | {"form": form, "problems": problems, "is_stale": is_stale(problems)}
    shown["once"] = request.POST.get("once") or new_key()
    return render(request, f"changes/{template}.html", shown, status=status_of(form.is_bound, problems))


def typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
