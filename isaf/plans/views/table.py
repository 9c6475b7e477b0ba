"""Many lines at once: the table to take out, and what a table would do before it is brought in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from isaf.audit.services import new_key, once
from isaf.cycles.access import cycle_for
from isaf.cycles.models import Cycle
from isaf.kit.clock import today
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem
from isaf.kit.tables import Table
from isaf.people.verbs import Verb

from .. import selectors, services
from ..access import line_for
from ..plan_sheet import plan_xlsx
from ..selectors.table import frame_of
from ..table_forms import PlaceForm, TableForm
from ..table_reading import Judged, judge
from ..workshop_sheet import XLSX
from .pages import cycle_to_write, form_page, typed


@require_safe
@never_cache
@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines as a spreadsheet, as they can be brought in again."""
    cycle = cycle_for(request.user, pk, Verb.PLAN_READ)
    plan = selectors.plan_of(cycle)
    made = plan_xlsx(selectors.plan_table(plan) if plan else None)
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="plan-{cycle.area.code}-{cycle.year}.xlsx"'
    return answer


@never_cache
@login_required
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at what a table would do; then bring it in."""
    cycle = cycle_to_write(request, pk, Verb.PLAN_PROPOSE)
    form = TableForm(cycle, typed(request), request.FILES or None)
    problems: list[Problem] = []
    rows: list[Judged] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = form.table()
        except Problem as problem:
            problems = [problem]
        else:
            if "bring" in request.POST:
                answer, problems = _bring(request, cycle, form, found)
                if answer:
                    return answer
            rows = judge(found, frame_of(cycle, today(), form.cleaned_data["section"]))
    page = {"cycle": cycle, "form": form, "problems": problems, "once": request.POST.get("once") or new_key()}
    return render(request, "plans/table.html", page | _told(rows), status=_status(form, problems, rows))


def _bring(
    request: HttpRequest, cycle: Cycle, form: TableForm, found: Table
) -> tuple[HttpResponse | None, list[Problem]]:
    def act() -> str:
        services.bring_in_lines(
            cycle=cycle, table=found, section=form.cleaned_data["section"], agreed_on=today(),
            seen=form.cleaned_data["seen"], language=request.LANGUAGE_CODE, by=request.user,
        )  # fmt: skip
        return reverse("plans:plan", args=[cycle.pk])

    return post_once(request, act, once)


def _told(rows: list[Judged]) -> dict:
    """What the page says of a table, and the word that stands for it."""
    counts = {word: sum(one.change == word for one in rows) for word in ("new", "changed", "same", "refused")}
    may_bring = bool(rows) and not counts["refused"] and bool(counts["new"] or counts["changed"])
    return {"rows": rows, "counts": counts, "may_bring": may_bring, "seen": services.fingerprint(rows)}


def _status(form: TableForm, problems: list[Problem], rows: list[Judged]) -> int:
    """200 also for a table that was looked at and is right."""
    is_right = bool(rows) and not problems and not any(one.wrong for one in rows)
    return 200 if is_right else status_of(form.is_bound, problems)


@require_POST
@login_required
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a line at a place of its section."""
    kept = line_for(request.user, pk, Verb.PLAN_PROPOSE)
    form = PlaceForm(request.POST)

    def act() -> str:
        services.place_line(line=kept, place=form.cleaned_data["to"], by=request.user)
        return reverse("plans:plan", args=[kept.plan.cycle_id]) + f"#{kept.action.code}"

    return form_page(request, "plans/step.html", form, act, {"cycle": kept.plan.cycle})
