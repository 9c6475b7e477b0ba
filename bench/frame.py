"""What every bench has in common: measures beside each other, the memory of a tree of processes, a table, a file."""

import json
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "var" / "bench"


@dataclass(frozen=True)
class Measure:
    """One figure. ``limit`` is what was promised: at most, or at least where ``more_is_better``."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    more_is_better: bool = False

    @property
    def holds(self) -> bool | None:
        if self.limit is None:
            return None
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit


@dataclass(frozen=True)
class Bench:
    """A named measurement; ``run`` gives its figures, the ratios side by side among them."""

    name: str
    words: str
    run: Callable[[], Sequence[Measure]]


@dataclass
class Run:
    """One process that was timed: its answer, the seconds it took and the most memory of it and its children."""

    answer: dict = field(default_factory=dict)
    seconds: float = 0.0
    peak_mb: float = 0.0


def measured(arguments: Sequence[str], *, cores: Sequence[int] | None = None, every: float = 0.05) -> Run:
    """Run a Python module of ours on the given cores; it prints one JSON object at the end.

    Memory is the proportional share (PSS) of the process and all it starts, summed at one moment: pages shared
    by several processes count once. Linux only.
    """
    if cores is not None:
        pinned: Callable[[], None] | None = lambda: os.sched_setaffinity(0, set(cores))  # noqa: E731
    else:
        pinned = None
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=pinned
    )
    run, ended = Run(), threading.Event()

    def watch() -> None:
        while not ended.wait(every):
            run.peak_mb = max(run.peak_mb, tree_mb(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    said, _ = process.communicate()
    ended.set()
    watcher.join()
    run.seconds = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    run.answer = json.loads(said.strip().splitlines()[-1])
    return run


def tree_mb(root: int) -> float:
    """The proportional memory of a process and everything below it, in MB."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
    tree, added = {root}, True
    while added:
        below = {pid for pid, parent in parents.items() if parent in tree} - tree
        tree |= below
        added = bool(below)
    return sum(map(_pss, tree)) / 1024


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def show(bench: Bench, found: Sequence[Measure]) -> str:
    """The figures as a table, with a word where something was promised."""
    lines = [f"\n{bench.name}: {bench.words}"]
    for one in found:
        told = ""
        if one.limit is not None:
            side = "at least" if one.more_is_better else "at most"
            told = f"  {side} {one.limit:g}: {'holds' if one.holds else 'DOES NOT HOLD'}"
        lines.append(f"  {one.name:<58}{one.value:>12,.2f} {one.unit:<10}{told}")
    return "\n".join(lines)


def keep(bench: Bench, found: Sequence[Measure]) -> Path:
    """One file for each run, so that runs can be compared."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC)
    file = RESULTS / f"{bench.name}-{at:%Y%m%d-%H%M%S}.json"
    machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
    rows = [{**asdict(one), "holds": one.holds} for one in found]
    file.write_text(
        json.dumps(
            {"bench": bench.name, "at": at.isoformat(), "machine": machine, "measures": rows}, indent=1
        )
    )
    return file
