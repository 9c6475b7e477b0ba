"""What a search found: places by name, services by what they offer, and words in published papers."""

from dataclasses import dataclass

from isaf.audit.models import Version
from isaf.country.current import pack
from isaf.country.pack import Names, ServiceType
from isaf.places.models import Area, Facility
from isaf.places.naming import writing
from isaf.places.selectors import areas_with_codes, facilities_with_keys, figures_origin, search

from .. import fulltext_sql
from ..models import Passage

MOST = 60
MOST_TEXTS = 20


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


@dataclass(frozen=True)
class Offer:
    """Something that a service does for people, as a birth certificate."""

    service: ServiceType
    names: Names


@dataclass(frozen=True)
class TextHit:
    """A line of a published paper: a facility's sheet, or an area's plan."""

    place: Facility | Area
    year: int
    line: str

    @property
    def is_plan(self) -> bool:
        return isinstance(self.place, Area)


@dataclass(frozen=True)
class Finds:
    groups: list[Group]
    offers: list[Offer]
    texts: list[TextHit]

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.offers or self.texts)


def find(text: str) -> Finds:
    """Places, services and texts. At most eight queries, however many there are."""
    words = writing().words(text)
    return Finds(_places(text), _offers(words), _texts(words)) if words else Finds([], [], [])


def _places(text: str) -> list[Group]:
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


def _offers(words: list[str]) -> list[Offer]:
    """Of the country's own list of what each service does: no query."""
    found = []
    for service in pack().services:
        for section in pack().information.get(service.id, ()):
            if section.kind == "standards":
                items = (item for item in section.items if _holds(item.names, words))
                found += [Offer(service, item.names) for item in items]
    return found


def _holds(names: Names, words: list[str]) -> bool:
    plain = "\n".join(writing().plain(name) for name in names.values())
    return all(word in plain for word in words)


def _texts(words: list[str]) -> list[TextHit]:
    """Lines of papers that stand: the index, what was withdrawn, the facilities and the areas. Four queries."""
    rows = Passage.objects.filter(origin__in=[figures_origin(), ""]).exclude(text="")
    found = fulltext_sql.holding(rows, words, MOST_TEXTS)
    taken = Version.objects.filter(pk__in=[one.version for one in found], withdrawn_at__isnull=False)
    gone = set(taken.values_list("pk", flat=True)) if found else set()
    found = [one for one in found if one.version not in gone]
    slugs = [one.place.partition("-") for one in found if "-" in one.place]
    centres = facilities_with_keys((service, code) for service, _, code in slugs) if slugs else {}
    known: dict[str, Facility | Area] = {one.slug: one for one in centres.values()}
    known |= areas_with_codes(one.place for one in found if "-" not in one.place) if found else {}
    return [
        TextHit(known[one.place], one.year, _line(one, words))
        for one in found
        if known.get(one.place) is not None
    ]


def _line(passage: Passage, words: list[str]) -> str:
    """The line that holds most of the words."""
    lines = zip(passage.text.split("\n"), passage.plain.split("\n"), strict=False)
    return max(lines, key=lambda pair: sum(word in pair[1] for word in words))[0]
