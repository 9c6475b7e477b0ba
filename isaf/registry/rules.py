"""What a file of facilities says, row by row, and what it would change (docs/api, ``isaf import facilities``).

An empty cell says nothing: an import adds and mends, it never wipes out what is there.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from isaf.kit.numerals import has_mixed_digits, latin_digits
from isaf.kit.problems import Problem
from isaf.kit.tables import Row, clean_text, visible
from isaf.places.problems import (
    EndsBeforeItBegins,
    MalformedFacilityCode,
    NoName,
    UnknownService,
    WrongPosition,
)
from isaf.places.rules import mend_code

from .problems import (
    MissingColumn,
    NoCode,
    NotADate,
    NotADegree,
    RepeatedColumn,
    TooManyCells,
    UncleanText,
    UnknownColumn,
)

NEEDED = ("code", "service_type", "commune_code")
OPTIONAL = ("catchment_codes", "od_code", "lat", "lon", "valid_from", "valid_to")


PARTNERS = ("organisations", "projects", "targets")
"""The kinds of lists of the demand side: who facilitates, in which projects, where and when."""


@dataclass(frozen=True)
class Wanted:
    """One facility as a row of the file tells it; None and empty mean that the row says nothing about it."""

    service: str
    code: str
    names: Mapping[str, str]
    host: str
    catchment: frozenset[str] = frozenset()
    operational_district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    od_names: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Spelling:
    """What the country decides about such a file: languages, lengths of area codes, words for services."""

    languages: Sequence[str]
    digits: Sequence[int]
    services: Mapping[str, str] = field(default_factory=dict)  # a word in the file -> the service's id

    @property
    def columns(self) -> tuple[str, ...]:
        names, of_districts = (
            [f"{name}_{language}" for language in self.languages] for name in ("name", "od_name")
        )
        return (*NEEDED, *names, *OPTIONAL, *of_districts)


def header_problems(header: Sequence[str], spelling: Spelling) -> list[Problem]:
    """Everything wrong with the first line.

    >>> [problem.code for problem in header_problems(["code", "code", "colour"], Spelling(["en"], [6]))]
    ['repeated_column', 'unknown_column', 'missing_column', 'missing_column']
    """
    known = spelling.columns
    repeated = [name for place, name in enumerate(header) if name in header[:place]]
    return [
        *(RepeatedColumn(column=visible(name)) for name in repeated),
        *(
            UnknownColumn(column=visible(name), known=", ".join(known))
            for name in header
            if name not in known
        ),
        *(MissingColumn(column=name) for name in NEEDED if name not in header),
    ]


@dataclass(frozen=True)
class Read:
    """A row as read: the facility, or everything wrong with it; and the areas it names, whether it is right or not."""

    wanted: Wanted | None
    problems: tuple[Problem, ...]
    areas: tuple[str, ...] = ()


class _Faults(list[Problem]):
    """Reads part after part of a row and keeps what each of them refuses."""

    def take(self, read: Callable[..., Any], *given: object, instead: object = None) -> Any:
        try:
            return read(*given)
        except Problem as problem:
            self.append(problem)
            return instead


def read_row(row: Row, header: Sequence[str], spelling: Spelling) -> Read:
    """One row as a facility, or with everything that is wrong with it."""
    if len(row.cells) > len(header):
        return Read(None, (TooManyCells(),))
    faults = _Faults()
    cells = {
        name: faults.take(_clean, name, cell, instead=UNREAD)
        for name, cell in zip(header, row.cells, strict=False)
    }
    host = cells.get("commune_code", "")
    service = faults.take(_service, cells.get("service_type", ""), spelling)
    code = faults.take(_facility_code, cells.get("code", ""), host, spelling.digits)
    names = faults.take(_names, cells, spelling.languages)
    latitude, longitude = faults.take(
        _position, cells.get("lat", ""), cells.get("lon", ""), instead=(None,) * 2
    )
    start, end = cells.get("valid_from", ""), cells.get("valid_to", "")
    valid_from, valid_to = faults.take(_dates, start, end, instead=(None,) * 2)
    catchment = [_area_code(one, spelling.digits) for one in cells.get("catchment_codes", "").split("|")]
    areas = tuple(
        one for one in (_area_code(host, spelling.digits), *filter(None, catchment)) if one != UNREAD
    )
    if faults:
        return Read(None, tuple(faults), areas)
    wanted = Wanted(
        service=service,
        code=code,
        names=names,
        host=areas[0],
        catchment=frozenset(areas[1:]),
        operational_district=latin_digits(cells.get("od_code", "")),
        od_names=_texts(cells, "od_name", spelling.languages),
        latitude=latitude,
        longitude=longitude,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return Read(wanted, (), areas)


UNREAD = "\ufffd"
"""What stands for a cell that was refused, so that nothing else is said of it."""


def _service(text: str, spelling: Spelling) -> str:
    word = text.casefold()
    if word == UNREAD:
        return ""
    if word not in spelling.services:
        known = ", ".join(dict.fromkeys(spelling.services.values()))
        raise UnknownService(service=visible(word), known=known)
    return spelling.services[word]


def _clean(column: str, cell: str) -> str:
    try:
        return clean_text(cell)
    except ValueError:
        raise UncleanText(column=column) from None


def _names(cells: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    names = _texts(cells, "name", languages)
    if not names:
        raise NoName
    return names


def _texts(cells: Mapping[str, str], column: str, languages: Sequence[str]) -> dict[str, str]:
    texts = {language: cells.get(f"{column}_{language}", "") for language in languages}
    return {language: text for language, text in texts.items() if text}


def _area_code(text: str, digits: Sequence[int]) -> str:
    """The area's code in Latin digits with its lost zero; what is no code stays, to be refused by its name.

    >>> _area_code("990101.0", [6]), _area_code("10201", [6]), _area_code("here", [6])
    ('990101', '010201', 'here')
    """
    plain = latin_digits(text.strip())
    return mend_code(plain, digits) or plain


def _facility_code(text: str, host: str, digits: Sequence[int]) -> str:
    """The facility's code, with the zero that it lost together with the area's code in the same row.

    Only where the mended code begins as its area's does: official codes begin with the highest area's code.

    >>> _facility_code("10102", "10201", [2, 6]), _facility_code("10102", "010201", [2, 6])
    ('010102', '10102')
    >>> _facility_code("55501", "10201", [2, 6])
    '55501'
    """
    code = latin_digits(text.strip()).removesuffix(".0")
    if code == UNREAD:
        return ""
    if not code:
        raise NoCode
    if len(code) > 40 or not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", code):
        raise MalformedFacilityCode(facility=visible(code))
    plain_host = latin_digits(host.strip()).removesuffix(".0")
    host_lost_zero = mend_code(plain_host, digits) == f"0{plain_host}"
    begins_alike = len(code) >= digits[0] and f"0{code}"[: digits[0]] == f"0{plain_host}"[: digits[0]]
    return f"0{code}" if host_lost_zero and begins_alike else code


def _position(lat: str, lon: str) -> tuple[float | None, float | None]:
    if UNREAD in (lat, lon):
        return None, None
    latitude, longitude = degrees(lat), degrees(lon)
    if latitude is None and longitude is None:
        return None, None
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise WrongPosition
    return float(latitude), float(longitude)


def degrees(text: str) -> Decimal | None:
    """Degrees as typed. Three decimals are decimals here, never a group of thousands.

    >>> degrees("11.562"), degrees(""), degrees("-0,5")
    (Decimal('11.562'), None, Decimal('-0.5'))
    """
    if not text:
        return None
    try:
        number = Decimal(latin_digits(text).replace(",", "."))
    except InvalidOperation:
        raise NotADegree(typed=visible(text)) from None
    if has_mixed_digits(text) or not number.is_finite():
        raise NotADegree(typed=visible(text))
    return number


def _dates(start: str, end: str) -> tuple[date | None, date | None]:
    if UNREAD in (start, end):
        return None, None
    first, last = _day(start), _day(end)
    if first and last and last < first:
        raise EndsBeforeItBegins(start=first, end=last)
    return first, last


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(latin_digits(text)[:10])
    except ValueError:
        raise NotADate(typed=visible(text)) from None


def change_of(wanted: Wanted, kept: Wanted | None) -> str:
    """What applying the row does to what is kept: one word, the weightiest first.

    >>> old = Wanted("hc", "1", {"en": "A"}, "990101")
    >>> change_of(old, None), change_of(old, old), change_of(Wanted("hc", "1", {"en": "B"}, "990101"), old)
    ('added', 'same', 'renamed')
    """
    if kept is None:
        return "added"
    told = told_by(wanted, kept)
    for name, word in (("valid_to", "ended"), ("host", "moved"), ("names", "renamed")):
        if name in told:
            return word
    return "changed" if told else "same"


def told_by(wanted: Wanted, kept: Wanted) -> dict[str, object]:
    """The fields that the row gives another value; what it does not tell is left as it is."""
    told: dict[str, object] = {}
    names = {**kept.names, **wanted.names}
    if names != dict(kept.names):
        told["names"] = names
    if wanted.host != kept.host:
        told["host"] = wanted.host
    if wanted.catchment and wanted.catchment | {wanted.host} != kept.catchment | {kept.host}:
        told["catchment"] = wanted.catchment
    for name in ("operational_district", "latitude", "longitude", "valid_from", "valid_to"):
        value = getattr(wanted, name)
        if value not in (None, "") and value != getattr(kept, name):
            told[name] = value
    return told
