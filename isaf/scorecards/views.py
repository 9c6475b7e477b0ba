"""Scoring at the desk: the meetings of a facility, the paper tally, the self-assessment, review, results."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.cycles.access import target_of
from isaf.kit.clock import today
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem
from isaf.meetings.models import Meeting
from isaf.people.verbs import Verb

from . import access, filled, forms, reading, services
from .models import Sheet
from .selectors import facility_results
from .sheets import self_assessment_of, standing_sheet


@never_cache
@login_required
def scoring(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    target = access.target_to_see(request.user, pk, slug)
    rows = reading.meeting_rows(request.user, target)
    may_assess = access.may_assess(request.user, target.facility)
    page = {"target": target, "rows": rows, "may_assess": may_assess, "today": today()}
    return render(request, "scorecards/scoring.html", page)


@never_cache
@login_required
def tally(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = access.meeting_to_type(request.user, pk)
    if request.method == "GET" and (kept := standing_sheet(meeting)):
        return redirect("scorecards:sheet", kept.pk)

    def keep(facts: dict[str, Any]) -> Sheet:
        return services.record_from_paper(meeting=meeting, by=request.user, **facts)

    return _typing(request, meeting, keep, filled.fresh(meeting, request.LANGUAGE_CODE, today()))


@never_cache
@login_required
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    wrong = access.sheet_to_correct(request.user, pk)
    if request.method == "GET" and not services.may_correct(wrong):
        return redirect("scorecards:sheet", wrong.pk)

    def keep(facts: dict[str, Any]) -> Sheet:
        return services.record_from_paper(meeting=wrong.meeting, by=request.user, replaces=wrong, **facts)

    initial = filled.of_sheet(wrong, request.LANGUAGE_CODE)
    return _typing(request, wrong.meeting, keep, initial, returned_reason=wrong.returned_reason)


@never_cache
@login_required
def self_assessment(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    target = target_of(request.user, pk, slug, Verb.SELFASSESS_ENTER)
    meeting = self_assessment_of(target.cycle, target.facility)
    if request.method == "GET" and meeting and (kept := standing_sheet(meeting)):
        return redirect("scorecards:sheet", kept.pk)
    meeting = meeting or Meeting(
        cycle=target.cycle, facility=target.facility, kind=Meeting.Kind.SELF_ASSESSMENT, planned_on=today()
    )

    def keep(facts: dict[str, Any]) -> Sheet:
        return services.record_self_assessment(target=target, by=request.user, **facts)

    return _typing(request, meeting, keep, filled.fresh(meeting, request.LANGUAGE_CODE, today()))


def _typing(
    request: HttpRequest,
    meeting: Meeting,
    keep: Callable[[dict[str, Any]], Sheet],
    initial: dict[str, Any],
    **more: Any,
) -> HttpResponse:
    """One page in the order of the paper; without scripts, choosing criteria is a post of its own."""
    form = forms.form_class(meeting)(meeting, request.POST or None, initial=initial)
    problems: list[Problem] = []
    status = 200
    if "choose" in request.POST:
        form.hold_errors()
    elif request.method == "POST":
        if form.is_valid():
            answer, problems = post_once(request, lambda: _address(keep(form.facts())), once)
            if answer:
                return answer
        status = status_of(form.is_bound, problems)
        problems = form.place(problems)
    page = {
        "meeting": meeting,
        "form": form,
        "problems": problems,
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, form.template, {**page, **more, "words": forms.live_words(form)}, status=status)


def _address(sheet: Sheet) -> str:
    return reverse("scorecards:sheet", args=[sheet.pk])


@never_cache
@login_required
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = access.meeting_to_type(request.user, pk)
    form = forms.ReasonForm(request.POST or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            services.cancel_scoring(meeting=meeting, by=request.user, **form.cleaned_data)
            return reverse("scorecards:scoring", args=[meeting.cycle_id, meeting.facility.slug])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    page = {
        "meeting": meeting,
        "form": form,
        "problems": problems,
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, "scorecards/cancel.html", page, status=status_of(form.is_bound, problems))


@never_cache
@login_required
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    kept = access.sheet_for(request.user, pk)
    problems: list[Problem] = []
    if request.method == "POST":
        answer, problems = post_once(request, lambda: _reviewed(request, kept), once)
        if answer:
            return answer
    page = {
        "sheet": kept,
        "meeting": kept.meeting,
        "page": reading.sheet_page(kept),
        "may_review": access.may_review(request.user, kept),
        "may_correct": access.may_type(request.user, kept.meeting) and services.may_correct(kept),
        "problems": problems,
        "reason": request.POST.get("reason", ""),
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, "scorecards/sheet.html", page, status=problems[0].status if problems else 200)


def _reviewed(request: HttpRequest, kept: Sheet) -> str:
    if "return" in request.POST:
        services.return_sheet(sheet=kept, by=request.user, reason=request.POST.get("reason", ""))
    elif "approve" in request.POST:
        services.approve_sheet(sheet=kept, by=request.user, passed=forms.passed_of(request.POST))
    else:
        services.moderate_sheet(sheet=kept, by=request.user, passed=forms.passed_of(request.POST))
    return _address(kept)


@never_cache
@login_required
def results(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    target = access.target_to_see(request.user, pk, slug)
    found = facility_results(target.facility, target.cycle.year, target.cycle.round)
    villages = reading.village_rows(request.user, target, found)
    page = {"target": target, "results": found, "villages": villages}
    return render(request, "scorecards/results.html", page)
