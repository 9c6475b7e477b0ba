"""What a search found, grouped, each with the places above it."""

from dataclasses import dataclass

from isaf.country.current import pack
from isaf.country.pack import Names
from isaf.places.models import Area, Facility
from isaf.places.selectors import areas_with_codes, search

MOST = 60


@dataclass(frozen=True)
class Hit:
    place: Area | Facility
    above: tuple[Area, ...]

    @property
    def is_area(self) -> bool:
        return isinstance(self.place, Area)


@dataclass(frozen=True)
class Group:
    names: Names
    hits: tuple[Hit, ...]


def find(text: str) -> list[Group]:
    """Levels from the top down, then services; inside a group the best first. Three queries."""
    found = [each.place for each in search(text, MOST)]
    known = areas_with_codes(code for place in found for code in _codes_above(place))
    groups: dict[str, tuple[Names, list[Hit]]] = {}
    for place in found:
        key, names = _kind(place)
        above = tuple(known[code] for code in _codes_above(place) if code in known)
        groups.setdefault(key, (names, []))[1].append(Hit(place, above))
    order = [*(level.id for level in pack().levels), *(service.id for service in pack().services)]
    ranked = sorted(groups.items(), key=lambda item: order.index(item[0]))
    return [Group(names, tuple(hits)) for _key, (names, hits) in ranked]


def _kind(place: Area | Facility) -> tuple[str, Names]:
    if isinstance(place, Area):
        level = pack().level_of(place.code) or pack().levels[0]
        return level.id, level.names
    service = pack().service(place.service)
    return service.id, service.plural


def _codes_above(place: Area | Facility) -> list[str]:
    """Codes of the areas above, the highest first; a facility's own host among them."""
    code = place.host.code if isinstance(place, Facility) else pack().parent_code(place.code)
    codes = []
    while code:
        codes.insert(0, code)
        code = pack().parent_code(code)
    return codes
