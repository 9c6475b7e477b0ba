"""Roles: what each may do, one's own, giving, ending and handing over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from isaf.country.current import pack
from isaf.kit.clock import today

from .. import access, selectors, services
from ..forms import EndForm, HandOverForm, RoleForm
from ..verbs import Verb
from ..wording import VERB_WORDS
from .pages import form_page


@never_cache
@login_required
def table(request: HttpRequest) -> HttpResponse:
    """Every role and every verb, as the country's pack has them."""
    roles = pack().roles
    rows = [(VERB_WORDS[verb], [verb in role.verbs for role in roles]) for verb in Verb]
    own = {held.role for held in access.roles_held(request.user)}
    return render(request, "people/roles.html", {"roles": roles, "rows": rows, "own": own})


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    page = {"held": selectors.holdings_of(request.user), "today": today()}
    return render(request, "people/mine.html", page)


@never_cache
@login_required
def give(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for(request.user, pk)
    roles = access.roles_to_offer(request.user)
    form = RoleForm(roles, request.POST or None, initial={"since": today()})

    def act() -> str:
        services.give_role_to(person=person, **form.held(), by=request.user)
        messages.success(request, _("The role is given."))
        return reverse("people:person", args=[pk])

    return form_page(request, "people/form.html", form, act, {"title": "give", "person": person})


@never_cache
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    holding = access.holding_for(request.user, pk)
    form = EndForm(request.POST or None, initial={"on": today()})

    def act() -> str:
        services.end_role_of(holding=holding, on=form.cleaned_data["on"], by=request.user)
        messages.success(request, _("The role ends with this day. What was done with it stays."))
        return reverse("people:person", args=[holding.person_id])

    page = {"title": "end", "person": holding.person, "holding": holding}
    return form_page(request, "people/form.html", form, act, page)


@never_cache
@login_required
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The same role in the same scope for another person, from a day."""
    holding = access.holding_to_hand_over(request.user, pk)
    form = HandOverForm(request.POST or None)
    own = holding.person_id == request.user.pk

    def act() -> str:
        typed = form.cleaned_data
        services.hand_over_role(holding=holding, to=typed["person"], on=typed["on"], by=request.user)
        messages.success(request, _("The role is handed over."))
        return reverse("people:mine") if own else reverse("people:person", args=[holding.person_id])

    page = {"title": "hand_over", "person": holding.person, "holding": holding, "own": own}
    return form_page(request, "people/form.html", form, act, page)
