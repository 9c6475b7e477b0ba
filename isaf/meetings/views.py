"""Planning meetings and recording who came."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from isaf.audit.services import new_key, once
from isaf.cycles.access import cycle_for
from isaf.kit.clock import today
from isaf.kit.forms import post_once, status_of
from isaf.people.verbs import Verb

from . import services
from .access import meeting_for
from .forms import PlanForm, RecordForm
from .selectors import attendance_table, kind_titles, meetings_of


@login_required
def meetings(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.AREA_READ)
    return render(
        request,
        "meetings/meetings.html",
        {"cycle": cycle, "meetings": meetings_of(cycle), "titles": kind_titles(), "today": today()},
    )


@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.MEETING_PLAN)
    form = PlanForm(cycle, request.LANGUAGE_CODE, request.POST or None, initial=request.GET.dict())
    problems: list = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            services.plan_meeting(cycle=cycle, by=request.user, **form.cleaned_data)
            return reverse("meetings:meetings", args=[cycle.pk])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    return render(
        request,
        "meetings/plan.html",
        {"cycle": cycle, "form": form, "problems": problems, "once": request.POST.get("once") or new_key()},
        status=status_of(form.is_bound, problems),
    )


@login_required
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = meeting_for(request.user, pk, Verb.MEETING_RECORD)
    form = RecordForm(meeting, request.LANGUAGE_CODE, request.POST or None, initial=_recorded(meeting))
    problems: list = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            typed = {name: form.cleaned_data[name] for name in ("held_on", "place", "chair", "minutes")}
            services.hold_meeting(meeting=meeting, by=request.user, attendances=form.attendances(), **typed)
            return reverse("meetings:meetings", args=[meeting.cycle_id])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    page = {"meeting": meeting, "form": form, "problems": problems, "title": kind_titles()[meeting.kind]}
    return render(
        request,
        "meetings/record.html",
        {**page, "once": request.POST.get("once") or new_key()},
        status=status_of(form.is_bound, problems),
    )


def _recorded(meeting) -> dict:
    recorded = {name: getattr(meeting, name) for name in ("held_on", "place", "chair", "minutes")}
    for side, counts in attendance_table(meeting).items():
        recorded |= {f"{side}-{segment}": n for segment, n in counts.items()}
    return recorded
