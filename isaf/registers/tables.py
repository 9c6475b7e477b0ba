"""A register as a table for people's spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence

from isaf.country.current import pack
from isaf.kit.tables import write_csv

from .selectors import Register

Kept = Sequence[tuple[Register, bool]]
"""Registers, each with whether the reader keeps it: only then may the telephone numbers be told."""


def phones_in(registers: Kept) -> int:
    """How many telephone numbers a page or file of these registers shows."""
    return sum(
        bool(place.term and place.term.phone) for one, is_kept in registers if is_kept for place in one.places
    )


def as_csv(registers: Kept) -> str:
    """One row a seat, with who sits there today. A number that is not for the reader is an empty cell."""
    languages = pack().languages
    header = [
        "area",
        "kind",
        *(f"body_{language}" for language in languages),
        "mandate",
        "office",
        *(f"title_{language}" for language in languages),
        "focal_point",
        *("name", "sex", "since", "until", "phone"),
    ]
    return write_csv(header, _rows(registers, languages))


def _rows(registers: Kept, languages: Iterable[str]) -> Iterator[list[object]]:
    for register, is_kept in registers:
        for place in register.places:
            term = place.term
            person = [term.name, term.sex, term.since, term.until] if term else ["", "", "", ""]
            yield [
                register.body.area.code,
                register.body.kind,
                *(register.names.get(language, "") for language in languages),
                register.body.mandate,
                place.seat.office,
                *(place.title.get(language, "") for language in languages),
                place.is_focal,
                *person,
                term.phone if term and is_kept else "",
            ]
