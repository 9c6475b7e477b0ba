"""What the pages of a sheet share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from isaf.audit.services import new_key, once
from isaf.cycles.models import Target
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem, Problems
from isaf.kit.saying import say

from .. import rules, selectors
from ..models import InformationSheet
from ..reading import read_parts


def address(name: str, where: Target | InformationSheet, *more: str) -> str:
    return reverse(f"information:{name}", args=[where.cycle_id, where.facility.slug, *more])


def row_version(request: HttpRequest) -> int:
    """The version that the form was shown with; what is no number is never the current one."""
    typed = request.POST.get("row_version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def carry_out(request: HttpRequest, act: Any, said: str) -> tuple[HttpResponse | None, list[Problem]]:
    answer, problems = post_once(request, act, once)
    if answer:
        messages.success(request, said)
    return answer, problems


def try_out(act: Callable[[], Any]) -> tuple[Any, list[str]]:
    """Carry out a deed that is repeated harmlessly: what it gives, or what is wrong in the reader's words."""
    try:
        return act(), []
    except Problem as problem:
        return None, [say(problem)]
    except Problems as several:
        return None, [say(problem) for problem in several.problems]


def answers_in(request: HttpRequest) -> dict[int, str]:
    """The answers to comments that stand on the page: comment -> text."""
    found = {}
    for name, text in request.POST.items():
        _before, mark, pk = name.partition("answer__")
        if mark and pk.isascii() and pk.isdigit() and len(pk) < 12:
            found[int(pk)] = str(text)
    return found


def comments_in(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The checker's comments that stand on the page: (section, line, text)."""
    named = [(name.split("__"), text) for name, text in request.POST.items() if name.startswith("comment__")]
    return [(parts[1], parts[2], str(text)) for parts, text in named if len(parts) == 3]


def saved_words(unread: int) -> str:
    """What is said after a save."""
    if not unread:
        return _("Saved.")
    return _("Saved. What cannot be read is kept as you typed it: mend the marked boxes.")


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
        "sums": rules.sums_of(sheet.content, sections),
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
