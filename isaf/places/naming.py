"""The two columns that stand beside every name: what a search looks at, and where the name stands in a list.

``search_text`` holds codes and plain names between bars: ``|010201|banteay neang|banteayneang|``. So "is",
"begins with" and "contains" are each one LIKE, on every database (ADR 0006).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from isaf.country.current import pack
from isaf.kit.writing import Writing


@lru_cache(maxsize=4)
def _writing_of(languages: tuple[str, ...], spelling: tuple[tuple[str, str], ...]) -> Writing:
    return Writing(languages, spelling)


def writing() -> Writing:
    """How names are made comparable in this country."""
    return _writing_of(pack().languages, pack().spelling)


def search_text(codes: Iterable[str], names: Mapping[str, str], more: Iterable[str] = ()) -> str:
    """Codes, plain names in all languages, the same without blanks, and further words to be found by."""
    plain = [writing().plain(name) for name in names.values()]
    words = [*codes, *plain, *(name.replace(" ", "") for name in plain), *map(writing().plain, more)]
    return "|".join(["", *dict.fromkeys(word for word in words if word), ""])


def facility_search_text(service: str, code: str, names: Mapping[str, str], more: Iterable[str] = ()) -> str:
    """The same for a facility, which is also found by its kind and by what else it was called."""
    return search_text([code, service], names, [*pack().service(service).names.values(), *more])


def sort_key(names: Mapping[str, str]) -> str:
    """Where a name stands in a list: the plain name in the country's first language, else in another."""
    name = names.get(pack().default_language) or next(iter(names.values()), "")
    return writing().plain(name)[:300]


def unit_words() -> dict[str, frozenset[str]]:
    """The plain words for kinds of units in all languages, as people put them before or after a name."""
    words: dict[str, frozenset[str]] = {}
    for level in pack().levels:
        for kind in level.types:
            for name in kind.names.values():
                word = writing().plain(name)
                words[word] = words.get(word, frozenset()) | {kind.id}
    return words
