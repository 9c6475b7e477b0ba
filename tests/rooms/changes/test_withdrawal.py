"""What is taken back is read by nobody, says so, and is not deleted."""

from datetime import date

import pytest
from django.urls import reverse

from isaf.audit.models import Version
from isaf.audit.problems import NothingToWithdraw, WithdrawnWithoutReason
from isaf.information import services as information
from isaf.information.models import InformationSheet
from isaf.information.selectors import last_year_values, published, published_years
from isaf.information.services_withdrawal import withdraw
from isaf.kit.clock import pretend
from isaf.kit.problems import Stale
from isaf.places.selectors import facility_by_slug
from isaf.plans import services as plans
from isaf.plans.lines import Line
from isaf.plans.models import Plan
from isaf.plans.problems import PlanStep
from isaf.plans.selectors import is_public, public_plan
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db
OFFICE = "ca-010201"


@pytest.fixture
def scene():
    with pretend(date(2026, 6, 30)):
        people = cast.people()
        yield people, make.cycle(year=2026)


def publish(people, year, births: int, reason: str = "") -> InformationSheet:
    office = facility_by_slug(OFFICE)
    content = {"performance": {"births": {"this_year": births}}}
    if reason:
        sheet = InformationSheet.objects.get(cycle=year, facility=office)
        if sheet.state == "published":
            information.correct(sheet=sheet, by=people.dara)
    sheet = information.save_draft(cycle=year, facility=office, content=content, by=people.dara)
    information.publish(
        sheet=information.submit(sheet=sheet, by=people.chief, is_sure=True), by=people.bopha, reason=reason
    )
    return InformationSheet.objects.get(pk=sheet.pk)


def test_a_withdrawn_sheet_is_read_by_nobody_and_says_why(scene):
    people, year = scene
    sheet = publish(people, year, 41)
    withdraw(sheet=sheet, reason="A private name stood in it.", by=people.bopha)

    office = facility_by_slug(OFFICE)
    assert published(office, 2026) is None
    assert published_years(office) == []
    assert last_year_values(office, 2027) == {}
    page = enter().get(reverse("publishing:facility_year", args=[OFFICE, "2026"])).content.decode()
    assert "A private name stood in it." in page
    assert "41" not in enter().get(f"/en/facilities/{OFFICE}/2026/information.csv").content.decode()
    gone = enter().get(f"/en/facilities/{OFFICE}/2026/?v=1")
    assert gone.status_code == 410
    assert "A private name stood in it." in gone.content.decode()


def test_nothing_is_deleted_and_the_sheet_goes_back_to_its_writers(scene):
    people, year = scene
    sheet = publish(people, year, 41)
    withdraw(sheet=sheet, reason="Wrong figures.", by=people.bopha)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.returned_reason, sheet.published_at) == ("returned", "Wrong figures.", None)
    kept = Version.objects.get(kind="information", subject_id=str(sheet.pk))
    assert kept.content["values"] == {"performance": {"births": {"this_year": 41}}}
    assert (kept.withdrawn_reason, kept.withdrawn_by_name) == ("Wrong figures.", "Bopha")


def test_the_earlier_version_stands_again_unless_it_is_withdrawn_too(scene):
    people, year = scene
    publish(people, year, 41)
    sheet = publish(people, year, 42, reason="Counted again.")
    withdraw(sheet=sheet, reason="The first count was right.", by=people.bopha)
    office = facility_by_slug(OFFICE)
    assert published(office, 2026).number == 1
    page = enter().get(reverse("publishing:facility_year", args=[OFFICE, "2026"])).content.decode()
    assert "The first count was right." in page

    sheet = publish(people, year, 43, reason="Third count.")
    withdraw(sheet=sheet, reason="All are wrong.", by=people.bopha, with_earlier=True)
    assert published(office, 2026) is None
    assert Version.objects.filter(subject_id=str(sheet.pk)).count() == 3


def test_a_withdrawn_sheet_is_published_again_by_four_eyes(scene):
    people, year = scene
    sheet = publish(people, year, 41)
    withdraw(sheet=sheet, reason="Wrong.", by=people.bopha)
    publish(people, year, 45, reason="Mended.")
    found = published(facility_by_slug(OFFICE), 2026)
    assert (found.number, [one.is_withdrawn for one in found.versions]) == (2, [False, True])


def test_withdrawing_needs_a_reason_a_fresh_page_and_something_published(scene):
    people, year = scene
    sheet = publish(people, year, 41)
    with pytest.raises(WithdrawnWithoutReason):
        withdraw(sheet=sheet, reason=" ", by=people.bopha)
    with pytest.raises(Stale):
        withdraw(sheet=sheet, reason="Wrong.", by=people.bopha, row_version=sheet.row_version - 1)
    withdraw(sheet=sheet, reason="Wrong.", by=people.bopha, row_version=sheet.row_version)
    with pytest.raises(NothingToWithdraw):
        withdraw(sheet=sheet, reason="Wrong.", by=people.bopha)


def test_the_checker_withdraws_by_the_page_and_nobody_else(scene):
    people, year = scene
    sheet = publish(people, year, 41)
    address = reverse("changes:withdraw", args=[year.pk, OFFICE])
    assert enter(people.dara).post(address, {"reason": "Mine."}).status_code == 403
    assert enter(people.chan).post(address, {"reason": "Mine."}).status_code == 404
    bopha = enter(people.bopha)
    assert bopha.get(address).status_code == 200
    assert bopha.post(address, {"reason": "", "row_version": sheet.row_version}).status_code == 422
    assert bopha.post(address, {"reason": "Old page.", "row_version": "1"}).status_code == 409
    sent = bopha.post(address, {"reason": "Wrong.", "row_version": sheet.row_version, "once": "k"})
    assert sent.status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == "returned"


def signed(people, year) -> Plan:
    section = year.instrument["plan_sections"][0]["id"]
    line = Line(title="Two pumps", section=section, lead="Office", end_on=date(2026, 12, 31))
    office = facility_by_slug(OFFICE)
    plans.add_line(cycle=year, line=line, facility=office, agreed_on=date(2026, 6, 20), by=people.dara)
    return sign(people, year.plan)


def sign(people, plan) -> Plan:
    plan = plans.propose_plan(plan=plan, by=people.committee)
    plan = plans.approve_plan(plan=plan, session_number="1", approved_on=date(2026, 6, 25), by=people.council)
    return plans.sign_plan(plan=plan, by=people.chief)


def test_a_withdrawn_plan_says_so_and_goes_the_whole_way_again(scene):
    people, year = scene
    plan = signed(people, year)
    action = plan.lines.get().action
    address = reverse("changes:withdraw_plan", args=[year.pk])
    assert enter(people.dara).get(address).status_code == 403
    sent = enter(people.council).post(address, {"reason": "The wrong list was signed.", "once": "k"})
    assert sent.status_code == 302

    plan.refresh_from_db()
    assert (plan.state, plan.signed_on, plan.session_number) == ("draft", None, "")
    assert public_plan(year.area, 2026) is None
    for public in (
        "/en/plans/010201/2026/",
        "/en/plans/010201/2026/lines.csv",
        f"/en/actions/{action.code}/",
    ):
        answer = enter().get(public)
        assert answer.status_code == 410
        assert "The wrong list was signed." in answer.content.decode()

    sign(people, plan)
    versions = Version.objects.filter(kind="plan").order_by("number")
    assert [(v.number, v.reason, bool(v.withdrawn_at)) for v in versions] == [
        (1, "", True),
        (2, "The wrong list was signed.", False),
    ]
    assert is_public(action)
    assert enter().get("/en/plans/010201/2026/").status_code == 200


def test_a_plan_that_is_not_signed_has_nothing_to_withdraw(scene):
    people, year = scene
    plan = signed(people, year)
    plans.withdraw_plan(plan=plan, reason="Wrong.", by=people.council)
    with pytest.raises(PlanStep):
        plans.withdraw_plan(plan=plan, reason="Wrong.", by=people.council)
