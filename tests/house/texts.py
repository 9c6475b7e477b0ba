"""What the house asks of pages, words and files, one inspection a function: (root) -> what is wrong where."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

TEMPLATE_LINES, SCRIPT_LINES = 150, 250
KHMER = re.compile(r"[\u1780-\u17ff\u19e0-\u19ff]")
COUNTRY = re.compile(
    r"\b(Cambodian?|Phnom Penh|NCDD|NCDDS|[Ss]angkats?|[Kk]hans?|[Rr]iels?|Banteay Meanchey|Battambang|"
    r"Kampong (Cham|Chhnang|Speu|Thom)|Kampot|Kandal|Koh Kong|Kratie|Mondulkiri|Oddar Meanchey|Pailin|"
    r"Preah (Sihanouk|Vihear)|Prey Veng|Pursat|Ratanakiri|Siem Reap|Stung Treng|Svay Rieng|Takeo|Tboung Khmum)\b"
)
# A sentence that a machine marks as safe: each line of this list was looked at.
SAFE = {"publishing/prose.html", "home/prose.html"}


def files(root: Path, folders: Iterable[str], endings: str) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*.*")):
            if path.suffix in endings.split() and "__pycache__" not in path.parts:
                yield path, path.read_text()


def matches(pattern: str, text: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(pattern, text, re.IGNORECASE):
        yield text.count("\n", 0, found.start()) + 1, found.group(0)


def country_is_data(root: Path) -> Iterator[str]:
    """No Khmer letter and no Cambodian name in the engine; they belong in country/ or the catalogue."""
    for path, text in files(root, ["isaf"], ".py .html .js .css .txt .svg"):
        if "locale" in path.parts or "packs" in path.parts:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if KHMER.search(line) or COUNTRY.search(line):
                yield f"{path}:{number}: {line.strip()[:60]}"


def strict_pages(root: Path) -> Iterator[str]:
    """The content policy forbids inline style and script; nothing is loaded from another server."""
    faults = {
        r"\sstyle\s*=": "inline style",
        r"<style\b": "inline style",
        r"<script(?![^>]*(\ssrc=|\stype=\"application/json\"))": "inline script",
        r"\son[a-z]+\s*=\s*[\"']": "inline script",
        r"(?<!rel=\"noopener\" )\ssrc\s*=\s*[\"']https?:": "loaded from another server",
        r"<link[^>]*stylesheet[^>]*https?:": "loaded from another server",
    }
    for path, text in files(root, ["isaf"], ".html"):
        for pattern, fault in faults.items():
            for line, _ in matches(pattern, text):
                yield f"{path}:{line}: {fault}"
        if not str(path).endswith(tuple(SAFE)):
            for line, _ in matches(r"\|\s*safe\b|\{%\s*autoescape off", text):
                yield f"{path}:{line}: marked as safe, but not in the list of those looked at"


def short_pages(root: Path) -> Iterator[str]:
    for path, text in files(root, ["isaf"], ".html .js"):
        lines, wall = len(text.splitlines()), TEMPLATE_LINES if path.suffix == ".html" else SCRIPT_LINES
        if lines > wall and ".min." not in path.name:
            yield f"{path}: {lines} lines, {wall} at most"


def words_that_hurt(root: Path) -> Iterator[str]:
    """What was agreed is an agreed action, never a promise, kept or broken; and there is one capital."""
    for path, text in files(root, ["isaf", "country"], ".html .po .yaml .csv .md"):
        for line, word in matches(r"\bpromises?d?\b|\bbroken\b|\b25 provinces\b|\bពាក្យសន្យា", text):
            yield f"{path}:{line}: {word}"


def tracked(root: Path) -> list[Path]:
    """The files that travel: git's list, or every file where there is no git."""
    if (root / ".git").exists() and shutil.which("git"):
        command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return [root / name for name in names.split("\0") if name and (root / name).is_file()]
    hidden = {".venv", "var", "dist", "build", "__pycache__"}
    return [path for path in root.rglob("*") if path.is_file() and not hidden & set(path.parts)]


def clean_files(root: Path) -> Iterator[str]:
    """No file knows one person's machine: no absolute path of a home or work folder, no host of a registry."""
    homes = "/" + r"(home|root|Users|work)/[\w.]+"
    hosts = r"\b(pypi|pythonhosted|npmjs|debian)\.(org|com)\b|--(extra-)?index-url|--find-links"
    for path in tracked(root):
        content = path.read_bytes()
        if b"\0" in content[:8000] or path.resolve() == Path(__file__).resolve():
            continue
        text = content.decode(errors="replace")
        for line, found in matches(rf"(?<![\w.:/}}])({homes})|{hosts}", text):
            yield f"{path}:{line}: {found}"


INSPECTIONS = [country_is_data, strict_pages, short_pages, words_that_hurt, clean_files]
