"""What the pages of a sheet share."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from isaf.audit.services import new_key, once
from isaf.cycles.models import Target
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem

from .. import rules, selectors
from ..models import InformationSheet
from ..reading import read_parts


def address(name: str, where: Target | InformationSheet) -> str:
    return reverse(f"information:{name}", args=[where.cycle_id, where.facility.slug])


def row_version(request: HttpRequest) -> int:
    """The version that the form was shown with; what is no number is never the current one."""
    typed = request.POST.get("row_version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def carry_out(request: HttpRequest, act: Any, said: str) -> tuple[HttpResponse | None, list[Problem]]:
    answer, problems = post_once(request, act, once)
    if answer:
        messages.success(request, said)
    return answer, problems


def read_page(
    request: HttpRequest,
    target: Target | InformationSheet,
    sheet: InformationSheet | None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    page = as_read(sheet) | {"may": selectors.deeds_for(request.user, sheet)} if sheet else {}
    return page_of(request, "sheet", target, sheet, problems or [], is_bound=request.method == "POST", **page)


def as_read(sheet: InformationSheet) -> dict[str, Any]:
    sections = selectors.sections_of(sheet.cycle, sheet.facility)
    last = selectors.last_year_values(sheet.facility, sheet.cycle.year)
    return {
        "parts": read_parts(sections, sheet.content, last),
        "jumps": rules.large_jumps(sheet.content, last, sections),
        "completeness": rules.completeness(sheet.content, sections),
    }


def page_of(
    request: HttpRequest,
    name: str,
    target: Target | InformationSheet,
    sheet: InformationSheet | None,
    problems: list[Problem],
    *,
    is_bound: bool,
    **given: Any,
) -> HttpResponse:
    given |= {"target": target, "sheet": sheet, "problems": problems}
    given |= {"once": request.POST.get("once") or new_key(), "row_version": sheet.row_version if sheet else 0}
    return render(request, f"information/{name}.html", given, status=status_of(is_bound, problems))
