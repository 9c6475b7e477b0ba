"""Documents that must say what the code does, one inspection a function: (root) -> what is wrong where."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.problems import RETIRED, Refusal, document, refusals


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def compared(kind: str, said: set[str], done: set[str], where: str) -> Iterator[str]:
    for name in sorted(done - said):
        yield f"{where} does not tell the {kind} {name}"
    for name in sorted(said - done):
        yield f"{where} tells the {kind} {name}, which is not there"


def problems_are_told(root: Path) -> Iterator[str]:
    """docs/api/problems.md is what the code says; no code has two statuses, and no retired code came back."""
    found = refusals(root)
    path = root / "docs/api/problems.md"
    if (found or path.exists()) and read(path) != document(root):
        yield "docs/api/problems.md has drifted from the code: make docs"
    retired = set(re.findall(r"^- `(\w+)`", read(path).partition(RETIRED)[2], re.MULTILINE))
    first: dict[str, Refusal] = {}
    for refusal in found:
        if refusal.code in retired:
            yield f"{refusal.where}: the code {refusal.code} is retired"
        other = first.setdefault(refusal.code, refusal)
        if refusal.status != other.status:
            yield f"{refusal.where}: {refusal.code} means {refusal.status} here and {other.status} in {other.room}"


def variables_are_told(root: Path) -> Iterator[str]:
    """.env.example has every variable that the engine reads, and no other."""
    done: set[str] = set()
    for path in (root / "isaf").rglob("*.py"):
        asked = r"(?:env\.\w+\(|environ\.get\(|environ\[|getenv\()\s*\"([A-Z_]+)\""
        done |= set(re.findall(asked, path.read_text()))
    said = set(re.findall(r"^#? ?([A-Z_]+)=", read(root / ".env.example"), re.MULTILINE))
    yield from compared("variable", said, done - {"DJANGO_SETTINGS_MODULE"}, ".env.example")


def name_of(requirement: str) -> str:
    return re.split(r"[<>=!\[; ]", requirement, maxsplit=1)[0].lower()


def dependencies_are_told(root: Path) -> Iterator[str]:
    """docs/dependencies.md has a row for every package we chose: why, who maintains it, how to leave it."""
    path = root / "pyproject.toml"
    if not path.exists():
        return
    project = tomllib.loads(path.read_text())
    chosen = list(project["project"]["dependencies"])
    for group in [
        *project["project"].get("optional-dependencies", {}).values(),
        *project.get("dependency-groups", {}).values(),
    ]:
        chosen += [requirement for requirement in group if isinstance(requirement, str)]
    said = set(re.findall(r"^\| `([\w.-]+)`", read(root / "docs/dependencies.md"), re.MULTILINE))
    yield from compared(
        "package", {name.lower() for name in said}, set(map(name_of, chosen)), "docs/dependencies.md"
    )


def locks_agree(root: Path) -> Iterator[str]:
    """One .venv serves both locks, so what is in run.txt is in dev.txt, in the same version; no index lines."""
    run, dev = (read(root / "requirements" / name).splitlines() for name in ("run.txt", "dev.txt"))
    pins = {line.split()[0] for line in dev if "==" in line}
    for pin in [line.split()[0] for line in run if "==" in line]:
        if pin not in pins:
            yield f"requirements/dev.txt lacks {pin}"
    for line in run + dev:
        if line.startswith("-"):
            yield f"requirements: {line}"


def version_is_said_once(root: Path) -> Iterator[str]:
    """The changelog's top heading is the version, and every heading below it is grouped by reader."""
    readers = {"Citizens and facilitators", "Officers", "Data and API", "Running it", "Code"}
    text = read(root / "CHANGELOG.md")
    if text and not re.search(r"^## \d\S* \((unreleased|\d{4}-\d\d-\d\d)\)$", text, re.MULTILINE):
        yield "CHANGELOG.md: no heading such as `## 0.1.0 (2026-01-31)`"
    for reader in re.findall(r"^### (.+)$", text, re.MULTILINE):
        if reader not in readers:
            yield f"CHANGELOG.md: nobody is called {reader}"


INSPECTIONS = [
    problems_are_told,
    variables_are_told,
    dependencies_are_told,
    locks_agree,
    version_is_said_once,
]
