"""Check a country pack: every file against its schema, then what one file says about another.

``check_pack("kh")`` gives the faults, each with file, line and remedy; an empty list means the pack may be used.
The command ``isaf check country kh`` prints them.
"""

from importlib import import_module
from pathlib import Path

from . import problems as say
from .documents import Document, read_document
from .gazetteer import gazetteer_faults
from .links import Links
from .pack import country_folder
from .shapes import Shapes

# The files of every pack, and the schema of each. Two folders hold one file for each service.
FILES = {
    "country.yaml": "country",
    "services.yaml": "services",
    "scale.yaml": "scale",
    "segments.yaml": "segments",
    "themes.yaml": "themes",
    "offices.yaml": "offices",
    "registers.yaml": "registers",
    "plan.yaml": "plan",
    "roles.yaml": "roles",
    "calendar.yaml": "calendar",
    "phases.yaml": "phases",
    "milestones.yaml": "milestones",
    "training.yaml": "training",
    "demonstration.yaml": "demonstration",
    "figures.csv": "figures",
    "terms.csv": "terms",
    "spelling.csv": "spelling",
}
FOLDERS = ("criteria", "information", "layouts")
PAGES = ("about", "method", "privacy")
# Files a pack may have besides, and the schema of those that have one; the room of places reads the corrections.
OPTIONAL = ("areas.csv", "gazetteer.yaml", "gazetteer_corrections.csv", "sources.md", "tiles.csv")
SHAPED = {"areas.csv": "areas", "gazetteer.yaml": "gazetteer"}


def known_packs() -> list[str]:
    """The codes of all packs in the country folder."""
    return sorted(path.parent.name for path in country_folder().glob("*/country.yaml"))


def check_pack(code: str) -> list[say.PackProblem]:
    """Every fault of one pack, in the order of the files and their lines."""
    folder = country_folder() / code
    if code not in known_packs():
        return [say.NoSuchPack(file=code, value=code, known=", ".join(known_packs()))]
    documents, found = _read(folder)
    languages = _languages(documents)
    shapes = Shapes(country_folder() / "schemas", languages)
    for file, document in documents.items():
        found += shapes.faults(_kind(file), document)
    found += _pages(folder, languages)
    if not found:
        found += Links(documents, folder, verbs()).faults()
        found += gazetteer_faults(documents, folder)
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def verbs() -> list[str]:
    """Everything that can be allowed. The list belongs to a room upstairs and is asked for by name."""
    return [str(verb) for verb in import_module("isaf.people.verbs").Verb]


def _read(folder: Path) -> tuple[dict[str, Document], list[say.PackProblem]]:
    """Every file that can be read, by its name inside the pack, and the faults of those that cannot."""
    documents: dict[str, Document] = {}
    found: list[say.PackProblem] = []
    known = [*FILES, *OPTIONAL]
    for path in sorted(path for path in folder.iterdir() if path.is_file() and path.name not in known):
        found.append(say.UnknownFile(file=path.name, known=", ".join(known)))
    files = [*FILES, *(name for name in SHAPED if (folder / name).is_file())]
    for name in FOLDERS:
        files += sorted(f"{name}/{path.name}" for path in (folder / name).glob("*.yaml"))
    for file in files:
        if not (folder / file).is_file():
            found.append(say.MissingFile(file=file))
            continue
        document, faults = read_document(folder / file, file)
        found += faults
        if document is not None:
            documents[file] = document
    return documents, found


def _kind(file: str) -> str:
    return FILES.get(file) or SHAPED.get(file) or file.split("/")[0]


def _languages(documents: dict[str, Document]) -> tuple[str, ...]:
    """The languages that every text is asked for in; none while country.yaml cannot tell them."""
    country = documents.get("country.yaml")
    told = country.data.get("languages") if country and isinstance(country.data, dict) else None
    return tuple(told) if isinstance(told, list) and all(isinstance(x, str) for x in told) else ()


def _pages(folder: Path, languages: tuple[str, ...]) -> list[say.PackProblem]:
    """Long texts: one file per language, with the same headings."""
    found: list[say.PackProblem] = []
    for page in PAGES:
        headings = {}
        for language in languages:
            file = f"pages/{page}.{language}.md"
            if not (folder / file).is_file():
                found.append(say.MissingFile(file=file))
                continue
            lines = (folder / file).read_text("utf-8").splitlines()
            headings[language] = [line.split(" ")[0] for line in lines if line.startswith("#")]
        first = next(iter(headings), "")
        found += [
            say.HeadingsDiffer(
                file=f"pages/{page}.{language}.md",
                line=1,
                count=len(marks),
                language=first,
                expected=len(headings[first]),
            )
            for language, marks in headings.items()
            if marks != headings[first]
        ]
    return found
