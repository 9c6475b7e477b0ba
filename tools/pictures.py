"""The pictures of README.md, taken from a running demonstration, so that they show what there is.

    python tools/pictures.py            builds a demonstration in a folder of its own, serves it, takes all pictures
    python tools/pictures.py ADDRESS FOLDER   takes them from a demonstration that runs there, with its data in FOLDER

Needs Chromium. Written to docs/pictures; together they stay below 600 kB.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.need import advice, find_chromium  # noqa: E402 - a tool may also be started as a file

PHONE, DESK = {"width": 390, "height": 1260}, {"width": 1120, "height": 700}
MOST = 600_000
ISAF = [sys.executable, "-m", "isaf"]


def pages(demo: dict[str, Any]) -> list[tuple[str, dict[str, int], str, str]]:
    """Picture, size, the role that is signed in (nobody: empty), address.

    Always from the top of the page, where it says that everything is invented: pictures travel alone.
    """
    facility, cycle = demo["facilities"][0], demo["cycles"][0]
    area, year = cycle["area"], cycle["year"]
    return [
        ("phone-front", PHONE, "", "/km/"),
        ("phone-facility", PHONE, "", f"/en/facilities/{facility['code']}/{year}/"),
        ("phone-action", PHONE, "", f"/km/actions/{area}-{year}-1/"),
        ("desk-plan", DESK, "", f"/en/plans/{area}/{year}/"),
        ("desk-work", DESK, "caf", "/en/work/"),
    ]


def demonstration(folder: str, address: str = "") -> dict[str, Any]:
    """What `isaf demo` tells about the folder."""
    env = os.environ | {"ISAF_DATA": folder, **({"ISAF_URL": address} if address else {})}
    done = subprocess.run(
        [*ISAF, "demo", "--format", "json"], check=True, cwd=ROOT, env=env, stdout=subprocess.PIPE
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@contextmanager
def served(folder: str) -> Iterator[str]:
    """A server of the folder on a free port, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = os.environ | {"ISAF_DATA": folder, "ISAF_PORT": str(port), "ISAF_URL": address}
    server = subprocess.Popen([*ISAF, "serve", "--demo"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=2).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait()


def take(address: str, demo: dict[str, Any], chromium: str, target: Path) -> int:
    """All pictures; gives the bytes they have together."""
    from playwright.sync_api import sync_playwright

    people = {person["role"]: person for person in reversed(demo["accounts"])}
    size = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, viewport, role, path in pages(demo):
            page = browser.new_page(viewport=viewport, reduced_motion="reduce")  # type: ignore[arg-type]
            if role:
                page.goto(f"{address}/en/sign-in/")
                page.fill("[name=username]", people[role]["username"])
                page.fill("[name=password]", people[role]["password"])
                page.press("[name=password]", "Enter")
                page.wait_for_load_state()
            page.goto(address + path, wait_until="networkidle")
            size += len(page.screenshot(path=target / f"{name}.png"))
            page.close()
        browser.close()
    return size


def main(*given: str) -> int:
    chromium = find_chromium()
    if not chromium:
        print(advice("chromium"), file=sys.stderr)
        return 3
    target = ROOT / "docs" / "pictures"
    if given:
        address, folder = given
        size = take(address, demonstration(folder, address), chromium, target)
    else:
        with tempfile.TemporaryDirectory() as folder:
            demo = demonstration(folder)
            with served(folder) as address:
                size = take(address, demo, chromium, target)
    print(f"{size // 1000} kB in {target.relative_to(ROOT)}")
    return 0 if size < MOST else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
