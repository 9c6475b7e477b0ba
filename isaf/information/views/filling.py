"""The form for who fills a sheet; submitting it and opening it again for a correction."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isaf.cycles.models import Target
from isaf.kit.problems import Problem, Stale
from isaf.people import access
from isaf.people.verbs import Verb

from .. import selectors, services
from ..access import sheet_of, target_with_sheet
from ..forms import SheetForm, SubmitForm
from ..models import InformationSheet
from .pieces import address, carry_out, page_of, read_page, row_version

UNFINISHED = (InformationSheet.State.DRAFT, InformationSheet.State.RETURNED)


@login_required
def edit(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form for who may fill it now; the sheet to read for its other workers; else what is published."""
    if request.method == "POST":
        return _save(request, pk, slug)
    target = target_with_sheet(request.user, pk, slug, Verb.INFORMATION_READ)
    sheet = selectors.sheet_for(target.cycle, target.facility)
    if not selectors.may_see_the_work(request.user, target.facility):
        page = {"target": target, "sheet": sheet, "published": selectors.standing_version(sheet)}
        return render(request, "information/standing.html", page)
    is_unfinished = sheet is None or sheet.state in UNFINISHED
    if (
        target.cycle.is_open
        and is_unfinished
        and access.may(request.user, Verb.INFORMATION_EDIT, target.facility)
    ):
        return _form_page(request, target, sheet)
    return read_page(request, target, sheet)


def _save(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    target = target_with_sheet(request.user, pk, slug, Verb.INFORMATION_EDIT)
    if "submit" in request.POST:
        access.require(request.user, Verb.INFORMATION_SUBMIT, target.facility)
    form, problems = _sheet_form(target, None, request.POST), []
    if form.is_valid():

        def act() -> str:
            sheet = services.save_draft(
                cycle=target.cycle,
                facility=target.facility,
                content=form.content(),
                by=request.user,
                row_version=row_version(request),
            )
            if "submit" in request.POST:
                services.submit(sheet=sheet, by=request.user, is_sure=form.cleaned_data["is_sure"])
            return address("edit", target)

        said = _("The sheet is submitted.") if "submit" in request.POST else _("The sheet is saved.")
        answer, problems = carry_out(request, act, said)
        if answer:
            return answer
    return _form_page(request, target, selectors.sheet_for(target.cycle, target.facility), form, problems)


@require_POST
@login_required
def submit(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    sheet = sheet_of(request.user, pk, slug, Verb.INFORMATION_SUBMIT)
    form = SubmitForm(request.POST)
    is_sure = form.is_valid() and form.cleaned_data["is_sure"]

    def act() -> str:
        services.submit(sheet=sheet, by=request.user, is_sure=is_sure, row_version=row_version(request))
        return address("edit", sheet)

    answer, problems = carry_out(request, act, _("The sheet is submitted."))
    return answer or read_page(request, sheet, sheet, problems)


@require_POST
@login_required
def correct(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    sheet = sheet_of(request.user, pk, slug, Verb.INFORMATION_EDIT)

    def act() -> str:
        services.correct(sheet=sheet, by=request.user, row_version=row_version(request))
        return address("edit", sheet)

    answer, problems = carry_out(
        request, act, _("You can correct the sheet now. The published one stays until then.")
    )
    return answer or read_page(request, sheet, sheet, problems)


def _sheet_form(target: Target, sheet: InformationSheet | None, data: Any = None) -> SheetForm:
    last = selectors.last_year_values(target.facility, target.cycle.year)
    sections = selectors.sections_of(target.cycle, target.facility)
    return SheetForm(sections, sheet.content if sheet else {}, last, data)


def _form_page(
    request: HttpRequest,
    target: Target,
    sheet: InformationSheet | None,
    form: SheetForm | None = None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    form, problems = form or _sheet_form(target, sheet), problems or []
    is_stale = any(isinstance(problem, Stale) for problem in problems)
    page = {
        "form": form,
        "parts": form.parts(sheet.content if sheet and is_stale else None),
        "jumps": form.jumps(),
        "may_submit": access.may(request.user, Verb.INFORMATION_SUBMIT, target.facility),
    }
    return page_of(request, "edit", target, sheet, problems, is_bound=form.is_bound, **page)
