"""A tally as JSON, as CSV, or as an aligned table to read in a terminal."""

import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from isaf.country.pack import Names, Numerals, Pack
from isaf.kit.numerals import percent, script_digits
from isaf.kit.problems import gettext_noop
from isaf.kit.tables import visible, write_csv

from .rules import Result
from .tally import TallyReport

_NOT_COLLECTED = gettext_noop("not collected")
_HIDDEN = gettext_noop("hidden, few people or all alike")
_NO_VOTES = gettext_noop("no votes")
_HEADS = [
    gettext_noop("Group"),
    gettext_noop("Votes"),
    gettext_noop("Median"),
    gettext_noop("Mean"),
    gettext_noop("Favourable"),
]


def render_json(report: TallyReport) -> str:
    """One line of JSON, keys in the documented order."""
    criteria = [
        {
            "criterion": tally.criterion,
            "segments": [{"segment": s, **_facts(r)} for s, r in tally.segments.items()],
        }
        for tally in report.criteria
    ]
    return json.dumps({"criteria": criteria}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _facts(r: Result) -> dict[str, object]:
    return {
        "collected": r.collected,
        "n": r.n,
        "distribution": r.distribution and {str(v): votes for v, votes in r.distribution.items()},
        "median": _json_number(r.median),
        "mean": _json_number(r.mean),
        "favourable": _json_number(r.favourable),
        "face": r.face,
        "suppressed": r.suppressed,
    }


def _json_number(number: Decimal | None) -> int | float | None:
    """The shortest JSON number of the same value; at most four decimals, so that nothing is lost."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def render_csv(report: TallyReport, pack: Pack) -> str:
    """A row for each criterion and segment; what is not known or not shown is an empty cell."""
    values = pack.scale.numbers
    header = ["criterion", "segment", "n", *(f"v{value}" for value in values)]
    header += ["median", "mean", "favourable", "face", "suppressed"]
    rows = [
        [
            *(tally.criterion, segment, r.n),
            *((r.distribution or {}).get(value) for value in values),
            *(r.median, r.mean, r.favourable, r.face, r.suppressed),
        ]
        for tally in report.criteria
        for segment, r in tally.segments.items()
    ]
    return write_csv(header, rows)


def render_table(report: TallyReport, pack: Pack, lang: str, translate: Callable[[str], str] = str) -> str:
    """An aligned table for each criterion, in the words and digits of ``lang``."""
    criteria = {c.id: _name(c.names, lang) for listed in pack.criteria.values() for c in listed}
    segments = {s.id: _name(s.names, lang) for s in pack.segments}
    heads = [translate(head) for head in _HEADS]
    numerals = pack.numerals.get(lang, Numerals())

    def write(number: object) -> str:
        return script_digits(str(number).replace(".", numerals.point), numerals.zero)

    def figures(r: Result) -> list[str]:
        if not r.collected:
            return [translate(_NOT_COLLECTED)]
        if r.n is None or r.distribution is None:
            return [translate(_HIDDEN)]
        votes = [write(r.n), *map(write, r.distribution.values())]
        if not r.n:
            return [*votes, translate(_NO_VOTES)]
        liked = sum(r.distribution[value] for value in pack.scale.favourable)
        return [*votes, write(r.median), write(r.mean), f"{write(percent(liked, r.n))} %"]

    blocks: list[str] = []
    for tally in report.criteria:
        rows = [[heads[0], heads[1], *map(write, pack.scale.numbers), *heads[2:]]]
        rows += [[segments[segment], *figures(r)] for segment, r in tally.segments.items()]
        title = visible(criteria.get(tally.criterion, tally.criterion), 200)
        blocks.append("\n".join([title, *_aligned(rows)]) + "\n")
    return "\n".join(blocks)


def _name(names: Names, lang: str) -> str:
    return names.get(lang) or next(iter(names.values()))


def _aligned(rows: list[list[str]]) -> list[str]:
    """Rows with the first cell to the left and the others to the right; a note in words stays as it is."""
    whole = [row for row in rows if len(row) == len(rows[0])]
    first = max(_width(row[0]) for row in rows)
    widths = [first] + [max(_width(row[i]) for row in whole) for i in range(1, len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        cells = [row[0] + " " * (first - _width(row[0]))]
        for i, cell in enumerate(row[1:], start=1):
            is_note = len(row) < len(rows[0]) and i == len(row) - 1
            cells.append(cell if is_note else " " * (widths[i] - _width(cell)) + cell)
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    """Columns a text takes in a terminal: marks above and below a letter take none."""
    return sum(unicodedata.category(character) not in {"Mn", "Me", "Cf"} for character in text)
