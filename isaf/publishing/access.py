"""What everyone may see: the object, or not found. Nothing here asks who is reading."""

from isaf.kit.problems import NotFound
from isaf.places.models import Area, Facility, Origin
from isaf.places.selectors import area_by_code, facility_by_slug
from isaf.plans.models import Action
from isaf.plans.selectors import (
    PlanTable,
    action_by_code,
    is_public,
    public_plan,
    withdrawn_plan,
    withdrawn_with,
)

from .problems import Withdrawn
from .rules import whole_number


def area_for(code: str) -> Area:
    """An area, ended or not; practice areas are nobody's business."""
    area = area_by_code(code)
    if area.origin == Origin.PRACTICE:
        raise NotFound
    return area


def facility_for(slug: str) -> Facility:
    """A facility, ended or not."""
    facility = facility_by_slug(slug)
    if facility.origin == Origin.PRACTICE:
        raise NotFound
    return facility


def plan_for(area: Area, year: int) -> PlanTable:
    """The signed plan; one that is still written does not exist for the public, one taken back says so."""
    if table := public_plan(area, year):
        return table
    if taken := withdrawn_plan(area, year):
        raise Withdrawn(on=taken.withdrawn_at, reason=taken.withdrawn_reason)
    raise NotFound


def action_for(code: str) -> Action:
    """An action that stands in a signed plan."""
    action = action_by_code(code)
    if action and is_public(action):
        return action
    if taken := action and withdrawn_with(action):
        raise Withdrawn(on=taken.withdrawn_at, reason=taken.withdrawn_reason)
    raise NotFound


def version_number(asked: str | None) -> int | None:
    """The number of an older version in an address; not found when it is no number."""
    if asked is None:
        return None
    number = whole_number(asked)
    if number is None:
        raise NotFound
    return number
