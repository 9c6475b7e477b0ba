"""The registers of an area: bodies, seats, who sits there, and the change of a mandate."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from isaf.kit.clock import today
from isaf.kit.forms import typed_version
from isaf.places.models import Area

from .. import access, selectors, services, tables
from ..forms import (
    BodyForm,
    EditBodyForm,
    EditTermForm,
    MandateForm,
    SeatForm,
    TermForm,
    answers_of_body,
    answers_of_term,
)
from ..kinds import kind_of
from ..models import Body
from .pages import form_page


def _word(area: Area) -> str:
    return area.code or access.NATION


def _address(area: Area) -> str:
    return reverse("registers:register", args=[_word(area)])


def _with_keeping(request: HttpRequest, area: Area) -> list[tuple[selectors.Register, bool]]:
    """The registers of an area, each with whether this person keeps it: then telephone numbers are shown."""
    found = selectors.registers_of(area, today())
    return [(one, access.may_keep(request.user, one.kind, area)) for one in found]


@never_cache
@login_required
def register(request: HttpRequest, code: str) -> HttpResponse:
    area = access.area_for(request.user, code)
    registers = _with_keeping(request, area)
    services.note_reading(area=area, phones=tables.phones_in(registers), by=request.user)
    page = {
        "area": area,
        "code": code,
        "registers": registers,
        "focal": selectors.focal_points_below(area, today()),
        "offices": selectors.offices_of(area, today()),
        "may_add": access.kinds_kept(request.user, area),
    }
    return render(request, "registers/register.html", page)


@never_cache
@login_required
def register_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The register as a table; telephone numbers only of those bodies whose register the person keeps."""
    area = access.area_for(request.user, code)
    registers = _with_keeping(request, area)
    services.note_reading(area=area, phones=tables.phones_in(registers), by=request.user, file=True)
    answer = HttpResponse(tables.as_csv(registers), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="register-{_word(area)}.csv"'
    return answer


@never_cache
@login_required
def add_body(request: HttpRequest, code: str) -> HttpResponse:
    area, kinds = access.area_to_keep(request.user, code)
    form = BodyForm(kinds, request.POST or None)

    def act() -> str:
        services.add_body(area=area, **form.values(), by=request.user)
        return _address(area)

    page = {"title": "add_body", "area": area, "code": code}
    return form_page(request, "registers/form.html", form, act, page)


@never_cache
@login_required
def edit_body(request: HttpRequest, pk: int) -> HttpResponse:
    body = access.body_for(request.user, pk)
    form = EditBodyForm(request.POST or None, initial=answers_of_body(body))

    def act() -> str:
        version = typed_version(request)
        services.edit_body(body=body, **form.values(), row_version=version, by=request.user)
        return _address(body.area)

    page = _about(body, "edit_body") | {"row_version": body.row_version}
    saved = EditBodyForm(initial=answers_of_body(body))
    return form_page(request, "registers/form.html", form, act, page, lambda: saved)


@never_cache
@login_required
def change_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    body = access.body_for(request.user, pk)
    form = MandateForm(request.POST or None, request.FILES or None)

    def act() -> str:
        version = typed_version(request)
        services.change_mandate(body=body, **form.cleaned_data, row_version=version, by=request.user)
        messages.success(request, _("The mandate was changed. The seats wait for the new people."))
        return _address(body.area)

    page = _about(body, "change_mandate") | {
        "row_version": body.row_version,
        "register": selectors.register_of(body, today()),
        "letters": selectors.with_letters([body])[0][1],
    }
    saved = MandateForm(initial={"mandate": body.mandate})
    return form_page(request, "registers/mandate.html", form, act, page, lambda: saved)


@never_cache
@login_required
def add_seat(request: HttpRequest, pk: int) -> HttpResponse:
    body = access.body_for(request.user, pk)
    form = SeatForm(kind_of(body.kind).offices_at(body.area.code), request.POST or None)

    def act() -> str:
        seat = services.add_seat(body=body, **form.values(), by=request.user)
        return reverse("registers:seat", args=[seat.pk])

    return form_page(request, "registers/form.html", form, act, _about(body, "add_seat"))


def _about(body: Body, title: str) -> dict[str, Any]:
    area = body.area
    return {"title": title, "about": selectors.name_of(body), "area": area, "code": _word(area)}


@never_cache
@login_required
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """The life of an office, and the form with which its seat passes on."""
    kept = access.seat_for(request.user, pk)
    form = TermForm(request.POST or None, request.FILES or None, initial={"since": today()})

    def act() -> str:
        services.seat_person(seat=kept, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. What was agreed with the office stays with the office."))
        return _address(kept.body.area)

    terms = list(selectors.terms_of(kept))
    page = _about(kept.body, "seat") | {
        "seat": kept,
        "office": selectors.title_of(kept),
        "role": selectors.role_names_of(kept),
        "terms": selectors.with_letters(terms),
        "sitting": selectors.term_on(terms, today()),
    }
    return form_page(request, "registers/seat.html", form, act, page)


@never_cache
@login_required
def edit_term(request: HttpRequest, pk: int) -> HttpResponse:
    term = access.term_for(request.user, pk)
    area = term.seat.body.area
    services.note_reading(area=area, phones=int(bool(term.phone)), by=request.user)
    form = EditTermForm(request.POST or None, request.FILES or None, initial=answers_of_term(term))

    def act() -> str:
        version = typed_version(request)
        services.edit_term(
            term=term, **form.cleaned_data, today=today(), row_version=version, by=request.user
        )
        return _address(area)

    page = _about(term.seat.body, "edit_term") | {"row_version": term.row_version}
    saved = EditTermForm(initial=answers_of_term(term))
    return form_page(request, "registers/form.html", form, act, page, lambda: saved)
