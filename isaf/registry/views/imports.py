"""A list brought in: chosen, looked at in words, applied."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from isaf.audit.services import new_key, once
from isaf.country.current import pack
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import NotFound, Problem

from .. import access
from ..forms import ImportForm
from ..report import CHANGES, Report
from ..reporting import told
from ..services import (
    KINDS,
    Kept,
    apply_import,
    columns_of_lists,
    fingerprint,
    keep_import,
    kept_import,
    preview_import,
)
from ..wording import CHANGES as WORDS

PAGE = 100


@login_required
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Which file, and what is known about it."""
    access.may_import(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        access.may_bring(request.user, typed["kind"])
        name = request.FILES["file"].name
        kept = keep_import(data=typed.pop("file"), name=name, by=request.user, **typed)
        return redirect("registry:import_preview", kept.ticket)
    words = dict(form.fields["kind"].choices)
    columns = [(words[kind], ", ".join(names)) for kind, names in columns_of_lists().items()]
    page = {"form": form, "columns": columns}
    return render(request, "registry/import.html", page, status=status_of(form.is_bound, []))


@login_required
@never_cache
def preview(request: HttpRequest, ticket: str) -> HttpResponse:
    """What the file would change, in words; then the word to apply it."""
    kept = _kept_for(request, ticket)
    problems: list[Problem] = []
    if request.method == "POST":

        def act() -> str:
            skip = request.POST.get("skip_refused") == "1"
            apply_import(kept=kept, seen=request.POST.get("seen", ""), skip_refused=skip, by=request.user)
            return reverse("registry:import_preview", args=[ticket])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    report = preview_import(kept=kept, by=request.user)
    shown = _shown(request, kept, report) | {"problems": problems}
    return render(request, "registry/preview.html", shown, status=status_of(False, problems))


def _kept_for(request: HttpRequest, ticket: str) -> Kept:
    access.may_import(request.user)
    kept = kept_import(ticket)
    if kept.by != str(request.user.pk) or kept.kind not in KINDS:
        raise NotFound
    access.may_bring(request.user, kept.kind)
    return kept


def _shown(request: HttpRequest, kept: Kept, report: Report) -> dict[str, Any]:
    """The counts, and one page of the rows of one kind; what is refused comes first."""
    found = [change for change in CHANGES if report.counts[change]]
    show = request.GET.get("show", "")
    if show not in found:
        show = next((change for change in ("refused", *found) if change in found), "")
    rows = [row for row in report.rows if row.change == show]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    language = get_language() or pack().default_language
    return {
        "kept": kept,
        "report": report,
        "counts": [(change, WORDS[change], report.counts[change]) for change in found],
        "show": show,
        "page": page,
        "rows": [(row, told(row, language)) for row in page],
        "may_skip": report.counts["refused"] and not any(row.is_header for row in report.rows),
        "seen": fingerprint(report),
        "once": new_key(),
    }
