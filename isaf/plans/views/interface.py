"""The interface meeting: when and who came, both sides' results, and the answer to every proposal."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from isaf.country.current import pack
from isaf.cycles.access import cycle_for
from isaf.cycles.selectors import instrument_of
from isaf.kit.clock import today
from isaf.people import access
from isaf.people.verbs import Verb

from .. import selectors, services
from ..access import facility_part, interface_to_record
from ..forms import AnswerForm, meeting_form
from ..rules import due_on
from ..selectors.waiting import named
from .pages import cycle_to_write, form_page, typed, version_typed


@never_cache
@login_required
def interface(request: HttpRequest, pk: int) -> HttpResponse:
    cycle = cycle_for(request.user, pk, Verb.PLAN_READ)
    may_record = cycle.is_open and access.may(request.user, Verb.INTERFACE_RECORD, cycle.area)
    page = {
        "view": selectors.interface_view(cycle),
        "cycle": cycle,
        "may_record": may_record,
        "today": today(),
    }
    return render(request, "plans/interface.html", page)


@never_cache
@login_required
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    cycle, kept = interface_to_record(request.user, pk, is_sent=request.method == "POST")
    form = meeting_form(cycle, request.LANGUAGE_CODE, typed(request))

    def act() -> str:
        names = ("held_on", "place", "chair", "minutes")
        held: dict[str, Any] = {name: form.cleaned_data[name] for name in names}
        held |= {"attendances": form.attendances(), "row_version": version_typed(request)}
        services.hold_interface(cycle=cycle, by=request.user, **held)
        return reverse("plans:interface", args=[cycle.pk])

    page = {"cycle": cycle, "row_version": kept.row_version if kept else 0, "saved": form.saved()}
    return form_page(request, "plans/meeting.html", form, act, page)


@never_cache
@login_required
def answer(request: HttpRequest, pk: int, slug: str, remark: int = 0) -> HttpResponse:
    cycle = cycle_to_write(request, pk, Verb.INTERFACE_RECORD)
    view, part, proposal = facility_part(cycle, slug, remark)
    plan = selectors.plan_of(cycle)
    actions = [row.action for row in selectors.plan_table(plan).rows] if plan else []
    form = AnswerForm(cycle, actions, typed(request), initial=_proposed(view, part, proposal))

    def act() -> str:
        services.record_outcome(
            meeting=view.meeting,
            facility=part.facility,
            remark=proposal.remark if proposal else None,
            language=proposal.remark.language if proposal else request.LANGUAGE_CODE,
            by=request.user,
            **form.answer(),
        )
        return reverse("plans:interface", args=[cycle.pk]) + f"#{slug}"

    page = {"cycle": cycle, "part": part, "proposal": proposal}
    return form_page(request, "plans/answer.html", form, act, page)


def _proposed(
    view: selectors.InterfaceView, part: selectors.FacilityPart, proposal: selectors.Proposal | None
) -> dict:
    """What the form proposes: the words of the proposal, the facility as the lead, a due date."""
    inside = next((s.id for s in pack().plan_sections if not s.needs_outside), "")
    held_on = view.meeting.held_on or today()
    first = {
        "section": inside,
        "lead": named(part.facility.names),
        "end_on": due_on(held_on, needs_outside=False),
    }
    if proposal is None:
        return first
    remark = proposal.remark
    village = remark.sheet.meeting.village
    return first | {
        "title": remark.text[:300],
        "responds_to": named(proposal.criterion),
        "theme": selectors.criterion_theme(remark, instrument_of(view.cycle)),
        "location": named(village.names) if village else "",
    }
