"""Answering and reviewing, for who checks the facility's sheet and for who moderates."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.audit.services import new_key, once
from isaf.kit.forms import is_stale, post_once, status_of, typed_version
from isaf.kit.problems import NotFound, Problem

from .. import access, selectors, services
from ..forms import AnswerForm, AsideForm, ReviewForm
from ..models import Question

MOST = 100


@never_cache
@login_required
def questions(request: HttpRequest) -> HttpResponse:
    """Every question of the person's places, those without an answer first."""
    return render(request, "feedback/questions.html", {"questions": selectors.seen_by(request.user)[:MOST]})


@never_cache
@login_required
def question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read it; answer or review it, whichever waits and is the reader's."""
    asked = access.question_for(request.user, pk)
    deeds = access.deeds_for(request.user, asked)
    kind = AnswerForm if "answer" in deeds else ReviewForm if "review" in deeds else None
    form = kind(request.POST or None) if kind else None
    found: list[Problem] = []
    if request.method == "POST" and form is None:
        raise NotFound()
    if request.method == "POST" and form.is_valid():
        answer, found = post_once(request, lambda: _done(request, asked, form), once)
        if answer:
            return answer
    return _page(request, pk, form, found)


def _done(request: HttpRequest, asked: Question, form: AnswerForm | ReviewForm) -> str:
    told = {"question": asked, "by": request.user, "row_version": typed_version(request), **form.cleaned_data}
    if isinstance(form, AnswerForm):
        services.answer(language=request.LANGUAGE_CODE, **told)
    else:
        services.review(**told)
    return reverse("feedback:question", args=[asked.pk])


@require_POST
@login_required
def aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """No answer, with a reason."""
    asked = access.question_for(request.user, pk)
    access.require_answering(request.user, asked)
    form = AsideForm(request.POST)
    form.is_valid()

    def act() -> str:
        services.set_aside(
            question=asked,
            by=request.user,
            row_version=typed_version(request),
            reason=form.cleaned_data["reason"],
        )
        return reverse("feedback:question", args=[asked.pk])

    answer, found = post_once(request, act, once)
    return answer or _page(request, pk, AnswerForm(), found, form)


def _page(
    request: HttpRequest,
    pk: UUID,
    form: AnswerForm | ReviewForm | None,
    found: list[Problem],
    aside: AsideForm | None = None,
) -> HttpResponse:
    asked = access.question_for(request.user, pk)
    info = selectors.standing_sheet(asked.facility, asked.year)
    page = {
        "question": asked, "form": form, "aside": aside or AsideForm(), "problems": found,
        "about": selectors.part_title(info, asked.subject), "is_stale": is_stale(found),
        "once": request.POST.get("once") or new_key(), "other_key": new_key(),
        "deeds": access.deeds_for(request.user, asked),
    }  # fmt: skip
    return render(
        request, "feedback/question.html", page, status=status_of(bool(form and form.is_bound), found)
    )
