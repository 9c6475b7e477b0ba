"""One agreed action, reports on it, its way upward; and the list of what is overdue."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.kit.clock import today

from .. import selectors, services
from ..access import (
    action_for,
    action_to_fund,
    action_to_refer,
    action_to_report,
    answers_somewhere,
    late_area,
    may_answer,
    may_fund,
    may_refer,
    proofs_allowed,
    referral_for,
    require_answering,
)
from ..evidence import files_by_subject, steps_with_files
from ..forms import FundingForm, ReferForm, ReplyForm, ReportForm
from ..models import Action
from .pages import form_page, typed, version_typed


def _address(action: Action) -> str:
    return reverse("plans:action", args=[action.code])


@never_cache
@login_required
def action(request: HttpRequest, code: str) -> HttpResponse:
    kept = action_for(request.user, code)
    life = selectors.life_of(kept, today())
    page = {
        "action": kept,
        "life": life,
        "steps": steps_with_files(life),
        "money": selectors.funding_of(kept),
        "may_fund": may_fund(request.user, kept),
        "cause": selectors.cause_of(kept),
        "may_report": bool(proofs_allowed(request.user, kept)),
        "may_refer": not life.awaited and may_refer(request.user, kept),
        "may_answer": bool(life.awaited) and may_answer(request.user, life.awaited),
        "today": today(),
    }
    return render(request, "plans/action.html", page)


@never_cache
@login_required
def report(request: HttpRequest, code: str) -> HttpResponse:
    kept, proofs = action_to_report(request.user, code)
    meetings = list(selectors.meetings_to_confirm_at(kept))
    first = {"status": kept.status, "percent": kept.percent, "on": today(), "proof": proofs[0]}
    form = ReportForm(proofs, meetings, typed(request), request.FILES or None, initial=first)

    def act() -> str:
        services.update_action(
            action=kept, row_version=version_typed(request), by=request.user, **form.cleaned_data
        )
        return _address(kept)

    return form_page(request, "plans/report.html", form, act, {"action": kept, "title": "report"})


@never_cache
@login_required
def refer(request: HttpRequest, code: str) -> HttpResponse:
    kept = action_to_refer(request.user, code)
    form = ReferForm(typed(request), request.FILES or None, initial={"on": today()})

    def act() -> str:
        services.refer_action(
            action=kept, row_version=version_typed(request), by=request.user, **form.cleaned_data
        )
        return _address(kept)

    return form_page(request, "plans/report.html", form, act, {"action": kept, "title": "refer"})


@never_cache
@login_required
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    referral = referral_for(request.user, pk)
    form = ReplyForm(typed(request), request.FILES or None, initial={"replied_on": today()})

    def act() -> str:
        services.record_reply(referral=referral, by=request.user, **form.cleaned_data)
        return _address(referral.action)

    page = {"action": referral.action, "referral": referral, "title": "reply"}
    return form_page(request, "plans/report.html", form, act, page)


@never_cache
@login_required
def overdue(request: HttpRequest) -> HttpResponse:
    area = late_area(request.user, request.GET.get("area", ""))
    late = selectors.late_list(request.user, today(), area)
    page = {"late": late, "area": area, "today": today(), "may_answer": answers_somewhere(request.user)}
    return render(request, "plans/overdue.html", page)


@never_cache
@login_required
def funding(request: HttpRequest, code: str) -> HttpResponse:
    """What each source plans for an action, and what was spent."""
    kept = action_to_fund(request.user, code)
    money = selectors.funding_of(kept)
    first = {
        f"{row.source}-{word}": getattr(row, word) for row in money.rows for word in ("planned", "spent")
    }
    form = FundingForm(typed(request), initial=first)

    def act() -> str:
        version = version_typed(request)
        services.set_funding(action=kept, amounts=form.amounts(), row_version=version, by=request.user)
        return _address(kept)

    return form_page(request, "plans/funding.html", form, act, {"action": kept, "money": money})


@never_cache
@login_required
def answers(request: HttpRequest) -> HttpResponse:
    """What waits for each office's answer."""
    require_answering(request.user)
    offices = selectors.waiting_answers(request.user, today())
    letters = files_by_subject(f"referral-{row.referral.pk}" for office in offices for row in office.rows)
    rows = [
        (office, [(row, letters[f"referral-{row.referral.pk}"]) for row in office.rows]) for office in offices
    ]
    return render(request, "plans/answers.html", {"offices": rows})
