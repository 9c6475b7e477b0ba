"""Planning meetings and recording who came."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.audit.services import new_key, once
from isaf.cycles.access import cycle_for
from isaf.cycles.services import must_be_open
from isaf.kit.clock import today
from isaf.kit.forms import is_stale, post_once, status_of, typed_version
from isaf.kit.problems import Problem
from isaf.people import access
from isaf.people.verbs import Verb

from . import services
from .access import meeting_to_record, posting_for, recordable
from .forms import PlanForm, PostingForm, RecordForm
from .models import Meeting
from .selectors import kind_titles, listed, meeting_by_id, photos_of, postings_of, recorded, totals


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
    typed = (request.POST or None, request.FILES or None)
    form = RecordForm(meeting, request.LANGUAGE_CODE, *typed, initial=recorded(meeting))
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        answer, problems = post_once(request, lambda: _held(request, meeting, form), once)
        if answer:
            return answer
    page = {
        "meeting": meeting_by_id(pk),
        "form": form,
        "problems": problems,
        "title": kind_titles()[meeting.kind],
        "photos": photos_of(meeting),
        "saved": form.saved() if is_stale(problems) else None,
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, "meetings/record.html", page, status=status_of(form.is_bound, problems))


def _held(request: HttpRequest, meeting: Meeting, form: RecordForm) -> str:
    """Write down what the form says, the photo with it; the address that follows."""
    seen = typed_version(request)
    services.hold_meeting(meeting=meeting, by=request.user, row_version=seen, **form.facts())
    if photo := form.cleaned_data.get("photo"):
        services.keep_photo(subject=meeting, cycle=meeting.cycle, upload=photo, by=request.user)
    return reverse("meetings:meetings", args=[meeting.cycle_id])


@never_cache
@login_required
def postings(request: HttpRequest, pk: int) -> HttpResponse:
    """Where posters hang; who records meetings adds one."""
    cycle = cycle_for(request.user, pk, Verb.AREA_READ)
    may_add = cycle.is_open and access.may(request.user, Verb.MEETING_RECORD, cycle.area)
    if request.method == "POST":
        cycle_for(request.user, pk, Verb.MEETING_RECORD)
    typed = (request.POST or None, request.FILES or None)
    form = PostingForm(cycle, request.LANGUAGE_CODE, *typed, initial={"hung_on": today()})
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            services.hang_poster(cycle=cycle, by=request.user, **form.facts())
            return reverse("meetings:postings", args=[cycle.pk])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    page = {"cycle": cycle, "postings": postings_of(cycle), "form": form if may_add or problems else None,
            "problems": problems, "once": request.POST.get("once") or new_key()}  # fmt: skip
    return render(request, "meetings/postings.html", page, status=status_of(form.is_bound, problems))


@require_POST
@login_required
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not hang any more, as of today."""
    posting = posting_for(request.user, pk)
    services.take_down_poster(posting=posting, on=today(), by=request.user)
    return redirect("meetings:postings", posting.cycle_id)
