"""Checking a sheet, its history and its versions."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from isaf.kit.problems import NotFound
from isaf.people.verbs import Verb

from .. import selectors, services
from ..access import sheet_of
from ..forms import PublishForm, SendBackForm
from .pieces import address, as_read, carry_out, page_of, row_version


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
            reason, expected = form.cleaned_data["reason"], row_version(request)
            deed(sheet=sheet, by=request.user, reason=reason, row_version=expected)
            return address("edit", sheet)

        said = _("The sheet was sent back.") if is_back else _("The sheet is published.")
        answer, problems = carry_out(request, act, said)
        if answer:
            return answer
    page = as_read(sheet) | {"form": form, "back": back, "publish": publish}
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
