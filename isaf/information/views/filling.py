"""The pages of who fills a sheet: where it stands, one page for each section, submitting, correcting."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from isaf.country.pack import Section
from isaf.cycles.models import Target
from isaf.kit.forms import is_stale
from isaf.kit.problems import Problem
from isaf.people import access
from isaf.people.verbs import Verb

from .. import progress, rules, selectors, services
from ..access import section_of, sheet_of, target_with_sheet
from ..forms import SectionForm, SubmitForm
from ..models import InformationSheet
from .pieces import address, answers_in, carry_out, page_of, read_page, row_version, saved_words, try_out

UNFINISHED = (InformationSheet.State.DRAFT, InformationSheet.State.RETURNED)


@require_safe
@login_required
def edit(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Where the sheet stands, for who may fill it now; to read for its other workers; else what is published."""
    target = target_with_sheet(request.user, pk, slug, Verb.INFORMATION_READ)
    sheet = selectors.sheet_for(target.cycle, target.facility)
    if not selectors.may_see_the_work(request.user, target.facility):
        page = {"target": target, "sheet": sheet, "published": selectors.standing_version(sheet)}
        return render(request, "information/standing.html", page)
    is_unfinished = sheet is None or sheet.state in UNFINISHED
    may_fill = access.may(request.user, Verb.INFORMATION_EDIT, target.facility)
    if target.cycle.is_open and is_unfinished and may_fill:
        return _overview(request, target, sheet)
    return read_page(request, target, sheet)


@login_required
def section(request: HttpRequest, pk: int, slug: str, section: str) -> HttpResponse:
    """The boxes of one section. What is typed is kept at once, also when a line of it cannot be read."""
    target, part = section_of(request.user, pk, slug, section)
    sheet = selectors.sheet_for(target.cycle, target.facility)
    form = _form_of(target, sheet, part, request)
    if request.method != "POST":
        return _section_page(request, target, sheet, part, form)

    def act() -> str:
        _keep(request, target, part, form)
        return _next_address(request, target, part, form)

    if request.headers.get("accept") == "application/json":
        return _kept_quietly(request, target, part, form, act)
    said = saved_words(len(form.unread()))
    answer, problems = carry_out(request, act, said)
    return answer or _section_page(request, target, sheet, part, form, problems)


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
    if answer:
        return answer
    may_fill = sheet.state in UNFINISHED and access.may(request.user, Verb.INFORMATION_EDIT, sheet.facility)
    page = _overview if may_fill else read_page
    return page(request, sheet, sheet, problems)


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


# --- Pieces ----------------------------------------------------------------------------------------


def _overview(
    request: HttpRequest,
    target: Target | InformationSheet,
    sheet: InformationSheet | None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    content = sheet.content if sheet else {}
    sections = selectors.sections_of(target.cycle, target.facility)
    last = selectors.last_year_values(target.facility, target.cycle.year)
    page = {
        "progress": progress.progress_of(sheet, sections),
        "completeness": rules.completeness(content, sections),
        "jumps": rules.large_jumps(content, last, sections),
        "may_submit": access.may(request.user, Verb.INFORMATION_SUBMIT, target.facility),
    }
    is_bound = request.method == "POST"
    return page_of(request, "edit", target, sheet, problems or [], is_bound=is_bound, **page)


def _form_of(
    target: Target, sheet: InformationSheet | None, part: Section, request: HttpRequest
) -> SectionForm:
    last = selectors.last_year_values(target.facility, target.cycle.year)
    asked = request.GET.get("rows", "")
    rows = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    data = request.POST if request.method == "POST" else None
    return SectionForm(
        part, sheet.content if sheet else {}, sheet.typed if sheet else {}, last, data, rows=rows
    )


def _keep(request: HttpRequest, target: Target, part: Section, form: SectionForm) -> None:
    good, bad = form.split()
    sheet = services.keep_section(
        cycle=target.cycle,
        facility=target.facility,
        section=part.id,
        boxes=good,
        typed=bad,
        by=request.user,
        seen=request.POST.get("seen", ""),
    )
    if answers := answers_in(request):
        services.answer_comments(sheet=sheet, answers=answers, by=request.user)


def _next_address(request: HttpRequest, target: Target, part: Section, form: SectionForm) -> str:
    """Again the same section while something cannot be read or a row is wanted; else the next one."""
    here = address("section", target, part.id)
    if "add" in request.POST:
        return f"{here}?rows={len(form.items) + 1}#row-{len(form.items) + 1}"
    if form.unread() or "copy" in request.POST:
        return here
    ids = [each.id for each in selectors.sections_of(target.cycle, target.facility)]
    after = ids[ids.index(part.id) + 1 :]
    return (
        address("section", target, after[0]) if after and "go_on" in request.POST else address("edit", target)
    )


def _kept_quietly(
    request: HttpRequest, target: Target, part: Section, form: SectionForm, act: Any
) -> JsonResponse:
    """The answer to a page that saves while it is filled."""
    _done, problems = try_out(act)
    if problems:
        return JsonResponse({"problem": problems[0]}, status=409)
    sheet = selectors.sheet_for(target.cycle, target.facility)
    return JsonResponse(progress.kept_now(sheet, part) | {"errors": form.unread()})


def _section_page(
    request: HttpRequest,
    target: Target,
    sheet: InformationSheet | None,
    part: Section,
    form: SectionForm,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    sections = selectors.sections_of(target.cycle, target.facility)
    fresh = selectors.sheet_for(target.cycle, target.facility) if problems else sheet
    content, typed = (fresh.content, fresh.typed) if fresh else ({}, {})
    page = {
        "part": part,
        "lines": list(form.lines(content if is_stale(problems or []) else None)),
        "seen": rules.mark(content, typed, part.id),
        "totals": progress.totals_in_words(content, part),
        "comments": progress.comments_on(sheet, part.id),
        "progress": progress.progress_of(fresh, sections),
        "may_copy": form.may_copy,
        "may_add": part.kind == "list" and len(form.items) < part.most,
    }
    return page_of(request, "section", target, fresh, problems or [], is_bound=form.is_bound, **page)
