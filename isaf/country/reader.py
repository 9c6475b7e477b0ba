"""Turn the files of ``country/<code>`` into a ``Pack``. Trusts a checked pack (see ``check.py``).

YAML is read in a plain dialect, so that nothing typed changes its kind behind a person's back: ``no``, ``on``,
``010101`` and ``2013-07-11`` stay text; only ``true``, ``false``, ``null`` and decimal numbers are not text.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from . import pack as p


class PackLoader(yaml.CSafeLoader):
    """The plain dialect; see the module's words."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(0|[1-9][0-9]*)\.[0-9]+", "-+0123456789"),
):
    PackLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first)
    )


# Keys of country.yaml that have a field of their own in the pack; the rest are its ``settings``.
_OWN_FIELDS = {
    *("version", "names", "languages", "language_names", "default_language", "numerals", "currency"),
    *("currency_names", "minor_digits", "time_zone", "youth", "min_cell", "levels", "sensitive_channel"),
    *("overdue_grace_days", "demonstration_code"),
}


def read_yaml(path: Path) -> Any:
    """One YAML file as plain values."""
    return yaml.load(path.read_text("utf-8"), Loader=PackLoader)  # noqa: S506 - a safe loader


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one CSV file; a BOM is allowed."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def pack_folder(code: str) -> Path:
    """The folder of a country; FileNotFoundError when there is none."""
    folder = p.country_folder() / code
    if not code.isidentifier() or not (folder / "country.yaml").is_file():
        raise FileNotFoundError(f"There is no country pack {code!r} in {p.country_folder()}.")
    return folder


def read_pack(code: str) -> p.Pack:
    """Read every file of ``country/<code>``; FileNotFoundError when there is no such country."""
    folder = pack_folder(code)
    country = read_yaml(folder / "country.yaml")
    languages = tuple(country["languages"])
    plan = read_yaml(folder / "plan.yaml")
    kinds = read_yaml(folder / "services.yaml")
    calendar = read_yaml(folder / "calendar.yaml")
    services = tuple(p.ServiceType(**service) for service in kinds["services"])
    return p.Pack(
        code=code,
        folder=folder,
        version=f"{country['version']}+{_digest(folder)}",
        names=country["names"],
        languages=languages,
        language_names=country["language_names"],
        default_language=country["default_language"],
        numerals={lang: p.Numerals(**marks) for lang, marks in country["numerals"].items()},
        currency=country["currency"],
        currency_names=country["currency_names"],
        minor_digits=country["minor_digits"],
        time_zone=country["time_zone"],
        youth=tuple(country["youth"]),
        min_cell=country["min_cell"],
        levels=tuple(_level(level, depth) for depth, level in enumerate(country["levels"], start=1)),
        services=services,
        scale=_scale(read_yaml(folder / "scale.yaml")),
        segments=tuple(p.Segment(**segment) for segment in read_yaml(folder / "segments.yaml")["segments"]),
        criteria={s.id: _criteria(folder / "criteria" / f"{s.id}.yaml") for s in services},
        information={
            s.id: _sections(folder / "information" / f"{s.id}.yaml", country["currency_names"])
            for s in services
        },
        plan_sections=tuple(_plan_section(section) for section in plan["sections"]),
        plan_columns=tuple(p.Column(**column) for column in plan["columns"]),
        roles=tuple(_role(role) for role in read_yaml(folder / "roles.yaml")["roles"]),
        steps=tuple(p.Step(**{"main": False, **step}) for step in calendar["steps"]),
        step_grace_days=calendar["grace_days"],
        unsuitable=tuple(_period(row) for row in calendar["unsuitable_weeks"]),
        protected=tuple(_period(row) for row in calendar["protected_periods"]),
        phases=_phases(read_yaml(folder / "phases.yaml")["phases"]),
        milestones=tuple(
            p.Milestone(on=date.fromisoformat(m["on"]), names=m["names"], source=m["source"])
            for m in read_yaml(folder / "milestones.yaml")["milestones"]
        ),
        figures=tuple(_figure(row, languages) for row in read_csv(folder / "figures.csv")),
        modules=tuple(p.Module(**module) for module in read_yaml(folder / "training.yaml")["modules"]),
        themes=tuple(p.Theme(**{"office": "", **t}) for t in read_yaml(folder / "themes.yaml")["themes"]),
        terms=tuple(_term(row, languages) for row in read_csv(folder / "terms.csv")),
        spelling=tuple((row["wrong"], row["right"]) for row in read_csv(folder / "spelling.csv")),
        sensitive_channel=country["sensitive_channel"],
        overdue_grace_days=country["overdue_grace_days"],
        demonstration_code=country["demonstration_code"],
        settings={key: value for key, value in country.items() if key not in _OWN_FIELDS},
        plan_names=plan["names"],
        plan_short=plan["short"],
        statuses=_choices(plan["statuses"]),
        proofs=_choices(plan["proofs"]),
        planning_fields=_choices(plan["planning_fields"]),
        funds=_choices(plan["funds"]),
        outcomes=_choices(plan["outcomes"]),
        offices=tuple(_office(office) for office in read_yaml(folder / "offices.yaml")["offices"]),
        demonstration=read_yaml(folder / "demonstration.yaml"),
        other_kinds=tuple(p.ServiceType(**kind) for kind in kinds.get("other_kinds", ())),
        workshop_level=plan.get("workshop", {}).get("level", ""),
        workshop_names=plan.get("workshop", {}).get("names", {}),
    )


def _digest(folder: Path) -> str:
    """Eight hex digits that change when any file of the pack changes."""
    sha = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sha.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:8]


def _choices(rows: list[dict[str, Any]]) -> tuple[p.Choice, ...]:
    return tuple(p.Choice(**row) for row in rows)


def _period(data: dict[str, Any]) -> p.Period:
    return p.Period(
        id=data["id"],
        names=data["names"],
        first=data["from"],
        last=data["to"],
        areas=tuple(data.get("areas", ())),
        source=data["source"],
        holds_scores=data.get("holds_scores", False),
    )


def _level(data: dict[str, Any], depth: int) -> p.Level:
    types = tuple(
        p.UnitType(id=t["id"], names=t["names"], under=tuple(t.get("under", ()))) for t in data["types"]
    )
    return p.Level(id=data["id"], digits=data["digits"], depth=depth, names=data["names"], types=types)


def _scale(data: dict[str, Any]) -> p.Scale:
    values = tuple(
        p.ScaleValue(**{key: part for key, part in value.items() if key != "provider_names"})
        for value in data["values"]
    )
    provider_names = {value["value"]: value["provider_names"] for value in data["values"]}
    return p.Scale(id=data["id"], version=data["version"], values=values, provider_names=provider_names)


def _criteria(path: Path) -> tuple[p.Criterion, ...]:
    return tuple(p.Criterion(**criterion) for criterion in read_yaml(path)["criteria"])


def _sections(path: Path, currency: p.Names) -> tuple[p.Section, ...]:
    """The sections of a sheet. Money without a unit is in the country's own; the denominator goes to its line."""
    data = read_yaml(path)
    head = data.get("per_head", {})

    def item(section: dict[str, Any], row: dict[str, Any]) -> p.Item:
        is_head = (section["id"], row["id"]) == (head.get("section"), head.get("item"))
        unit = currency if section["kind"] in ("money", "balance") else {}
        return p.Item(**{"help": {}, "unit": unit, "per_head": head["names"] if is_head else {}, **row})

    return tuple(
        p.Section(
            **{
                **section,
                "columns": tuple(p.Column(**column) for column in section["columns"]),
                "items": tuple(item(section, row) for row in section.get("items", ())),
            }
        )
        for section in data["sections"]
    )


def _plan_section(data: dict[str, Any]) -> p.PlanSection:
    return p.PlanSection(**{"grouped_by_body": False, "needs_outside": False, **data})


def _role(data: dict[str, Any]) -> p.Role:
    lists = {key: tuple(data.get(key, ())) for key in ("scopes", "levels", "services")}
    return p.Role(**{**data, **lists, "verbs": frozenset(data["verbs"])})


def _office(data: dict[str, Any]) -> p.Office:
    return p.Office(**{**data, **{key: tuple(data.get(key, ())) for key in ("services", "themes")}})


def _phases(rows: list[dict[str, Any]]) -> tuple[p.Phase, ...]:
    """The phases; one that names no components goes on with those of the phase it is part of."""
    own = {row["id"]: tuple(p.Component(**c) for c in row.get("components", ())) for row in rows}
    return tuple(
        p.Phase(
            id=row["id"],
            names=row["names"],
            first_year=row["first_year"],
            last_year=row["last_year"],
            part_of=row.get("part_of", ""),
            components=own[row["id"]] or own.get(row.get("part_of", ""), ()),
            note=row.get("note", {}),
        )
        for row in rows
    )


def _figure(row: dict[str, str], languages: tuple[str, ...]) -> p.Figure:
    return p.Figure(
        id=row["id"],
        phase=row["phase"],
        unit=row["unit"],
        definition=row["definition"],
        numerator=int(row["numerator"]),
        denominator=int(row["denominator"]) if row["denominator"] else None,
        published_percent=int(row["published_percent"]) if row["published_percent"] else None,
        definition_names={lang: row[f"definition_{lang}"] for lang in languages},
        denominator_names={lang: row[f"denominator_{lang}"] for lang in languages},
        source=row["source"],
    )


def _term(row: dict[str, str], languages: tuple[str, ...]) -> p.Term:
    return p.Term(
        key=row["key"],
        names={lang: row[lang] for lang in languages},
        meaning={lang: text for lang in languages if (text := row[f"meaning_{lang}"])},
        origin=row["origin"],
        reviewed=row["reviewed"] == "yes",
        subject=row.get("subject", ""),
    )
