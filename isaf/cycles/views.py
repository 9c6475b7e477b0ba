"""Opening a year of work and closing it; its steps and its target list in between."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.kit.clock import today
from isaf.kit.forms import is_stale, post_once, status_of, typed_version
from isaf.kit.problems import Problem
from isaf.people import access
from isaf.people.verbs import Verb
from isaf.places.selectors import facilities_of

from . import reading, services
from .access import area_for, cycle_for, step_to_change, target_of_list, works_in
from .forms import AddTargetForm, CloseForm, DaysForm, OpenForm, PostponeForm, ReasonForm, TargetForm
from .selectors import cycles_of, steps_of


@never_cache
@login_required
def open_year(request: HttpRequest, code: str) -> HttpResponse:
    area = area_for(request.user, code, Verb.CYCLE_OPEN)
    form = OpenForm(
        facilities_of(area), request.LANGUAGE_CODE, request.POST or None, initial={"year": today().year}
    )
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            cycle = services.open_cycle(
                area=area, year=form.cleaned_data["year"], facilities=form.chosen(), by=request.user
            )
            return reverse("home:year", args=[cycle.pk])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    page = {"area": area, "form": form, "problems": problems, "cycles": cycles_of(area)}
    return render(
        request,
        "cycles/open_year.html",
        {**page, "once": request.POST.get("once") or new_key()},
        status=status_of(form.is_bound, problems),
    )


@never_cache
@login_required
def close_year(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.CYCLE_CLOSE)
    form = CloseForm(request.POST or None, initial={"on": today()})
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            services.close_cycle(cycle=cycle, by=request.user, on=form.cleaned_data["on"])
            return reverse("home:year", args=[cycle.pk])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    page = {"cycle": cycle, "form": form, "problems": problems, "once": request.POST.get("once") or new_key()}
    return render(request, "cycles/close_year.html", page, status=status_of(form.is_bound, problems))


@never_cache
@login_required
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.AREA_READ)
    page = {
        "cycle": cycle,
        "steps": steps_of(cycle, today()),
        "history": reading.history(cycle, reading.STEP_DEEDS),
        "free_days": reading.free_days(cycle.area, cycle.year),
        "may_change": cycle.is_open and access.may(request.user, Verb.CYCLE_OPEN, cycle.area),
    }
    return render(request, "cycles/steps.html", page)


@never_cache
@login_required
def postpone(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    row = step_to_change(request.user, pk, step)
    shown = {"planned_from": row.planned_from, "planned_to": row.planned_to}
    form = PostponeForm(request.POST or None, initial=shown)

    def act() -> str:
        seen = typed_version(request)
        services.postpone_step(
            cycle=row.cycle, step=step, by=request.user, row_version=seen, **form.cleaned_data
        )
        return reverse("cycles:steps", args=[pk])

    page = {"row": row, "cycle": row.cycle, "step_names": reading.step_names(step)}
    return _form_page(request, "step", form, act, is_postponing=True, **page)


@never_cache
@login_required
def days(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    row = step_to_change(request.user, pk, step)
    form = DaysForm(request.POST or None, initial={"started_on": row.started_on, "ended_on": row.ended_on})

    def act() -> str:
        seen = typed_version(request)
        services.set_step_days(
            cycle=row.cycle, step=step, by=request.user, row_version=seen, **form.cleaned_data
        )
        return reverse("cycles:steps", args=[pk])

    page = {"row": row, "cycle": row.cycle, "step_names": reading.step_names(step)}
    return _form_page(request, "step", form, act, **page)


@never_cache
@login_required
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.AREA_READ)
    page = {
        "cycle": cycle,
        "rows": reading.target_rows(cycle),
        "history": reading.history(cycle, reading.LIST_DEEDS),
        "may_change": cycle.is_open and access.may(request.user, Verb.CYCLE_OPEN, cycle.area),
        "may_ask": works_in(request.user, cycle.area),
    }
    return render(request, "cycles/targets.html", page)


@never_cache
@login_required
def add_target(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.CYCLE_OPEN)
    form = AddTargetForm(cycle, request.LANGUAGE_CODE, request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        services.change_targets(cycle=cycle, add=form.chosen(), reason=reason, by=request.user)
        return reverse("cycles:targets", args=[pk])

    return _form_page(request, "target", form, act, cycle=cycle)


@never_cache
@login_required
def change_target(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    target = target_of_list(request.user, pk, slug)
    form = TargetForm(target, request.LANGUAGE_CODE, request.POST or None)

    def act() -> str:
        services.change_target(target=target, by=request.user, **form.facts())
        return reverse("cycles:targets", args=[pk])

    return _form_page(request, "target", form, act, cycle=target.cycle, target=target)


@never_cache
@login_required
def remove_target(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    target = target_of_list(request.user, pk, slug)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason, leaving = form.cleaned_data["reason"], [target.facility]
        services.change_targets(cycle=target.cycle, remove=leaving, reason=reason, by=request.user)
        return reverse("cycles:targets", args=[pk])

    return _form_page(request, "target", form, act, cycle=target.cycle, target=target, is_removing=True)


def _form_page(
    request: HttpRequest, name: str, form: forms.Form, act: Callable[[], str], **page: Any
) -> HttpResponse:
    """The form; sent and right, ``act`` once and the redirect; else the form with what was typed."""
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    page |= {"form": form, "problems": problems, "is_stale": is_stale(problems)}
    page["once"] = request.POST.get("once") or new_key()
    return render(request, f"cycles/{name}.html", page, status=status_of(form.is_bound, problems))
