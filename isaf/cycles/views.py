"""Opening a year of work and closing it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.kit.clock import today
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem
from isaf.people.verbs import Verb
from isaf.places.selectors import facilities_of

from . import services
from .access import area_for, cycle_for
from .forms import CloseForm, OpenForm
from .selectors import cycles_of


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
