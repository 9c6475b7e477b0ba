"""Many sheets at once: the list of a district, who is late, the reminder, facilities that meet standards."""

from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from isaf.information import indicators, lists, services
from isaf.kit.clock import pretend
from isaf.places.selectors import facility_by_slug
from tests import make

from .conftest import births

pytestmark = pytest.mark.django_db

IN_JUNE = date(2026, 6, 30)
COUNTED = ("council_meetings", "birth_days", "requests", "fees_posted")
GOOD = {
    "council_meetings": {"last_year": 11, "this_year": 12},
    "birth_days": {"last_year": 9, "this_year": 5},
    "requests": {"last_year": 70, "this_year": 90},
    "fees_posted": {"last_year": 1, "this_year": 1},
}


@pytest.fixture(autouse=True)
def in_english():
    with override("en"), pretend(IN_JUNE):
        yield


def district():
    return make.area("0102")


def enter(person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="isaf.people.backend.AccountBackend")
    return client


def test_the_list_tells_state_days_late_lines_and_jumps(scene):
    before = {"performance": {"births": {"this_year": 30}, "projects": {"this_year": 3}}}
    scene.published(before, cycle=make.cycle(year=2025))
    scene.draft(births(300))
    rows = lists.rows_of_area(scene.people.bopha, district(), 2026, IN_JUNE)
    office = next(row for row in rows if row.facility.slug == "ca-010201")
    assert (office.state, office.reported, office.asked, office.jumps) == ("draft", 1, 35, 1)
    assert office.late == (IN_JUNE - office.due).days > 0
    assert {row.state for row in rows} == {"draft", "not_begun"}
    page = enter(scene.people.bopha).get("/en/work/information/areas/0102/2026/?state=not_begun")
    assert "Facility hc-010201" in page.content.decode()
    assert "Area 010201</a>" not in page.content.decode()


def test_the_list_takes_the_same_number_of_queries_for_many(scene, django_assert_max_num_queries):
    for code in ("010202", "010203", "010204"):
        make.cycle(code, year=2026)
    with django_assert_max_num_queries(12):
        rows = lists.rows_of_area(scene.people.bopha, district(), 2026, IN_JUNE)
    assert len(rows) == 12


def test_a_published_sheet_is_late_by_the_days_until_it_came_and_is_not_reminded_of(scene):
    scene.published()
    rows = lists.rows_of_area(scene.people.bopha, district(), 2026, IN_JUNE)
    ((_, _, khmer), (_, _, english)) = lists.reminders(district(), 2026, rows, "https://isaf.example/work/")
    assert "ca-010201" not in english
    assert "Facility hc-010201" in english
    assert "days late" in english
    assert "https://isaf.example/work/" in khmer
    assert khmer != english


def test_nobody_is_reminded_when_nothing_is_owed(scene):
    assert lists.reminders(district(), 2026, [], "x") == []


def test_who_checks_no_sheet_there_finds_no_list(scene):
    for person in (scene.people.dara, scene.people.chan, scene.people.head):
        assert enter(person).get("/en/work/information/areas/0102/2026/").status_code == 404


def test_a_facility_that_improved_and_meets_its_standards_is_counted_and_the_rest_is_listed(scene):
    scene.published({"performance": GOOD})
    found = {row.service.id: row for row in indicators.indicators(district(), 2026)}
    office = found["ca"]
    assert (office.targets, office.published, office.judged, office.achieved) == (1, 1, 1, 1)
    assert ("no_standard", 1) in {(out.reason, out.facilities) for out in office.left_out}
    assert not {out.reason for out in office.left_out} & {"not_reported", "no_last_year"}
    assert (found["hc"].targets, found["hc"].published, found["hc"].judged) == (1, 0, 0)
    assert found["hc"].not_judged == 1


@pytest.mark.parametrize("line", COUNTED)
def test_a_line_that_was_not_reported_is_left_out_with_the_reason(scene, line):
    scene.published({"performance": {item: row for item, row in GOOD.items() if item != line}})
    office = next(row for row in indicators.indicators(district(), 2026) if row.service.id == "ca")
    assert (office.judged, office.achieved) == (0, 0)
    assert [out.facilities for out in office.left_out if out.reason == "not_reported"] == [1]


def test_what_was_not_checked_counts_for_nothing(scene):
    scene.submitted({"performance": GOOD})
    office = next(row for row in indicators.indicators(district(), 2026) if row.service.id == "ca")
    assert (office.published, office.achieved) == (0, 0)


def test_completeness_is_told_by_service_and_by_area(scene):
    make.cycle("010202", year=2026)
    other = facility_by_slug("hc-010202")
    services.save_draft(
        cycle=make.cycle("010203", year=2026), facility=facility_by_slug("ca-010203"), content=births(1),
        by=make.system(),
    )  # fmt: skip
    scene.published()
    by_service = {row.code: row for row in indicators.completeness_by_service(district(), 2026)}
    assert (by_service["ca"].targets, by_service["ca"].published, by_service["ca"].begun) == (3, 1, 1)
    assert by_service["hc"].not_begun == 3
    by_area = {row.code: row for row in indicators.completeness_by_area(district(), 2026)}
    assert (by_area["010201"].targets, by_area["010201"].published) == (3, 1)
    assert by_area[other.host.code].not_begun == 3
    assert indicators.completeness_by_area(make.area("01020101"), 2026) == []


def test_the_page_of_standards_says_what_was_left_out(scene):
    scene.published({"performance": GOOD})
    page = enter(scene.people.bopha).get("/en/work/information/areas/0102/2026/standards/").content.decode()
    assert "1 of 1 facilities that can be judged improved and meet their standards." in page
    assert "no standard is set" in page
