"""One service from the nation down to its facilities: for who looks for a school and does not know its name."""

from dataclasses import dataclass

from isaf.country.current import pack
from isaf.country.pack import Item, ServiceType
from isaf.kit.problems import NotFound
from isaf.places.models import Area, Facility, Origin
from isaf.places.selectors import ancestors, children_of, facilities_under

from .counting import per_area


@dataclass(frozen=True)
class ServicePage:
    """What the service does, and where it stands in an area: areas below with counts, or the facilities."""

    service: ServiceType
    area: Area
    trail: list[Area]
    offers: list[Item]
    n: int
    areas: list[tuple[Area, int]]
    facilities: list[Facility]

    @property
    def is_demonstration(self) -> bool:
        return self.area.origin == Origin.DEMONSTRATION


FEW = 40  # facilities that are listed by name at once: ours


def service_page(service_id: str, area: Area) -> ServicePage:
    """A fixed number of queries; not found for a kind that the country does not have."""
    service = next((each for each in pack().services if each.id == service_id), None)
    if service is None:
        raise NotFound()
    rows = facilities_under(area).filter(service=service.id)
    n, level = rows.count(), pack().level_of(area.code)
    below = next((each for each in pack().levels if each.depth == (level.depth if level else 0) + 1), None)
    counts = per_area(rows, "host__code", below.digits) if below and n > FEW else {}
    areas = (
        [(child, counts[child.code]) for child in children_of(area) if child.code in counts] if counts else []
    )
    sections = (s for s in pack().information.get(service.id, ()) if s.kind == "standards")
    return ServicePage(
        service=service,
        area=area,
        trail=[*ancestors(area), area] if area.code else [area],
        offers=[item for section in sections for item in section.items],
        n=n,
        areas=areas,
        facilities=[] if areas else list(rows.order_by("sort_key", "code")),
    )
