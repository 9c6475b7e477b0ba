"""Filling a sheet, submitting it, checking it, and looking at what became of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isaf.audit.services import new_key, once
from isaf.cycles.models import Target
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import NotFound, Problem, Stale
from isaf.people import access
from isaf.people.verbs import Verb

from . import rules, selectors, services
from .access import sheet_of, target_with_sheet
from .forms import PublishForm, SendBackForm, SheetForm, SubmitForm
from .models import InformationSheet
from .reading import read_parts

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
    return _read_page(request, target, sheet)


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
                row_version=_row_version(request),
            )
            if "submit" in request.POST:
                services.submit(sheet=sheet, by=request.user, is_sure=form.cleaned_data["is_sure"])
            return _address("edit", target)

        said = _("The sheet is submitted.") if "submit" in request.POST else _("The sheet is saved.")
        answer, problems = _carry_out(request, act, said)
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
        services.submit(sheet=sheet, by=request.user, is_sure=is_sure, row_version=_row_version(request))
        return _address("edit", sheet)

    answer, problems = _carry_out(request, act, _("The sheet is submitted."))
    return answer or _read_page(request, sheet, sheet, problems)


@require_POST
@login_required
def correct(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    sheet = sheet_of(request.user, pk, slug, Verb.INFORMATION_EDIT)

    def act() -> str:
        services.correct(sheet=sheet, by=request.user, row_version=_row_version(request))
        return _address("edit", sheet)

    answer, problems = _carry_out(
        request, act, _("You can correct the sheet now. The published one stays until then.")
    )
    return answer or _read_page(request, sheet, sheet, problems)


@login_required
def check(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Read the sheet, then publish it or send it back with the reason."""
    sheet = sheet_of(request.user, pk, slug, Verb.INFORMATION_CHECK)
    is_back = "send_back" in request.POST
    back = SendBackForm(request.POST if is_back else None)
    publish = PublishForm(request.POST if request.method == "POST" and not is_back else None)
    publish.fields["reason"].required = sheet.published_at is not None
    form, problems = back if is_back else publish, []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            deed = services.send_back if is_back else services.publish
            reason, expected = form.cleaned_data["reason"], _row_version(request)
            deed(sheet=sheet, by=request.user, reason=reason, row_version=expected)
            return _address("edit", sheet)

        said = _("The sheet was sent back.") if is_back else _("The sheet is published.")
        answer, problems = _carry_out(request, act, said)
        if answer:
            return answer
    page = _as_read(sheet) | {"form": form, "back": back, "publish": publish}
    return _page(request, "check", sheet, sheet, problems, is_bound=form.is_bound, **page)


@require_safe
@login_required
def history(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    sheet = sheet_of(request.user, pk, slug, Verb.INFORMATION_READ)
    is_worker = selectors.may_see_the_work(request.user, sheet.facility)
    page = {"versions": selectors.versions_of_sheet(sheet), "is_worker": is_worker}
    page["events"] = selectors.history_of(sheet) if is_worker else []
    return render(request, "information/history.html", {"target": sheet, "sheet": sheet, **page})


@require_safe
@login_required
def version(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    sheet = sheet_of(request.user, pk, slug, Verb.INFORMATION_READ)
    published = selectors.published(sheet.facility, sheet.cycle.year, number)
    if published is None:
        raise NotFound()
    return render(
        request, "information/version.html", {"target": sheet, "sheet": sheet, "published": published}
    )


# --- Pieces ----------------------------------------------------------------------------------------


def _address(name: str, where: Target | InformationSheet) -> str:
    return reverse(f"information:{name}", args=[where.cycle_id, where.facility.slug])


def _row_version(request: HttpRequest) -> int:
    """The version that the form was shown with; what is no number is never the current one."""
    typed = request.POST.get("row_version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _carry_out(request: HttpRequest, act: Any, said: str) -> tuple[HttpResponse | None, list[Problem]]:
    answer, problems = post_once(request, act, once)
    if answer:
        messages.success(request, said)
    return answer, problems


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
    return _page(request, "edit", target, sheet, problems, is_bound=form.is_bound, **page)


def _read_page(
    request: HttpRequest,
    target: Target | InformationSheet,
    sheet: InformationSheet | None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    page = _as_read(sheet) | {"may": selectors.deeds_for(request.user, sheet)} if sheet else {}
    return _page(request, "sheet", target, sheet, problems or [], is_bound=request.method == "POST", **page)


def _as_read(sheet: InformationSheet) -> dict[str, Any]:
    sections = selectors.sections_of(sheet.cycle, sheet.facility)
    last = selectors.last_year_values(sheet.facility, sheet.cycle.year)
    return {
        "parts": read_parts(sections, sheet.content, last),
        "jumps": rules.large_jumps(sheet.content, last, sections),
        "completeness": rules.completeness(sheet.content, sections),
    }


def _page(
    request: HttpRequest,
    name: str,
    target: Target | InformationSheet,
    sheet: InformationSheet | None,
    problems: list[Problem],
    *,
    is_bound: bool,
    **page: Any,
) -> HttpResponse:
    page |= {"target": target, "sheet": sheet, "problems": problems}
    page |= {"once": request.POST.get("once") or new_key(), "row_version": sheet.row_version if sheet else 0}
    return render(request, f"information/{name}.html", page, status=status_of(is_bound, problems))
