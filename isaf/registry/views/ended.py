"""Units that ended while something in them was open: who takes it on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem
from isaf.places.selectors import area_by_code

from .. import access, selectors
from ..forms import HandOnForm
from ..services import hand_on

MOST = 100


@login_required
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """The units that wait for a decision, the longest first."""
    access.may_import(request.user)
    rows = selectors.undecided()
    page = {"units": [selectors.told(area) for area in rows[:MOST]], "count": rows.count()}
    return render(request, "registry/ended.html", page)


@login_required
@never_cache
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Which successor takes on what is open in one ended unit."""
    unit = selectors.told(access.ended_unit_for(request.user, code))
    form = HandOnForm(request.POST or None, successors=unit.successors)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            hand_on(old=unit.area, to=area_by_code(form.cleaned_data["to"]), by=request.user)
            messages.success(request, _("Handed on. The figures of past years stay with the ended unit."))
            return reverse("registry:ended")

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    shown = {"unit": unit, "form": form, "problems": problems}
    shown["once"] = request.POST.get("once") or new_key()
    return render(request, "registry/hand_on.html", shown, status=status_of(form.is_bound, problems))
