"""The plan on paper: the thirteen columns of the official form, with the sample plan of a sangkat in both languages."""

from decimal import Decimal

import pypdf
import pytest
from django.utils.translation import override

from isaf.plans import selectors
from isaf.plans.printing import plan_on_paper, plan_pdf
from tests import make

from .test_plan import add

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(scene):
    office = make.facility("ca-010201")
    add(scene, "លូបង្ហូរទឹកក្នុងភូមិ", facility=office, section="external", quantity=Decimal(1200), unit="ម៉ែត្រ",
        beneficiaries=12_500, beneficiaries_female=7_250, cost=48_000_000, location="ភូមិទី ១",
        lead="ចៅសង្កាត់", collaborators="ស្មៀន និងក្រុមប្រឹក្សា", proposer="ប្រជាពលរដ្ឋ")  # fmt: skip
    add(scene, "ជម្រាល និងបង្គន់សម្រាប់ជនមានពិការភាព", facility=scene.health, section="external", quantity=Decimal(2),
        unit="កន្លែង", beneficiaries=4_000, beneficiaries_female=2_500, cost=6_400_000)  # fmt: skip
    add(scene, "រៀបចំបន្ទប់ធ្វើការឱ្យមានរបៀប", facility=office, quantity=Decimal("5.5"), unit="បន្ទប់",
        beneficiaries=14, beneficiaries_female=4, cost=0)  # fmt: skip
    return selectors.plan_table(scene.cycle.plan)


def paper(table, language):
    with override(language):
        return plan_on_paper(table)


def test_the_paper_has_the_thirteen_columns_and_the_sums_of_the_sample_plan(table):
    told = paper(table, "en")
    assert sum(head["span"] for head in told["heads"]) == 13
    assert [
        len(row) for section in told["sections"] for group in section["groups"] for row in group["rows"]
    ] == [13] * 3
    assert told["total"]["cost"] == "54,400,000"
    assert told["sections"][0]["total"]["women"] == "9,750 (59.1%)"
    assert told["sections"][1]["groups"][0]["rows"][0][5] == "5.5"
    assert told["draft"] == "Draft: not yet signed"


def test_khmer_paper_has_khmer_digits_and_the_national_heading(table):
    told = paper(table, "km")
    assert told["heading"] == ["ព្រះរាជាណាចក្រកម្ពុជា", "ជាតិ សាសនា ព្រះមហាក្សត្រ"]
    assert told["total"]["cost"] == "៥៤.៤០០.០០០"


def test_what_was_not_estimated_stays_empty_and_is_said_at_the_sum(scene, table):
    add(scene, "A well", cost=None)
    told = paper(selectors.plan_table(scene.cycle.plan), "en")
    assert told["sections"][1]["groups"][1]["rows"][0][11] == ""
    assert (told["total"]["cost"], told["total"]["note"]) == ("54,400,000", "lines without an estimate: 1")


def test_the_same_plan_gives_the_same_bytes_on_landscape_a4(table, tmp_path):
    for language in ("km", "en"):
        made = plan_pdf(table, language)
        assert made == plan_pdf(table, language)
        file = tmp_path / "plan.pdf"
        file.write_bytes(made)
        (page,) = pypdf.PdfReader(file).pages
        assert [round(float(side)) for side in page.mediabox[2:]] == [842, 595]


def test_a_plan_of_three_hundred_lines_runs_over_pages_with_its_heading_repeated(scene, table, tmp_path):
    for place in range(297):
        add(scene, f"Line {place}", beneficiaries=10, beneficiaries_female=5, cost=1000)
    file = tmp_path / "plan.pdf"
    file.write_bytes(plan_pdf(selectors.plan_table(scene.cycle.plan), "en"))
    pages = pypdf.PdfReader(file).pages
    assert len(pages) > 5
    assert all("Proposer" in page.extract_text() for page in pages[:-1])
