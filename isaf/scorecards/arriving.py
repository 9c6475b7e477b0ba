"""A sheet as a phone or a file says it (docs/api/sync-v1.json), read into plain values.

What has the wrong shape is told with the place where it stands; nothing is guessed and nothing is mended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from .problems import NotReadable
from .typed import TypedCriterion, TypedRemark, TypedSheet

LONGEST = 4000  # letters of one text


@dataclass(frozen=True)
class ArrivedSheet:
    """A sheet and what is told of its meeting."""

    meeting: UUID
    held_on: date
    method: str
    officials: str
    typed: TypedSheet


def read_arrived(said: Mapping[str, Any], paper_id: UUID) -> ArrivedSheet:
    """Raises NotReadable naming the first place that is not as the schema says.

    >>> from uuid import UUID
    >>> read_arrived({"meeting": "x"}, UUID(int=1))
    Traceback (most recent call last):
    isaf.scorecards.problems.NotReadable: The sheet cannot be read at "meeting". Its app may be older or newer ...
    """
    return ArrivedSheet(
        meeting=_uuid(said, "meeting"),
        held_on=_day(said, "held_on"),
        method=_text(said, "method", 20),
        officials=_text(said, "officials", 20),
        typed=TypedSheet(
            id=paper_id,
            people={
                group: _count(n, f"people.{group}", none=True) for group, n in _object(said, "people").items()
            },
            criteria=tuple(_criterion(row, at) for at, row in enumerate(_list(said, "criteria"))),
            votes=_votes(said),
            remarks=tuple(_remark(row, at) for at, row in enumerate(_list(said, "remarks", needed=False))),
        ),
    )


def _criterion(row: Any, at: int) -> TypedCriterion:
    where = f"criteria.{at}"
    row = _as_object(row, where)
    chosen = row.get("is_chosen", True)
    if not isinstance(chosen, bool):
        raise NotReadable(where=f"{where}.is_chosen")
    return TypedCriterion(
        key=_text(row, "key", 60, where),
        wording=_text(row, "wording", 300, where, needed=False),
        language=_text(row, "language", 10, where, needed=False),
        times_proposed=_count(row.get("times_proposed"), f"{where}.times_proposed", none=True),
        is_chosen=chosen,
    )


def _remark(row: Any, at: int) -> TypedRemark:
    where = f"remarks.{at}"
    row = _as_object(row, where)
    return TypedRemark(
        criterion=_text(row, "criterion", 60, where),
        kind=_text(row, "kind", 10, where),
        text=_text(row, "text", LONGEST, where),
        language=_text(row, "language", 10, where),
    )


def _votes(said: Mapping[str, Any]) -> dict[str, dict[str, dict[int, int]]]:
    read: dict[str, dict[str, dict[int, int]]] = {}
    for criterion, groups in _object(said, "votes").items():
        for segment, counts in _as_object(groups, f"votes.{criterion}").items():
            where = f"votes.{criterion}.{segment}"
            row = {
                _value(value, where): _count(n, where) or 0 for value, n in _as_object(counts, where).items()
            }
            read.setdefault(criterion, {})[segment] = row
    return read


def _value(text: str, where: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4) or str(int(text)) != text:
        raise NotReadable(where=where)
    return int(text)


def _count(n: Any, where: str, *, none: bool = False) -> int | None:
    if n is None and none:
        return None
    if isinstance(n, bool) or not isinstance(n, int) or abs(n) > 10**9:
        raise NotReadable(where=where)
    return n


def _uuid(said: Mapping[str, Any], key: str) -> UUID:
    try:
        return UUID(said[key])
    except (KeyError, ValueError, TypeError, AttributeError):
        raise NotReadable(where=key) from None


def _day(said: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(said[key])
    except (KeyError, ValueError, TypeError):
        raise NotReadable(where=key) from None


def _text(said: Mapping[str, Any], key: str, longest: int, under: str = "", *, needed: bool = True) -> str:
    text = said.get(key, "" if not needed else None)
    if not isinstance(text, str) or len(text) > longest or not _is_writable(text):
        raise NotReadable(where=f"{under}.{key}".strip("."))
    return text


def _is_writable(text: str) -> bool:
    """False for text that no database keeps: halves of a letter, and NUL."""
    return "\x00" not in text and not any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)


def _object(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return _as_object(said.get(key), key)


def _as_object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(_is_writable(name) and len(name) <= 60 for name in value):
        raise NotReadable(where=where)
    return value


def _list(said: Mapping[str, Any], key: str, *, needed: bool = True) -> list[Any]:
    value = said.get(key, None if needed else [])
    if not isinstance(value, list) or len(value) > 500:
        raise NotReadable(where=key)
    return value
