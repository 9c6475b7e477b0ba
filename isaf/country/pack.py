"""The country pack as frozen values: everything that a country decides.

``load_pack("kh")`` reads ``country/kh`` (in a checkout), the copy inside the installed package, or the
folder named by ``ISAF_COUNTRY_DIR``. The shape of every file is told by ``country/schemas`` and checked by
``isaf check country``; loading here trusts a checked pack. Nothing here knows Django.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .calendar import Period, Step

Names = Mapping[str, str]  # language -> text


def country_folder() -> Path:
    """The folder that holds the packs and their schemas."""
    if chosen := os.environ.get("ISAF_COUNTRY_DIR"):
        return Path(chosen)
    inside = Path(__file__).parent / "packs"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "country"


@dataclass(frozen=True)
class Numerals:
    """How a language writes numbers: its zero, the mark between groups of three, the decimal mark."""

    zero: str = "0"
    group: str = ","
    point: str = "."


@dataclass(frozen=True)
class UnitType:
    """A kind of unit inside a level, as town and village; ``under`` names the parent types it follows from."""

    id: str
    names: Names
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Level:
    """A level of areas; codes of the level have ``digits`` digits; ``depth`` 1 is just below the nation."""

    id: str
    digits: int
    depth: int
    names: Names
    types: tuple[UnitType, ...]


@dataclass(frozen=True)
class ServiceType:
    """A kind of service that is assessed. ``administration_of`` names the level whose office it is, if any."""

    id: str
    names: Names
    plural: Names
    administration_of: str = ""
    unit: str = ""  # the word of coverage reports: commune, primary_school, ...
    scored_at: str = ""  # the level at which citizens' sheets are made (village, or empty: at the facility)
    checked_by_level: str = ""


@dataclass(frozen=True)
class ScaleValue:
    value: int
    id: str
    names: Names
    color: str
    favourable: bool = False


@dataclass(frozen=True)
class Scale:
    """The rating scale, ordered from worst to best; 2 to 7 values (ADR 0010)."""

    id: str
    version: str
    values: tuple[ScaleValue, ...]
    provider_names: Mapping[int, Names]  # the wording of self-assessments (ADR 0012)

    @property
    def favourable(self) -> frozenset[int]:
        return frozenset(v.value for v in self.values if v.favourable)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(v.value for v in self.values)


@dataclass(frozen=True)
class Segment:
    """A group of people counted apart; ``short`` is the printed short form; ``rule`` reads it from a ballot.

    A rule is empty (everyone), or names a ``column`` of the ballot and either the text it has (``is``) or the
    first and last number it may be (``within``, both counted).
    """

    id: str
    names: Names
    short: Names
    rule: Mapping[str, Any]


@dataclass(frozen=True)
class Criterion:
    id: str
    names: Names
    theme: str
    source: str


@dataclass(frozen=True)
class Column:
    id: str
    names: Names
    kind: str  # text, integer, money, percent, choice, date, yes_no
    group: Names = field(default_factory=dict)  # the heading printed over several columns


@dataclass(frozen=True)
class Item:
    """One line of an information sheet. ``standard`` is its measure; ``direction`` up, down or none.

    ``kind`` narrows the kind of the columns, as percent does of integer; ``source`` names the register that the
    figure is taken from; ``per_head`` the words "per pupil" when sums of money are divided by this line.
    """

    id: str
    names: Names
    help: Names
    unit: Names
    direction: str = "none"
    standard_type: str = "none"  # minimum, maximum, yes_no, none (ADR 0035)
    standard: float | None = None
    counts: bool = False
    kind: str = ""
    source: Names = field(default_factory=dict)
    per_head: Names = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A part of the information sheet; ``kind`` tells how it is checked and shown (ADR 0035).

    identity, standards, performance, money and balance have fixed lines; a list has up to ``most`` free rows.
    """

    id: str
    kind: str
    names: Names
    period: str  # year, school_year, fiscal_year
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    flow: str = ""  # income or spending, for money
    help: Names = field(default_factory=dict)
    most: int = 0


@dataclass(frozen=True)
class PlanSection:
    id: str
    letter: Names
    names: Names
    grouped_by_body: bool
    needs_outside: bool


@dataclass(frozen=True)
class Role:
    """A role and its verbs, held in a scope.

    ``reach`` below: everything under the scope; own: only what stands at the scope itself, so that the council of
    a district approves the district's plan and not its communes'. ``levels`` may name ``nation``.
    """

    id: str
    names: Names
    side: str  # supply, demand, national, public
    scopes: tuple[str, ...]  # area, facility, organisation, operational_district
    levels: tuple[str, ...]
    services: tuple[str, ...]  # empty: every service
    verbs: frozenset[str]
    description: Names
    reach: str = "below"


@dataclass(frozen=True)
class Component:
    number: str
    names: Names
    description: Names
    supply: Names
    demand: Names


@dataclass(frozen=True)
class Phase:
    """A phase of the programme with its own list of components (numbers are never global)."""

    id: str
    names: Names
    first_year: int
    last_year: int | None
    part_of: str
    components: tuple[Component, ...]
    note: Names


@dataclass(frozen=True)
class Milestone:
    on: date
    names: Names
    source: str


@dataclass(frozen=True)
class Figure:
    """A published figure with its definition and source; never a typed percentage alone."""

    id: str
    phase: str
    unit: str
    definition: str
    numerator: int
    denominator: int | None
    published_percent: int | None
    definition_names: Names
    denominator_names: Names
    source: str


@dataclass(frozen=True)
class Module:
    id: str
    number: int
    names: Names
    audience: str


@dataclass(frozen=True)
class Theme:
    id: str
    names: Names
    office: str


@dataclass(frozen=True)
class Choice:
    """One word of a closed list, as a status of an agreed action or a source of money."""

    id: str
    names: Names


@dataclass(frozen=True)
class Office:
    """Who answers when an action is referred upward; empty ``services`` and ``themes`` mean every one."""

    id: str
    names: Names
    level: str  # nation, or a level of areas
    services: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    key: str
    names: Names
    meaning: Names
    origin: str
    reviewed: bool
    subject: str = ""  # the key of the word under which it is listed while it waits for an officer


@dataclass(frozen=True)
class Pack:
    """One country. ``raw`` parts stay as data where a form is frozen into a cycle."""

    code: str
    folder: Path
    version: str
    names: Names
    languages: tuple[str, ...]
    language_names: Names
    default_language: str
    numerals: Mapping[str, Numerals]
    currency: str
    currency_names: Names
    minor_digits: int
    time_zone: str
    youth: tuple[int, int]
    min_cell: int
    levels: tuple[Level, ...]
    services: tuple[ServiceType, ...]
    scale: Scale
    segments: tuple[Segment, ...]
    criteria: Mapping[str, tuple[Criterion, ...]]
    information: Mapping[str, tuple[Section, ...]]
    plan_sections: tuple[PlanSection, ...]
    plan_columns: tuple[Column, ...]
    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    step_grace_days: int  # days after its window before a step counts as late
    unsuitable: tuple[Period, ...]  # few people come: planning warns
    protected: tuple[Period, ...]  # no public meeting: planning refuses
    phases: tuple[Phase, ...]
    milestones: tuple[Milestone, ...]
    figures: tuple[Figure, ...]
    modules: tuple[Module, ...]
    themes: tuple[Theme, ...]
    terms: tuple[Term, ...]
    spelling: tuple[tuple[str, str], ...]
    sensitive_channel: Names
    overdue_grace_days: int
    demonstration_code: str
    settings: Mapping[str, Any]  # the rest of country.yaml, for rooms that ask by name
    plan_names: Names
    plan_short: Names
    statuses: tuple[Choice, ...]  # of an agreed action (ADR 0025)
    proofs: tuple[Choice, ...]  # how well a status is proved, weakest first (ADR 0009)
    planning_fields: tuple[Choice, ...]
    funds: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]  # of the integration workshop (ADR 0025)
    offices: tuple[Office, ...]
    demonstration: Mapping[str, Any]  # the invented places, people and texts (demonstration.yaml)
    other_kinds: tuple[ServiceType, ...] = ()  # kinds of facilities that are known and not assessed
    workshop_level: str = (
        ""  # whose yearly workshop seeks money for the lines of the level below; empty: none
    )
    workshop_names: Names = field(default_factory=dict)

    def level(self, level_id: str) -> Level:
        return next(level for level in self.levels if level.id == level_id)

    def level_of(self, code: str) -> Level | None:
        """The level whose codes have this many digits; None for the nation (empty code) or no level."""
        return next((level for level in self.levels if level.digits == len(code)), None)

    def parent_code(self, code: str) -> str:
        """The code one level up; empty for the nation.

        A code of the country pack begins with its parent's code, so the tree is in the digits.
        """
        level = self.level_of(code)
        if level is None or level.depth == 1:
            return ""
        return code[: self.levels[level.depth - 2].digits]

    def service(self, service_id: str) -> ServiceType:
        """A kind of facility, assessed or not."""
        return next(service for service in (*self.services, *self.other_kinds) if service.id == service_id)

    def unit_type(self, type_id: str) -> UnitType:
        return next(t for level in self.levels for t in level.types if t.id == type_id)

    def role(self, role_id: str) -> Role:
        return self._roles[role_id]

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {role.id: role for role in self.roles}

    def term(self, key: str) -> Term:
        return self._terms[key]

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {term.key: term for term in self.terms}

    def phase_of(self, year: int) -> Phase | None:
        """The phase in which a year falls; an extension wins over the phase it extends."""
        inside = [
            p for p in self.phases if p.first_year <= year and (p.last_year is None or year <= p.last_year)
        ]
        return max(inside, key=lambda p: p.first_year, default=None)

    def page(self, name: str, language: str) -> str:
        """A long text of the pack as Markdown, in one language."""
        return (self.folder / "pages" / f"{name}.{language}.md").read_text("utf-8")


@lru_cache(maxsize=4)
def load_pack(code: str = "kh") -> Pack:
    """Read ``country/<code>`` once; FileNotFoundError when there is no such country."""
    from .reader import read_pack

    return read_pack(code)
