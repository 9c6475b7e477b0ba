"""Asking for a change of what one may not change alone."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from isaf.cycles.models import Cycle
from isaf.cycles.services import must_be_open
from isaf.kit.problems import NotFound
from isaf.places.models import Facility

from .. import access, selectors, services
from ..forms import AskFacilityForm, AskReopenForm, AskTargetsForm
from ..kinds import KINDS
from .pages import form_page, typed


@never_cache
@login_required
def facility(request: HttpRequest, slug: str) -> HttpResponse:
    return _ask(request, "facility", access.facility_to_ask_about(request.user, slug), AskFacilityForm)


@never_cache
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Only of a closed year; an open one has nothing to open."""
    year = access.year_to_ask_about(request.user, pk)
    if year.is_open:
        raise NotFound()
    return _ask(request, "reopen", year, AskReopenForm)


@never_cache
@login_required
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a closed year stays: the year is asked to be opened first."""
    year = access.year_to_ask_about(request.user, pk)
    if request.method != "POST":
        must_be_open(year)
    return _ask(request, "targets", year, AskTargetsForm)


def _ask(
    request: HttpRequest, kind: str, subject: Facility | Cycle, make_form: Callable[..., Any]
) -> HttpResponse:
    form = make_form(subject, typed(request))

    def act() -> str:
        asked = services.ask(
            kind=kind,
            subject=subject,
            wanted=form.wanted(),
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        return reverse("changes:request", args=[asked.pk])

    waiting = selectors.open_request(kind, subject)
    said = _("Your request is sent. You read the answer under My work.")
    page = {"kind": KINDS[kind], "name": KINDS[kind].name(subject), "waiting": waiting}
    return form_page(request, "ask", form, act, said, page)
