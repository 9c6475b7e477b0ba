"""The home of every role: what waits for me; and the one page of a year, from which everything is reached."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from isaf.cycles.access import cycle_for
from isaf.cycles.selectors import steps_of
from isaf.kit.clock import today
from isaf.people.verbs import Verb

from . import selectors


@never_cache
@login_required
def work(request: HttpRequest) -> HttpResponse:
    waiting = selectors.waiting_for(request.user, today())
    years = selectors.my_years(request.user)
    return render(request, "home/my_work.html", {"waiting": waiting, "years": years})


@never_cache
@login_required
def year(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.AREA_READ)
    page = selectors.year_page(request.user, cycle, today())
    return render(request, "home/year.html", {"cycle": cycle, "steps": steps_of(cycle, today()), **page})
