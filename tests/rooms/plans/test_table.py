"""Plan lines out as a spreadsheet and back, pasted or as a file: judged first, brought in whole or not at all."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from isaf.kit.clock import pretend
from isaf.kit.spreadsheets import read_table
from isaf.plans import problems, selectors, services
from isaf.plans.models import Action, PlanLine
from isaf.plans.plan_sheet import plan_xlsx
from isaf.plans.selectors.table import frame_of
from isaf.plans.table_reading import judge, table_of
from tests import make
from tests.enter import enter

from .conftest import MET, signed
from .test_plan import add

pytestmark = pytest.mark.django_db

HEAD = (
    "No.\tAgreed action\tSection\tFacility\tStarts on\tDue on\tBeneficiaries\tWomen\tCost\tWho leads it"
    "\tCode of the action"
)


def pasted(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows)) if head else "\n".join(rows)


def look(scene, text, section=""):
    return judge(table_of(text), frame_of(scene.cycle, MET, section))


def bring(scene, text, section="", seen=None):
    rows = look(scene, text, section)
    return services.bring_in_lines(
        cycle=scene.cycle, table=table_of(text), section=section, agreed_on=MET, language="en",
        seen=services.fingerprint(rows) if seen is None else seen, by=scene.people.dara,
    )  # fmt: skip


def titles(scene):
    return [row.action.title for row in selectors.plan_table(scene.cycle.plan).rows]


def test_rows_become_lines_in_the_order_of_their_numbers(scene):
    text = pasted(
        "2\tRamp\tA\thc-010201\t\t31/12/2025\t4.000\t2.500\t6.400.000\tHealth centre",
        "1\tDrains\tក\t\t01/01/2025\t31/12/2025\t១២.៥០០\t៧.២៥០\t៤៨.០០០.០០០\tChief",
    )
    assert bring(scene, text) == {"new": 2, "changed": 0, "same": 0}
    table = selectors.plan_table(scene.cycle.plan)
    assert titles(scene) == ["Drains", "Ramp"]
    assert (table.totals.cost, table.totals.beneficiaries, table.totals.women) == (54_400_000, 16_500, 9_750)
    assert table.rows[1].action.facility == scene.health


def test_what_goes_out_comes_back_as_the_same(scene):
    add(scene, "Drains", section="external", quantity=Decimal("1200.50"), unit="m", cost=48_000_000,
        beneficiaries=12_500, beneficiaries_female=7_250, start_on=date(2025, 8, 1), theme="access")  # fmt: skip
    add(scene, "=SUM(A1)", facility=scene.health, lead="Head", proposer="+ citizens")
    for language in ("km", "en"):
        with override(language):
            data = plan_xlsx(selectors.plan_table(scene.cycle.plan))
        rows = judge(read_table(data), frame_of(scene.cycle, MET))
        assert [(one.change, one.wrong) for one in rows] == [("same", ()), ("same", ())]


def test_a_row_with_a_code_changes_that_line_and_what_the_table_lacks_stays(scene):
    line = add(scene, "Drains", section="external", cost=1, proposer="Citizens")
    code = line.action.code
    text = pasted(f"1\tLong drains\tA\t\t\t31/12/2025\t\t\t2\tChief\t{code}")
    (one,) = look(scene, text)
    assert one.changes == (
        ("title", "Drains", "Long drains"),
        ("lead", "Health centre", "Chief"),
        ("cost", 1, 2),
    )
    assert bring(scene, text) == {"new": 0, "changed": 1, "same": 0}
    line.refresh_from_db()
    assert (line.cost, line.proposer, line.row_version) == (2, "Citizens", 2)
    assert Action.objects.get().title == "Long drains"


def test_the_official_form_is_pasted_with_its_headings_of_sections_and_bodies(scene):
    text = pasted(
        "ក. សកម្មភាពដែលត្រូវការធនធានពីខាងក្រៅ\t",
        "1\tDrains\tCitizens\t\tVillage 1\t1200\tm\t01/01/2025\t31/12/2025\t12500\t7250\t48000000\tChief",
        "ខ. សកម្មភាពអាទិភាពខាងក្នុង\t",
        "ខ.១ Facility hc-010201\t",
        "ខ.១.១\tTidy rooms\t\t\t\t5\trooms\t\t31/12/2025\t14\t4\t0\tHead",
        head="ល.រ\tសកម្មភាពអាទិភាពដែលបានព្រមព្រៀងគ្នា\tអ្នកស្នើ\tឆ្លើយតបគោលដៅ\tទីតាំង\tបរិមាណ\tឯកតា\tចាប់ផ្ដើម"
        "\tបញ្ចប់\tសរុប\tស្រី\tតម្លៃប៉ាន់ស្មាន\tអ្នកដឹកនាំអនុវត្ត/សហការ",
    )
    bring(scene, text)
    first, second = selectors.plan_table(scene.cycle.plan).rows
    assert (first.line.section, first.line.location) == ("external", "Village 1")
    assert (second.line.section, second.action.facility, second.line.cost) == ("internal", scene.health, 0)


def test_thirteen_columns_without_headings_are_taken_in_the_order_of_the_form(scene):
    row = "1\tDrains\tCitizens\tAccess\tVillage 1\t1200\tm\t01/01/2025\t31/12/2025\t12500\t7250\t48000000\tChief"
    bring(scene, pasted(row, head=""), section="external")
    line = PlanLine.objects.get()
    assert (line.section, line.lead, line.responds_to, line.quantity) == ("external", "Chief", "Access", 1200)


BAD = {
    "women above all": ("1\tA\tA\t\t\t31/12/2025\t14\t15\t\tHead", "H", problems.WomenAboveBeneficiaries),
    "women without all": ("1\tA\tA\t\t\t31/12/2025\t\t15\t\tHead", "G", problems.BeneficiariesMissing),
    "end before start": ("1\tA\tA\t\t02/12/2025\t01/12/2025\t\t\t\tHead", "F", problems.EndsBeforeStart),
    "due before agreed": ("1\tA\tA\t\t\t01/07/2025\t\t\t\tHead", "F", problems.DueBeforeAgreed),
    "due too far": ("1\tA\tA\t\t\t01/07/2099\t\t\t\tHead", "F", problems.DueTooFar),
    "no day": ("1\tA\tA\t\t\t31/02/2025\t\t\t\tHead", "F", "no_day"),
    "day missing": ("1\tA\tA\t\t\t\t\t\t\tHead", "F", problems.CellEmpty),
    "no number": ("1\tA\tA\t\t\t31/12/2025\tmany\t\t\tHead", "G", "no_number"),
    "not whole": ("1\tA\tA\t\t\t31/12/2025\t\t\t1.41\tHead", "I", "not_whole"),
    "two scripts": ("1\tA\tA\t\t\t31/12/2025\t\t\t1២\tHead", "I", "two_scripts"),
    "below nought": ("1\tA\tA\t\t\t31/12/2025\t\t\t-5\tHead", "I", "below_nought"),
    "no leader": ("1\tA\tA\t\t\t31/12/2025\t\t\t\t", "J", problems.CellEmpty),
    "no words": ("1\t\tA\t\t\t31/12/2025\t\t\t\tHead", "B", problems.CellEmpty),
    "no section": ("1\tA\t\t\t\t31/12/2025\t\t\t\tHead", "C", problems.SectionMissing),
    "unknown section": ("1\tA\tZ\t\t\t31/12/2025\t\t\t\tHead", "C", problems.UnknownSection),
    "unknown facility": ("1\tA\tA\tMoon base\t\t31/12/2025\t\t\t\tHead", "D", problems.NotOfThisYear),
    "unknown code": ("1\tA\tA\t\t\t31/12/2025\t\t\t\tHead\t010201-2025-99", "K", problems.NotInThisPlan),
    "too long": (f"1\t{'a' * 301}\tA\t\t\t31/12/2025\t\t\t\tHead", "B", "too_long"),
}


@pytest.mark.parametrize(("row", "column", "problem"), BAD.values(), ids=BAD)
def test_what_cannot_be_right_is_told_by_row_and_column_and_nothing_is_brought_in(
    scene, row, column, problem
):
    text = pasted("1\tGood\tA\t\t\t31/12/2025\t\t\t\tHead", row)
    good, bad = look(scene, text)
    assert (good.change, bad.change, bad.row) == ("new", "refused", 3)
    assert [w.column for w in bad.wrong] == [column]
    found = bad.wrong[0].problem
    assert found.code == problem if isinstance(problem, str) else isinstance(found, problem)
    with pytest.raises(problems.TableRefused):
        bring(scene, text)
    assert not PlanLine.objects.exists()


def test_the_same_table_twice_doubles_no_line(scene):
    text = pasted("1\tDrains\tA\t\t\t31/12/2025\t\t\t\tHead")
    bring(scene, text)
    (again,) = look(scene, text)
    assert isinstance(again.wrong[0].problem, problems.StandsAlready)
    _, second = look(scene, pasted(*["1\tPump\tA\t\t\t31/12/2025\t\t\t\tHead"] * 2))
    assert isinstance(second.wrong[0].problem, problems.LineTwice)


def test_a_table_without_headings_or_with_a_plan_changed_meanwhile_is_refused(scene):
    (one,) = look(scene, "a\tb\n1\t2")
    assert isinstance(one.wrong[0].problem, problems.NoHeadings)
    text = pasted("1\tDrains\tA\t\t\t31/12/2025\t\t\t\tHead")
    with pytest.raises(problems.TableChanged):
        bring(scene, text, seen="other")
    add(scene, "Something", section="external")
    signed(scene)
    with pytest.raises(problems.PlanNotDraft):
        bring(scene, text)


def test_a_workbook_that_cannot_be_read_says_which_cell(scene):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Agreed action", "Section", "Due on", "Who leads it"])
        sheet.write_row(1, 0, ["Drains", "A", "31/12/2025", "Chief"])
        sheet.merge_range(2, 0, 3, 0, "Pump")
    rows = judge(read_table(out.getvalue()), frame_of(scene.cycle, MET))
    assert [(one.row, one.change) for one in rows] == [(3, "refused"), (2, "new")]
    assert "A3:A4" in str(rows[0].wrong[0].problem)


def test_three_hundred_lines_are_pasted_looked_at_and_brought_in_on_the_page(
    scene, django_assert_max_num_queries
):
    rows = [f"{n}\tLine {n}\tA\t\t\t31/12/2025\t10\t5\t1.000\tChief" for n in range(300, 0, -1)]
    dara, address = enter(scene.people.dara), f"/en/work/years/{scene.cycle.pk}/plan/table/"
    with pretend(MET):
        with django_assert_max_num_queries(40):
            looked = dara.post(address, {"text": pasted(*rows), "look": "1", "once": "k" * 24})
        assert looked.status_code == 200
        assert "New: 300." in looked.content.decode()
        assert not PlanLine.objects.exists()
        seen = looked.context["seen"]
        typed = {"text": pasted(*rows), "bring": "1", "once": "k" * 24, "seen": seen}
        assert dara.post(address, typed).status_code == 302
        assert dara.post(address, typed).status_code == 302  # the same form again is the same deed
    assert PlanLine.objects.count() == 300
    assert titles(scene)[:2] == ["Line 1", "Line 2"]


def test_a_file_is_read_once_and_its_rows_stand_in_the_box_on_their_lines(scene):
    with override("en"):
        empty = plan_xlsx(None)
    file = SimpleUploadedFile("plan.xlsx", empty)
    dara, address = enter(scene.people.dara), f"/en/work/years/{scene.cycle.pk}/plan/table/"
    with pretend(MET):
        answer = dara.post(address, {"file": file, "look": "1"})
        assert "Agreed action\tSection\tFacility" in answer.context["form"]["text"].value()
        bad = dara.post(address, {"text": pasted("", "1\tA\tA\t\t\t\t\t\t\tHead"), "look": "1"})
    assert bad.status_code == 422
    assert "Column F:" in bad.content.decode()
    assert dara.post(address, {"look": "1"}).status_code == 400
    assert enter(scene.people.head).get(address).status_code == 403


def test_a_line_is_put_at_a_place(scene):
    for name in "abcd":
        last = add(scene, name, section="external")
    services.place_line(line=last, place=2, by=scene.people.dara)
    assert titles(scene) == ["a", "d", "b", "c"]
    with pytest.raises(problems.NoSuchPlace):
        services.place_line(line=last, place=5, by=scene.people.dara)
    with pretend(MET):
        sent = enter(scene.people.dara).post(f"/en/work/plan-lines/{last.pk}/place/", {"to": "4"})
    assert sent.status_code == 302
    assert titles(scene) == ["a", "b", "c", "d"]


def test_the_facility_of_another_commune_is_not_taken(scene):
    make.facility("hc-020101", host="020101")
    (one,) = look(scene, pasted("1\tA\tA\thc-020101\t\t31/12/2025\t\t\t\tHead"))
    assert one.change == "refused"
