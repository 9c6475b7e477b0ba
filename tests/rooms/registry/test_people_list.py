"""``isaf import people``: the same report as of every list, nobody made twice, codes on paper only."""

import argparse
import io
import json

import pytest

from isaf.people.models import Account, Slip
from isaf.registry import command
from tests import cast, make

pytestmark = pytest.mark.django_db

LIST = "username,name,role,scope,language\nmony,Mony,clerk,010201,en\nhead2,Second,hc_head,hc-010201,\n"
KEYS = ["kind", "file", "sha256", "dry_run", "applied", "counts", "rows"]


@pytest.fixture
def bring(monkeypatch, tmp_path):
    """``bring(text, *options, kind=)``: the exit code, the report, what was said beside it."""
    monkeypatch.setattr("isaf.places.ready.make_ready", lambda stderr: None)
    cast.people()

    def importing(text, *options, kind="people"):
        path, out, err = tmp_path / "list.csv", io.StringIO(), io.StringIO()
        path.write_text(text)
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        args = parser.parse_args([kind, str(path), "--format", "json", *options])
        code = command.run(args, io.StringIO(), out, err)
        return code, json.loads(out.getvalue() or "null"), err.getvalue()

    return importing


def changes(report):
    return [(row["line"], row["code"], row["change"], row["problem"]) for row in report["rows"]]


def test_accounts_are_made_and_the_same_list_again_makes_nobody(bring):
    code, report, _ = bring(LIST)
    assert (code, list(report), report["applied"]) == (0, KEYS, True)
    assert changes(report) == [(2, "mony", "added", None), (3, "head2", "added", None)]
    before = Account.objects.count(), Slip.objects.count()
    code, again, _ = bring(LIST)
    assert (code, again["counts"]["same"]) == (0, 2)
    assert (Account.objects.count(), Slip.objects.count()) == before


def test_every_fault_of_a_line_is_told_and_nobody_is_made(bring):
    before = Account.objects.count()
    code, report, _ = bring(LIST + ",N,king,nowhere,en\nmony,Other,clerk,010201,en\n")
    assert (code, report["applied"], Account.objects.count()) == (1, False, before)
    assert changes(report)[2:] == [
        (4, "", "refused", "line_incomplete"),
        (5, "mony", "refused", "user_name_taken"),
    ]
    told = report["rows"][2]["text"]["en"]
    assert "king" in told
    assert "nowhere" in told
    code, report, _ = bring(LIST + "x,X,king,010201,en\n", "--skip-refused")
    assert (code, report["applied"], Account.objects.count()) == (0, True, before + 2)


def test_a_trial_makes_nobody(bring):
    before = Account.objects.count()
    code, report, _ = bring(LIST, "--dry-run")
    assert (code, report["counts"]["added"], Account.objects.count()) == (0, 2, before)


def test_the_codes_leave_only_on_paper_that_was_not_there_before(bring, tmp_path):
    paper = tmp_path / "slips.pdf"
    assert bring(LIST, "--slips", str(paper))[0] == 0
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_mode & 0o777 == 0o600
    code, report, said = bring(LIST, "--slips", str(paper))
    assert (code, report) == (3, None)
    assert "slips.pdf" in said


@pytest.mark.parametrize("option", [["--as-of", "2026-01-01"], ["--layout", "health-2010"], ["--complete"]])
def test_options_of_other_lists_are_wrong_usage(bring, option):
    assert bring(LIST, *option)[0] == 2


def test_a_file_that_is_no_list_is_refused_in_the_same_shape(bring):
    code, report, _ = bring("a,b\n1,2\n")
    assert (code, list(report), changes(report)) == (1, KEYS, [(1, "", "refused", "list_has_no_columns")])


@pytest.mark.parametrize(
    "kind", ["gazetteer", "facilities", "organisations", "projects", "targets", "people"]
)
def test_every_kind_is_told_in_one_shape(bring, kind):
    make.area("010202")
    code, report, _ = bring("code\n010202\n", "--dry-run", kind=kind)
    assert (code in (0, 1), list(report)) == (True, KEYS)
    assert list(report["counts"]) == [
        "read",
        "added",
        "renamed",
        "moved",
        "changed",
        "ended",
        "same",
        "refused",
    ]
    assert {tuple(row) for row in report["rows"]} == {("line", "code", "change", "problem", "text")}
