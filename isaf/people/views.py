"""Signing in and out, the first administrator, and why someone may or may not."""

from django.contrib import auth
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.kit.problems import NotFound
from isaf.places.selectors import area_by_code, place_by_word

from . import access, services
from .forms import SetupForm, SignInForm, WhyForm
from .rules import short_name
from .selectors import account_by_username
from .verbs import Verb


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.account)
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
    auth.logout(request)
    return redirect("people:sign_in")


@never_cache
def setup(request: HttpRequest, token: str) -> HttpResponse:
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.make_first_administrator(token=token, **form.cleaned_data)
        return redirect("people:sign_in")
    return render(request, "people/setup.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
def why(request: HttpRequest) -> HttpResponse:
    access.require(request.user, Verb.PEOPLE_WHY, area_by_code(""))
    form = WhyForm(list(Verb), request.GET or None)
    answer = None
    if form.is_valid():
        person = account_by_username(short_name(form.cleaned_data["person"]))
        place = place_by_word(form.cleaned_data["place"])
        if person is None:
            raise NotFound()
        allowed, reasons = access.explain(person, Verb(form.cleaned_data["verb"]), place)
        answer = {"person": person, "place": place, "allowed": allowed, "reasons": reasons}
    return render(request, "people/why.html", {"form": form, "answer": answer})
