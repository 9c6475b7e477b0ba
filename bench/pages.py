"""Public pages without a page cache: beside their static twins, with more facilities, and searches."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.frame import RESULTS, ROOT, Bench, Measure, measured

COMMUNES = int(os.environ.get("BENCH_COMMUNES", "1600"))
SIZES = (COMMUNES // 100, COMMUNES // 10, COMMUNES)
PROMISED = ("facility", "commune", "plan", "front")
WORKER = ("-m", "bench.pages_worker")


def nation(communes: int, years: int = 1) -> Path:
    """A folder with this many communes; one that is there is used again, brought up to today's tables."""
    folder = Path(os.environ.get("BENCH_DATA", RESULTS / "data")) / f"{communes}x{years}"
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.glob("isaf.sqlite3*"):
            file.unlink()
        build = ("-m", "bench.nation", "--communes", str(communes), "--years", str(years))
        _python(build, ISAF_DATA=str(folder))
        (folder / "done").touch()
    _python(("manage.py", "migrate", "-v", "0"), ISAF_DATA=str(folder))
    return folder


def _python(arguments: Sequence[str], **told: str) -> None:
    environment = {**os.environ, **told}
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def _asked(folder: Path, what: str) -> dict[str, Any]:
    before = os.environ.get("ISAF_DATA")
    os.environ["ISAF_DATA"] = str(folder)
    try:
        return measured((*WORKER, what)).answer
    finally:
        os.environ.pop("ISAF_DATA")
        if before is not None:
            os.environ["ISAF_DATA"] = before


def p95(seconds: Sequence[float]) -> float:
    """In milliseconds: 95 of 100 took at most so long."""
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000


def beside_twins(found: dict[str, Any], note: str = "") -> Iterator[Measure]:
    """Each page's p95 and how many times its twin's median it takes."""
    for name, told in found.items():
        live, twin = statistics.median(told["live"]), statistics.median(told["twin"])
        yield Measure(f"{name}{note}, p95", p95(told["live"]), "ms", 150)
        yield Measure(
            f"{name}{note}, times its static twin", live / twin, "x", 1.5 if name in PROMISED else None
        )


def run() -> Sequence[Measure]:
    by_size = {size: _asked(nation(size), "pages") for size in SIZES}
    found = list(beside_twins(by_size[COMMUNES]))
    for name in PROMISED:
        medians = [statistics.median(by_size[size][name]["live"]) for size in SIZES]
        found += [
            Measure(f"{name}, {times} times the facilities, times one", each / medians[0], "x", 1.5)
            for times, each in zip((10, 100), medians[1:], strict=True)
        ]
    return found


def run_search() -> Sequence[Measure]:
    from tools.need import find_postgres

    told = {"SQLite": _asked(nation(COMMUNES), "search")}
    if find_postgres():
        answer = measured(("tools/postgres.py", sys.executable, "-m", "bench.search_postgres", str(COMMUNES)))
        told["PostgreSQL"] = answer.answer
    found = []
    for database, answer in told.items():
        found.append(Measure(f"{database}: names", answer["names"], "names"))
        found.append(Measure(f"{database}: searches, p95", p95(answer["live"]), "ms", 50))
        found.append(Measure(f"{database}: the slowest", max(answer["live"]) * 1000, "ms"))
    return found


def run_years() -> Sequence[Measure]:
    """Ten years of the nation: ten minutes to build, four gigabytes."""
    return list(beside_twins(_asked(nation(COMMUNES, 10), "pages"), ", ten years"))


BENCH = Bench("pages", f"public pages at {COMMUNES} communes and one year, without a page cache", run)
SEARCH = Bench("search", "the search as people type it, at national size", run_search)
YEARS = Bench("nation", f"public pages at {COMMUNES} communes and ten years", run_years)
