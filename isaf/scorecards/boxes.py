"""The names of the boxes on the pages of a sheet, and scores typed into boxes that a page does not have."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from isaf.kit.problems import Problem

from .problems import UnknownCriterion, UnknownSegment, UnknownValue

SCORED = ("chosen", "n", "agreed")  # boxes that give a score or ask for one


def box(*parts: Any) -> str:
    """The name of a box on the page: n__hc-staff__female__4."""
    return "__".join(str(part).replace(":", "-") for part in parts)


def strangers(
    data: Mapping[str, Any], fields: Container[str], criteria: Iterable[str], segments: Container[str]
) -> Iterator[Problem]:
    """What was scored in boxes that the page does not have: another criterion, group or value."""
    keys = {box(key): key for key in criteria}
    for typed, content in data.items():
        kind, *place = typed.split("__")
        if kind not in SCORED or typed in fields or not str(content).strip():
            continue
        key, segment, value = [*place, "", "", ""][:3]
        if key not in keys:
            yield UnknownCriterion(criterion=key)
        elif kind == "n" and segment not in segments:
            yield UnknownSegment(segment=segment)
        elif kind == "n":
            yield UnknownValue(criterion=keys[key], value=value)
