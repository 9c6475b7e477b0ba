"""Write docs/vocabulary.md, the words of the programme, from country/kh/terms.csv; with --check only compare."""

import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "country" / "kh" / "terms.csv"
TARGET = ROOT / "docs" / "vocabulary.md"
ORIGINS = {
    "S": "the programme's own page",
    "N": "another government page",
    "C": "the digital scorecard of Phase 2",
    "G": "the official gazetteer",
    "O": "ordinary official Khmer",
    "ours": "ours",
}
HEAD = """# Words

The words of the programme, as pages, papers and code use them. This page is written from `country/kh/terms.csv` by
`make docs`; change a word there. The programme's word wins over the programmer's: a class, a folder or a button has
the name that stands here, in English, and the page shows the Khmer word.

"""
WAITING = """
## Waiting for a native officer

These Khmer words are ordinary official Khmer or our own. They stay marked until an officer of the programme has read
them; then write `yes` in the column `reviewed` and name the source in `origin`.

"""


def rows(terms: list[dict[str, str]]) -> str:
    """A table of terms; a bar inside a word would end its cell."""
    lines = ["| Khmer | English | Meaning | Key | From |", "| --- | --- | --- | --- | --- |"]
    for term in terms:
        origin = ", ".join(ORIGINS[mark] for mark in term["origin"].split())
        cells = [term["km"], term["en"], term["meaning_en"], f"`{term['key']}`", origin]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def vocabulary(source: Path = SOURCE) -> str:
    """The whole page."""
    with source.open(encoding="utf-8", newline="") as file:
        terms = list(csv.DictReader(file))
    official = [term for term in terms if term["origin"] != "ours"]
    ours = [term for term in terms if term["origin"] == "ours"]
    waiting = [f"- {term['km']} ({term['en']})" for term in terms if term["reviewed"] == "no"]
    return (
        HEAD
        + "## Words of the programme\n\n"
        + rows(official)
        + "\n## Words of this system\n\n"
        + rows(ours)
        + WAITING
        + "\n".join(waiting)
        + "\n"
    )


def main(arguments: list[str]) -> int:
    """0 when written or equal; 1 when the page has drifted from the terms."""
    if "--check" in arguments:
        if TARGET.is_file() and TARGET.read_text("utf-8") == vocabulary():
            return 0
        print("docs/vocabulary.md has drifted from country/kh/terms.csv: make docs", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(vocabulary(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
