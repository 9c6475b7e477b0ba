"""Areas and facilities come, change and end; nothing that once was is deleted."""

from datetime import date, timedelta

import pytest

from isaf.audit.models import Event
from isaf.kit.clock import today
from isaf.kit.problems import NotFound, Problem
from isaf.places import problems, services
from isaf.places.models import Area, Facility, Origin
from isaf.places.selectors import (
    administration_of,
    areas_at,
    children_of,
    facilities_of,
    facilities_under,
    facility_by_slug,
    figures_origin,
    installation_origin,
    mended_code,
    search,
    state_of,
    successors_of,
)
from tests import make

pytestmark = pytest.mark.django_db

YESTERDAY = date(2020, 12, 31)


def test_an_area_brings_its_office_and_takes_its_kind_from_above():
    make.area("12", unit_type="capital")
    khan = services.add_area(code="1210", names={"en": "Here"}, by=make.system())
    sangkat = services.add_area(code="121001", names={"en": "There"}, by=make.system())
    assert (khan.unit_type, sangkat.unit_type) == ("khan", "sangkat")
    assert administration_of(sangkat).slug == "ca-121001"
    assert Event.objects.filter(verb="add_area", place_code="121001").get().by_name == "System"


@pytest.mark.parametrize(
    "given, refusal",
    [
        ({"code": "0102"}, problems.CodeTaken),
        ({"code": "01x3"}, problems.MalformedCode),
        ({"code": "010"}, problems.MalformedCode),
        ({"code": "7701"}, problems.UnknownCode),
        ({"code": "0103", "unit_type": "village"}, problems.UnknownUnitType),
        ({"code": "0103", "names": {"km": " "}}, problems.NoName),
        ({"code": "0103", "origin": Origin.DEMONSTRATION}, problems.WrongOrigin),
        (
            {"code": "0103", "valid_from": date(2021, 1, 1), "valid_to": YESTERDAY},
            problems.EndsBeforeItBegins,
        ),
    ],
)
def test_a_wrong_area_is_refused_and_nothing_is_written(given, refusal):
    make.area("0102")
    before = Area.objects.count(), Facility.objects.count(), Event.objects.count()
    with pytest.raises(refusal):
        services.add_area(**{"names": {"en": "New"}} | given, by=make.system())
    assert (Area.objects.count(), Facility.objects.count(), Event.objects.count()) == before


def test_an_ended_area_stays_readable_with_what_followed_but_leaves_lists_and_searches():
    old, new = make.area("010201", name="Oldplace"), make.area("010202", name="Newplace")
    services.end_area(area=old, on=YESTERDAY, successors=[new], relation="merged", by=make.system())
    assert Area.objects.get(code="010201").valid_to == YESTERDAY
    assert successors_of(old) == [new]
    assert [area.code for area in children_of(old.parent)] == ["010202"]
    assert [area.code for area in children_of(old.parent, with_ended=True)] == ["010201", "010202"]
    assert [area.code for area in areas_at("commune", under="0102")] == ["010202"]
    assert search("Oldplace") == []
    assert administration_of(old) is None
    assert facility_by_slug("ca-010201").valid_to == YESTERDAY


def test_an_area_ends_once():
    area = make.area("010201")
    services.end_area(area=area, on=YESTERDAY, by=make.system())
    with pytest.raises(problems.AlreadyEnded):
        services.end_area(area=area, on=YESTERDAY, by=make.system())


def test_an_area_that_ends_today_is_there_until_tomorrow():
    area = make.area("010201")
    services.end_area(area=area, on=today(), by=make.system())
    assert list(children_of(area.parent)) == [area]


def test_a_health_centre_is_found_in_every_commune_it_serves_and_counted_in_its_host_once():
    host, served, other = make.area("010201"), make.area("010202"), make.area("010203")
    centre = make.facility("hc-010201", host="010201", serves=("010202",))
    assert centre in facilities_of(host)
    assert centre in facilities_of(served)
    assert centre not in facilities_of(other)
    assert list(facilities_under(host.parent).filter(service="hc")) == [centre]
    assert [(row.area.code, row.relation) for row in centre.catchment.order_by("area__code")] == [
        ("010201", "in"),
        ("010202", "catchment"),
    ]


def test_practice_places_are_on_no_public_page():
    host = make.area("010201")
    make.facility("hc-9", name="Trainingplace", origin=Origin.PRACTICE)
    assert [one.service for one in facilities_of(host)] == ["ca"]
    assert search("Trainingplace") == []


@pytest.mark.parametrize(
    "given, refusal",
    [
        ({"service": "ca"}, problems.AdministrationIsMade),
        ({"service": "zz"}, problems.UnknownService),
        ({"code": "a/b"}, problems.MalformedFacilityCode),
        ({"code": "010201"}, problems.CodeTaken),
        ({"names": {}}, problems.NoName),
        ({"latitude": 11.5}, problems.WrongPosition),
        ({"latitude": 111.0, "longitude": 11.0}, problems.WrongPosition),
    ],
)
def test_a_wrong_facility_is_refused_and_nothing_is_written(given, refusal):
    make.facility("hc-010201")
    before = Facility.objects.count(), Event.objects.count()
    fields = {"service": "hc", "code": "new", "names": {"en": "New"}, "host": make.area("010201")}
    with pytest.raises(refusal):
        services.add_facility(**fields | given, by=make.system())
    assert (Facility.objects.count(), Event.objects.count()) == before


def test_an_edit_keeps_the_old_values_and_is_found_by_its_new_name():
    centre = make.facility("hc-010201", name="Oldname")
    seen = state_of(centre)
    services.update_facility(facility=centre, names={"en": "Newname"}, by=make.system())
    event = Event.objects.get(verb="update_facility")
    assert event.details["before"]["names"]["en"] == "Oldname"
    assert [found.place.slug for found in search("Newname")] == ["hc-010201"]
    assert search("Oldname") == []
    assert state_of(centre) != seen


def test_an_edit_that_changes_nothing_writes_nothing():
    centre = make.facility("hc-010201", serves=("010202",))
    services.update_facility(
        facility=centre, names=centre.names, catchment=[make.area("010202")], by=make.system()
    )
    assert not Event.objects.filter(verb="update_facility").exists()


def test_a_moved_facility_still_serves_whom_it_served():
    centre = make.facility("hc-010201", host="010201", serves=("010202",))
    services.update_facility(facility=centre, host=make.area("010203"), by=make.system())
    served = {row.area.code: row.relation for row in centre.catchment.all()}
    assert served == {"010201": "catchment", "010202": "catchment", "010203": "in"}


def test_a_closed_facility_leaves_the_lists_after_its_last_day():
    centre = make.facility("hc-010201")
    services.close_facility(facility=centre, on=today() - timedelta(days=1), by=make.system())
    assert centre not in facilities_of(make.area("010201"))
    assert facility_by_slug("hc-010201") == centre


def test_invented_places_live_on_a_demonstration_server_beside_the_real_ones():
    assert (installation_origin(), figures_origin()) == ("real", "real")
    services.establish(origin=Origin.DEMONSTRATION)
    real = make.area("01")
    invented = services.add_area(
        code="99", names={"en": "Invented"}, origin=Origin.DEMONSTRATION, by=make.system()
    )
    assert figures_origin() == "demonstration"
    assert list(children_of(real.parent)) == [real, invented]
    assert administration_of(invented).origin == "demonstration"


def test_what_a_server_holds_is_said_once():
    services.establish(origin=Origin.REAL)
    assert services.establish(origin=Origin.DEMONSTRATION).origin == "real"


def test_a_lost_zero_is_mended_only_where_the_area_exists():
    make.area("0102")
    assert mended_code("102") == "0102"
    assert mended_code("0102") is None
    assert mended_code("902") is None


@pytest.mark.parametrize("slug", ["hc-1", "hc", "", "zz-1"])
def test_an_unknown_facility_is_not_found(slug):
    with pytest.raises(NotFound):
        facility_by_slug(slug)


def test_every_refusal_has_a_code_of_its_own():
    codes = [one.code for one in vars(problems).values() if isinstance(one, type) and one is not Problem]
    assert len(codes) == len(set(codes))
