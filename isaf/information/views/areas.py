"""Pages of an area for who checks its sheets: the list with who is late, and facilities that meet standards."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from isaf.country.current import pack
from isaf.kit.clock import today

from .. import indicators, lists
from ..access import area_of


@require_safe
@login_required
def area(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The sheets of an area and year: state, days late, completeness, jumps; the reminder to copy."""
    place = area_of(request.user, code)
    service = request.GET.get("service", "")
    rows = lists.rows_of_area(request.user, place, year, today(), service)
    state = request.GET.get("state", "")
    shown = [row for row in rows if _is_wanted(row, state)]
    page = {
        "area": place,
        "year": year,
        "rows": shown,
        "every": rows,
        "late": [row for row in rows if row.late],
        "state": state,
        "service": service,
        "services": [
            each for each in pack().services if each.id in lists.services_in(request.user, place, year)
        ],
        "above": lists.above(request.user, place, year),
        "reminders": lists.reminders(place, year, shown, request.build_absolute_uri(reverse("home:work"))),
    }
    return render(request, "information/area.html", page)


def _is_wanted(row: lists.SheetRow, state: str) -> bool:
    return not state or row.state == state or (state == "late" and row.late > 0 and row.state != "published")


@require_safe
@login_required
def standards(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Facilities that improved and meet their standards, by service, with what was left out and why."""
    place = area_of(request.user, code)
    page = {
        "area": place,
        "year": year,
        "rows": indicators.indicators(place, year),
        "services": indicators.completeness_by_service(place, year),
        "areas": indicators.completeness_by_area(place, year),
    }
    return render(request, "information/standards.html", page)
