"""What is shown, to whom, and when: pooled, opened, suppressed; and that summaries say what the sheets say."""

from datetime import date
from decimal import Decimal

import pytest

from isaf.places.models import FacilityArea
from isaf.scorecards import services
from isaf.scorecards.models import FacilitySummary, Remark
from isaf.scorecards.selectors import (
    criterion_rows,
    facility_results,
    overviews,
    proposals_for,
    waiting,
)
from isaf.scorecards.typed import TypedCriterion, TypedRemark
from tests import make

from .conftest import GOOD, STAFF, TODAY, WATER, typed

pytestmark = pytest.mark.django_db


def staff(scene, segment: str = "all"):
    results = facility_results(scene.centre, 2026)
    return next(c for c in results.criteria if c.key == STAFF).citizens[segment]


def test_nothing_shows_before_every_planned_meeting_is_in(scene):
    second = scene.meeting("01020102", held=False)
    scene.self_assessment()
    scene.approved()
    results = facility_results(scene.centre, 2026)
    assert (results.is_open, results.planned, results.arrived, results.criteria) == (False, 2, 1, ())
    assert overviews([scene.centre], 2026)[scene.centre.pk].overall is None
    assert criterion_rows(scene.centre, 2026) == []
    services.cancel_scoring(meeting=second, reason="Flood", by=scene.people.sokha)
    results = facility_results(scene.centre, 2026)
    assert results.is_open
    assert results.criteria[0].providers.median == 5


def test_sheets_of_all_villages_are_pooled_vote_by_vote(scene):
    first, second = scene.meeting(), scene.meeting("01020102")
    scene.approved(typed({STAFF: {"all": {2: 9}}}, people={"all": 9}), meeting=first)
    scene.approved(typed({STAFF: {"all": {5: 1, 2: 6}}}, people={"all": 7}), meeting=second)
    found = staff(scene)
    assert (found.n, found.median, found.mean) == (16, 2, Decimal("2.19"))
    assert (facility_results(scene.centre, 2026).people, facility_results(scene.centre, 2026).sheets) == (
        16,
        2,
    )


def test_small_groups_are_hidden_and_what_was_not_counted_is_not_a_nought(scene):
    votes = {STAFF: {"all": {3: 10, 4: 10}, "female": {3: 10, 4: 7}, "male": {4: 3}}}
    scene.approved(typed(votes, people={"all": 20, "female": 17, "male": 3, "youth": None}))
    assert staff(scene).n == 20
    assert staff(scene, "male").suppressed
    assert staff(scene, "female").suppressed
    assert staff(scene, "male").n is None
    assert not staff(scene, "youth").collected


def test_a_criterion_with_few_votes_is_hidden_and_stays_out_of_the_overall_result(scene):
    scene.approved(typed({STAFF: {"all": GOOD}, WATER: {"all": {1: 3}}}))
    results = facility_results(scene.centre, 2026)
    assert [c.all.suppressed for c in results.criteria] == [False, True]
    assert results.overall.distribution == GOOD
    assert overviews([scene.centre], 2026)[scene.centre.pk].overall == results.overall


def test_a_shared_health_centre_is_pooled_over_the_communes_that_score_it(scene):
    neighbour = make.commune("010202")
    FacilityArea.objects.create(facility=scene.centre, area=neighbour, relation="catchment")
    other = make.cycle("010202", 2026)
    assert other.targets.filter(facility=scene.centre, is_host=False).exists()
    caf = make.person("sopheap", "caf", area=neighbour)
    here, there = scene.meeting(), scene.meeting("01020201", cycle=other)
    scene.approved(typed({STAFF: {"all": {2: 10}}}, people={"all": 10}), meeting=here)
    assert not facility_results(scene.centre, 2026).is_open
    scene.approved(typed({STAFF: {"all": {5: 12}}}, people={"all": 12}), meeting=there, by=caf)
    assert staff(scene).distribution == {1: 0, 2: 10, 3: 0, 4: 0, 5: 12}
    assert FacilitySummary.objects.get(segment="all").sheets == 2


def test_own_wordings_show_only_when_passed_and_are_pooled_by_their_words(scene):
    def own(words: str, votes: dict):
        criteria = (TypedCriterion(STAFF), TypedCriterion("own:1", words, "en"))
        return typed({STAFF: {"all": GOOD}, "own:1": {"all": votes}}, criteria=criteria)

    first = scene.approved(own("Clean beds", {2: 10}))
    scene.approved(own("clean  BEDS", {4: 11}), meeting=scene.meeting("01020102"))
    assert [c.key for c in facility_results(scene.centre, 2026).criteria] == [STAFF]
    assert overviews([scene.centre], 2026)[scene.centre.pk].overall.n == 62
    services.moderate_sheet(sheet=first, by=scene.people.reviewer, passed=["own:1"])
    results = facility_results(scene.centre, 2026)
    shown = results.criteria[-1]
    assert (shown.is_own, shown.names, shown.all.n) == (True, {"en": "Clean beds"}, 21)
    assert overviews([scene.centre], 2026)[scene.centre.pk].overall == results.overall


def test_only_passed_words_show_and_proposals_wait_for_the_opening(scene):
    words = tuple(TypedRemark(STAFF, kind, f"{kind} words", "en") for kind in ("strength", "proposal"))
    second = scene.meeting("01020102")
    sheet = scene.sheet(typed(remarks=words))
    passed = Remark.objects.get(kind="proposal")
    services.approve_sheet(sheet=sheet, by=scene.people.reviewer, passed=[passed.pk])
    assert not proposals_for(scene.cycle).exists()
    scene.approved(meeting=second)
    assert list(proposals_for(scene.cycle)) == [passed]
    said = facility_results(scene.centre, 2026).criteria[0]
    assert [remark.text for remark in said.proposals] == ["proposal words"]
    assert said.strengths == []


def test_the_change_since_last_year_keeps_its_rule(scene):
    before = make.cycle(year=2025)
    scene.approved(typed({STAFF: {"all": {2: 31}}}), meeting=scene.meeting(cycle=before))
    scene.approved(typed({STAFF: {"all": GOOD}, WATER: {"all": GOOD}}))
    changes = {c.key: c.change for c in facility_results(scene.centre, 2026).criteria}
    assert changes[STAFF].direction == "up"
    assert (changes[WATER].direction, changes[WATER].reason) == (None, "no_year_before")
    assert facility_results(scene.centre, 2025).criteria[0].change.reason == "no_year_before"


def test_rebuilding_the_summaries_gives_the_same_rows(scene):
    scene.approved()
    scene.approved(meeting=scene.meeting("01020102"))
    scene.self_assessment()

    def rows():
        fields = [f.attname for f in FacilitySummary._meta.fields if f.name != "id"]
        return sorted(map(str, FacilitySummary.objects.values(*fields)))

    kept = rows()
    assert len(kept) == 4
    FacilitySummary.objects.filter(segment="all").update(n1=99)
    assert rows() != kept
    assert services.rebuild_summaries() == 1
    assert rows() == kept


def test_practice_years_are_never_in_a_figure(scene):
    scene.cycle.origin = "practice"
    scene.cycle.save()
    scene.approved()
    assert not FacilitySummary.objects.exists()
    assert facility_results(scene.centre, 2026) is None


def test_a_facility_that_was_no_target_has_no_results(scene):
    assert facility_results(scene.centre, 2020) is None
    assert overviews([scene.centre], 2020) == {}


def test_the_rows_of_the_table_are_the_numbers_of_the_page(scene):
    scene.approved()
    scene.self_assessment()
    rows = criterion_rows(scene.centre, 2026)
    everyone = rows[0]
    assert (everyone["criterion"], everyone["segment"], everyone["n"], everyone["v4"]) == (
        STAFF,
        "all",
        31,
        14,
    )
    assert (everyone["median"], everyone["mean"], everyone["favourable"]) == (
        4,
        Decimal("3.68"),
        Decimal("0.6129"),
    )
    assert (rows[-1]["side"], rows[-1]["n"]) == ("providers", 4)


def test_cards_take_the_same_few_queries_for_one_facility_and_for_many(scene, django_assert_num_queries):
    scene.approved()
    centres = [scene.centre]
    with django_assert_num_queries(4):
        overviews(centres, 2026)
    centres += [target.facility for target in scene.cycle.targets.select_related("facility")]
    with django_assert_num_queries(4):
        assert len(overviews(centres, 2026)) == 3


def test_a_page_of_results_takes_the_same_queries_for_few_and_many_criteria(
    scene, django_assert_max_num_queries
):
    many = {key: {"all": GOOD} for key in (STAFF, WATER, "hc-care", "hc-hours", "hc-attitude")}
    scene.approved(typed(many))
    with django_assert_max_num_queries(8):
        assert len(facility_results(scene.centre, 2026).criteria) == 5


def test_my_work_says_what_waits_for_whom(scene):
    people = scene.people
    first, second = scene.meeting(held=False), scene.meeting("01020102")
    assert [item.button for item in waiting(people.sokha, TODAY) if "citizens" in item.title] == [
        "Type the sheet"
    ] * 2
    assert waiting(people.sokha, date(2026, 5, 1))[-1].button == "Assess"
    assert [item.title for item in waiting(people.head, TODAY)] == [
        "Assess your own service: Facility hc-010201"
    ]
    sheet = scene.sheet(meeting=second)
    assert [item.button for item in waiting(people.reviewer, TODAY)] == ["Review"]
    services.return_sheet(sheet=sheet, by=people.reviewer, reason="x")
    assert waiting(people.reviewer, TODAY) == []
    assert "Correct it" in [item.button for item in waiting(people.sokha, TODAY)]
    services.cancel_scoring(meeting=first, reason="Flood", by=people.sokha)
    assert "Type the sheet" not in [item.button for item in waiting(people.sokha, TODAY)]
    assert waiting(people.chan, TODAY) == [] or all(
        "hc-010201" not in i.title for i in waiting(people.chan, TODAY)
    )


def test_three_more_votes_after_a_release_are_not_told_by_subtraction(scene):
    first = scene.meeting()
    scene.approved(typed({STAFF: {"all": {3: 9, 4: 9}}}, people={"all": 18}), meeting=first)
    assert staff(scene).n == 18
    second = scene.meeting("01020102")
    scene.approved(typed({STAFF: {"all": {1: 3}}}, people={"all": 3}), meeting=second)
    assert staff(scene).suppressed, "18 were shown, so 21 would tell the three"
    assert overviews([scene.centre], 2026)[scene.centre.pk].overall is None
    assert all(row["n"] is None for row in criterion_rows(scene.centre, 2026))


def test_the_number_of_people_does_not_move_with_a_withheld_total(scene):
    scene.approved(typed({STAFF: {"all": {3: 9, 4: 9}}}, people={"all": 18}), meeting=scene.meeting())
    assert facility_results(scene.centre, 2026).people == 18
    few = typed({STAFF: {"all": {1: 3}}}, people={"all": 3})
    scene.approved(few, meeting=scene.meeting("01020102"))
    assert facility_results(scene.centre, 2026).people is None


def test_many_more_votes_after_a_release_are_shown(scene):
    scene.approved(typed({STAFF: {"all": {3: 9, 4: 9}}}, people={"all": 18}), meeting=scene.meeting())
    later = typed({STAFF: {"all": {2: 5, 3: 4}}}, people={"all": 9})
    scene.approved(later, meeting=scene.meeting("01020102"))
    assert staff(scene).n == 27


def test_what_is_shown_is_kept_as_a_release_once(scene):
    scene.approved(typed({STAFF: {"all": {3: 9, 4: 9}}}, people={"all": 18}), meeting=scene.meeting())
    services.rebuild_summaries()
    assert [kept.number for kept in scene.centre.releases.all()] == [1]


def test_what_was_opened_stays_open_when_another_meeting_is_planned(scene):
    scene.approved(typed({STAFF: {"all": {3: 9, 4: 9}}}, people={"all": 18}), meeting=scene.meeting())
    later = scene.meeting("01020102", held=False)
    services.meeting_changed(meeting=later)
    assert facility_results(scene.centre, 2026).is_open
    services.rebuild_summaries()
    assert facility_results(scene.centre, 2026).is_open
