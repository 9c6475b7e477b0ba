"""The district's integration workshop: which lines come before it, in which year, and what it answers."""

import io
from datetime import date

import pypdf
import pytest
from django.utils.translation import override

from isaf.kit.clock import pretend
from isaf.kit.problems import Problems, Stale
from isaf.kit.workbooks import read_workbook
from isaf.plans import problems, selectors, services
from isaf.plans.models import Submission, Workshop
from isaf.plans.selectors.workshop import goes_to, workshop_list
from isaf.plans.workshop_paper import workshop_on_paper, workshop_pdf
from isaf.plans.workshop_rules import Answer, objection
from isaf.plans.workshop_sheet import workshop_xlsx
from tests import make
from tests.enter import enter

from .conftest import a_line, signed
from .test_plan import add

pytestmark = pytest.mark.django_db

DAY = date(2025, 10, 15)
AFTER = date(2025, 10, 20)


@pytest.fixture
def district():
    return make.area("0102")


def held(scene, on=DAY, **fields):
    return services.set_workshop(
        area=make.area("0102"), year=2025, held_on=on, place="Hall", by=scene.people.bopha, **fields
    )


def two_lines(scene):
    one = add(scene, "Drains", section="external", cost=48_000_000, beneficiaries=12_500)
    two = add(scene, "Ramp", section="external", cost=6_400_000)
    add(scene, "Tidy rooms", cost=0)
    return one, two


def answer(scene, answers, seen=None, on=AFTER):
    with pretend(on):
        return services.record_outcomes(
            area=make.area("0102"), year=2025, answers=answers, seen=seen or {}, by=scene.people.bopha
        )


FUNDED = Answer("funded", "Commune fund", 40_000_000)
NOT = Answer("not_funded", reason="Next year.")


def test_the_lines_of_all_communes_that_need_outside_resources_come_before_the_workshop(scene, district):
    two_lines(scene)
    other = make.cycle("010202", year=2025)
    services.add_line(
        cycle=other,
        line=make_line("A bridge"),
        facility=None,
        agreed_on=date(2025, 7, 1),
        by=scene.people.dara,
    )
    far = make.cycle("020101", year=2025)
    services.add_line(
        cycle=far,
        line=make_line("Elsewhere"),
        facility=None,
        agreed_on=date(2025, 7, 1),
        by=scene.people.chan,
    )
    found = workshop_list(district, 2025, date(2025, 8, 1))
    assert [(area.code, [row.line.action.title for row in rows]) for area, rows in found.places] == [
        ("010201", ["Drains", "Ramp"]),
        ("010202", ["A bridge"]),
    ]
    assert [row.number for row in found.rows] == ["1", "2", "1"]
    assert (found.sums.lines, found.sums.sought, found.sums.granted) == (3, 54_400_000, None)


def make_line(title):
    return a_line(title, section="external")


def test_a_line_approved_after_the_workshop_goes_to_the_next_years(scene, district):
    two_lines(scene)
    held(scene, on=date(2025, 8, 5))
    before = goes_to(scene.cycle, scene.cycle.plan, date(2025, 8, 1))
    assert (before.year, before.is_next) == (2025, False)
    assert goes_to(scene.cycle, scene.cycle.plan, date(2025, 8, 6)).is_next  # told while it is being written
    signed(scene)  # approved on the 10th of August
    assert workshop_list(district, 2025, AFTER).rows == []
    assert len(workshop_list(district, 2026, AFTER).rows) == 2


def test_the_mark_stands_on_the_page_of_the_plan_as_soon_as_the_line_is_written(scene):
    two_lines(scene)
    held(scene, on=date(2025, 8, 5))
    with pretend(date(2025, 8, 6)):
        page = enter(scene.people.dara).get(f"/en/work/years/{scene.cycle.pk}/plan/").content.decode()
    assert "For next year's workshop (District Integration Workshop 2026)" in page


def test_field_priority_code_and_amount_are_written_and_the_amount_is_what_is_sought(scene, district):
    one, two = two_lines(scene)
    given = {"field": "economy", "priority": 1, "code": "CIP-07", "amount": 30_000_000}
    services.place_in_programme(line=one, by=scene.people.dara, **given)
    found = workshop_list(district, 2025, date(2025, 8, 1))
    assert [row.sought for row in found.rows] == [30_000_000, 6_400_000]
    with pytest.raises(problems.UnknownField):
        services.place_in_programme(line=two, by=scene.people.dara, **given | {"field": "roads"})
    with pytest.raises(Stale):
        services.place_in_programme(line=one, by=scene.people.dara, row_version=1, **given)


def test_a_line_that_the_body_does_itself_has_no_place_in_the_programme(scene):
    inside = add(scene, "Tidy rooms")
    with pytest.raises(problems.NoWorkshopHere):
        services.place_in_programme(
            line=inside, field="", priority=None, code="", amount=None, by=scene.people.dara
        )


def test_outcomes_are_typed_back_in_one_go_and_nothing_half(scene, district):
    one, two = two_lines(scene)
    signed(scene)
    with pytest.raises(problems.WorkshopNotHeld):
        answer(scene, {one.pk: FUNDED})
    held(scene)
    with pytest.raises(Problems) as refused:
        answer(scene, {one.pk: FUNDED, two.pk: Answer("not_funded")})
    assert [type(p) for p in refused.value.problems] == [problems.ReasonNeeded]
    assert Submission.objects.exclude(outcome="").count() == 0
    assert answer(scene, {one.pk: FUNDED, two.pk: Answer("temporary", "NGO", 5, "12", 2026)}) == 2
    sums = workshop_list(district, 2025, AFTER).sums
    assert (sums.answered, sums.found, sums.granted) == (2, 2, 40_000_005)
    assert answer(scene, {one.pk: FUNDED}, {one.pk: 2}) == 0  # the same again changes nothing


def test_an_outcome_that_somebody_else_changed_meanwhile_is_not_overwritten(scene):
    one, two = two_lines(scene)
    signed(scene)
    held(scene)
    answer(scene, {one.pk: FUNDED})
    with pytest.raises(Problems) as refused:
        answer(scene, {one.pk: NOT, two.pk: NOT}, {one.pk: 0})
    assert [type(p) for p in refused.value.problems] == [problems.OutcomesChanged]
    assert Submission.objects.get(line=one).outcome == "funded"
    assert not Submission.objects.filter(line=two).exclude(outcome="").exists()


def test_a_plan_that_is_not_approved_gets_no_answer(scene):
    one, _ = two_lines(scene)
    held(scene)
    with pytest.raises(Problems) as refused:
        answer(scene, {one.pk: FUNDED}, on=DAY)
    assert [type(p) for p in refused.value.problems] == [problems.NotApprovedYet]


def test_the_day_stays_once_an_outcome_is_recorded_and_lies_in_its_year(scene):
    one, _ = two_lines(scene)
    signed(scene)
    with pytest.raises(problems.WorkshopFar):
        held(scene, on=date(2026, 3, 1))
    held(scene)
    answer(scene, {one.pk: FUNDED})
    with pretend(AFTER), pytest.raises(problems.WorkshopOver):
        held(scene, on=date(2025, 11, 1), row_version=1)
    with pytest.raises(Stale):
        held(scene, row_version=7)
    assert Workshop.objects.get().held_on == DAY


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (FUNDED, None),
        (NOT, None),
        (Answer("temporary", "NGO", 1, "4", 2025), None),
        (Answer("maybe"), "outcome"),
        (Answer("funded", " ", 1), "funder"),
        (Answer("funded", "NGO"), "granted"),
        (Answer("temporary", "NGO", 1, "", 2026), "agreement"),
        (Answer("temporary", "NGO", 1, "4"), "agreement_year"),
        (Answer("temporary", "NGO", 1, "4", 2024), "agreement_year"),
        (Answer("temporary", "NGO", 1, "4", 2031), "agreement_year"),
        (Answer("not_funded", reason=" "), "reason"),
    ],
)
def test_every_outcome_says_what_it_has_to_say(given, field):
    found = objection(given, 2025)
    assert (found[0] if found else None) == field


def test_the_district_types_the_outcomes_on_its_page_and_it_waits_for_them_until_then(scene):
    one, two = two_lines(scene)
    signed(scene)
    bopha = enter(scene.people.bopha)
    address = "/en/work/workshops/0102/2025/"
    with pretend(date(2025, 10, 1)):
        sent = bopha.post(f"{address}day/", {"held_on": "15/10/2025", "place": "Hall", "row_version": "0"})
        assert (sent.status_code, sent.url) == (302, address)
    with pretend(AFTER):
        assert "Type the outcomes" in [item.button for item in selectors.waiting(scene.people.bopha, AFTER)]
        page = bopha.get(f"{address}outcomes/").content.decode()
        assert "Drains" in page
        assert "Tidy rooms" not in page
        typed = {
            f"{one.pk}-outcome": "funded",
            f"{one.pk}-funder": "Commune fund",
            f"{two.pk}-outcome": "funded",
        }
        refused = bopha.post(f"{address}outcomes/", typed)
        assert refused.status_code == 422
        assert "Write how much is given." in refused.content.decode()
        assert Submission.objects.count() == 0
        typed |= {
            f"{one.pk}-granted": "៤០.០០០.០០០",
            f"{two.pk}-outcome": "not_funded",
            f"{two.pk}-reason": "Later.",
        }
        assert bopha.post(f"{address}outcomes/", typed).status_code == 302
        assert Submission.objects.get(line=one).granted == 40_000_000
        assert "Type the outcomes" not in [i.button for i in selectors.waiting(scene.people.bopha, AFTER)]
        assert "Commune fund" in bopha.get(address).content.decode()
        assert enter(scene.people.dara).post(f"{address}outcomes/", typed).status_code in (403, 404)


def test_the_list_on_paper_and_as_a_spreadsheet_holds_the_same(scene, district, tmp_path):
    one, two = two_lines(scene)
    services.place_in_programme(
        line=one, field="economy", priority=1, code="CIP-07", amount=None, by=scene.people.dara
    )
    signed(scene)
    held(scene)
    answer(scene, {one.pk: FUNDED, two.pk: NOT}, {one.pk: 2})
    found = workshop_list(district, 2025, AFTER)
    with override("km"):
        told = workshop_on_paper(found)
    assert told["total"]["sought"] == "៥៤.៤០០.០០០"
    assert told["heading"][0] == "ព្រះរាជាណាចក្រកម្ពុជា"
    with override("en"):
        (sheet,) = read_workbook(workshop_xlsx(found)).sheets
    rows = [values for _, values in sheet.rows]
    assert rows[1][2:6] == ("Drains", "Economy", 1.0, "CIP-07")
    assert rows[1][10:13] == ("Funded", "Commune fund", 40_000_000.0)
    for language in ("km", "en"):
        made = workshop_pdf(found, language)
        assert made == workshop_pdf(found, language)
        (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
        assert [round(float(side)) for side in page.mediabox[2:]] == [842, 595]
