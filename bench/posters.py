"""Posters per second and memory, beside a browser that prints the same content, both warm and on one core."""

import os
from collections.abc import Sequence

from bench.frame import Bench, Measure, measured

COUNT = int(os.environ.get("BENCH_POSTERS", "500"))
BESIDE = min(COUNT, 20)  # side by side, in turns
TURNS = 3
NATION = 10_000
WORKER = ("-m", "bench.poster_worker")


def run() -> Sequence[Measure]:
    turns = [
        (
            measured((*WORKER, "typst", str(BESIDE), "1"), cores=[0]),
            measured((*WORKER, "chromium", str(BESIDE)), cores=[0]),
        )
        for _ in range(TURNS)
    ]
    ours, browser = (min(side, key=lambda run: run.answer["seconds"]) for side in zip(*turns, strict=True))
    batch = measured((*WORKER, "typst", str(COUNT), "1"), cores=[0])
    two = measured((*WORKER, "typst", str(COUNT), "2"), cores=[0, 1])
    each, theirs = ours.answer["seconds"] / BESIDE, browser.answer["seconds"] / BESIDE
    one_core, two_cores = batch.answer["seconds"] / COUNT, two.answer["seconds"] / COUNT
    return [
        Measure("seconds a poster, one core", each, "s"),
        Measure("seconds a poster, browser, one core", theirs, "s"),
        Measure("times as fast as the browser", theirs / each, "x", 2, more_is_better=True),
        Measure("most memory", ours.peak_mb, "MB"),
        Measure("most memory, browser and its driver", browser.peak_mb, "MB"),
        Measure("memory, part of the browser's", ours.peak_mb / browser.peak_mb, "x", 0.25),
        Measure(f"{COUNT} posters, one core", batch.answer["seconds"], "s"),
        Measure(f"{COUNT} posters, two cores, two jobs", two.answer["seconds"], "s"),
        Measure("two cores, times one", one_core / two_cores, "x"),
        Measure(f"most memory over {COUNT}", batch.peak_mb, "MB"),
        Measure(f"the nation's {NATION}, two cores, reckoned", two_cores * NATION / 60, "min"),
    ]


BENCH = Bench("posters", "A3 in Khmer, Typst beside headless Chromium, both warm, in batch", run)
