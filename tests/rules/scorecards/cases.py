"""The tables of cases in docs/algorithms, as the tests read them."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "docs" / "algorithms"


def cases(page: str, heading: str) -> list:
    """The rows below a heading, each as {column: text}, one pytest case a row; none is an error."""
    text = (FOLDER / page).read_text("utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip().strip("|") for line in section.splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert rows, f"{page}: no cases below {heading}"
    assert {len(row) for row in rows} == {len(head)}, f"{page}: a row of another width below {heading}"
    return [pytest.param(dict(zip(head, row, strict=True)), id=" ".join(row)[:70]) for row in rows]


def counts(text: str) -> dict[int, int] | None:
    """ "0 3 9 14 5" as votes for 1 to 5, "31" as that many votes on no matter what, "-" not collected."""
    if text == "-":
        return None
    numbers = [int(number) for number in text.split()]
    return {3: numbers[0]} if len(numbers) == 1 else dict(enumerate(numbers, start=1))


def table(row: dict[str, str], prefix: str = "") -> dict[str, dict[int, int] | None]:
    """The segments of a row, from the columns that name one."""
    segments = ("all", "female", "male", "youth")
    return {s: counts(row[prefix + s]) for s in segments if prefix + s in row}
