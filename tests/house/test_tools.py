"""The tools behind `make` say what is missing, and what to do about it."""

from pathlib import Path

import pytest

from tests.conftest import program
from tools import environment, need


def test_an_old_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 1))

    assert environment.main("run") == 3
    assert "3.11 or newer, and this is 3.9" in capsys.readouterr().err


def test_packages_are_installed_once_for_each_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").touch()
    for name in ("requirements/run.txt", "requirements/dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    calls: list[str] = []
    monkeypatch.setattr(environment, "install", calls.append)

    assert environment.main("run") == environment.main("run") == 0
    assert calls == ["run"]
    (tmp_path / "requirements/run.txt").write_text("two")
    assert environment.main("run") == 0
    assert calls == ["run", "run"]
    assert environment.main("dev") == environment.main("run") == 0
    assert calls == ["run", "run", "dev"], "what dev installed holds run as well"


def test_a_missing_program_skips_unless_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(need.FIND, "node", lambda: None)
    monkeypatch.delenv("ISAF_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install your system's package `nodejs`"):
        program("node")

    monkeypatch.setenv("ISAF_REQUIRE", "chromium, node")
    with pytest.raises(pytest.fail.Exception, match="nodejs"):
        program("node")
