"""What a commune that ended left unfinished stands in the next plan of the one that took it on, and nowhere else."""

from datetime import date

import pytest

from isaf.places.services import end_area
from isaf.plans import selectors, services
from isaf.plans.problems import NothingToCarry
from isaf.registry.services import hand_on
from tests import make

from .conftest import agree, signed


@pytest.fixture
def ended(scene):
    """Two actions agreed and signed in 2025, one of them done; then the commune was split in two."""
    done, left = agree(scene, 0), agree(scene, 1, title="Fees on the wall", cost=7)
    signed(scene)
    services.update_action(
        action=done,
        status="completed",
        percent=100,
        proof="claimed",
        on=date(2025, 9, 1),
        by=scene.people.head,
    )
    old = make.area("010201")
    new, other = make.commune("010203"), make.commune("010204")
    end_area(
        area=old, on=date(2025, 12, 31), successors=[new, other], relation="split", by=scene.people.admin
    )
    return old, left, make.cycle("010203", year=2026), make.cycle("010204", year=2026)


def test_it_waits_for_the_successor_that_took_it_on_and_is_carried_once(scene, ended):
    old, left, after, beside = ended
    assert [*selectors.left_to_carry(after), *selectors.left_to_carry(beside)] == []
    hand_on(old=old, to=after.area, by=scene.people.admin)
    after.refresh_from_db()
    after.area.refresh_from_db()
    assert [line.action for line in selectors.left_to_carry(after)] == [left]
    assert selectors.left_to_carry(beside) == []
    [line] = services.carry_over(cycle=after, by=scene.people.dara)
    assert (line.plan.cycle, line.action, line.is_carried_over, line.cost) == (after, left, True, 7)
    with pytest.raises(NothingToCarry):
        services.carry_over(cycle=after, by=scene.people.dara)


def test_its_origin_stays_with_the_unit_that_agreed_it(scene, ended):
    old, left, after, _ = ended
    hand_on(old=old, to=after.area, by=scene.people.admin)
    [line] = services.carry_over(cycle=after, by=scene.people.dara)
    left.refresh_from_db()
    assert (line.action.pk, left.agreed_on) == (left.pk, scene.meeting.held_on)
    assert left.area_id == old.pk
