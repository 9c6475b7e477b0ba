"""The target list after the year was opened: who joins, who leaves, where, who implements, and why."""

from datetime import date

import pytest

from isaf.audit.selectors import events_about
from isaf.cycles import problems, services
from isaf.cycles.selectors import targets_of
from isaf.kit.clock import pretend
from isaf.people.services import add_organisation
from isaf.places.selectors import facility_by_slug
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_may():
    with pretend(date(2026, 5, 10)):
        yield


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def year(people):
    return make.cycle(year=2026)


def here(year, *more) -> str:
    return f"/en/work/years/{year.pk}/targets/" + "".join(f"{part}/" for part in more)


def listed(year) -> set[str]:
    return {target.facility.slug for target in targets_of(year)}


def target(year, slug="hc-010201"):
    found = year.targets.select_related("facility").get(facility=facility_by_slug(slug))
    found.cycle = year
    return found


def test_a_new_school_joins_the_list_with_the_reason(people, year):
    school = make.facility("ps-0102012", serves=("010201",))
    client, form = enter(people.bopha), {"facility": str(school.pk), "once": "k"}
    assert client.post(here(year, "add"), form | {"reason": ""}).status_code == 422
    answer = client.post(here(year, "add"), form | {"reason": "It was opened in April."})
    assert (answer.status_code, answer.url) == (302, here(year))
    assert "ps-0102012" in listed(year)
    assert target(year, "ps-0102012").villages.count() == target(year, "ps-0102011").villages.count()
    assert "It was opened in April." in enter(people.dara).get(here(year)).content.decode()


def test_a_facility_of_another_area_does_not_join(people, year):
    stranger = make.facility("hc-010203", host="010203", serves=("010203",))
    with pytest.raises(problems.NotATarget):
        services.change_targets(cycle=year, add=[stranger], reason="Near.", by=people.bopha)


def test_a_facility_joins_once(people, year):
    before = listed(year)
    services.change_targets(cycle=year, add=[facility_by_slug("hc-010201")], reason="x", by=people.bopha)
    assert (listed(year), year.targets.count()) == (before, len(before))


def test_a_facility_leaves_the_list_with_the_reason(people, year):
    address, form = here(year, "ps-0102011", "remove"), {"reason": "The school was closed.", "once": "k"}
    assert enter(people.bopha).post(address, form).status_code == 302
    assert "ps-0102011" not in listed(year)
    event = events_about("cycle", str(year.pk)).first()
    assert (event.verb, event.details) == (
        "remove_target",
        {"facility": "ps-0102011", "reason": "The school was closed."},
    )


def test_a_facility_with_work_of_the_year_stays(people, year):
    make.meeting(year, facility=facility_by_slug("hc-010201"), village=make.area("01020101"))
    answer = enter(people.bopha).post(here(year, "hc-010201", "remove"), {"reason": "x", "once": "k"})
    assert answer.status_code == 409
    assert "There is work of this year here already: Facility hc-010201." in answer.content.decode()
    assert "hc-010201" in listed(year)


def test_the_last_facility_stays(people, year):
    for slug in ("hc-010201", "ps-0102011"):
        services.change_targets(cycle=year, remove=[facility_by_slug(slug)], reason="x", by=people.bopha)
    with pytest.raises(problems.NothingToTarget):
        services.change_targets(
            cycle=year, remove=[facility_by_slug("ca-010201")], reason="x", by=people.bopha
        )


def test_several_implementers_may_work_at_one_facility_and_the_overlap_is_shown(people, year):
    here_too = [make.area("010201")]
    both = [
        add_organisation(
            code=c, names={"km": c, "en": c.title()}, works_in=here_too, origin="real", by=people.admin
        )
        for c in ("daisy", "lily")
    ]
    villages = list(target(year, "ca-010201").villages.all())
    form = {
        "villages": [villages[0].pk],
        "implementers": [one.pk for one in both],
        "reason": "Two projects.",
        "once": "k",
    }
    assert enter(people.bopha).post(here(year, "ca-010201"), form).status_code == 302
    kept = target(year, "ca-010201")
    assert [one.code for one in kept.implementers.order_by("code")] == ["daisy", "lily"]
    assert list(kept.villages.all()) == [villages[0]]
    page = enter(people.dara).get(here(year)).content.decode()
    assert page.count("Several work here") == 1
    assert "Daisy, Lily" in page


def test_a_village_that_was_scored_stays_on_the_list(people, year):
    village = target(year, "ca-010201").villages.first()
    make.meeting(year, facility=facility_by_slug("ca-010201"), village=village)
    with pytest.raises(problems.TargetHasWork):
        services.change_target(
            target=target(year, "ca-010201"), villages=[], implementers=[], reason="x", by=people.bopha
        )
    assert village in target(year, "ca-010201").villages.all()


def test_a_village_of_another_commune_is_no_target(people, year):
    with pytest.raises(problems.NotATarget):
        services.change_target(
            target=target(year, "ca-010201"),
            villages=[make.area("02010101")],
            implementers=[],
            reason="x",
            by=people.bopha,
        )


def test_a_closed_year_keeps_its_list(people, year):
    closed = services.close_cycle(cycle=year, by=people.bopha, on=date(2026, 5, 10))
    with pytest.raises(problems.CycleClosed):
        services.change_targets(
            cycle=closed, remove=[facility_by_slug("hc-010201")], reason="x", by=people.bopha
        )


def test_a_facility_that_is_not_on_the_list_is_not_found(people, year):
    make.facility("hc-010203", host="010203", serves=("010203",))
    assert enter(people.bopha).get(here(year, "hc-010203")).status_code == 404
