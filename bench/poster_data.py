"""Posters to print in a bench: those of the tests, each time with other names, figures and actions."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

POSTERS = Path(__file__).resolve().parents[1] / "tests" / "vectors" / "posters"


def posters(count: int) -> Iterator[dict[str, Any]]:
    """``count`` different posters: communes, health centres and schools in turn, in the country's language."""
    kinds = [json.loads(file.read_text()) for file in sorted(POSTERS.glob("??-km.json"))]
    for number in range(count):
        yield varied(kinds[number % len(kinds)], number)


def varied(poster: dict[str, Any], number: int) -> dict[str, Any]:
    """The same poster of another place: what differs between places differs."""
    made, word = copy.deepcopy(poster), str(number)
    made["title"] = [f"{text} {word}" for text in made["title"]]
    made["place"] = [f"{text} {word}" for text in made["place"]]
    for row in made["performance"]["rows"]:
        row["now"] = [str(number * 37 % 997)]
    for flow in made["money"]["flows"]:
        flow["total"] = [f"{number * 99_991:,}"]
        for place, row in enumerate(flow["rows"]):
            row["amount"] = f"{(number * 7919 + place * 104_729) % 99_999_999:,}"
            row["length"] = (number * 37 + place * 91) % 1000
    for row in made["actions"]["rows"]:
        row["name"] = [f"{text} {word}" for text in row["name"]]
    made["foot"]["address"] += word
    return made
