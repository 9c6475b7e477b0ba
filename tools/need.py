"""Programs that Python packages cannot bring: `python tools/need.py chromium postgres node`.

Present: said and done. Absent, on a Debian machine and as root: installed. Otherwise one line says what to install
and the tests that need it are skipped, or fail where ISAF_REQUIRE names it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def find_chromium() -> str | None:
    """A Chromium or Chrome: ISAF_CHROMIUM, or one on the path."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("ISAF_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def find_postgres() -> str | None:
    """The folder of PostgreSQL's server programs; Debian keeps them off the path, one folder a version."""
    if found := shutil.which("initdb"):
        return str(Path(found).resolve().parent)
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return str(kept[-1].parent) if kept else None


def find_node() -> str | None:
    return shutil.which("node") or shutil.which("nodejs")


FIND: dict[str, Callable[[], str | None]] = {
    "chromium": find_chromium,
    "postgres": find_postgres,
    "node": find_node,
}
PACKAGE = {"chromium": "chromium", "postgres": "postgresql", "node": "nodejs"}


def is_required(name: str) -> bool:
    """Whether ISAF_REQUIRE turns the absence of the program from a skip into a failure."""
    return name in os.environ.get("ISAF_REQUIRE", "").replace(" ", "").split(",")


def install(name: str) -> None:
    """Debian's package, where we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    print(f"Installing Debian's {PACKAGE[name]} ...", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE[name]]
    subprocess.run(command, check=False, **quiet)


def advice(name: str) -> str:
    return (
        f"{name} is not installed, so its tests are skipped; install your system's package `{PACKAGE[name]}`"
    )


def main(names: list[str]) -> int:
    failed = False
    for name in names:
        if not FIND[name]():
            install(name)
        if not FIND[name]():
            print(advice(name), file=sys.stderr)
            failed = failed or is_required(name)
    return 3 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
