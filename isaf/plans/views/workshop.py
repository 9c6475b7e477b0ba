"""The district's integration workshop: its list on a page, on paper and as a spreadsheet, its day, its outcomes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.kit.problems import NotFound
from isaf.people import access
from isaf.people.verbs import Verb

from .. import services
from ..access import line_for, workshop_area, workshop_areas
from ..models import PlanLine
from ..selectors.workshop import goes_to, sections_outside, workshop_list, workshop_of
from ..workshop_forms import OutcomesForm, ProgrammeForm, WorkshopForm
from ..workshop_paper import workshop_pdf
from ..workshop_sheet import XLSX, workshop_xlsx
from .pages import form_page, typed, version_typed


def _address(code: str, year: int) -> str:
    return reverse("plans:workshop", args=[code, year])


@never_cache
@login_required
def workshops(request: HttpRequest) -> HttpResponse:
    """The districts whose workshop the person may read; straight to it where there is one only."""
    areas, year = workshop_areas(request.user), today().year
    if len(areas) == 1:
        return redirect("plans:workshop", areas[0].code, year)
    page = {"areas": areas, "year": year, "names": pack().workshop_names}
    return render(request, "plans/workshops.html", page)


@never_cache
@login_required
def workshop(request: HttpRequest, code: str, year: int) -> HttpResponse:
    area = workshop_area(request.user, code, Verb.PLAN_READ)
    found = workshop_list(area, year, today())
    page = {
        "found": found,
        "may_write": access.may(request.user, Verb.PLAN_RECEIVE, area),
        "is_held": bool(found.workshop) and found.workshop.held_on <= today(),
        "names": pack().workshop_names,
    }
    return render(request, "plans/workshop.html", page)


@never_cache
@login_required
def day(request: HttpRequest, code: str, year: int) -> HttpResponse:
    area = workshop_area(request.user, code, Verb.PLAN_RECEIVE)
    kept = workshop_of(area, year)
    form = WorkshopForm(
        typed(request), initial={"held_on": kept.held_on, "place": kept.place} if kept else {}
    )

    def act() -> str:
        services.set_workshop(
            area=area, year=year, by=request.user, row_version=version_typed(request), **form.cleaned_data
        )
        return _address(code, year)

    page = {"area": area, "year": year, "kept": kept, "names": pack().workshop_names}
    return form_page(request, "plans/workshop_day.html", form, act, page)


@never_cache
@login_required
def outcomes(request: HttpRequest, code: str, year: int) -> HttpResponse:
    area = workshop_area(request.user, code, Verb.PLAN_RECEIVE)
    found = workshop_list(area, year, today())
    form = OutcomesForm(found, typed(request))

    def act() -> str:
        services.record_outcomes(
            area=area, year=year, answers=form.answers(), seen=form.seen(), by=request.user
        )
        return _address(code, year)

    page = {"found": found, "names": pack().workshop_names}
    return form_page(request, "plans/workshop_outcomes.html", form, act, page)


@require_safe
@never_cache
@login_required
def paper(request: HttpRequest, code: str, year: int, language: str) -> HttpResponse:
    area = workshop_area(request.user, code, Verb.PLAN_READ)
    if language not in pack().languages:
        raise NotFound()
    made = workshop_pdf(workshop_list(area, year, today()), language)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="workshop-{code}-{year}-{language}.pdf"'
    return answer


@require_safe
@never_cache
@login_required
def sheet(request: HttpRequest, code: str, year: int) -> HttpResponse:
    area = workshop_area(request.user, code, Verb.PLAN_READ)
    answer = HttpResponse(workshop_xlsx(workshop_list(area, year, today())), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="workshop-{code}-{year}.xlsx"'
    return answer


@never_cache
@login_required
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """A line's field, priority, code and amount in the investment programme."""
    kept = line_for(request.user, pk, Verb.PLAN_PROPOSE)
    goes = goes_to(kept.plan.cycle, kept.plan, today())
    if goes is None or kept.section not in sections_outside():
        raise NotFound()
    own = getattr(kept, "submission", None)
    form = ProgrammeForm(typed(request), initial=_facts(kept))

    def act() -> str:
        version = version_typed(request) if own else None
        services.place_in_programme(line=kept, by=request.user, row_version=version, **form.cleaned_data)
        return reverse("plans:plan", args=[kept.plan.cycle_id]) + f"#{kept.action.code}"

    page = {"line": kept, "own": own, "goes": goes, "cycle": kept.plan.cycle, "names": pack().workshop_names}
    return form_page(request, "plans/programme.html", form, act, page)


def _facts(line: PlanLine) -> dict:
    own = getattr(line, "submission", None)
    if own is None:
        return {"amount": line.cost}
    return {name: getattr(own, name) for name in ("field", "priority", "code", "amount")}
