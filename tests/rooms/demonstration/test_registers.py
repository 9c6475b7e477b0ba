"""The invented registers and projects, filled through the services that officers use."""

from isaf.country.current import pack
from isaf.kit.clock import today
from isaf.people.models import Account
from isaf.places.selectors import area_by_code
from isaf.registers.kinds import kinds_at
from isaf.registers.models import Body, Project, Term
from isaf.registers.selectors import focal_points_below, offices_of, overlaps, registers_of


def test_every_kind_of_body_stands_in_every_invented_area_of_its_level(demonstration):
    codes = ["", *(row["code"] for row in pack().demonstration["areas"])]
    wanted = {(code, kind.id) for code in codes for kind in kinds_at(code)}
    assert set(Body.objects.values_list("area__code", "kind")) == wanted


def test_who_holds_the_role_of_an_office_sits_in_its_seat(demonstration):
    borin = Term.objects.get(account__username="borin")
    assert (borin.seat.office, borin.seat.body.area.code) == ("chief", "990101")
    assert borin.holding.role == "chief"
    assert Account.objects.get(username="borin").holdings.count() == 1


def test_a_register_has_people_and_an_empty_seat(demonstration):
    [group] = [one for one in registers_of(area_by_code("9901"), today()) if one.kind.id == "working_group"]
    assert any(place.term for place in group.places)
    assert any(place.term is None for place in group.places)


def test_focal_points_and_offices_that_answer_are_known(demonstration):
    below = focal_points_below(area_by_code("9901"), today())
    assert any(focal.terms for focal in below)
    assert {one.area.code for one in offices_of(area_by_code("990101"), today())} == {"990101", "9901", "99"}


def test_every_project_has_its_target_areas_in_both_years(demonstration):
    assert set(Project.objects.values_list("code", flat=True)) == {
        row["id"] for row in pack().demonstration["projects"]
    }
    years = {row.year for project in Project.objects.all() for row in project.areas.all()}
    assert years == {today().year - 1, today().year}
    assert overlaps(area_by_code("9901"), today().year) == []
