"""`isaf import information`: exit codes, who it is done for, what stands on stdout."""

import argparse
import io
import json

import pytest

from isaf.config.importing import add_arguments, run
from isaf.information.models import InformationSheet

from .conftest import CODES

pytestmark = pytest.mark.django_db

PUPILS = ("performance", CODES[0], "pupils.this_year")


@pytest.fixture
def bring(scene, tmp_path, monkeypatch):
    monkeypatch.setattr("isaf.places.ready.make_ready", lambda stderr: None)

    def call(edits: dict, *flags: str, kind: str = "information") -> tuple[int, str, str]:
        path = tmp_path / "filled.xlsx"
        path.write_bytes(scene.filled(edits))
        parser, out, err = argparse.ArgumentParser(), io.StringIO(), io.StringIO()
        add_arguments(parser)
        code = run(parser.parse_args([kind, str(path), *flags]), io.StringIO(), out, err)
        return code, out.getvalue(), err.getvalue()

    return call


def test_a_sound_file_is_applied_and_the_same_file_changes_nothing(bring):
    for change in ("added", "same"):
        code, out, _ = bring({PUPILS: 310}, "--format", "json", "--by", "moni")
        told = json.loads(out)
        assert (code, told["applied"], [row["change"] for row in told["rows"]]) == (0, True, [change])
    assert InformationSheet.objects.get().drafted_by.username == "moni"


def test_a_refused_cell_is_exit_one_and_named_with_its_place(bring):
    code, out, _ = bring({PUPILS: "many"}, "--lang", "en")
    assert code == 1
    assert out.startswith("Worksheet “2 kh Performance”, row 6, column E: ")
    assert "Nothing was changed." in out


def test_the_rest_is_written_on_request(bring):
    wrong = {PUPILS: "many", ("performance", CODES[1], "pupils.this_year"): 5}
    assert bring(wrong, "--dry-run")[0] == 1
    assert bring(wrong, "--skip-refused")[0] == 0
    assert InformationSheet.objects.count() == 1


def test_only_what_is_theirs_is_taken_from_who_filled_the_file(bring):
    code, out, _ = bring({PUPILS: 310}, "--by", "chan", "--lang", "en")
    assert (code, InformationSheet.objects.count()) == (1, 0)
    assert "is not on the list of 2026, or its sheet is not yours to fill in." in out


@pytest.mark.parametrize("flags", [("--by", "nobody"), ("--layout", "x"), ("--complete",)])
def test_wrong_usage_is_exit_two(bring, flags):
    code, out, err = bring({PUPILS: 310}, *flags)
    assert (code, out) == (2, "")
    assert err


def test_a_person_is_named_only_for_sheets(bring):
    assert bring({}, "--by", "moni", kind="facilities")[0] == 2


def test_a_file_that_is_not_there_is_exit_three(scene, tmp_path):
    parser, err = argparse.ArgumentParser(), io.StringIO()
    add_arguments(parser)
    args = parser.parse_args(["information", str(tmp_path / "none.xlsx")])
    assert run(args, io.StringIO(), io.StringIO(), err) == 3
    assert "none.xlsx" in err.getvalue()
