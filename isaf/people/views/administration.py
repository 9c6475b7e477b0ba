"""The administrator's session: starting it with password and reason, ending it, and what was done in earlier ones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from .. import access, selectors, services
from ..forms import AdministrationForm
from ..selectors import ADMINISTRATION


@sensitive_post_parameters("password")
@never_cache
@login_required
def administration(request: HttpRequest) -> HttpResponse:
    access.require_administrator(request.user)
    form = AdministrationForm(request, request.POST or None)
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        started = services.start_administration(person=request.user, why=form.cleaned_data["why"])
        request.session[ADMINISTRATION] = started.pk
        messages.success(
            request, _("The administrator's session is on. Everything done in it is written down.")
        )
        safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
        return redirect(wanted if safe else "home:work")
    rows = access.administrations_seen(request.user)
    page = {"form": form, "next": wanted, "sessions": selectors.with_deeds(rows)}
    return render(request, "people/administration.html", page, status=422 if form.is_bound else 200)


@require_POST
@login_required
def end_administration(request: HttpRequest) -> HttpResponse:
    access.require_administrator(request.user)
    if pk := request.session.pop(ADMINISTRATION, None):
        services.end_administration(pk=pk, by=request.user)
        messages.success(request, _("The administrator's session is over."))
    return redirect("home:work")
