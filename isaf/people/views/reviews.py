"""The yearly look at every role: still right, or ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.audit.services import new_key
from isaf.kit.clock import today

from .. import access, selectors, services
from ..verbs import Verb
from .pages import deed


@never_cache
@login_required
def review(request: HttpRequest) -> HttpResponse:
    access.require_anywhere(request.user, Verb.PEOPLE_MANAGE)
    seen = access.holdings_seen(request.user)
    rows = [
        (row, why, new_key())
        for row, why in selectors.to_review(seen, today())
        if row.person_id != request.user.pk and access.may_change(request.user, row)
    ]
    return render(request, "people/review.html", {"rows": rows})


@require_POST
@never_cache
@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    holding = access.holding_for(request.user, pk)

    def act() -> str:
        services.confirm_role(holding=holding, by=request.user)
        messages.success(request, _("The role is confirmed for another year."))
        return reverse("people:review")

    return deed(request, act)
