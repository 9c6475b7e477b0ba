"""What every test may ask for. The cast is in tests/cast.py, the makers in tests/make.py."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from tools.need import FIND, advice, is_required

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files instead of comparing")


def program(name: str) -> str:
    """Where the program is; without it the test is skipped, or fails where ISAF_REQUIRE names it."""
    found = FIND[name]()
    if not found:
        (pytest.fail if is_required(name) else pytest.skip)(advice(name))
    return found


@pytest.fixture(autouse=True)
def default_language() -> None:
    """Every test starts in the country's own language, whatever page the one before it looked at."""
    if settings.configured:
        translation.deactivate()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    return program("chromium")


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node."""
    return program("node")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """``golden("scores.csv", content)``: what leaves the building must equal tests/golden/scores.csv."""

    def compare(name: str, content: str | bytes) -> None:
        path, given = GOLDEN / name, content.encode() if isinstance(content, str) else content
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(given)
        assert path.exists(), f"{name} is not there yet: make golden"
        assert given == path.read_bytes(), f"{name} changed; if that is right: make golden"

    return compare
