"""Planning meetings and recording who came."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.cycles.access import cycle_for
from isaf.cycles.services import must_be_open
from isaf.kit.forms import is_stale, post_once, status_of, typed_version
from isaf.kit.problems import Problem
from isaf.people import access
from isaf.people.verbs import Verb

from . import services
from .access import meeting_to_record, recordable
from .forms import PlanForm, RecordForm
from .selectors import kind_titles, listed, meeting_by_id, recorded, totals


@never_cache
@login_required
def meetings(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.AREA_READ)
    rows = listed(cycle)
    page = {
        "cycle": cycle,
        "meetings": rows,
        "came": totals(cycle, rows),
        "titles": kind_titles(),
        "may_plan": cycle.is_open and access.may(request.user, Verb.MEETING_PLAN, cycle.area),
        "recordable": recordable(request.user, rows),
    }
    return render(request, "meetings/meetings.html", page)


@never_cache
@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.MEETING_PLAN)
    if request.method == "GET":
        must_be_open(cycle)
    form = PlanForm(cycle, request.LANGUAGE_CODE, request.POST or None, initial=request.GET.dict())
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            services.plan_meeting(cycle=cycle, by=request.user, **form.cleaned_data)
            return reverse("meetings:meetings", args=[cycle.pk])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    form.ask(problems)
    page = {"cycle": cycle, "form": form, "problems": problems, "once": request.POST.get("once") or new_key()}
    return render(request, "meetings/plan.html", page, status=status_of(form.is_bound, problems))


@never_cache
@login_required
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = meeting_to_record(request.user, pk)
    form = RecordForm(meeting, request.LANGUAGE_CODE, request.POST or None, initial=recorded(meeting))
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            seen = typed_version(request)
            services.hold_meeting(meeting=meeting, by=request.user, row_version=seen, **form.facts())
            return reverse("meetings:meetings", args=[meeting.cycle_id])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    page = {
        "meeting": meeting_by_id(pk),
        "form": form,
        "problems": problems,
        "title": kind_titles()[meeting.kind],
        "saved": form.saved() if is_stale(problems) else None,
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, "meetings/record.html", page, status=status_of(form.is_bound, problems))
