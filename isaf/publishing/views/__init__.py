"""The public pages. Each asks a guard for its object and a selector for everything it shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.places.selectors import merged_into
from isaf.plans.selectors import plan_csv

from .. import access, selectors, tables
from ..doors import csv_file, mended_area, mended_facility, public, public_address, show


@public
def front(request: HttpRequest) -> HttpResponse:
    opening = selectors.first_paragraph(selectors.pack_text("about"))
    return show(request, "front.html", page=selectors.front_page(today()), opening=opening)


@public
def nation(request: HttpRequest) -> HttpResponse:
    return area(request, code="")


@public
@mended_area
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The nation, a level between, a commune with its services, or a village."""
    page = selectors.area_page(access.area_for(code), request.GET.get("year", ""), today())
    return show(request, "area.html", page=page, area=page.area, today=today())


@public
@mended_area
def area_table(request: HttpRequest, code: str, table: str) -> HttpResponse:
    page = selectors.area_page(access.area_for(code), request.GET.get("year", ""), today())
    return csv_file(
        request, f"{code or 'nation'}-{page.year or ''}-{table}", *tables.AREA_TABLES[table](page)
    )


@public
@mended_area
def informed(request: HttpRequest, code: str) -> HttpResponse:
    """How far the area has informed its citizens."""
    page = selectors.informed_page(access.area_for(code), request.GET.get("year", ""))
    return show(request, "informed.html", page=page, area=page.area)


@public
@mended_area
def informed_table(request: HttpRequest, code: str) -> HttpResponse:
    page = selectors.informed_page(access.area_for(code), request.GET.get("year", ""))
    return csv_file(request, f"{code or 'nation'}-{page.year or ''}-completeness", *tables.completeness(page))


@public
@mended_facility
def facility(request: HttpRequest, slug: str, year: str | None = None) -> HttpResponse:
    facility = access.facility_for(slug)
    if year is None and (kept := merged_into(facility)):
        return redirect("publishing:facility", kept.slug)
    page = selectors.facility_page(facility, year, access.version_number(request.GET.get("v")))
    address = public_address(request, page.info.number if page.info else None)
    return show(request, "facility.html", page=page, facility=page.facility, today=today(), address=address)


@public
@mended_facility
def facility_table(request: HttpRequest, slug: str, table: str, year: str | None = None) -> HttpResponse:
    number = access.version_number(request.GET.get("v"))
    page = selectors.facility_page(access.facility_for(slug), year, number)
    return csv_file(request, f"{slug}-{page.year or ''}-{table}", *tables.FACILITY_TABLES[table](page))


@public
@mended_area
def plan(request: HttpRequest, code: str, year: str) -> HttpResponse:
    place = access.area_for(code)
    number = access.version_number(request.GET.get("v"))
    page = selectors.plan_page(place, access.plan_for(place, int(year)), number)
    address = public_address(request, page.version.number if page.version else None)
    return show(request, "plan.html", page=page, area=place, today=today(), address=address)


@public
@mended_area
def plan_lines(request: HttpRequest, code: str, year: str) -> HttpResponse:
    place = access.area_for(code)
    number = access.version_number(request.GET.get("v"))
    page = selectors.plan_page(place, access.plan_for(place, int(year)), number)
    return csv_file(request, f"{code}-{year}-plan", *plan_csv(page.table))


@public
def action(request: HttpRequest, code: str) -> HttpResponse:
    page = selectors.action_page(access.action_for(code), today())
    return show(request, "action.html", page=page, action=page.action, today=today())


@public
def search(request: HttpRequest) -> HttpResponse:
    """What was typed stays in the box; a text longer than any name is cut."""
    q = request.GET.get("q", "").strip()[:100]
    return show(request, "search.html", q=q, services=pack().services, found=selectors.find(q) if q else None)


@public
@mended_area
def service(request: HttpRequest, service: str, code: str) -> HttpResponse:
    """One kind of facility in an area, down to the facilities by name."""
    page = selectors.service_page(service, access.area_for(code))
    return show(request, "service.html", page=page, area=page.area)
