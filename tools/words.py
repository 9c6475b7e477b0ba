"""The interface words in Khmer, in pure Python: `python tools/words.py extract|check|compile`.

    extract [FILE.tsv ...]   gather every marked sentence, keep the Khmer that is there, take in the Khmer of the
                             files (English, tab, Khmer; or context, tab, English, tab, Khmer)
    check                    nothing missing, left over, untranslated, doubtful; placeholders equal
    compile                  write the .mo files that Django reads; they are never committed

English needs no catalogue: the sentences in the code are English. Sentences of Django itself that a person may meet
are listed in isaf/locale/django_strings.txt and carried in our catalogue, since Django's own Khmer has gaps.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd](?!\w)|(?<!\{)\{\w+\}(?!\})")
KEYWORDS = ["_", "gettext", "gettext_noop", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
            "npgettext", "npgettext_lazy"]  # fmt: skip
HEADER = "# Khmer words of OpenISAF's interface. The words of the programme are in country/kh."

Key = tuple[str, str]  # context, English
Found = tuple[str, str | tuple[str, str], str]  # context, English (singular, plural), where


def catalogue_path(root: Path) -> Path:
    return root / "isaf" / "locale" / "km" / "LC_MESSAGES" / "django.po"


def marked(source: str, where: str) -> Iterator[Found]:
    """Every sentence that Python text marks for translation."""
    for _, function, arguments, _ in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
        given = (arguments,) if isinstance(arguments, str) else arguments or ()
        words = [word for word in given if word]
        context = words.pop(0) if "pgettext" in function and words else ""
        if words:
            plural = "ngettext" in function or "npgettext" in function
            yield context, (words[0], words[1]) if plural else words[0], where


def sentences(root: Path) -> Iterator[Found]:
    """All that a person may read: code, templates, and what Django itself says."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for path in sorted((root / "isaf").rglob("*.py")):
        if "migrations" not in path.parts:
            yield from marked(path.read_text(), str(path.relative_to(root)))
    for path in sorted((root / "isaf").rglob("templates/**/*.*")):
        if path.suffix in {".html", ".txt", ".svg"}:
            # in brackets, so that the indentation of a page is not read as Python's
            yield from marked(f"({templatize(path.read_text())})", str(path.relative_to(root)))
    listed = root / "isaf" / "locale" / "django_strings.txt"
    for line in listed.read_text().splitlines() if listed.exists() else []:
        if line and not line.startswith("#"):
            singular, _, plural = line.replace("\\n", "\n").partition("\t")
            yield "", (singular, plural) if plural else singular, "django"


def key(message: Message) -> Key:
    english = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", english


def read(root: Path) -> Catalog:
    path = catalogue_path(root)
    if not path.exists():
        return Catalog(locale="km", domain="django", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="km", domain="django")


def kept(catalogue: Catalog) -> dict[Key, str]:
    """The Khmer that is there. Khmer has one plural form, so a sentence is one text."""
    texts = {}
    for message in catalogue:
        text = message.string if isinstance(message.string, str) else message.string[0]
        if message.id and text and not message.fuzzy:
            texts[key(message)] = text
    return texts


def loose(context: str, english: str) -> Key:
    """A key that forgives what differs between a template and the sentence as a translator copied it."""
    plain = re.sub(r"\{\{\s*(\w+).*?\}\}", r"%(\1)s", english).replace("%%", "%").replace("\\n", "\n")
    return context, " ".join(plain.split())


def fragments(paths: Iterable[Path]) -> dict[Key, str]:
    """The Khmer of tab-separated files, by forgiving key."""
    texts = {}
    for path in paths:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            cells = [cell.strip() for cell in line.split("\t")]
            if not line.strip() or line.startswith("#"):
                continue
            if len(cells) not in (2, 3) or not all(cells[-2:]):
                print(f"{path}:{number}: expected English, tab, Khmer", file=sys.stderr)
                continue
            context, english, khmer = cells if len(cells) == 3 else ("", *cells)
            texts[loose(context, english)] = re.sub(r"\{\{\s*(\w+).*?\}\}", r"%(\1)s", khmer)
    return texts


def gathered(root: Path, given: dict[Key, str]) -> tuple[Catalog, set[Key]]:
    """A fresh catalogue of every sentence with the Khmer known, and the given keys that no sentence has."""
    known, unused = kept(read(root)), set(given)
    catalogue = Catalog(locale="km", domain="django", fuzzy=False, header_comment=HEADER)
    for context, english, where in sentences(root):
        first = english if isinstance(english, str) else english[0]
        text = given.get(loose(context, first)) or known.get((context, first), "")
        unused.discard(loose(context, first))
        if isinstance(english, tuple):
            unused.discard(loose(context, english[1]))
            text = given.get(loose(context, english[1])) or text
        if "%%" in first and "%%" not in text:
            text = re.sub(r"%(?!\()", "%%", text)
        string = text if isinstance(english, str) else (text,)
        catalogue.add(english, string, locations=[(where, 0)], context=context or None)
    return catalogue, unused


def faults(root: Path) -> list[str]:
    """What keeps the Khmer from being complete and right, one sentence each."""
    fresh, _ = gathered(root, {})
    there = read(root)
    wanted, present = ({key(message) for message in catalogue if message.id} for catalogue in (fresh, there))
    found = [f"not in the catalogue (make words): {english!r}" for _, english in sorted(wanted - present)]
    found += [f"no longer said anywhere (make words): {english!r}" for _, english in sorted(present - wanted)]
    found += [f"left over: {english!r}" for english in there.obsolete]
    for message in there:
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        text = message.string if isinstance(message.string, str) else message.string[0]
        if message.fuzzy:
            found.append(f"doubtful: {english!r}")
        if not text:
            found.append(f"no Khmer: {english!r}")
        elif set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(text)):
            found.append(f"placeholders differ: {english!r} and {text!r}")
    return found


def compile_all(root: Path) -> None:
    """Write the .mo beside every .po that is newer."""
    for path in (root / "isaf" / "locale").rglob("*.po"):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        draft = compiled.with_suffix(".mo.draft")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(compiled)


def write(root: Path, catalogue: Catalog) -> None:
    """Save, sorted and without dates, so that two people's additions meet in a readable difference."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=True)
    head = (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: km\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    path = catalogue_path(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head.encode() + out.getvalue())


def main(command: str, *files: str) -> int:
    if command == "extract":
        catalogue, unused = gathered(ROOT, fragments(map(Path, files)))
        write(ROOT, catalogue)
        for _, english in sorted(unused):
            print(f"no sentence says: {english!r}", file=sys.stderr)
        missing = [message for message in catalogue if message.id and not any(message.string)]
        for message in missing:
            print(f"no Khmer: {key(message)[1]}")
        print(f"{len(catalogue)} sentences, {len(missing)} without Khmer")
        return 0
    if command == "compile":
        compile_all(ROOT)
        return 0
    found = faults(ROOT)
    print("\n".join(found) if found else f"{len(read(ROOT))} sentences, all in Khmer")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:] or ["check"]))
