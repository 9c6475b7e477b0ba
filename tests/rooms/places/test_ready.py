"""Two commands begin in one fresh data folder at the same moment."""

import os
import subprocess
import sys

from isaf.kit.alone import alone


def test_two_commands_in_a_fresh_folder_wait_for_each_other(tmp_path):
    there = {"PATH": os.environ["PATH"], "ISAF_DATA": str(tmp_path / "data")}
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "isaf", "daily"], env=there, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [one.communicate(timeout=180)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said


def test_one_deed_is_let_go_even_when_it_fails(db, settings, tmp_path):
    settings.ISAF_DATA = tmp_path
    for _ in range(2):
        try:
            with alone("deed"):
                raise ValueError
        except ValueError:
            continue
