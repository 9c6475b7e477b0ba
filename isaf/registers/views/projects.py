"""Organisations, their projects, target areas by year, and where several of them meet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.kit.clock import today
from isaf.kit.forms import typed_version

from .. import access, selectors, services
from ..forms import (
    EditOrganisationForm,
    EditProjectForm,
    OrganisationForm,
    ProjectForm,
    TargetsForm,
    answers_of_organisation,
    answers_of_project,
)
from .pages import form_page


@never_cache
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    access.require_role(request.user)
    page = {
        "organisations": selectors.organisations(),
        "projects": selectors.projects(),
        "may_add": access.is_national(request.user),
        "sees_nation": access.sees_nation(request.user),
    }
    return render(request, "registers/organisations.html", page)


@never_cache
@login_required
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    kept = access.organisation_for(request.user, code)
    page = {
        "organisation": kept,
        "works_in": kept.works_in.order_by("code"),
        "projects": selectors.projects(kept),
        "targets": selectors.targets_by(kept),
        "may_edit": access.is_national(request.user),
    }
    return render(request, "registers/organisation.html", page)


@never_cache
@login_required
def add_organisation(request: HttpRequest) -> HttpResponse:
    access.require_national(request.user)
    form = OrganisationForm(request.POST or None)

    def act() -> str:
        made = services.add_organisation(**form.values(), by=request.user)
        return reverse("registers:organisation", args=[made.code])

    return form_page(request, "registers/form.html", form, act, {"title": "add_organisation"})


@never_cache
@login_required
def edit_organisation(request: HttpRequest, code: str) -> HttpResponse:
    access.require_national(request.user)
    kept = access.organisation_for(request.user, code)
    form = EditOrganisationForm(request.POST or None, initial=answers_of_organisation(kept))

    def act() -> str:
        services.edit_organisation(
            organisation=kept, **form.values(), seen=request.POST.get("seen", ""), by=request.user
        )
        return reverse("registers:organisation", args=[kept.code])

    def saved() -> EditOrganisationForm:
        return EditOrganisationForm(initial=answers_of_organisation(kept))

    page = {"title": "edit_organisation", "about": kept.names, "seen": selectors.state_of(kept)}
    return form_page(request, "registers/form.html", form, act, page, saved)


@never_cache
@login_required
def project(request: HttpRequest, code: str) -> HttpResponse:
    kept = access.project_for(request.user, code)
    targets = list(selectors.targets_of(kept))
    page = {
        "project": kept,
        "implementers": selectors.implementers_of(kept),
        "targets": targets,
        "may_edit": access.is_national(request.user),
        "may_target": access.may_target_for(request.user, kept),
        "this_year": today().year,
    }
    return render(request, "registers/project.html", page)


@never_cache
@login_required
def add_project(request: HttpRequest) -> HttpResponse:
    access.require_national(request.user)
    form = ProjectForm(selectors.organisations(), request.POST or None)

    def act() -> str:
        made = services.add_project(**form.values(), by=request.user)
        return reverse("registers:project", args=[made.code])

    return form_page(request, "registers/form.html", form, act, {"title": "add_project"})


@never_cache
@login_required
def edit_project(request: HttpRequest, code: str) -> HttpResponse:
    access.require_national(request.user)
    kept = access.project_for(request.user, code)
    known = selectors.organisations()
    form = EditProjectForm(known, request.POST or None, initial=answers_of_project(kept))

    def act() -> str:
        version = typed_version(request)
        services.edit_project(project=kept, **form.values(), row_version=version, by=request.user)
        return reverse("registers:project", args=[kept.code])

    def saved() -> EditProjectForm:
        return EditProjectForm(known, initial=answers_of_project(kept))

    page = {"title": "edit_project", "about": kept.names, "row_version": kept.row_version}
    return form_page(request, "registers/form.html", form, act, page, saved)


@never_cache
@login_required
def add_targets(request: HttpRequest, code: str) -> HttpResponse:
    kept, own = access.project_to_target(request.user, code)
    form = TargetsForm(own, request.POST or None, initial={"year": today().year})
    if form.is_bound and form.is_valid():
        for area in form.cleaned_data["areas"]:
            access.require_area(request.user, area)

    def act() -> str:
        services.add_targets(project=kept, **form.cleaned_data, by=request.user)
        return reverse("registers:project", args=[kept.code])

    page = {"title": "add_targets", "about": kept.names}
    return form_page(request, "registers/form.html", form, act, page)


@require_POST
@login_required
def remove_target(request: HttpRequest, pk: int) -> HttpResponse:
    target = access.target_to_remove(request.user, pk)
    code = target.project.code
    services.remove_target(target=target, today=today(), by=request.user)
    return redirect("registers:project", code)


@never_cache
@login_required
def overlaps(request: HttpRequest, code: str) -> HttpResponse:
    """Where several organisations work in a year: nothing is wrong with it, but both should know."""
    area = access.area_for(request.user, code)
    years = selectors.years_with_targets()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else next(iter(years), today().year)
    shared = selectors.overlaps(area, year)
    page = {"area": area, "code": code, "years": years, "year": year, "shared": shared}
    return render(request, "registers/overlaps.html", page)
