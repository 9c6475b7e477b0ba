"""Asking without an account, and reading the answer with the receipt. Neither session nor person is touched."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from isaf.audit.services import new_key, once
from isaf.kit.forms import deed_key, status_of
from isaf.kit.memo import one_answer
from isaf.kit.problems import Problem, Problems
from isaf.kit.throttle import address_of, allow
from isaf.places.models import Facility

from .. import access, rules, selectors, services
from ..forms import AskForm
from ..problems import LooksLikeAProgram, TooOften

HOUR, DAY = 3600, 86400
FROM_ONE_SIDE, ABOUT_ONE_FACILITY, LOOKED_UP = 5, 40, 60
"""Questions an hour from one side, questions a day about one facility, receipts an hour from one side: ours."""


def without_cookie(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for everyone that is not kept by caches. No cookie is set, so the origin of a form is asked instead."""

    @wraps(view)
    def inner(request: HttpRequest, **named: str) -> HttpResponse:
        with one_answer():
            return view(request, **named)

    return csrf_exempt(never_cache(inner))


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, year: str) -> HttpResponse:
    facility = access.facility_asked_about(slug, int(year))
    info = selectors.standing_sheet(facility, int(year))
    form = AskForm(info, request.POST or None, initial={"subject": request.GET.get("about", "")})
    found: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        address, found = _sent(request, form, facility, int(year))
        if address:
            return redirect(address)
    page = {
        "facility": facility, "year_asked": int(year), "form": form, "problems": found, "site": settings.ISAF_URL,
        "once": request.POST.get("once") or new_key(), "most": rules.MOST, "days": rules.DAYS_TO_ANSWER,
    }  # fmt: skip
    return render(request, "feedback/ask.html", page, status=status_of(form.is_bound, found))


def _sent(request: HttpRequest, form: AskForm, facility: Facility, year: int) -> tuple[str, list[Problem]]:
    """The address of the receipt, or what keeps the question from being kept."""

    def act() -> str:
        question = services.ask(facility=facility, year=year, language=request.LANGUAGE_CODE, **asked)
        return reverse("feedback:receipt", args=[question.receipt])

    asked = {name: form.cleaned_data[name] for name in ("text", "subject")}
    try:
        access.sent_from_here(request)
        if form.cleaned_data["website"]:
            raise LooksLikeAProgram()
        if wrong := rules.judge_text(asked["text"]):
            raise Problems(wrong)
        if not allow("ask", address_of(request), FROM_ONE_SIDE, HOUR):
            raise TooOften()
        if not allow("ask about", facility.slug, ABOUT_ONE_FACILITY, DAY):
            raise TooOften()
        return once(key=deed_key(request), by=services.PUBLIC, act=act), []
    except Problems as several:
        return "", several.problems
    except Problem as one:
        return "", [one]


@without_cookie
@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """The box for a receipt; a code that leads somewhere is followed at once."""
    typed = request.GET.get("code", "")[:40]
    found = None
    if typed:
        if not allow("receipt", address_of(request), LOOKED_UP, HOUR):
            raise TooOften()
        found = selectors.question_by_receipt(rules.read_receipt(typed))
    if found:
        return redirect("feedback:receipt", found.receipt)
    page = {"typed": typed, "site": settings.ISAF_URL}
    return render(request, "feedback/lookup.html", page, status=404 if typed else 200)


@without_cookie
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    if not allow("receipt", address_of(request), LOOKED_UP, HOUR):
        raise TooOften()
    question = access.by_receipt(code)
    info = selectors.standing_sheet(question.facility, question.year)
    page = {
        "question": question, "facility": question.facility, "site": settings.ISAF_URL,
        "receipt": rules.show_receipt(question.receipt), "days": rules.DAYS_TO_ANSWER,
        "about": selectors.part_title(info, question.subject),
        "is_corrected": bool(info and question.version and info.number > question.version),
    }  # fmt: skip
    return render(request, "feedback/receipt.html", page)
