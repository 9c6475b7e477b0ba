"""The plan: its table, its lines while it is a draft, and its steps."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.audit.services import new_key
from isaf.country.current import pack
from isaf.cycles.access import cycle_for
from isaf.kit.clock import today
from isaf.people import access
from isaf.people.verbs import Verb

from .. import selectors, services
from ..access import line_for, may_take_step, plan_for_step
from ..forms import ApproveForm, LineForm, ProposeForm, ReasonForm, ReceiveForm, SignForm
from ..models import Plan, PlanLine
from ..rules import due_on
from ..selectors.workshop import goes_to
from ..table_forms import PlaceForm
from .pages import cycle_to_write, form_page, typed, version_typed


def _address(pk: int) -> str:
    return reverse("plans:plan", args=[pk])


@never_cache
@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.PLAN_READ)
    kept = selectors.plan_of(cycle)
    is_draft = cycle.is_open and (kept is None or kept.state == Plan.State.DRAFT)
    may_write = is_draft and access.may(request.user, Verb.PLAN_PROPOSE, cycle.area)
    page = {
        "cycle": cycle,
        "plan": kept,
        "table": selectors.plan_table(kept) if kept else None,
        "may_write": may_write,
        "may_step": bool(kept) and may_take_step(request.user, kept),
        "to_carry": selectors.left_to_carry(cycle) if may_write else [],
        "goes": goes_to(cycle, kept, today()),
        "names": pack().workshop_names,
        "may_propose": access.may(request.user, Verb.PLAN_PROPOSE, cycle.area),
        "once": new_key(),
        "today": today(),
    }
    return render(request, "plans/plan.html", page)


@never_cache
@login_required
def add_line(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_to_write(request, pk, Verb.PLAN_PROPOSE)
    form = LineForm(cycle, typed(request), initial={"end_on": due_on(today(), needs_outside=False)})

    def act() -> str:
        services.add_line(
            cycle=cycle, line=form.line(), facility=form.chosen_facility(), agreed_on=today(), by=request.user,
            language=request.LANGUAGE_CODE,
        )  # fmt: skip
        return _address(cycle.pk)

    return form_page(request, "plans/line.html", form, act, {"cycle": cycle, "line": None})


@never_cache
@login_required
def line(request: HttpRequest, pk: int) -> HttpResponse:
    kept = line_for(request.user, pk, Verb.PLAN_PROPOSE)
    cycle = cycle_to_write(request, kept.plan.cycle_id, Verb.PLAN_PROPOSE)
    form = LineForm(cycle, typed(request), initial=_columns(kept))
    form.fields.pop("facility")

    def act() -> str:
        services.edit_line(line=kept, typed=form.line(), row_version=version_typed(request), by=request.user)
        return _address(cycle.pk)

    page = {"cycle": cycle, "line": kept, "reason_form": ReasonForm(), "saved": _columns(kept)}
    page["place_form"] = PlaceForm(initial={"to": kept.position})
    return form_page(request, "plans/line.html", form, act, page)


def _columns(kept: PlanLine) -> dict:
    own = {"title": kept.action.title, "theme": kept.action.theme}
    return own | {name: getattr(kept, name) for name in LineForm.columns if name not in own}


@require_POST
@login_required
def move_line(request: HttpRequest, pk: int) -> HttpResponse:
    kept = line_for(request.user, pk, Verb.PLAN_PROPOSE)

    def act() -> str:
        services.move_line(line=kept, up=request.POST.get("up") == "1", by=request.user)
        return _address(kept.plan.cycle_id)

    return form_page(request, "plans/step.html", forms.Form(request.POST), act, {"cycle": kept.plan.cycle})


@require_POST
@login_required
def remove_line(request: HttpRequest, pk: int) -> HttpResponse:
    kept = line_for(request.user, pk, Verb.PLAN_PROPOSE)
    form = ReasonForm(request.POST)

    def act() -> str:
        services.remove_line(line=kept, reason=form.cleaned_data["reason"], by=request.user)
        return _address(kept.plan.cycle_id)

    return form_page(request, "plans/step.html", form, act, {"cycle": kept.plan.cycle, "step": "remove"})


@require_POST
@login_required
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.PLAN_PROPOSE)

    def act() -> str:
        services.carry_over(cycle=cycle, by=request.user)
        return _address(cycle.pk)

    return form_page(request, "plans/step.html", forms.Form(request.POST), act, {"cycle": cycle})


STEPS = {
    Plan.State.DRAFT: (ProposeForm, services.propose_plan),
    Plan.State.PROPOSED: (ApproveForm, services.approve_plan),
    Plan.State.APPROVED: (SignForm, services.sign_plan),
    Plan.State.PUBLISHED: (ReceiveForm, services.receive_plan),
}


@never_cache
@login_required
def step(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """The step out of a state: the address names it, so that an old page cannot take a later step."""
    kept = plan_for_step(request.user, pk, state, is_sent=typed(request) is not None)
    make_form, service = STEPS[state]
    form = make_form(typed(request), initial={"on": today(), "approved_on": today()})

    def act() -> str:
        service(plan=kept, by=request.user, **form.cleaned_data)
        return _address(kept.cycle_id)

    page = {"cycle": kept.cycle, "plan": kept, "step": state}
    return form_page(request, "plans/step.html", form, act, page)


@never_cache
@login_required
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    kept = plan_for_step(request.user, pk, Plan.State.PROPOSED, is_sent=typed(request) is not None)
    form = ReasonForm(typed(request))

    def act() -> str:
        services.return_plan(plan=kept, by=request.user, **form.cleaned_data)
        return _address(kept.cycle_id)

    return form_page(
        request, "plans/step.html", form, act, {"cycle": kept.cycle, "plan": kept, "step": "back"}
    )
