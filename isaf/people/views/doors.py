"""Signing in and out, the first administrator, and why someone may or may not."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import access, services
from ..forms import SetupForm, SignInForm, SlipForm, WhyForm
from ..selectors import ADMINISTRATION
from ..verbs import Verb
from ..wording import VERB_WORDS


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.account)
        services.note_sign_in(person=form.account)
        wanted = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
        return redirect(wanted if safe else "home:work")
    return render(
        request,
        "people/sign_in.html",
        {"form": form, "next": request.GET.get("next") or request.POST.get("next", "")},
        status=422 if form.is_bound else 200,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if pk := request.session.get(ADMINISTRATION):
        services.end_administration(pk=pk, by=request.user, how="signed_out")
    auth.logout(request)
    return redirect("people:sign_in")


@never_cache
def setup(request: HttpRequest, token: str) -> HttpResponse:
    access.require_setup_token(token)
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.make_first_administrator(token=token, **form.cleaned_data)
        return redirect("people:sign_in")
    return render(request, "people/setup.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where a slip of paper leads: its person sets a password, once."""
    slip = access.slip_for(token)
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.use_slip(code=token, password=form.cleaned_data["password"])
        messages.success(request, _("Your password is set. Sign in with it now."))
        return redirect("people:sign_in")
    page = {"form": form, "person": slip.person}
    return render(request, "people/invitation.html", page, status=422 if form.is_bound else 200)


@never_cache
@login_required
def why(request: HttpRequest) -> HttpResponse:
    """Each held role's word on a question, for who may ask about that place."""
    access.require_anywhere(request.user, Verb.PEOPLE_WHY)
    form = WhyForm(request.GET or None)
    answer = None
    if form.is_valid():
        asked = form.cleaned_data
        access.require(request.user, Verb.PEOPLE_WHY, asked["place"])
        allowed, reasons = access.explain(asked["person"], Verb(asked["verb"]), asked["place"])
        word = VERB_WORDS[Verb(asked["verb"])]
        answer = {**asked, "word": word, "allowed": allowed, "reasons": reasons}
    status = 422 if form.is_bound and not answer else 200
    return render(request, "people/why.html", {"form": form, "answer": answer}, status=status)
