"""The home of every role: what waits for me; my places; and the page of a year, from which all is reached."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from isaf.cycles.access import cycle_for
from isaf.cycles.selectors import step_strip, steps_of
from isaf.kit.clock import today
from isaf.people import access
from isaf.people.verbs import Verb
from isaf.places.selectors import nation

from . import selectors

SHEET_WORK = (Verb.INFORMATION_EDIT, Verb.INFORMATION_SUBMIT, Verb.INFORMATION_CHECK)


@never_cache
@login_required
def work(request: HttpRequest) -> HttpResponse:
    page = {
        "waiting": selectors.waiting_for(request.user, today()),
        "years": selectors.my_years(request.user),
        "to_check": selectors.facilities_to_check(request.user),
        "may_open": access.may_anywhere(request.user, Verb.CYCLE_OPEN),
        "may_import": access.may(request.user, Verb.FACILITY_EDIT, nation()),
        "may_take_sheets": any(access.may_anywhere(request.user, verb) for verb in SHEET_WORK),
        "may_add": access.may_anywhere(request.user, Verb.FACILITY_EDIT),
        "may_manage_people": access.may_anywhere(request.user, Verb.PEOPLE_MANAGE),
        "may_ask_why": access.may_anywhere(request.user, Verb.PEOPLE_WHY),
        "today": today(),
    }
    return render(request, "home/my_work.html", page)


@never_cache
@login_required
def areas(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    page = {
        "areas": selectors.areas_to_work_in(request.user, text),
        "q": text,
        "to_check": [] if text else selectors.facilities_to_check(request.user),
        "may_open": access.may_anywhere(request.user, Verb.CYCLE_OPEN),
        "most": selectors.MOST_AREAS,
    }
    return render(request, "home/areas.html", page)


@never_cache
@login_required
def year(request: HttpRequest, pk: int) -> HttpResponse:
    if selectors.only_checks_in(request.user, pk):
        return redirect("home:areas")
    cycle = cycle_for(request.user, pk, Verb.AREA_READ)
    steps = steps_of(cycle, today())
    page = selectors.year_page(request.user, cycle)
    return render(
        request, "home/year.html", {"cycle": cycle, "steps": steps, "strip": step_strip(steps), **page}
    )
