"""Many people at once, from a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.country.current import pack
from isaf.kit.forms import post_once
from isaf.kit.problems import Problem
from isaf.kit.saying import say

from .. import access, services
from ..forms import ListForm
from ..lists import COLUMNS, MOST_PEOPLE
from ..models import Account
from ..paper import slip_page
from ..problems import ListRefused
from ..services import Outcome
from ..verbs import Verb


@never_cache
@login_required
def batch(request: HttpRequest) -> HttpResponse:
    """A trial says what would be; the deed answers with every slip, since codes are told only once."""
    access.require_anywhere(request.user, Verb.PEOPLE_MANAGE)
    form = ListForm(request.POST or None, request.FILES or None)
    page = {"form": form, "columns": ", ".join(COLUMNS), "most": MOST_PEOPLE, "once": new_key()}
    if not form.is_valid():
        return render(request, "people/batch.html", page, status=422 if form.is_bound else 200)
    lines, by = form.cleaned_data["file"], request.user
    if "make" not in request.POST:
        outcome = services.invite_people(lines=lines, by=by, is_trial=True)
        return _told(request, page | {"outcome": outcome}, outcome)
    return _carried_out(request, page)


def _carried_out(request: HttpRequest, page: dict) -> HttpResponse:
    tried: list[Outcome] = []

    def act() -> str:
        lines = page["form"].cleaned_data["file"]
        tried.append(services.invite_people(lines=lines, by=request.user, is_trial=False))
        if tried[0].refused:
            raise ListRefused()
        return reverse("people:people")

    answer, problems = post_once(request, act, once)
    if problems:
        return _told(request, page | {"problems": problems}, tried[0])
    if not tried or not tried[0].made:
        return answer or redirect("people:people")
    slips = [_slip(request, *one) for one in tried[0].made]
    codes = [code for _, code in tried[0].made]
    return render(request, "people/slips.html", {"slips": slips, "codes": codes})


def _slip(request: HttpRequest, person: Account, code: str) -> dict:
    return slip_page(person, code, request.build_absolute_uri(reverse("people:invitation", args=[code])))


def _told(request: HttpRequest, page: dict, outcome: Outcome) -> HttpResponse:
    """The refused lines, each in every language of the country, so that it can be sent on."""
    refused = [(number, _in_all_languages(problem)) for number, problem in outcome.refused]
    status = 409 if refused else 200
    return render(request, "people/batch.html", page | {"refused": refused}, status=status)


def _in_all_languages(problem: Problem) -> list[tuple[str, str]]:
    told = []
    for language in pack().languages:
        with override(language):
            told.append((language, say(problem)))
    return told
