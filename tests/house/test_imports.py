"""The import contracts of pyproject.toml can see: each is shown a house in order, then one fault at a time."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]
ROOMS = [name for floor in FLOORS for name in re.findall(r"\w+", floor) if name != "__main__"]
FILES = ("urls", "views", "forms", "services", "access", "selectors", "models", "rules", "problems")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with every room, and every file in three of them; nothing imports anything."""
    root = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        (root / "isaf" / room).mkdir(parents=True)
        (root / "isaf" / room / "__init__.py").touch()
    for room in ("plans", "scorecards", "publishing", "people", "home", "places"):
        for name in FILES:
            (root / "isaf" / room / f"{name}.py").touch()
    for path in ("__init__.py", "kit/numerals.py", "country/pack.py", "config/urls.py"):
        (root / "isaf" / path).touch()
    contracts = (ROOT / "pyproject.toml").read_text().partition("[tool.importlinter]")
    (root / "pyproject.toml").write_text("".join(contracts[1:]))
    return root


def complaint(root: Path) -> str:
    """What the linter says, empty when all is kept."""
    lint = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", lint, "--no-cache"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root)
    return done.stdout + done.stderr if done.returncode else ""


def test_a_house_in_order_is_kept(house: Path) -> None:
    assert complaint(house) == ""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("places/models.py", "import isaf.plans.models"),
        ("scorecards/selectors.py", "import isaf.plans.selectors"),
        ("publishing/views.py", "import isaf.home.forms"),
        ("plans/forms.py", "import isaf.plans.views"),
        ("plans/models.py", "import isaf.plans.services"),
        ("plans/rules.py", "import django.utils.text"),
        ("plans/problems.py", "from django.utils.translation import gettext"),
        ("country/pack.py", "import django.conf"),
        ("publishing/selectors.py", "import isaf.plans.services"),
        ("home/forms.py", "import isaf.scorecards.services"),
        ("plans/services.py", "import isaf.people.views"),
        ("config/__init__.py", "import isaf.plans.views"),
        ("newroom/__init__.py", ""),
    ],
)
def test_a_planted_import_is_seen(house: Path, path: str, line: str) -> None:
    planted = house / "isaf" / path
    before = planted.read_text() if planted.exists() else None
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f"{line}\n")

    said = complaint(house)

    if before is None:
        planted.unlink()
        planted.parent.rmdir()
    else:
        planted.write_text(before)
    name = line.split()[1] if line else "newroom"
    assert name.split(".")[0] in said
    assert "BROKEN" in said


def test_signing_in_is_the_front_page_s_one_door(house: Path) -> None:
    planted = house / "isaf/home/views.py"
    planted.write_text("import isaf.people.services\n")

    assert complaint(house) == ""
    planted.write_text("")
