"""Finding areas and facilities by name or code, in any spelling (ADR 0006)."""

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
    """The exact code first, then the name itself, its beginning, all of its words; areas before facilities.

    The word of a kind of unit ("commune ...") may stand before or after the name; it puts that kind first.
    """
    readings = _readings(text)
    if not readings:
        return []
    areas = _ranked(Area.objects.exclude(code=""), readings, text, kind="unit_type")
    facilities = _ranked(
        Facility.objects.filter(merged_into=None).select_related("host"),
        readings,
        text,
        kind="host__unit_type",
    )
    found = [
        *(Found(area, area.rank) for area in areas.order_by("rank", "depth", "sort_key", "code")[:limit]),
        *(Found(one, one.rank) for one in facilities.order_by("rank", "sort_key", "code")[:limit]),
    ]
    return sorted(found, key=lambda one: one.rank)[:limit]


@dataclass(frozen=True)
class _Reading:
    """One way to read what was typed: the words of a name, and the kinds of unit that were named with it."""

    words: tuple[str, ...]
    kinds: frozenset[str] = frozenset()


def _ranked(rows: QuerySet, readings: list[_Reading], text: str, *, kind: str) -> QuerySet:
    codes = Q(code__in=_codes(text))
    matches, ranks = codes, [(0, codes)]
    for reading in readings:
        matches |= _all_of(reading.words)
        ranks += [(2, _one_of("|{}|", reading.words)), (3, _one_of("|{}", reading.words))]
        named = Q(**{f"{kind}__in": reading.kinds}) if reading.kinds else Q()
        ranks.append((1, _one_of("|{}|", reading.words) & named))
    cases = [When(test, then=Value(rank)) for rank, test in sorted(ranks, key=lambda pair: pair[0])]
    kept = rows.filter(current(today())).exclude(origin=Origin.PRACTICE).filter(matches)
    return kept.annotate(rank=Case(*cases, default=Value(4), output_field=IntegerField()))


def _all_of(words: tuple[str, ...]) -> Q:
    test = Q()
    for word in words:
        test &= Q(search_text__contains=word)
    return test


def _one_of(pattern: str, words: tuple[str, ...]) -> Q:
    """The words with blanks between them, or without."""
    spaced, joined = pattern.format(" ".join(words)), pattern.format("".join(words))
    return Q(search_text__contains=spaced) | Q(search_text__contains=joined)


def _codes(text: str) -> list[str]:
    """The codes that may be meant: as typed in any digits, with a lost zero, after a service word."""
    last = writing().plain(text).split(" ")[-1]
    mended = mend_code(last, [level.digits for level in pack().levels])
    return [code for code in {last, mended} if code]


def _readings(text: str) -> list[_Reading]:
    """The words as typed, and the same without the word of a unit before or after them."""
    words = tuple(writing().words(text))
    if not words:
        return []
    readings = [_Reading(words)]
    for unit, kinds in unit_words().items():
        rests = {_after(unit, words), words[:-1] if words[-1] == unit else ()}
        readings += [_Reading(rest, kinds) for rest in rests if rest]
    return readings


def _after(unit: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """What follows the word of a unit, which a script without blanks writes in one with the name."""
    if words[0] == unit:
        return words[1:]
    is_joined = not unit.isascii() and words[0].startswith(unit)
    return (words[0][len(unit) :], *words[1:]) if is_joined else ()
