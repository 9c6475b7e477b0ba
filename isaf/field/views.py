"""What phones ask and send; a person's own phones; what waits in the inbox."""

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from isaf.audit.services import new_key, once
from isaf.inbox import services as inbox
from isaf.inbox.models import Arrival
from isaf.inbox.problems import DeviceWithdrawn, PaperTooLarge
from isaf.inbox.rules import LARGEST
from isaf.inbox.selectors import arrivals_that_wait, devices_of, devices_of_people, first_arrival
from isaf.kit.forms import post_once, status_of
from isaf.kit.problems import NotFound, TooOften
from isaf.kit.throttle import allow
from isaf.places.selectors import area_by_code

from . import access, selectors, services
from .doors import of_device
from .forms import DeviceForm, WithdrawForm
from .rules import etag_of, is_known

PLAIN = {"ensure_ascii": False}
SHEETS_A_MINUTE = (
    120  # of one phone: a day's meetings of a whole district; a script that fills the inbox is stopped
)


# --- Phones ask ------------------------------------------------------------------------------------


@of_device
@require_http_methods(["GET", "HEAD", "PUT"])
def sheet(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """PUT keeps and judges a sheet; GET tells where it stands now, to the phones of the person who sent it."""
    if request.method != "PUT":
        arrival = first_arrival(paper_id)
        if arrival is None or arrival.sender_id != request.device.owner_id:
            raise NotFound()
        return _told(arrival, 200)
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise PaperTooLarge(most=LARGEST)
    if not allow("sheets", str(request.device.pk), SHEETS_A_MINUTE, 60):
        raise TooOften(minutes=1)
    arrival, is_new = services.receive(
        device=request.device, paper_id=paper_id, raw=request.read(LARGEST + 1)
    )
    return _told(arrival, _status(arrival, is_new=is_new))


def _status(arrival: Arrival, *, is_new: bool) -> int:
    """409 for other content under a known id, 403 for what the person may not send, else 201 once and then 200."""
    if arrival.state == Arrival.State.CONFLICT:
        return 409
    if {problem["code"] for problem in arrival.problems} & services.REFUSED:
        return 403
    return 201 if is_new else 200


def _told(arrival: Arrival, status: int) -> JsonResponse:
    told = {
        "receipt": arrival.receipt,
        "state": arrival.state,
        "problems": arrival.problems,
        "review": selectors.review_of(arrival.paper_id) if arrival.state == Arrival.State.ACCEPTED else None,
    }
    return JsonResponse(told, status=status, json_dumps_params=PLAIN)


@of_device
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The places whose kit this phone may take along."""
    device = request.device
    if device.is_withdrawn or not device.owner.is_active:
        raise DeviceWithdrawn()
    found = [selectors.place_of(cycle) for cycle in access.cycles_in_reach(device.owner)]
    return JsonResponse({"places": found}, json_dumps_params=PLAIN)


@of_device
@require_safe
def kit(request: HttpRequest) -> HttpResponse:
    """Everything for the meetings of the chosen areas (``?areas=010201,010202``); 304 when the phone has it."""
    device = request.device
    if device.is_withdrawn or not device.owner.is_active:
        raise DeviceWithdrawn()
    codes = [code for code in request.GET.get("areas", "").split(",") if code.isalnum()][:50]
    cycles = access.cycles_to_take(device.owner, codes)
    made = selectors.kit_of(cycles, access.meetings_to_take(device.owner, cycles))
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    etag = etag_of(body)
    inbox.met(device=device)
    answer = HttpResponse(status=304) if is_known(request.headers.get("If-None-Match", ""), etag) else None
    answer = answer or HttpResponse(body, content_type="application/json")
    answer["ETag"] = etag
    return answer


# --- People look -----------------------------------------------------------------------------------


@never_cache
@login_required
def phones(request: HttpRequest) -> HttpResponse:
    """One's own phones. The secret of a new one is shown once, on the answer itself, and never again."""
    form, shown = DeviceForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        device, secret = inbox.add_device(name=form.cleaned_data["name"], by=request.user)
        shown, form = {"device": device, "secret": secret, "qr": services.qr_of(secret)}, DeviceForm()
    page = {"form": form, "shown": shown, "devices": devices_of(request.user)}
    return render(request, "field/phones.html", page, status=status_of(form.is_bound, []))


@never_cache
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    device = access.device_to_withdraw(request.user, pk)
    form, problems = WithdrawForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            inbox.withdraw_device(device=device, reason=form.cleaned_data["reason"], by=request.user)
            return reverse("field:phones")

        answer, problems = post_once(request, act, once)
        if answer:
            messages.success(request, _("The phone is withdrawn. What it still sends is kept apart."))
            return answer
    page = {"form": form, "device": device, "problems": problems, "once": new_key()}
    return render(request, "field/withdraw.html", page, status=status_of(form.is_bound, problems))


@require_safe
@never_cache
@login_required
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The phones of an area and the papers that wait for a person."""
    area = area_by_code(code)
    senders = access.senders_seen(request.user, area)
    page = {
        "area": area,
        "devices": devices_of_people(senders),
        "arrivals": arrivals_that_wait(senders)[:200],
    }
    return render(request, "field/board.html", page)
