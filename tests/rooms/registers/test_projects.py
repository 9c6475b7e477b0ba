"""Organisations, projects and target areas by year; who may write them; where several organisations meet."""

from datetime import date

import pytest

from isaf.audit.models import Event
from isaf.kit.clock import pretend
from isaf.kit.problems import NotFound, NotYours, Stale
from isaf.people.access import may
from isaf.people.verbs import Verb
from isaf.registers import access, selectors
from isaf.registers.models import ProjectArea
from isaf.registers.problems import (
    CodeInUse,
    EndsBeforeItBegan,
    NotAnImplementer,
    OutsideTheirAreas,
    OutsideTheProject,
    PastTargetStays,
    StillHasTargets,
    TargetTwice,
)
from isaf.registers.services import (
    add_organisation,
    add_project,
    add_targets,
    edit_organisation,
    edit_project,
    remove_target,
)
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def june():
    with pretend(TODAY):
        yield


def target(scene, who, code, *, year=2026, services=()):
    made = add_targets(
        project=scene.project, implementer=who, areas=[make.area(code)], year=year, services=services,
        by=scene.people.admin,
    )  # fmt: skip
    return made[0]


def changed(scene, **changes):
    facts = {
        "names": scene.project.names,
        "lead": scene.daisy,
        "partners": [scene.lamp],
        "funder": "The Fund",
    }
    facts |= {"since": date(2024, 1, 1), "until": None, "row_version": 1} | changes
    return edit_project(project=scene.project, by=scene.people.admin, **facts)


def found(area, year=2026):
    """What the page of overlaps says: place, and who is there."""
    return {
        str(one.place): [row.implementer.code for row in one.targets]
        for one in selectors.overlaps(make.area(area), year)
    }


def test_two_organisations_may_have_the_same_target_area(scene):
    target(scene, scene.daisy, "010201")
    target(scene, scene.lamp, "010201")
    assert ProjectArea.objects.count() == 2


def test_a_target_is_written_once_a_year(scene):
    target(scene, scene.daisy, "010201")
    target(scene, scene.daisy, "010201", year=2025)
    with pytest.raises(TargetTwice):
        target(scene, scene.daisy, "010201")


def test_all_areas_are_written_or_none(scene):
    areas = [make.area("010201"), make.area("020101")]
    with pytest.raises(OutsideTheirAreas):
        add_targets(
            project=scene.project, implementer=scene.daisy, areas=areas, year=2026, by=scene.people.admin
        )
    assert ProjectArea.objects.count() == 0


def test_a_target_never_widens_what_an_officer_may_do(scene):
    with pytest.raises(OutsideTheirAreas):
        target(scene, scene.daisy, "01")
    assert not may(scene.piseth, Verb.PEOPLE_MANAGE, make.area("01"))


def test_a_target_belongs_to_the_project_and_its_years(scene):
    other = add_organisation(
        code="other", names={"en": "O"}, works_in=[make.area("0102")], by=scene.people.admin
    )
    with pytest.raises(NotAnImplementer):
        target(scene, other, "010201")
    with pytest.raises(OutsideTheProject):
        target(scene, scene.daisy, "010201", year=2023)


def test_a_target_of_this_year_can_be_taken_out_and_an_older_one_stays(scene):
    old, new = target(scene, scene.daisy, "010201", year=2025), target(scene, scene.daisy, "010201")
    with pytest.raises(PastTargetStays):
        remove_target(target=old, today=TODAY, by=scene.people.admin)
    remove_target(target=new, today=TODAY, by=scene.people.admin)
    assert list(ProjectArea.objects.all()) == [old]
    event = Event.objects.filter(verb="target_area.removed").get()
    assert (event.place_code, event.details["organisation"], event.details["year"]) == (
        "010201",
        "daisy",
        2026,
    )


def test_an_organisation_with_targets_stays_in_its_project(scene):
    target(scene, scene.lamp, "010201")
    with pytest.raises(StillHasTargets):
        changed(scene, partners=[])
    assert list(changed(scene, lead=scene.lamp, partners=[scene.daisy]).partners.all()) == [scene.daisy]


def test_facts_of_a_project_change_once_for_each_form(scene):
    assert changed(scene, funder="Another fund").row_version == 2
    with pytest.raises(Stale):
        changed(scene, funder="A third fund")
    with pytest.raises(EndsBeforeItBegan):
        changed(scene, until=date(2023, 1, 1), row_version=2)
    assert Event.objects.get(verb="project.edited").details["changed"] == ["funder"]


def test_codes_are_used_once(scene):
    with pytest.raises(CodeInUse):
        add_organisation(code="daisy", names={"en": "D"}, works_in=[], by=scene.people.admin)
    with pytest.raises(CodeInUse):
        add_project(
            code="open-village", names={"en": "O"}, lead=scene.lamp, since=TODAY, by=scene.people.admin
        )


def test_the_reach_of_officers_follows_the_areas_of_their_organisation(scene):
    seen = selectors.state_of(scene.daisy)
    far = [make.area("020101")]
    edit_organisation(
        organisation=scene.daisy, names=scene.daisy.names, works_in=far, seen=seen, by=scene.people.admin
    )
    piseth = type(scene.piseth).objects.get(pk=scene.piseth.pk)
    assert may(piseth, Verb.PEOPLE_MANAGE, make.area("020101"))
    assert not may(piseth, Verb.PEOPLE_MANAGE, make.area("010201"))
    with pytest.raises(Stale):
        edit_organisation(
            organisation=scene.daisy, names={"en": "X"}, works_in=[], seen=seen, by=scene.people.admin
        )


@pytest.mark.parametrize(
    ("who", "organisations"),
    [("admin", ["daisy", "lamp"]), ("piseth", ["daisy", "lamp"]), ("leak", ["lamp"]), ("bopha", []),
     ("chan", []), ("sokha", [])],
)  # fmt: skip
def test_officers_write_their_own_targets_and_the_lead_those_of_its_partners(scene, who, organisations):
    account = getattr(scene, who, None) or getattr(scene.people, who)
    assert [one.code for one in access.may_target_for(account, scene.project)] == organisations


def test_a_role_that_is_over_writes_nothing(scene):
    scene.leak.holdings.update(until=date(2025, 12, 31))
    assert access.may_target_for(scene.leak, scene.project) == []


def test_whoever_holds_no_role_sees_no_organisation(scene):
    nobody = make.add_account(username="nobody", name="Nobody", password=None)
    with pytest.raises(NotFound):
        access.organisation_for(nobody, "daisy")
    with pytest.raises(NotFound):
        access.project_for(scene.people.dara, "no-such-project")
    with pytest.raises(NotYours) as refused:
        access.require_national(scene.piseth)
    assert "officer" not in str(refused.value)


def test_a_target_of_another_organisation_is_seen_but_not_taken_out(scene):
    row = target(scene, scene.daisy, "010201")
    with pytest.raises(NotYours):
        access.target_to_remove(scene.leak, row.pk)
    assert access.target_to_remove(scene.piseth, row.pk) == row


def test_areas_with_several_organisations_are_listed_with_all_of_them(scene):
    target(scene, scene.daisy, "0102")
    target(scene, scene.lamp, "010201", services=["ps"])
    assert found("") == {"010201": ["daisy", "lamp"]}
    assert found("010201") == {"010201": ["daisy", "lamp"], "ps-0102011": ["daisy", "lamp"]}
    assert found("010202") == {}
    assert found("", year=2025) == {}


def test_an_area_inside_a_shared_one_says_so_itself(scene):
    target(scene, scene.daisy, "0102", services=["hc"])
    target(scene, scene.lamp, "0102", services=["hc", "ca"])
    assert found("010202") == {"010202": ["daisy", "lamp"], "hc-010202": ["daisy", "lamp"]}


def test_a_health_centre_between_the_areas_of_two_organisations_is_listed(scene):
    make.facility("hc-77", host="010201", serves=("010201", "010202"))
    target(scene, scene.daisy, "010201")
    target(scene, scene.lamp, "010202")
    assert found("0102") == {"hc-77": ["daisy", "lamp"]}
    assert found("010201") == {"hc-77": ["daisy", "lamp"]}


def test_practice_and_demonstration_do_not_meet_real_work(scene):
    target(scene, scene.daisy, "010201")
    target(scene, scene.lamp, "010201")
    scene.project.origin = "practice"
    scene.project.save()
    assert found("010201") == {}
    assert list(selectors.projects()) == []
