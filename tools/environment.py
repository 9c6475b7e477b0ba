"""Make `.venv` what a lock says: `python3 tools/environment.py run` or `... dev`.

Only the standard library, since nothing is installed yet. The work is done once for each content of the lock:
a stamp in `.venv` holds its digest, so the next call costs a few milliseconds and needs no network. `dev` holds
everything that `run` does, so one `.venv` serves both.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
OLDEST = (3, 11)


def digest(*names: str) -> str:
    """One digest of the files' contents and of where the checkout lies: what the stamp is compared with."""
    contents = [(ROOT / name).read_bytes() for name in names]
    return hashlib.sha256(b"\0".join([str(ROOT).encode(), *contents])).hexdigest()


def stamped(kind: str, value: str) -> bool:
    stamp = VENV / f"{kind}.stamp"
    return stamp.exists() and stamp.read_text() == value


def install(kind: str) -> None:
    """Install the locked packages, hashes checked, then this checkout itself, editable."""
    python = str(VENV / "bin" / "python")
    if not Path(python).exists():
        print("Making .venv ...")
        venv.create(VENV, with_pip=True, clear=True)
    pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    print(f"Installing requirements/{kind}.txt ...")
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / f"{kind}.txt")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)


def main(kind: str) -> int:
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        print(
            f"OpenISAF needs Python 3.11 or newer, and this is {found}: make PYTHON=python3.12 ...",
            file=sys.stderr,
        )
        return 3
    # dev contains run: whoever has the newer one needs nothing
    lock = digest(f"requirements/{kind}.txt", "pyproject.toml")
    full = digest("requirements/dev.txt", "pyproject.toml")
    if (VENV / "bin" / "python").exists() and (stamped(kind, lock) or stamped("dev", full)):
        return 0
    try:
        install(kind)
    except subprocess.CalledProcessError:
        print("The packages could not be installed. Is a network there? Then try again.", file=sys.stderr)
        return 3
    (VENV / f"{kind}.stamp").write_text(lock)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
