"""Finding areas and facilities by name or code, in any spelling (decisions.md 33)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from isaf.country.current import pack
from isaf.kit.clock import today

from .models import Area, Facility, Origin
from .naming import unit_words, writing
from .rules import mend_code


@dataclass(frozen=True)
class Found:
    """One answer of a search; ``rank`` 0 is the best."""

    place: Area | Facility
    rank: int

    @property
    def is_area(self) -> bool:
        return isinstance(self.place, Area)


def current(day: date) -> Q:
    """Rows that exist on this day; the same meaning as ``rules.is_current``."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_to=None) | Q(valid_to__gte=day))


def search(text: str, limit: int = 30) -> list[Found]:
    """Areas, then facilities: the exact code first, then the name itself, its beginning, all of its words."""
    phrases = _phrases(text)
    if not phrases:
        return []
    areas = _ranked(Area.objects.exclude(code=""), phrases, text)
    facilities = _ranked(Facility.objects.select_related("host"), phrases, text)
    found = [
        *(Found(area, area.rank) for area in areas.order_by("rank", "depth", "sort_key", "code")[:limit]),
        *(Found(one, one.rank) for one in facilities.order_by("rank", "sort_key", "code")[:limit]),
    ]
    return sorted(found, key=lambda one: one.rank)[:limit]


def _ranked(rows: QuerySet, phrases: list[list[str]], text: str) -> QuerySet:
    matches, ranks = Q(), []
    for words in phrases:
        matches |= _all_of(words)
        ranks += [(_joined("|{}|", words), 1), (_joined("|{}", words), 2)]
    ranks.sort(key=lambda rank: rank[1])
    cases = [
        When(code__in=_codes(text), then=Value(0)),
        *(When(test, then=Value(rank)) for test, rank in ranks),
    ]
    rank = Case(*cases, default=Value(3), output_field=IntegerField())
    kept = rows.filter(current(today())).exclude(origin=Origin.PRACTICE)
    return kept.filter(matches | Q(code__in=_codes(text))).annotate(rank=rank)


def _all_of(words: list[str]) -> Q:
    test = Q()
    for word in words:
        test &= Q(search_text__contains=word)
    return test


def _joined(pattern: str, words: list[str]) -> Q:
    return Q(search_text__contains=pattern.format(" ".join(words))) | Q(
        search_text__contains=pattern.format("".join(words))
    )


def _codes(text: str) -> list[str]:
    """The codes that may be meant: as typed in any digits, with a lost zero, after a service word."""
    last = writing().plain(text).split(" ")[-1]
    mended = mend_code(last, [level.digits for level in pack().levels])
    return [code for code in {last, mended} if code]


def _phrases(text: str) -> list[list[str]]:
    """The words as typed, and the same without the word of a unit in front or behind ("commune", "city")."""
    words = writing().words(text)
    if not words:
        return []
    phrases = [words]
    for unit in unit_words():
        phrases += [rest for rest in (_after(unit, words), _before(unit, words)) if rest]
    return phrases


def _after(unit: str, words: list[str]) -> list[str]:
    """What follows the word of a unit, which a script without blanks writes in one with the name."""
    if words[0] == unit:
        return words[1:]
    is_joined = not unit.isascii() and words[0].startswith(unit)
    return [words[0][len(unit) :], *words[1:]] if is_joined else []


def _before(unit: str, words: list[str]) -> list[str]:
    return words[:-1] if words[-1] == unit else []
