"""What is read: the published view, last year's figures, completeness, what waits for whom."""

from datetime import date

import pytest
from django.utils.translation import override

from isaf.information import selectors, services
from isaf.people.services import give_role
from tests import make

from .conftest import births

pytestmark = pytest.mark.django_db

MONEY = {
    "income": {"own_income": {"planned": 100, "actual": 90}, "other_income": {"actual": 10}},
    "spending": {"administration": {"actual": 39}, "projects": {"actual": 61}},
}
IN_YEAR = date(2026, 3, 1)


def test_the_published_view_says_everything_a_page_needs(scene, django_assert_num_queries):
    scene.published(births(41) | MONEY)
    with django_assert_num_queries(3):
        found = selectors.published(scene.office, 2026)
    performance, income, spending = map(found.part, ("performance", "income", "spending"))
    assert (found.slug, found.year, found.number) == ("ca-010201", 2026, 1)
    assert (found.by["en"], found.checked_by["en"]) == (
        "Commune or sangkat chief",
        "District working group and core trainers",
    )
    assert performance.line("births").now == 41
    assert performance.line("council_meetings").standing == "not_reported"
    assert income.totals[0].amount == 100
    assert (income.total.amount, income.total.missing) == (100, 2)
    assert [(line.names["en"], line.per_hundred) for line in spending.shares] == [
        ("Administration", 39),
        ("Development projects", 61),
    ]
    assert found.balance is None, "lines are missing, so nothing is told"
    assert (found.completeness.reported, found.completeness.asked) == (5, 35)


def test_no_private_name_is_in_the_published_view(scene):
    scene.published()
    said = repr(selectors.published(scene.office, 2026))
    assert not any(
        person.name in said for person in (scene.people.dara, scene.people.chief, scene.people.bopha)
    )


def test_standards_are_said_in_the_readers_words(scene):
    scene.published({"performance": {"council_meetings": {"last_year": 11, "this_year": 12}}})
    line = selectors.published(scene.office, 2026).part("performance").line("council_meetings")
    with override("en"):
        assert (line.standing_words, line.change_words) == ("meets the standard", "better than last year")


def test_what_is_not_published_cannot_be_read(scene):
    scene.submitted()
    assert selectors.published(scene.office, 2026) is None
    assert selectors.published_years(scene.office) == []


def test_a_withdrawn_version_is_listed_and_not_read(scene):
    sheet = scene.published()
    selectors.versions_of_sheet(sheet).update(
        withdrawn_at=sheet.published_at, withdrawn_reason="wrong office"
    )
    assert selectors.published(scene.office, 2026) is None
    assert selectors.published(scene.office, 2026, 1) is None
    assert selectors.last_year_values(scene.office, 2027) == {}


def test_last_year_is_what_was_published_then(scene):
    scene.published(births(38), cycle=make.cycle(year=2025))
    assert selectors.last_year_values(scene.office, 2026) == births(38)
    assert selectors.last_year_values(scene.office, 2027) == {}
    scene.published(births(41))
    assert selectors.published(scene.office, 2026).part("performance").line("births").last_year == 38
    assert selectors.published_years(scene.office) == [2026, 2025]


def test_completeness_counts_every_target_once_in_its_own_commune(scene):
    scene.published()
    services.save_draft(
        cycle=scene.cycle,
        facility=scene.people.head.holdings.get().facility,
        content={"performance": {"staff": {"this_year": 5}}},
        by=scene.people.head,
    )
    make.cycle("010203", facilities=[make.facility("hc-010299", host="010202", serves=("010203",))])
    found = selectors.completeness_in(make.area("0102"), 2026)
    assert (found.targets, found.published, found.submitted, found.begun, found.not_begun) == (3, 1, 0, 1, 1)


def test_a_sheet_under_correction_still_counts_as_published(scene):
    services.correct(sheet=scene.published(), by=scene.people.dara)
    assert selectors.completeness_in(scene.cycle.area, 2026).published == 1


def addresses(account, day=IN_YEAR):
    return [item.address.rsplit("information/", 1)[1] for item in selectors.waiting(account, day)]


def test_each_finds_what_waits_for_them_and_nobody_else_anything(scene):
    people = scene.people
    assert addresses(people.dara) == ["ca-010201/"]
    assert addresses(people.chief) == [], "there is nothing to submit yet"
    assert addresses(people.head) == ["hc-010201/"]
    sheet = scene.draft()
    assert addresses(people.chief) == ["ca-010201/"]
    services.submit(sheet=sheet, by=people.chief)
    assert addresses(people.dara) == []
    assert addresses(people.bopha) == ["ca-010201/check/"]
    assert addresses(people.chan) == addresses(people.vanna) == addresses(people.sokha) == []
    assert addresses(people.admin) == [], "the district checks communes, not the nation"


def test_ones_own_sheet_does_not_wait_for_ones_own_check(scene):
    district, since = make.area("0102"), date(2020, 1, 1)
    for writer in (scene.people.dara, scene.people.chief):
        give_role(person=writer, role="district_group", area=district, by=make.system(), since=since)
    scene.submitted()
    assert "ca-010201/check/" not in addresses(scene.people.dara) + addresses(scene.people.chief)
    assert "ca-010201/check/" in addresses(scene.people.bopha)


def test_a_sheet_sent_back_waits_for_its_writer(scene):
    services.send_back(sheet=scene.submitted(), by=scene.people.bopha, reason="May is missing")
    with override("en"):
        [item] = selectors.waiting(scene.people.dara, IN_YEAR)
    assert item.title == "Mend the information sheet that was sent back"


def test_work_is_late_after_the_last_day_of_the_step_and_not_there_before_the_first(scene):
    [item] = selectors.waiting(scene.people.dara, date(2026, 4, 15))
    assert not item.is_late
    [item] = selectors.waiting(scene.people.dara, date(2026, 4, 16))
    assert item.is_late
    assert item.since == date(2026, 1, 15)
    assert selectors.waiting(scene.people.dara, date(2026, 1, 14)) == []


def test_what_waits_is_read_in_few_queries(scene, django_assert_max_num_queries):
    scene.submitted()
    with django_assert_max_num_queries(3):
        assert selectors.waiting(scene.people.bopha, IN_YEAR)
