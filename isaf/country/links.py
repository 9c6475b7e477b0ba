"""What one file of a pack says about another: references, numbers in order, days that exist, nobody forgotten."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from . import problems as say
from .documents import Document

NATION = "nation"
_LEAP_YEAR = 2024  # so that the 29th of February is a day


class Links:
    """The checks over all files of a pack whose shapes are right."""

    def __init__(self, documents: dict[str, Document], folder: Path, verbs: Collection[str]) -> None:
        self.documents = documents
        self.folder = folder
        self.verbs = verbs
        self.country = documents["country.yaml"].data
        self.levels = [level["id"] for level in self.country["levels"]]
        self.types = [kind["id"] for level in self.country["levels"] for kind in level["types"]]
        self.services = self._ids("services.yaml", "services")
        self.themes = self._ids("themes.yaml", "themes")
        self.offices = self._ids("offices.yaml", "offices")
        self.roles = self._ids("roles.yaml", "roles")
        self.phases = self._ids("phases.yaml", "phases")

    def faults(self) -> Iterator[say.PackProblem]:
        """All faults; each kind of file has its own method."""
        yield from self._ids_once()
        yield from self._country()
        yield from self._services()
        yield from self._scale_and_segments()
        yield from self._service_files()
        yield from self._themes_and_offices()
        yield from self._roles()
        yield from self._registers()
        yield from self._calendar()
        yield from self._phases_and_figures()
        yield from self._terms()
        yield from self._demonstration()

    def _ids(self, file: str, key: str, name: str = "id") -> list[str]:
        return [row[name] for row in self.documents[file].data[key]]

    def _rows(self, file: str, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
        yield from enumerate(self.documents[file].data[key])

    def _named(
        self, file: str, path: tuple[str | int, ...], value: str, known: Iterable[str], place: str
    ) -> Iterator[say.PackProblem]:
        """A fault when ``value`` is not among the known words."""
        words = list(known)
        if value not in words:
            line = self.documents[file].line(*path)
            where = str(path[-1] if isinstance(path[-1], str) else path[-2])
            yield say.UnknownWord(
                file=file, line=line, where=where, value=value, place=place, known=", ".join(words)
            )

    def _ids_once(self) -> Iterator[say.PackProblem]:
        """No id stands twice in one list; criteria not even in two files."""
        names = ("id", "key", "code", "username", "on")
        for file, document in self.documents.items():
            lists = document.data.items() if isinstance(document.data, dict) else [("", document.data)]
            for key, rows in lists:
                seen = set()
                for place, row in enumerate(rows if isinstance(rows, list) else ()):
                    own = next((row[n] for n in names if isinstance(row, dict) and n in row), None)
                    if own in seen and own is not None:
                        line = document.line(key, place) if key else document.line(place)
                        yield say.UsedTwice(file=file, line=line, value=own)
                    seen.add(own)
        seen = set()
        for document in self._criteria():
            own = [row["id"] for row in document.data["criteria"]]
            for place, value in enumerate(own):
                if value in seen:
                    yield say.UsedTwice(
                        file=document.file, line=document.line("criteria", place), value=value
                    )
            seen |= set(own)

    def _criteria(self) -> list[Document]:
        """The criteria files that are there, in the order of the services."""
        files = (f"criteria/{service}.yaml" for service in self.services)
        return [self.documents[file] for file in files if file in self.documents]

    def _country(self) -> Iterator[say.PackProblem]:
        file, document = "country.yaml", self.documents["country.yaml"]
        languages = self.country["languages"]
        yield from self._named(
            file, ("default_language",), self.country["default_language"], languages, "languages"
        )
        yield from self._named(
            file, ("administrator_role",), self.country["administrator_role"], self.roles, "roles.yaml"
        )
        above: dict[str, Any] = {"digits": 0, "types": []}
        for place, level in enumerate(self.country["levels"]):
            if level["digits"] <= above["digits"]:
                line = document.line("levels", place, "digits")
                yield say.DigitsNotRising(file=file, line=line, where=level["id"], value=level["digits"])
            parents = [kind["id"] for kind in above["types"]]
            for number, kind in enumerate(level["types"]):
                for parent in kind.get("under", ()):
                    path = ("levels", place, "types", number, "under")
                    yield from self._named(file, path, parent, parents, "types of the level above")
            above = level
        for key in ("fiscal_year", "school_year"):
            yield from self._day(file, (key, "starts"), f"{_LEAP_YEAR}-{self.country[key]['starts']}")
        if not any((self.folder / name).is_file() for name in ("areas.csv", "gazetteer.yaml")):
            yield say.MissingFile(file="areas.csv")
        for place, row in enumerate(
            self.documents["areas.csv"].data if "areas.csv" in self.documents else ()
        ):
            yield from self._named("areas.csv", (place, "type"), row["type"], self.types, "country.yaml")

    def _day(self, file: str, path: tuple[str | int, ...], text: str) -> Iterator[say.PackProblem]:
        try:
            date.fromisoformat(text)
        except ValueError:
            line = self.documents[file].line(*path)
            yield say.WrongDay(
                file=file, line=line, where=str(path[-1]), value=text.removeprefix(f"{_LEAP_YEAR}-")
            )

    def _services(self) -> Iterator[say.PackProblem]:
        file = "services.yaml"
        for place, row in self._rows(file, "services"):
            for key, known in (
                ("administration_of", self.levels),
                ("scored_at", self.levels),
                ("checked_by_level", [NATION, *self.levels]),
            ):
                if key in row:
                    yield from self._named(
                        file, ("services", place, key), row[key], known, "levels of country.yaml"
                    )

    def _scale_and_segments(self) -> Iterator[say.PackProblem]:
        scale = self.documents["scale.yaml"]
        for place, value in enumerate(scale.data["values"]):
            if value["value"] != place + 1:
                line = scale.line("values", place, "value")
                yield say.WrongNumbering(
                    file="scale.yaml", line=line, value=value["value"], expected=place + 1
                )
        if not any(value.get("favourable") for value in scale.data["values"]):
            yield say.NothingFavourable(file="scale.yaml", line=scale.line("values"))
        segments = self.documents["segments.yaml"]
        for place, row in self._rows("segments.yaml", "segments"):
            if place == 0 and (row["id"] != "all" or row["rule"]):
                yield say.NoEveryone(file="segments.yaml", line=segments.line("segments", 0), value=row["id"])
            if (
                "within" in row["rule"]
                and row["id"] == "youth"
                and row["rule"]["within"] != self.country["youth"]
            ):
                yield say.YouthDiffers(file="segments.yaml", line=segments.line("segments", place, "rule"))

    def _service_files(self) -> Iterator[say.PackProblem]:
        """Each service has its criteria and its information sheet, and no file is left over."""
        for name in ("criteria", "information"):
            for service in self.services:
                if f"{name}/{service}.yaml" not in self.documents:
                    yield say.MissingFile(file=f"{name}/{service}.yaml")
        for file, document in self.documents.items():
            if not file.startswith(("criteria/", "information/")):
                continue
            own = Path(file).stem
            yield from self._named(file, ("service",), own, self.services, "services.yaml")
            if document.data["service"] != own:
                line = document.line("service")
                yield say.WrongService(file=file, line=line, value=document.data["service"], expected=own)
            yield from self._inside(file, document)

    def _inside(self, file: str, document: Document) -> Iterator[say.PackProblem]:
        """The criteria's themes, and the standards of an information sheet."""
        for place, row in enumerate(document.data.get("criteria", ())):
            yield from self._named(
                file, ("criteria", place, "theme"), row["theme"], self.themes, "themes.yaml"
            )
        for place, section in enumerate(document.data.get("sections", ())):
            for number, item in enumerate(section.get("items", ())):
                if item.get("standard_type", "none") != "none" and "standard" not in item:
                    line = document.line("sections", place, "items", number, "standard_type")
                    yield say.StandardMissing(file=file, line=line, where=item["id"])
        yield from self._denominator(file, document.data)

    def _denominator(self, file: str, sheet: dict[str, Any]) -> Iterator[say.PackProblem]:
        """The line by which money is divided stands on the sheet."""
        if head := sheet.get("per_head"):
            items = {section["id"]: section.get("items", ()) for section in sheet["sections"]}
            yield from self._named(file, ("per_head", "section"), head["section"], items, file)
            lines = [item["id"] for item in items.get(head["section"], ())]
            yield from self._named(file, ("per_head", "item"), head["item"], lines, file)

    def _themes_and_offices(self) -> Iterator[say.PackProblem]:
        for place, row in self._rows("themes.yaml", "themes"):
            if "office" in row:
                path = ("themes", place, "office")
                yield from self._named("themes.yaml", path, row["office"], self.offices, "offices.yaml")
        known = {"services": (self.services, "services.yaml"), "themes": (self.themes, "themes.yaml")}
        for place, row in self._rows("offices.yaml", "offices"):
            path = ("offices", place, "level")
            yield from self._named("offices.yaml", path, row["level"], [NATION, *self.levels], "country.yaml")
            for key, (words, file) in known.items():
                for value in row.get(key, ()):
                    yield from self._named("offices.yaml", ("offices", place, key), value, words, file)

    def _roles(self) -> Iterator[say.PackProblem]:
        file, document = "roles.yaml", self.documents["roles.yaml"]
        given: set[str] = set()
        for place, role in self._rows(file, "roles"):
            at = {"file": file, "where": role["id"]}
            for number, verb in enumerate(role["verbs"]):
                line = document.line("roles", place, "verbs", number)
                if verb not in self.verbs:
                    yield say.UnknownVerb(**at, line=line, value=verb, known=", ".join(self.verbs))
                if role["side"] == "supply" and verb.startswith("sheet."):
                    yield say.SupplySeesSheets(**at, line=line, value=verb)
            given |= set(role["verbs"])
            if "area" in role["scopes"] and "levels" not in role:
                line = document.line("roles", place)
                yield say.LevelsMissing(**at, line=line, known=", ".join([NATION, *self.levels]))
            for key, known in (("levels", [NATION, *self.levels]), ("services", self.services)):
                for value in role.get(key, ()):
                    yield from self._named(file, ("roles", place, key), value, known, f"{key} of the country")
        for verb in self.verbs:
            if verb not in given:
                yield say.VerbWithoutRole(file=file, line=document.line("roles"), value=verb)

    def _registers(self) -> Iterator[say.PackProblem]:
        """Bodies stand at levels that exist; an office gives a role that may be held in an area of its level."""
        file = "registers.yaml"
        held = {role["id"]: role for _, role in self._rows("roles.yaml", "roles")}
        for place, kind in self._rows(file, "kinds"):
            at = ("kinds", place)
            for level in kind["levels"]:
                yield from self._named(file, (*at, "levels"), level, [NATION, *self.levels], "country.yaml")
            for number, office in enumerate(kind["offices"]):
                for level in office.get("levels", ()):
                    path = (*at, "offices", number, "levels")
                    yield from self._named(file, path, level, kind["levels"], f"levels of {kind['id']}")
                for level, given in office.get("roles", {}).items():
                    path = (*at, "offices", number, "roles", level)
                    fitting = [name for name, role in held.items() if level in role.get("levels", ())]
                    yield from self._named(file, path, level, kind["levels"], f"levels of {kind['id']}")
                    yield from self._named(file, path, given, fitting, f"roles.yaml at the level {level}")

    def _calendar(self) -> Iterator[say.PackProblem]:
        file, document = "calendar.yaml", self.documents["calendar.yaml"]
        for place, step in self._rows(file, "steps"):
            faults = []
            for key in ("opens", "closes"):
                day = step[key].rpartition(":")[2]
                faults += self._day(file, ("steps", place, key), f"{_LEAP_YEAR}-{day}")
            yield from faults
            opens, closes = (
                ((":" in step[key]), step[key].rpartition(":")[2]) for key in ("opens", "closes")
            )
            if not faults and closes < opens:
                line = document.line("steps", place, "closes")
                yield say.ClosesBeforeOpening(file=file, line=line, where=step["id"])
        if not any(step.get("main") for _, step in self._rows(file, "steps")):
            yield say.NoMainStep(file=file, line=document.line("steps"))
        for key in ("unsuitable_weeks", "protected_periods"):
            for place, row in self._rows(file, key):
                yield from self._period(key, place, row)

    def _period(self, key: str, place: int, row: dict[str, Any]) -> Iterator[say.PackProblem]:
        """Both days exist, are written alike, and the first one comes first."""
        file, faults = "calendar.yaml", []
        first, last = (
            row[end] if len(row[end]) > 5 else f"{_LEAP_YEAR}-{row[end]}" for end in ("from", "to")
        )
        for end, text in (("from", first), ("to", last)):
            faults += self._day(file, (key, place, end), text)
        yield from faults
        if not faults and (last < first or len(row["from"]) != len(row["to"])):
            line = self.documents[file].line(key, place, "to")
            yield say.ClosesBeforeOpening(file=file, line=line, where=row["id"])

    def _phases_and_figures(self) -> Iterator[say.PackProblem]:
        for place, phase in self._rows("phases.yaml", "phases"):
            at = ("phases", place)
            if phase.get("part_of"):
                yield from self._named(
                    "phases.yaml", (*at, "part_of"), phase["part_of"], self.phases, "phases.yaml"
                )
            if phase["last_year"] is not None and phase["last_year"] < phase["first_year"]:
                line = self.documents["phases.yaml"].line(*at, "last_year")
                yield say.YearsReversed(
                    file="phases.yaml", line=line, where=phase["id"], value=phase["last_year"]
                )
        for place, row in self._rows("milestones.yaml", "milestones"):
            yield from self._day("milestones.yaml", ("milestones", place, "on"), row["on"])
        units = [service["unit"] for _, service in self._rows("services.yaml", "services")] + self.levels
        figures = self.documents["figures.csv"]
        for place, row in enumerate(figures.data):
            yield from self._named("figures.csv", (place, "phase"), row["phase"], self.phases, "phases.yaml")
            yield from self._named("figures.csv", (place, "unit"), row["unit"], units, "services.yaml")
            if row["denominator"] and int(row["numerator"]) > int(row["denominator"]):
                yield say.MoreThanWhole(
                    file="figures.csv",
                    line=figures.line(place),
                    where=row["id"],
                    value=row["numerator"],
                    expected=row["denominator"],
                )

    def _terms(self) -> Iterator[say.PackProblem]:
        terms = self.documents["terms.csv"]
        keys = [row["key"] for row in terms.data]
        for place, row in enumerate(terms.data):
            if subject := row.get("subject"):
                yield from self._named("terms.csv", (place, "subject"), subject, keys, "terms.csv")
            if row["reviewed"] == "yes" and {"O", "ours"} & set(row["origin"].split()):
                yield say.ReviewedTooSoon(file="terms.csv", line=terms.line(place), where=row["key"])

    def _demonstration(self) -> Iterator[say.PackProblem]:
        file, document = "demonstration.yaml", self.documents["demonstration.yaml"]
        own, data = self.country["demonstration_code"], document.data
        for place, area in self._rows(file, "areas"):
            yield from self._named(file, ("areas", place, "type"), area["type"], self.types, "country.yaml")
            if not area["code"].startswith(own):
                line = document.line("areas", place, "code")
                yield say.OutsideDemonstration(file=file, line=line, value=area["code"], expected=own)
        areas = [area["code"] for area in data["areas"]]
        for code in data.get("years_above", ()):
            yield from self._named(file, ("years_above",), code, areas, "areas")
        areas += (
            [row["code"] for row in self.documents["areas.csv"].data] if "areas.csv" in self.documents else []
        )
        districts = [row["code"] for row in data["operational_districts"]]
        for place, row in self._rows(file, "facilities"):
            at = ("facilities", place)
            yield from self._named(file, (*at, "service"), row["service"], self.services, "services.yaml")
            for code in [row["area"], *row.get("catchment", ())]:
                yield from self._named(file, (*at, "area"), code, areas, "areas")
            if "operational_district" in row:
                path = (*at, "operational_district")
                yield from self._named(
                    file, path, row["operational_district"], districts, "operational_districts"
                )
        criteria = [row["id"] for document in self._criteria() for row in document.data["criteria"]]
        sections = self._ids("plan.yaml", "sections")
        for place, row in self._rows(file, "findings"):
            at = ("findings", place)
            yield from self._named(file, (*at, "criterion"), row["criterion"], criteria, "criteria")
            yield from self._named(file, (*at, "section"), row["section"], sections, "plan.yaml")
        organisations = self._ids(file, "organisations")
        for place, row in self._rows(file, "projects"):
            path = ("projects", place, "organisation")
            yield from self._named(file, path, row["organisation"], organisations, "organisations")
        yield from self._people(areas, organisations, districts)

    def _people(
        self, areas: list[str], organisations: list[str], districts: list[str]
    ) -> Iterator[say.PackProblem]:
        """Each invented person has a role that exists, in a scope that the role may be held in."""
        file, document = "demonstration.yaml", self.documents["demonstration.yaml"]
        offices = [
            f"{service['id']}-{code}"
            for _, service in self._rows("services.yaml", "services")
            for code in areas
            if service.get("administration_of") == self._level_of(code)
        ]
        known = {
            "area": ["", *areas],
            "facility": [*self._ids(file, "facilities", "code"), *offices],
            "organisation": organisations,
            "operational_district": districts,
        }
        scopes = {role["id"]: role["scopes"] for _, role in self._rows("roles.yaml", "roles")}
        for place, row in self._rows(file, "people"):
            at = ("people", place)
            yield from self._named(file, (*at, "role"), row["role"], self.roles, "roles.yaml")
            kind, value = next(iter(row["scope"].items()))
            allowed = scopes.get(row["role"], [kind])
            yield from self._named(file, (*at, "scope"), kind, allowed, f"the scopes of {row['role']}")
            yield from self._named(file, (*at, "scope"), value, known[kind], kind)
        played = {row["role"] for _, row in self._rows(file, "people")}
        for role in self.roles:
            if role not in played:
                yield say.NobodyPlays(file=file, line=document.line("people"), value=role)

    def _level_of(self, code: str) -> str | None:
        return next((level["id"] for level in self.country["levels"] if level["digits"] == len(code)), None)
