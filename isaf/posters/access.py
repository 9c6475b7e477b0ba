"""What everyone may print: the facility, and what is published of it. Nothing here asks who is reading."""

from isaf.kit.problems import NotFound
from isaf.places.models import Facility, Origin
from isaf.places.selectors import facility_by_slug

from .problems import NotPublished
from .selectors import Material, material


def material_for(slug: str, year: int, version: int | None) -> Material:
    """The published sheet of a facility; practice places and unpublished years are not found."""
    facility: Facility = facility_by_slug(slug)
    if facility.origin == Origin.PRACTICE:
        raise NotFound
    try:
        return material(facility, year, version)
    except NotPublished:
        raise NotFound from None
