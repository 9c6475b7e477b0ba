"""A spreadsheet spoiled in every way that was ever met, and the whole report of bringing it in."""

import json

import pytest

from isaf.information.spreadsheets.reporting import as_json, as_text

from .conftest import CODES
from .filled import Formula

pytestmark = [pytest.mark.django_db, pytest.mark.golden]

FIRST, SECOND, THIRD = CODES
KHMER = str.maketrans("0123456789", "".join(chr(0x17E0 + n) for n in range(10)))


def spoiled(scene) -> bytes:
    edits = {
        ("identity", FIRST, "hours.now"): "\ufeff7:00-11:00, =SUM(A1)",
        ("performance", FIRST, "pupils.this_year"): "1.410".translate(KHMER),
        ("performance", FIRST, "dropout.this_year"): Formula("=2+1", 3),
        ("performance", FIRST, "water.this_year"): True,
        ("performance", SECOND, "pupils.this_year"): "about 120",
        ("performance", SECOND, "dropout.this_year"): 2.5,
        ("performance", SECOND, "water.this_year"): 7,
        ("income", SECOND, "budget.planned"): Formula("=[1]Other!A1"),
        ("income", SECOND, "budget.actual"): Formula("=B1/0", "#DIV/0!"),
        ("income", SECOND, "gifts.actual"): "1\u17e2",
        ("income", FIRST, "budget.actual"): 95_000_000,
        ("income", FIRST, "gifts.actual"): "-",
        ("tranches", FIRST, "1.date"): "31/03/2026".translate(KHMER),
        ("tranches", FIRST, "1.amount"): "4.000.000",
        ("tranches", SECOND, "1.date"): "31/02/2026",
        ("tranches", SECOND, "1.amount"): -5,
        ("performance", THIRD, "dropout.this_year"): 101,
    }

    def spoil(book, sheets):
        sheets["performance"].write_number(5, 0, int(FIRST))  # the zero in front is lost
        sheets["performance"].merge_range(6, 3, 7, 3, 5)
        sheets["performance"].write_string(8, 0, "0109999")
        sheets["performance"].write_number(8, 4, 12)
        sheets["performance"].write_number(9, 4, 13)
        sheets["income"].write_string(8, 0, THIRD)
        sheets["income"].write_number(7, 3, 2)
        sheets["income"].write_number(8, 3, 1)
        sheets["income"].write_string(8, 20, "a note beside the table")

    return scene.filled(edits, spoil=spoil, macros=True)


def test_the_report_of_a_spoiled_spreadsheet(scene, golden):
    scene.publish(
        {"income": {"budget": {"actual": 9_000_000}}, "performance": {"pupils": {"this_year": 400}}},
        year=2025,
    )
    report = scene.bring(spoiled(scene), dry_run=True)
    told = json.loads(as_json(report)) | {"sha256": "of the file"}
    golden("information/spoiled.json", json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    golden("information/spoiled.en.txt", as_text(report, "en"))
    golden("information/spoiled.km.txt", as_text(report, "km"))


def test_nothing_of_it_is_applied(scene):
    report = scene.bring(spoiled(scene))
    assert (report.applied, scene.content(), scene.content(1), scene.content(2)) == (False, None, None, None)
