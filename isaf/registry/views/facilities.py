"""The facilities of my areas; one of them added or edited by hand."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.country.current import pack
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem, Stale
from isaf.places.models import Facility
from isaf.places.selectors import (
    administration_services,
    facilities_to_edit,
    merges_of,
    operational_districts,
    state_of,
)
from isaf.places.services import add_facility, update_facility

from .. import access
from ..forms import EditFacilityForm, FacilityForm, initial_of

PAGE = 50


@login_required
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """The facilities where the person may edit, found by words and kind."""
    text, service = request.GET.get("q", ""), request.GET.get("service", "")
    rows = facilities_to_edit(access.facilities_for(request.user), text, service)
    pages = Paginator(rows, PAGE)
    page = pages.get_page(request.GET.get("page"))
    offices = administration_services()
    shown = {
        "facilities": [(one, access.may_edit(request.user, one)) for one in page],
        "page": page,
        "text": text,
        "service": service,
        "kinds": [kind for kind in (*pack().services, *pack().other_kinds) if kind.id not in offices],
        "districts": operational_districts({one.operational_district for one in page}),
    }
    return render(request, "registry/facilities.html", shown)


@login_required
@never_cache
def unnamed(request: HttpRequest) -> HttpResponse:
    """Units and facilities without a name in the country's first language."""
    language = pack().default_language
    areas, facilities = access.unnamed_for(request.user, language)
    page = Paginator(facilities, PAGE).get_page(request.GET.get("page"))
    shown = {"areas": areas[:PAGE], "n_areas": areas.count(), "page": page, "language": language}
    return render(request, "registry/unnamed.html", shown)


@login_required
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    access.may_open(request.user)
    form = FacilityForm(request.POST or None, initial={"host": request.GET.get("area", "")})
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        access.may_stand_in(request.user, form.cleaned_data["host"])

        def act() -> str:
            facility = add_facility(**form.fields_of_facility(), by=request.user)
            return reverse("registry:edit", args=[facility.slug])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    return _page(request, form, problems)


@login_required
@never_cache
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    facility = access.facility_for(request.user, slug)
    form = EditFacilityForm(request.POST or None, initial=initial_of(facility))
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        access.may_stand_in(request.user, form.cleaned_data["host"])

        def act() -> str:
            if request.POST.get("seen") != state_of(facility):
                raise Stale
            update_facility(facility=facility, by=request.user, **form.fields_of_facility())
            return reverse("registry:edit", args=[facility.slug])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    return _page(request, form, problems, facility)


def _page(
    request: HttpRequest, form: FacilityForm, problems: list[Problem], facility: Facility | None = None
) -> HttpResponse:
    """The form; after another person's save also what stands now, beside what was typed."""
    is_stale = any(isinstance(problem, Stale) for problem in problems)
    now_saved = EditFacilityForm(initial=initial_of(facility)) if is_stale and facility else None
    page = {
        "form": form,
        "problems": problems,
        "facility": facility,
        "now_saved": now_saved,
        "seen": state_of(facility) if facility else "",
        "merges": merges_of(facility) if facility else [],
        "once": new_key() if is_stale else request.POST.get("once") or new_key(),
    }
    return render(request, "registry/facility.html", page, status=status_of(form.is_bound, problems))
