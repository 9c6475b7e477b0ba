"""`pip install .` into an empty environment gives the command with everything inside it."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNREACHABLE = re.compile(
    r"ConnectionError|NewConnection|name resolution|timed out|Max retries", re.IGNORECASE
)
COUNTS = "criterion,segment,value,count\nwelcome,all,3,2\nwelcome,all,4,5\nwelcome,all,5,4\n"

pytestmark = pytest.mark.slow


def pip(python: Path, *words: str) -> None:
    """Install with hashes; only a registry that cannot be reached excuses us."""
    command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    if done.returncode and UNREACHABLE.search(done.stderr):
        pytest.skip("the package registry cannot be reached")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-qq",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        ROOT,
    ]
    subprocess.run(command, check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The folder of programs of an environment that holds the locked packages and our wheel."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    pip(folder / "bin" / "python", "--require-hashes", "-r", "requirements/run.txt")
    pip(folder / "bin" / "python", "--no-deps", str(wheel))
    return folder / "bin"


def isaf(programs: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command somewhere else, with a data folder of its own and nothing of ours around it."""
    ours = ("PYTHONPATH", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "ISAF_COUNTRY_DIR")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    environment = kept | {"ISAF_DATA": str(folder / "data"), "ISAF_COUNTRY": "kh"}
    command = [programs / "isaf", *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, env=environment)


def test_the_wheel_carries_packs_pages_words_and_fonts(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for wanted in (
        r"isaf/country/packs/kh/country\.yaml",
        r"isaf/country/packs/lotus/country\.yaml",
        r"isaf/country/packs/schemas/.*\.json",
        r"isaf/locale/km/LC_MESSAGES/django\.mo",
        r"isaf/home/templates/home/base\.html",
        r"isaf/home/static/home/.*\.css",
        r"isaf/.*NotoSansKhmer-Regular\.ttf",
        r"isaf/.*\.woff2",
    ):
        assert any(re.fullmatch(wanted, name) for name in names), wanted
    assert not [name for name in names if not name.startswith(("isaf/", "openisaf-"))]


def test_the_installed_command_scores_a_file(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text(COUNTS)

    done = isaf(programs, tmp_path, "tally", "counts.csv", "--format", "json")

    assert done.returncode == 0, done.stderr
    everyone = json.loads(done.stdout)["criteria"][0]["segments"][0]
    assert (everyone["n"], everyone["median"], everyone["mean"]) == (11, 4, 4.18)


def test_the_installed_command_builds_the_demonstration(programs: Path, tmp_path: Path) -> None:
    done = isaf(programs, tmp_path, "demo", "--format", "json")

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["accounts"]
    assert told["cycles"]
    assert (tmp_path / "data").is_dir()
