"""The outbox, for who runs the nation, and everyone's own letters."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from isaf.audit.services import new_key, once
from isaf.kit.clock import now
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import Problem

from . import access, selectors, services
from .forms import ChoiceForm
from .models import Notice


@never_cache
@login_required
def outbox(request: HttpRequest) -> HttpResponse:
    access.require_outbox(request.user)
    asked = request.GET.get("state", "")
    state = asked if asked in Notice.State.values else Notice.State.FAILED
    page = {
        "counts": selectors.counts(),
        "state": state,
        "notices": selectors.letters_in(state),
        "can_leave": selectors.can_leave(),
        "shown": selectors.SHOWN,
    }
    return render(request, "notices/outbox.html", page)


@require_POST
@login_required
def send_now(request: HttpRequest) -> HttpResponse:
    """Do at once what ``isaf daily`` does with letters."""
    access.require_outbox(request.user)
    done = services.send_due(now=now())
    said = _("Letters sent: %(sent)s. Failed: %(failed)s. Waiting: %(waiting)s.") % done
    messages.success(request, said)
    return redirect("notices:outbox")


@require_POST
@login_required
def try_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    notice = access.notice_for(request.user, pk)
    services.try_again(notice=notice, by=request.user)
    messages.success(request, _("The letter waits in the outbox again."))
    return redirect("notices:outbox")


@require_POST
@login_required
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    notice = access.notice_for(request.user, pk)
    services.cancel(notice=notice, by=request.user)
    messages.success(request, _("The letter will not be sent."))
    return redirect("notices:outbox")


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """A person's letters as text for a group chat, and where the next ones go."""
    choice = selectors.choice_of(request.user)
    said = (
        {"address": choice.address, "wants_letters": choice.wants_letters}
        if choice
        else {"wants_letters": True}
    )
    form = ChoiceForm(request.POST or None, initial=said)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            services.choose(person=request.user, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return reverse("notices:mine")

        answer, problems = post_once(request, act, once)
        if answer:
            return answer
    key = request.POST.get("once") or new_key()
    page = {"form": form, "problems": problems, "once": key, "letters": selectors.texts_to(request.user)}
    return render(request, "notices/mine.html", page, status=status_of(form.is_bound, problems))
