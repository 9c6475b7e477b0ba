"""When an asked change still fits what stands."""

from collections.abc import Mapping
from typing import Any


def differing(now: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``wanted`` that are not so already.

    >>> differing({"host": "010201", "latitude": None}, {"host": "010202", "latitude": None})
    {'host': '010202'}
    """
    return {field: value for field, value in wanted.items() if now.get(field) != value}


def overtaken(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The fields that somebody changed since the request saw them; other fields do not matter.

    >>> overtaken({"host": "010201"}, {"host": "010203", "latitude": 11.5}), overtaken({"host": "1"}, {"host": "1"})
    (['host'], [])
    """
    return [field for field, value in before.items() if now.get(field) != value]
