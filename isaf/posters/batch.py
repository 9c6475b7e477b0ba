"""`isaf posters`: all posters of an area, several at once; on a finished folder only what changed is done again.

``posters.json`` tells outsiders what lies in the folder; ``.printed.json`` beside it holds from which data each
file was made, so that a second run knows what is still right.
"""

import argparse
import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from isaf.kit.problems import Problem

from .asked import add_shared, languages_for, number, refuse, started
from .rules import file_name

LIST, MADE_FROM = "posters.json", ".printed.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", required=True, metavar="CODE", help="an area's code")
    add_shared(parser)
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    parser.add_argument("--jobs", type=number, default=1, help="how many are printed at the same time")


def run(args: argparse.Namespace, stdin: IO[Any], stdout: IO[str], stderr: IO[str]) -> int:
    """0 with every poster that can be printed in the folder; what has no published sheet is listed."""
    with started(stderr):
        from isaf.kit.numerals import latin_digits

        from .problems import NotPublished
        from .selectors import facilities_in, material

        try:
            languages = languages_for(args.lang)
            facilities = list(facilities_in(latin_digits(args.area)))
        except Problem as problem:
            return refuse(problem, stderr)

        def found() -> Iterator[tuple[str, Any]]:
            for facility in facilities:
                try:
                    yield facility.slug, material(facility, args.cycle)
                except NotPublished:
                    yield facility.slug, None

        rows = print_all(found(), Folder(args.output, args.cycle, args.paper, languages), args.jobs,
                         Progress(len(facilities), stderr))  # fmt: skip
        silent = [row.facility for row in rows if row.file is None]
        if silent:
            print(f"Without a published sheet for {args.cycle}: {', '.join(silent)}", file=stderr)
    return 0


@dataclass(frozen=True)
class Row:
    """A line of ``posters.json``; a facility without a published sheet has no file, sum or version."""

    facility: str
    file: str | None
    pages: int
    sha256: str | None
    version: int | None


@dataclass(frozen=True)
class Folder:
    """Where the posters go, and what they are."""

    path: Path
    year: int
    paper: str
    languages: tuple[str, ...]

    def name(self, facility: str) -> str:
        return file_name(facility, self.year, self.paper, self.languages)


class Progress:
    """How far it is, on one line of a terminal and every hundredth on a plain stream."""

    def __init__(self, whole: int, stream: IO[str]) -> None:
        self.whole, self.stream, self.done, self.printed = whole, stream, 0, 0

    def step(self, is_new: bool) -> None:
        self.done += 1
        self.printed += is_new
        is_last = self.done == self.whole
        if self.stream.isatty():
            print(f"\r{self.done} of {self.whole}", end="\n" if is_last else "", file=self.stream, flush=True)
        elif is_last or self.done % 100 == 0:
            print(f"{self.done} of {self.whole} ({self.printed} printed)", file=self.stream, flush=True)


def print_all(found: Iterable[tuple[str, Any]], folder: Folder, jobs: int, progress: Progress) -> list[Row]:
    """Every poster in order; at most a few are read ahead of the printers, so that memory stays level."""
    from .content import poster
    from .printing import POSTER, digest

    folder.path.mkdir(parents=True, exist_ok=True)
    before, made_from, rows = read_json(folder.path / MADE_FROM), {}, []
    waiting: deque[tuple[str, int | None, str | None, Future[str] | None]] = deque()

    def take() -> None:
        facility, version, source, printing = waiting.popleft()
        name = folder.name(facility)
        if version is None or source is None:
            rows.append(Row(facility, None, 0, None, None))
        else:
            sha256 = printing.result() if printing else before[name]["sha256"]
            rows.append(Row(facility, name, 1, sha256, version))
            made_from[name] = {"from": source, "sha256": sha256}
        progress.step(printing is not None)

    with ThreadPoolExecutor(jobs) as printers:
        for facility, material in found:
            if material is None:
                waiting.append((facility, None, None, None))
            else:
                data = poster(material, folder.paper, folder.languages)
                source, file = digest(POSTER, data), folder.path / folder.name(facility)
                again = None if is_still_right(file, before, source) else printers.submit(_print, file, data)
                waiting.append((facility, material.info.number, source, again))
            while len(waiting) > 2 * jobs:
                take()
        while waiting:
            take()
    gone = [folder.name(row.facility) for row in rows if row.file is None]
    for name in gone:  # what was withdrawn since must not be hung
        (folder.path / name).unlink(missing_ok=True)
    kept = {name: made for name, made in before.items() if name not in gone}
    _finish(folder.path, rows, {**kept, **made_from})
    return rows


def _print(file: Path, data: Any) -> str:
    from isaf.kit.paper import print_pdf

    from .printing import POSTER, write_whole

    content = print_pdf(POSTER, data)
    write_whole(file, content)
    return hashlib.sha256(content).hexdigest()


def is_still_right(file: Path, before: dict[str, Any], source: str) -> bool:
    """Whether the file there was made from the same data and is whole."""
    known = before.get(file.name)
    if not known or known["from"] != source or not file.is_file():
        return False
    return hashlib.sha256(file.read_bytes()).hexdigest() == known["sha256"]


def read_json(file: Path) -> dict[str, Any]:
    """What an earlier run left; nothing when it is not there or was spoiled."""
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _finish(folder: Path, rows: list[Row], made_from: dict[str, Any]) -> None:
    from .printing import write_whole

    as_bytes: Callable[[Any], bytes] = lambda value: (json.dumps(value, indent=1) + "\n").encode()  # noqa: E731
    write_whole(folder / MADE_FROM, as_bytes({name: made_from[name] for name in sorted(made_from)}))
    write_whole(folder / LIST, as_bytes([asdict(row) for row in rows]))
