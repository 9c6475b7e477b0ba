"""Checking a sheet, its history and its versions."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from isaf.kit.problems import NotFound
from isaf.people.verbs import Verb

from .. import lists, progress, selectors, services
from ..access import sheet_of
from ..forms import PublishForm, SendBackForm
from ..models import InformationSheet, LineComment
from ..reading import Line, Part
from .pieces import address, as_read, carry_out, comments_in, page_of, row_version


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
            _carry(request, sheet, form, is_back=is_back)
            return _where_next(request, sheet)

        said = _("The sheet was sent back.") if is_back else _("The sheet is published.")
        answer, problems = carry_out(request, act, said)
        if answer:
            return answer
    page = as_read(sheet) | {"form": form, "back": back, "publish": publish}
    page |= {"talks": _talks(sheet, page["parts"]), "beside": lists.beside(request.user, sheet)}
    return page_of(request, "check", sheet, sheet, problems, is_bound=form.is_bound, **page)


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


def _carry(request: HttpRequest, sheet: InformationSheet, form: Form, *, is_back: bool) -> None:
    told = {"sheet": sheet, "by": request.user, "row_version": row_version(request), **form.cleaned_data}
    if is_back:
        services.send_back(comments=comments_in(request), **told)
    else:
        services.publish(**told)


def _talks(sheet: InformationSheet, parts: Sequence[Part]) -> dict[str, list[tuple[Line, list[LineComment]]]]:
    """section -> the lines that were commented on, with the comments and their answers."""
    said = progress.comments_on(sheet)
    return {
        part.id: [(line, said[key]) for line in part.lines if (key := f"{part.id}.{line.id}") in said]
        for part in parts
    }


def _where_next(request: HttpRequest, sheet: InformationSheet) -> str:
    """The next sheet that waits, when the checker goes on; else the sheet itself."""
    after = lists.beside(request.user, sheet).after if "go_on" in request.POST else None
    return address("check", after) if after else address("edit", sheet)
