"""Draft, submit, check, publish, correct: who may, in which order, and what stays."""

import copy
from datetime import date

import pytest

from isaf.audit.models import Event, Version
from isaf.audit.selectors import events_about
from isaf.cycles.models import Cycle
from isaf.cycles.problems import CycleClosed, NotATarget
from isaf.cycles.services import close_cycle
from isaf.information import problems, selectors, services
from isaf.information.models import InformationSheet
from isaf.kit.problems import Problems, Stale
from tests import make

from .conftest import births

pytestmark = pytest.mark.django_db


def test_a_sheet_goes_from_the_clerk_over_the_chief_to_the_district(scene):
    sheet = scene.draft()
    assert sheet.state == "draft"
    sheet = services.submit(sheet=sheet, by=scene.people.chief)
    version = services.publish(sheet=sheet, by=scene.people.bopha)
    sheet.refresh_from_db()
    assert (sheet.state, version.number, version.checked_by_id) == (
        "published",
        1,
        str(scene.people.bopha.pk),
    )
    verbs = [event.verb for event in events_about("informationsheet", str(sheet.pk))]
    assert verbs == ["publish_information", "submit_information", "save_information"]


def test_a_draft_is_kept_when_it_is_incomplete(scene):
    assert selectors.sheet_for(scene.cycle, scene.office) is None
    assert scene.draft().content == births(41)


def test_every_change_of_a_figure_is_in_the_history(scene):
    scene.draft()
    sheet = scene.draft(births(43))
    changes = Event.objects.filter(verb="save_information").first().details["changed"]
    assert changes == [["performance", "births", "this_year", 41, 43]]
    [latest, _first] = selectors.history_of(sheet)
    (change,) = latest.changes
    assert (change.line["en"], change.before.value, change.after.value) == ("Births registered", 41, 43)


def test_wrong_figures_are_refused_together_and_nothing_is_kept(scene):
    content = births(-3) | {"income": {"fees_of_the_moon": {"actual": 5}}}
    with pytest.raises(Problems) as refused:
        scene.draft(content)
    assert [problem.code for problem in refused.value.problems] == ["negative", "unknown_line"]
    assert not InformationSheet.objects.exists()


def test_nobody_checks_what_they_wrote_or_submitted(scene):
    sheet = scene.submitted()
    for writer in (scene.people.dara, scene.people.chief):
        with pytest.raises(problems.FourEyes):
            services.publish(sheet=sheet, by=writer)
    assert not Version.objects.exists()


def test_an_earlier_writer_of_the_same_draft_does_not_check_it_either(scene):
    services.save_draft(cycle=scene.cycle, facility=scene.office, content=births(40), by=scene.people.bopha)
    sheet = scene.submitted()
    with pytest.raises(problems.FourEyes):
        services.publish(sheet=sheet, by=scene.people.bopha)


def test_only_a_submitted_sheet_is_checked(scene):
    with pytest.raises(problems.NotSubmitted):
        services.publish(sheet=scene.draft(), by=scene.people.bopha)
    with pytest.raises(problems.NotSubmitted):
        services.send_back(sheet=scene.draft(), by=scene.people.bopha, reason="empty")


def test_a_sheet_is_sent_back_with_a_reason_and_mended(scene):
    sheet = scene.submitted()
    with pytest.raises(problems.ReasonNeeded):
        services.send_back(sheet=sheet, by=scene.people.bopha, reason="  ")
    sheet = services.send_back(sheet=sheet, by=scene.people.bopha, reason="The births of May are missing.")
    assert (sheet.state, sheet.returned_reason) == ("returned", "The births of May are missing.")
    scene.draft(births(44))
    sheet = services.submit(sheet=sheet, by=scene.people.chief)
    assert (sheet.state, sheet.returned_reason) == ("submitted", "")


def test_a_submitted_sheet_is_not_written_to(scene):
    scene.submitted()
    with pytest.raises(problems.BeingChecked):
        scene.draft(births(42))


def test_a_published_sheet_is_changed_by_a_correction_only(scene):
    scene.published()
    with pytest.raises(problems.AlreadyPublished):
        scene.draft(births(42))


def test_a_correction_needs_a_reason_and_becomes_the_next_version(scene):
    sheet = services.correct(sheet=scene.published(), by=scene.people.dara)
    assert selectors.published(scene.office, 2026).number == 1, "the published one stands meanwhile"
    services.submit(sheet=scene.draft(births(45)), by=scene.people.chief)
    with pytest.raises(problems.ReasonNeeded):
        services.publish(sheet=sheet, by=scene.people.bopha)
    services.publish(sheet=sheet, by=scene.people.bopha, reason="Two births of December came late.")
    now, first = selectors.published(scene.office, 2026), selectors.published(scene.office, 2026, 1)
    assert (now.number, now.reason, now.is_current) == (2, "Two births of December came late.", True)
    assert (first.number, first.is_current, first.part("performance").line("births").now) == (1, False, 41)
    assert [each.number for each in now.versions] == [2, 1]


def test_only_a_published_sheet_is_corrected(scene):
    with pytest.raises(problems.NotPublished):
        services.correct(sheet=scene.draft(), by=scene.people.dara)


def test_an_empty_sheet_is_not_submitted(scene):
    sheet = services.save_draft(cycle=scene.cycle, facility=scene.office, content={}, by=scene.people.dara)
    with pytest.raises(problems.NothingReported):
        services.submit(sheet=sheet, by=scene.people.chief)


def test_a_figure_far_from_last_year_asks_are_you_sure(scene):
    scene.published(births(41), cycle=make.cycle(year=2025))
    sheet = scene.draft(births(410))
    with pytest.raises(problems.LargeJump) as asked:
        services.submit(sheet=sheet, by=scene.people.chief)
    assert asked.value.details == {"count": 1}
    services.submit(sheet=sheet, by=scene.people.chief, is_sure=True)
    kept = Event.objects.filter(verb="submit_information").first().details
    assert kept["sure_of"] == ["performance.births.this_year"]


def test_a_closed_year_is_not_written_to(scene):
    sheet = scene.submitted()
    close_cycle(cycle=scene.cycle, by=scene.people.bopha, on=date(2026, 11, 20))
    for deed in (
        lambda: scene.draft(),
        lambda: services.publish(sheet=sheet, by=scene.people.bopha),
        lambda: services.send_back(sheet=sheet, by=scene.people.bopha, reason="late"),
    ):
        with pytest.raises(CycleClosed):
            deed()


def test_two_people_with_the_same_form_do_not_overwrite_each_other(scene):
    keep = {"cycle": scene.cycle, "facility": scene.office}
    services.save_draft(**keep, content=births(41), by=scene.people.dara, row_version=0)
    with pytest.raises(Stale):
        services.save_draft(**keep, content=births(99), by=scene.people.head, row_version=0)
    sheet = services.save_draft(**keep, content=births(42), by=scene.people.dara, row_version=1)
    with pytest.raises(Stale):
        services.submit(sheet=sheet, by=scene.people.chief, row_version=1)
    assert (sheet.row_version, sheet.content) == (2, births(42))


def test_a_shared_facility_has_one_sheet_in_its_own_commune(scene):
    shared = make.facility("hc-010299", host="010202", serves=("010202", "010203"))
    cycle = make.cycle("010203", facilities=[shared])
    content = {"performance": {"staff": {"this_year": 5}}}
    with pytest.raises(problems.KeptElsewhere) as refused:
        services.save_draft(cycle=cycle, facility=shared, content=content, by=scene.people.head)
    assert refused.value.details == {"code": "010202"}


def test_only_a_target_of_the_year_has_a_sheet(scene):
    stranger = make.facility("ps-777", host="010202")
    with pytest.raises(NotATarget):
        services.save_draft(cycle=scene.cycle, facility=stranger, content={}, by=scene.people.director)


def test_a_later_change_of_the_form_and_of_names_does_not_alter_what_was_published(scene):
    sheet = scene.published()
    kept = copy.deepcopy(sheet.cycle.instrument)
    for section in kept["information"]["ca"]:
        for item in section["items"]:
            item["names"], item["standard"] = {"en": "Something else"}, 999
    Cycle.objects.filter(pk=scene.cycle.pk).update(instrument=kept)
    type(scene.office).objects.filter(pk=scene.office.pk).update(names={"en": "Renamed"})
    InformationSheet.objects.filter(pk=sheet.pk).update(content=births(0))
    scene.office.refresh_from_db()
    found = selectors.published(scene.office, 2026)
    line = found.part("performance").line("births")
    assert (line.names["en"], line.now) == ("Births registered", 41)
    assert found.part("performance").line("council_meetings").standard == 12
    assert found.facility["en"] != "Renamed"


def test_the_step_begins_with_the_first_sheet_and_ends_with_the_last_publication(db):
    from tests import cast

    people = cast.people()
    office, centre = make.facility("ca-010201"), make.facility("hc-010201")
    cycle = make.cycle(year=2026, facilities=[office, centre])
    step = cycle.steps.get(step="information")
    for facility, content in ((office, births(1)), (centre, {"performance": {"staff": {"this_year": 5}}})):
        sheet = services.save_draft(cycle=cycle, facility=facility, content=content, by=people.dara)
        services.submit(sheet=sheet, by=people.chief)
        step.refresh_from_db()
        assert step.started_on
        assert step.ended_on is None
        services.publish(sheet=sheet, by=people.bopha)
    step.refresh_from_db()
    assert step.ended_on
