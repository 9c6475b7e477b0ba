"""Spreadsheets of many sheets: downloaded, filled offline, looked at in words, brought in; tables to take out."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from isaf.audit.services import new_key, once
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import NotFound, Problem
from isaf.places.selectors import area_by_code
from isaf.registry.report import Report
from isaf.registry.services.keeping import Kept, keep_import, kept_import

from ..spreadsheets import access, choosing, exporting, importing, reporting, template
from ..spreadsheets.filing import Filing
from ..spreadsheets.forms import FileForm, TableForm

PAGE, MOST_REFUSED = 25, 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@never_cache
def spreadsheets(request: HttpRequest) -> HttpResponse:
    """Files to fill, the place to bring one in, and tables to take out."""
    access.works_on_sheets(request.user)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        kept = keep_import(kind=importing.KIND, data=data, name=name, by=request.user)
        return redirect("information:import", kept.ticket)
    page = {
        "form": form,
        "offers": choosing.offers(request.user),
        "fills": access.fills_sheets(request.user),
        "table": TableForm(choosing.table_choices(request.user)),
        "languages": choosing.file_languages(),
    }
    return render(request, "information/spreadsheets/page.html", page, status=status_of(form.is_bound, []))


@login_required
@never_cache
@require_safe
def spreadsheet(request: HttpRequest, year: int, service: str, area: str) -> HttpResponse:
    """The file of one service and area to fill; not found where there is nothing to hand out."""
    found = choosing.chosen(request.user, year, service, area, request.GET.get("form", ""))
    if not any(one.is_open for one in found):
        raise NotFound
    asked = request.GET.get("lang", "")
    languages = next(
        (spoken for word, spoken in choosing.file_languages() if word == asked), choosing.default_languages()
    )
    data = template.build(found, area=area_by_code(area), languages=languages)
    return _download(data, XLSX, template.file_name(year, service, area))


@login_required
@never_cache
@require_safe
def table(request: HttpRequest, ending: str) -> HttpResponse:
    """The kept figures of a selection, a row each, as CSV or XLSX."""
    access.works_on_sheets(request.user)
    form = TableForm(choosing.table_choices(request.user), request.GET)
    if ending not in ("csv", "xlsx"):
        raise NotFound
    if not form.is_valid():
        return redirect("information:spreadsheets")
    wanted = form.wanted()
    rows = exporting.worked_on(request.user, wanted)
    name = "-".join(
        filter(None, ["information", str(wanted.year), wanted.service, wanted.area, wanted.state])
    )
    if ending == "xlsx":
        return _download(exporting.as_xlsx(exporting.header(), rows), XLSX, f"{name}.xlsx")
    return _download(exporting.as_csv(exporting.header(), rows), "text/csv; charset=utf-8", f"{name}.csv")


def _download(data: bytes | str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@login_required
@never_cache
def bring_in(request: HttpRequest, ticket: str) -> HttpResponse:
    """What a filled file would change, in words; then the word to apply it."""
    kept = _kept_for(request, ticket)
    problems: list[Problem] = []
    if request.method == "POST":

        def act() -> str:
            skip = request.POST.get("skip_refused") == "1"
            importing.apply(kept=kept, seen=request.POST.get("seen", ""), skip_refused=skip, by=request.user)
            return reverse("information:import", args=[ticket])

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    report, filing = importing.preview(kept=kept, by=request.user)
    page = _shown(request, kept, report, filing) | {"problems": problems}
    return render(request, "information/spreadsheets/bring_in.html", page, status=status_of(False, problems))


def _kept_for(request: HttpRequest, ticket: str) -> Kept:
    kept = kept_import(ticket)
    if kept.kind != importing.KIND or kept.by != str(request.user.pk):
        raise NotFound
    return kept


def _shown(request: HttpRequest, kept: Kept, report: Report, filing: Filing) -> dict[str, Any]:
    refused = [row for row in report.rows if row.problem]
    page = Paginator([row for row in report.rows if not row.problem and row.changes], PAGE)
    page = page.get_page(request.GET.get("page"))
    return {
        "kept": kept,
        "report": report,
        "filing": filing,
        "counts": reporting.counts(report),
        "refused": [reporting.seen(row) for row in refused[:MOST_REFUSED]],
        "more": max(0, len(refused) - MOST_REFUSED),
        "page": page,
        "changed": [reporting.seen(row) for row in page],
        "may_skip": refused and not any(row.is_header for row in refused) and report.changes_something,
        "seen": importing.fingerprint(report),
        "once": new_key(),
    }
