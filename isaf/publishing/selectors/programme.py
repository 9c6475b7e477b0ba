"""The pages about the programme and its method: the pack's own texts, phases, figures and words."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import markdown

from isaf.country.current import pack
from isaf.country.pack import Milestone, Names, Phase, Term
from isaf.information.selectors import reader_language
from isaf.monitoring.rules import Coverage
from isaf.monitoring.selectors import OUR_SOURCE, Question, coverage
from isaf.places.gazetteer import settings_of
from isaf.places.models import Installation
from isaf.places.selectors import installation


@dataclass(frozen=True)
class PhaseShown:
    """A phase with its own components, or those of the phase it goes on with."""

    phase: Phase
    part_of: Phase | None
    published: list[Coverage]
    counted: list[tuple[Names, Coverage]]

    @property
    def has_own(self) -> bool:
        return bool(self.phase.components) and (
            self.part_of is None or self.phase.components != self.part_of.components
        )


@dataclass(frozen=True)
class Text:
    """A long text of the pack: its first heading, and the rest as HTML made from our own files."""

    title: str
    html: str


@dataclass(frozen=True)
class ProgrammePage:
    about: Text
    phases: list[PhaseShown]
    milestones: tuple[Milestone, ...]
    terms: list[Term]


@dataclass(frozen=True)
class MethodPage:
    text: Text
    terms: list[Term]
    gazetteer: Installation
    corrections: list[tuple[Names, int]]


def programme_page() -> ProgrammePage:
    known = {phase.id: phase for phase in pack().phases}
    return ProgrammePage(
        about=pack_text("about"),
        phases=[PhaseShown(phase, known.get(phase.part_of), *_figures(phase)) for phase in pack().phases],
        milestones=pack().milestones,
        terms=[term for term in pack().terms if term.key in ("supply_side", "demand_side")],
    )


def _figures(phase: Phase) -> tuple[list[Coverage], list[tuple[Names, Coverage]]]:
    """Printed by a source; and counted here, each with the word of what is counted."""
    rows = coverage(Question(phase=phase.id))
    words = {service.unit: service.plural for service in pack().services}
    counted = [(words.get(row.unit, {}), row) for row in rows if row.source == OUR_SOURCE]
    return [row for row in rows if row.source != OUR_SOURCE], counted


def method_page() -> MethodPage:
    mended = _mended(pack().folder)
    return MethodPage(
        text=pack_text("method"),
        terms=[term for term in pack().terms if any(term.meaning.values())],
        gazetteer=installation(),
        corrections=[(level.names, mended[level.id]) for level in pack().levels if mended[level.id]],
    )


@lru_cache(maxsize=4)
def _mended(folder: Path) -> Counter[str]:
    """How many rows of the list that ships are put right, by level."""
    file = folder / settings_of(folder).get("corrections", "gazetteer_corrections.csv")
    lines = file.read_text("utf-8-sig").splitlines() if file.is_file() else []
    return Counter(row["level"] for row in csv.DictReader(line for line in lines if line[:1] != "#"))


def pack_text(name: str) -> Text:
    """A page of the pack in the reader's language, else in the pack's."""
    language = reader_language() if reader_language() in pack().languages else pack().default_language
    return _rendered(pack().folder, name, language)


@lru_cache(maxsize=32)
def _rendered(folder: Path, name: str, language: str) -> Text:
    source = (folder / "pages" / f"{name}.{language}.md").read_text("utf-8")
    first, _, rest = source.strip().partition("\n")
    return Text(first.lstrip("# ").strip(), markdown.markdown(rest.strip(), output_format="html"))


def first_paragraph(text: Text) -> str:
    """The opening of a text without its marks, for the front page."""
    found = re.search(r"<p>(.*?)</p>", text.html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found.group(1)) if found else ""
