"""Reading a request, deciding it, and reading the answer."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.kit.forms import typed_version

from .. import access, selectors, services
from ..forms import DecideForm
from ..models import ChangeRequest
from .pages import form_page, typed


@never_cache
@login_required
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for this person's decision, and what this person asked for."""
    rows = {"to_decide": selectors.to_decide(request.user), "mine": selectors.asked_by(request.user)}
    page = {
        name: [selectors.in_words(one, with_fields=False) for one in found[: selectors.MOST]]
        for name, found in rows.items()
    }
    own = [one for one in selectors.own_facilities(request.user) if access.may_ask(request.user, one)]
    return render(request, "changes/requests.html", page | {"facilities": own})


@never_cache
@login_required
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The fields as they were, as they should be, and as they are where somebody changed them since."""
    asked = access.request_for(request.user, pk)
    form, is_refused = DecideForm(typed(request)), "refuse" in request.POST

    def act() -> str:
        decide = services.refuse if is_refused else services.accept
        answer = form.cleaned_data["answer"]
        decide(request=asked, by=request.user, row_version=typed_version(request), answer=answer)
        return reverse("changes:request", args=[pk])

    said = _("The request is refused.") if is_refused else _("The change is accepted and done.")
    page = _page(request, asked)
    return form_page(request, "request", form, act, said, page)


@require_POST
@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    asked = access.request_for(request.user, pk)

    def act() -> str:
        services.take_back(request=asked, by=request.user, row_version=typed_version(request))
        return reverse("changes:requests")

    form = forms.Form(request.POST)
    return form_page(request, "request", form, act, _("The request is taken back."), _page(request, asked))


@require_POST
@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    asked = access.request_for(request.user, pk)

    def act() -> str:
        services.read_answer(request=asked, by=request.user)
        return reverse("home:work")

    form = forms.Form(request.POST)
    return form_page(request, "request", form, act, _("Noted."), _page(request, asked))


def _page(request: HttpRequest, asked: ChangeRequest) -> dict:
    is_open = asked.state == ChangeRequest.State.ASKED
    own = asked.asked_by_id == request.user.pk
    return {
        "asked": selectors.in_words(asked),
        "may_decide": is_open and access.may_decide(request.user, asked),
        "may_take_back": is_open and own,
        "may_read": own and asked.decided_at is not None and asked.read_at is None,
    }
