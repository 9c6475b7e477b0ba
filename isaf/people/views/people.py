"""People in one's own scope: the list, a new one, and the page of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.audit.services import new_key
from isaf.kit.clock import today

from .. import access, selectors, services
from ..forms import FindForm, InviteForm
from ..models import Account
from ..paper import slip_page
from ..verbs import Verb
from ..wording import deed_in_words
from .pages import deed, form_page

ON_A_PAGE = 50


@never_cache
@login_required
def people(request: HttpRequest) -> HttpResponse:
    access.require_anywhere(request.user, Verb.PEOPLE_MANAGE)
    form = FindForm(request.GET)
    page = {"form": form}
    if form.is_valid():
        asked = dict(form.cleaned_data)
        found = selectors.found_people(
            access.holdings_seen(request.user), text=asked.pop("q"), **asked, today=today()
        )
        page["people"] = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        page["query"] = {name: value for name, value in request.GET.items() if name != "page"}
    page["today"] = today()
    return render(request, "people/people.html", page, status=200 if form.is_valid() else 422)


@never_cache
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """A new account: on success the slip itself is the answer, since its code is told only once."""
    access.require_anywhere(request.user, Verb.PEOPLE_MANAGE)
    roles = access.roles_to_offer(request.user)
    form = InviteForm(roles, request.POST or None, initial={"since": today()})
    made: list[tuple[Account, str]] = []

    def act() -> str:
        made.append(services.invite_person(**form.values(), by=request.user))
        return reverse("people:person", args=[made[0][0].pk])

    answer = form_page(request, "people/form.html", form, act, {"title": "add"})
    return _slip(request, *made[0]) if made and answer.status_code == 302 else answer


def _slip(request: HttpRequest, person: Account, code: str) -> HttpResponse:
    page = slip_page(person, code, request.build_absolute_uri(reverse("people:invitation", args=[code])))
    return render(request, "people/slip.html", page | {"codes": [code]})


@never_cache
@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What a person holds and held, and what was done about it."""
    shown, by = access.person_for(request.user, pk), request.user
    page = {
        "person": shown,
        "held": [(row, access.may_change(by, row)) for row in selectors.holdings_of(shown)],
        "history": [(event, deed_in_words(event)) for event in selectors.history_of(shown)[:100]],
        "may_care": access.may_care(by, shown),
        "today": today(),
        "once": new_key(),
    }
    return render(request, "people/person.html", page)


@require_POST
@never_cache
@login_required
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """A new slip for somebody who stands before one; sent twice it leads to the person's page."""
    shown = access.person_for(request.user, pk)
    codes: list[str] = []

    def act() -> str:
        codes.append(services.make_slip(person=shown, by=request.user))
        return reverse("people:person", args=[pk])

    answer = deed(request, act)
    return _slip(request, shown, codes[0]) if codes else answer


@require_POST
@never_cache
@login_required
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Disable an account, or enable it again."""
    shown, is_active = access.person_for(request.user, pk), request.POST.get("active") == "yes"

    def act() -> str:
        services.set_active(person=shown, is_active=is_active, by=request.user)
        messages.success(
            request, _("The account is enabled.") if is_active else _("The account is disabled.")
        )
        return reverse("people:person", args=[pk])

    return deed(request, act)
