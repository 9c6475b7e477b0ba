"""The year of the public pages: a commune's sheet published, its health centre scored, agreed and signed."""

import json
from pathlib import Path
from typing import Any

import pytest

from isaf.information import services as information
from isaf.information.models import InformationSheet
from tests.rooms.publishing.conftest import MONEY, inform, on_a_day_in_november, place, year

__all__ = ["on_a_day_in_november", "place", "year"]
VECTORS = Path(__file__).parents[2] / "vectors" / "posters"


def vector(name: str) -> dict[str, Any]:
    """The data of a poster as a file: what the pack says later does not change it."""
    return json.loads((VECTORS / f"{name}.json").read_text())


@pytest.fixture
def crowded() -> dict[str, Any]:
    """Forty lines everywhere, every text long, in two languages."""
    data = vector("ca-km+en")
    khmer, latin = (
        data["title"][0] * 6,
        "a name that nobody could ever shorten because it was decided so " * 2,
    )
    data["title"], data["place"] = [khmer, latin], [khmer, latin]
    for key in ("services", "performance", "scores", "actions"):
        rows = data[key]["rows"]
        data[key]["rows"] = [
            {**rows[n % len(rows)], "name": [khmer[: 40 + 3 * n], f"{latin} {n}"], "rank": n}
            for n in range(40)
        ]
        data[key]["silent"] = [[khmer, latin]] * 30
    for row in data["services"]["rows"]:
        row |= {"bring": [khmer, latin], "exempt": [khmer, latin]}
    for flow in data["money"]["flows"]:
        flow["rows"] = [{**flow["rows"][n % 3], "name": [khmer[:60], latin]} for n in range(40)]
        flow["silent"] = [[khmer]] * 30
    return data


@pytest.fixture
def bare() -> dict[str, Any]:
    """A sheet of which nothing but the name was published."""
    data = vector("ca-km")
    data |= {"identity": [], "demonstration": []}
    data["services"] |= {"rows": [], "heads": [], "silent": [], "title": []}
    data["performance"] |= {"rows": [], "silent": [], "summary": []}
    data["money"] |= {"flows": [], "balance": []}
    data["scores"] = {"title": ["x"], "none": ["y"], "rows": []}
    data["actions"] |= {"rows": [], "none": ["z"], "summary": []}
    return data


def correct(year: Any) -> None:
    """The sheet of the office again, with another income, as version 2."""
    sheet = information.correct(sheet=InformationSheet.objects.get(facility=year.office), by=year.people.dara)
    assert sheet.state == "draft"
    inform(year, {**MONEY, "income": {"own_income": {"actual": 1}}}, reason="Typing error")
