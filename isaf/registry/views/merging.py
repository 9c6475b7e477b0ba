"""Two records of one facility joined, and taken apart again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem
from isaf.places.selectors import candidates_for_merge

from .. import access
from ..forms import MergeForm, ReasonForm
from ..services import join_facilities, part_facilities


@login_required
@never_cache
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the other record of this facility, among those near it or found by words."""
    kept, text = access.facility_for(request.user, slug), request.GET.get("q", "")
    candidates = [one for one in candidates_for_merge(kept, text) if access.may_edit(request.user, one)]
    form = MergeForm(request.POST or None, candidates=candidates)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        merged = access.facility_for(request.user, form.cleaned_data["merged"])

        def act() -> str:
            join_facilities(kept=kept, merged=merged, reason=form.cleaned_data["reason"], by=request.user)
            return reverse("registry:edit", args=[kept.slug])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    shown = {"facility": kept, "form": form, "text": text, "candidates": candidates, "problems": problems}
    shown["once"] = request.POST.get("once") or new_key()
    return render(request, "registry/merge.html", shown, status=status_of(form.is_bound, problems))


@login_required
@never_cache
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take two records apart again, with a reason."""
    kept = access.merge_for(request.user, pk)
    form = ReasonForm(request.POST or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            part_facilities(merge=kept, reason=form.cleaned_data["reason"], by=request.user)
            return reverse("registry:edit", args=[kept.kept.slug])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    shown = {"merge": kept, "form": form, "problems": problems}
    shown["once"] = request.POST.get("once") or new_key()
    return render(request, "registry/unmerge.html", shown, status=status_of(form.is_bound, problems))
