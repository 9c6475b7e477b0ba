"""The yearly look at every role: still right, or ended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.audit.services import new_key
from isaf.kit.clock import today

from .. import access, reviewing, services
from ..verbs import Verb
from .pages import deed

ON_A_PAGE = 50


@never_cache
@login_required
def review(request: HttpRequest) -> HttpResponse:
    access.require_anywhere(request.user, Verb.PEOPLE_MANAGE)
    found = reviewing.looks(request.user, today())
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, look, new_key()) for row, look in reviewing.with_roles(list(shown))]
    late = sum(look.is_late for look in found)
    return render(request, "people/review.html", {"rows": rows, "shown": shown, "late": late})


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
