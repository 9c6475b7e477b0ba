"""One printer of the bench, in a process of its own: ``typst N JOBS`` or ``chromium N``; prints its seconds."""

import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.poster_data import posters

WARM = 3
TEMPLATE = Path(__file__).resolve().parents[1] / "isaf" / "posters" / "paper" / "poster.typ"


def typst(count: int, jobs: int) -> float:
    from isaf.kit.paper import print_pdf

    def make(data: dict) -> int:
        return len(print_pdf(TEMPLATE, data))

    with ThreadPoolExecutor(jobs) as printers:
        list(printers.map(make, posters(WARM * jobs)))
        begun = time.perf_counter()
        list(printers.map(make, posters(count)))
        return time.perf_counter() - begun


def chromium(count: int) -> float:
    from playwright.sync_api import sync_playwright

    from bench.poster_html import page as as_html
    from tools.need import FIND

    with sync_playwright() as engine, tempfile.TemporaryDirectory() as folder:
        browser = engine.chromium.launch(executable_path=FIND["chromium"](), args=["--no-sandbox"])
        page, file = browser.new_page(), Path(folder) / "poster.html"

        def make(data: dict) -> None:
            file.write_text(as_html(data))
            page.goto(file.as_uri())
            pdf = page.pdf(width="297mm", height="420mm", print_background=True, prefer_css_page_size=True)
            assert pdf.count(b"/Type /Page\n") == 1, "the page did not fit"

        for data in posters(WARM):
            make(data)
        begun = time.perf_counter()
        for data in posters(count):
            make(data)
        seconds = time.perf_counter() - begun
        browser.close()
    return seconds


if __name__ == "__main__":
    what, count, *rest = sys.argv[1:]
    taken = typst(int(count), int(rest[0])) if what == "typst" else chromium(int(count))
    print(json.dumps({"seconds": taken, "count": int(count)}))
