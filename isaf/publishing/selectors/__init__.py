"""Every read of this room: what a page shows, gathered in a fixed number of queries."""

from .areas import AreaPage, area_page
from .browsing import ServicePage, service_page
from .facilities import FacilityPage, facility_page
from .finding import Finds, find
from .front import FrontPage, front_page
from .informed import InformedPage, informed_page
from .plans import ActionPage, PlanPage, action_page, plan_page
from .programme import MethodPage, ProgrammePage, first_paragraph, method_page, pack_text, programme_page

__all__ = [
    "ActionPage",
    "AreaPage",
    "FacilityPage",
    "Finds",
    "FrontPage",
    "InformedPage",
    "MethodPage",
    "PlanPage",
    "ProgrammePage",
    "ServicePage",
    "action_page",
    "area_page",
    "facility_page",
    "find",
    "first_paragraph",
    "front_page",
    "informed_page",
    "method_page",
    "pack_text",
    "plan_page",
    "programme_page",
    "service_page",
]
