"""Who works where beside whom."""

import pytest

from isaf.registers.rules import (
    Work,
    at_facility,
    is_within,
    reaches,
    share_a_service,
    shared_areas,
    together,
)


def daisy(key, code, *services):
    return Work(key, "daisy", code, services)


def lamp(key, code, *services):
    return Work(key, "lamp", code, services)


@pytest.mark.parametrize(
    ("code", "codes", "expected"),
    [
        ("0102", ["0102"], True),
        ("0102", ["010201"], True),
        ("010201", ["0102"], False),
        ("0102", ["0103", "010299"], True),
        ("", ["0102"], True),  # the nation reaches everything
        ("0102", [], False),
    ],
)
def test_work_in_an_area_is_work_in_everything_below_it(code, codes, expected):
    assert reaches(daisy(1, code), codes) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((), (), True),
        ((), ("ps",), True),
        (("ps", "hc"), ("hc",), True),
        (("ps",), ("hc",), False),
    ],
)
def test_no_service_named_means_every_service(one, other, expected):
    assert share_a_service(daisy(1, "01", *one), lamp(2, "01", *other)) is expected
    assert share_a_service(lamp(2, "01", *other), daisy(1, "01", *one)) is expected


@pytest.mark.parametrize(
    ("works", "keys"),
    [
        ([], ()),
        ([daisy(1, "01"), daisy(2, "01")], ()),  # two projects of one organisation
        ([daisy(1, "01"), lamp(2, "01")], (1, 2)),
        ([daisy(1, "01", "hc"), lamp(2, "01", "ps")], ()),
        ([daisy(1, "01", "hc"), daisy(2, "01", "ps"), lamp(3, "01", "ps")], (2, 3)),
    ],
)
def test_organisations_meet_where_they_share_a_service(works, keys):
    assert together(works) == keys


@pytest.mark.parametrize(
    ("works", "found"),
    [
        ([daisy(1, "0102"), lamp(2, "0103")], {}),
        ([daisy(1, "0102"), lamp(2, "0102")], {"0102": (1, 2)}),
        ([daisy(1, "0102"), lamp(2, "010201")], {"010201": (1, 2)}),
        ([lamp(2, "010201"), daisy(1, "0102"), lamp(3, "010202")], {"010201": (1, 2), "010202": (1, 3)}),
        ([daisy(1, "0102", "hc"), lamp(2, "010201", "ps")], {}),
        ([daisy(1, "01"), lamp(2, "0102"), Work(3, "sun", "010201")], {"0102": (1, 2), "010201": (1, 2, 3)}),
    ],
)
def test_areas_with_several_organisations_are_found_whatever_the_order(works, found):
    assert shared_areas(works) == found
    assert shared_areas(reversed(works)) == found


@pytest.mark.parametrize(
    ("works", "service", "codes", "keys"),
    [
        ([daisy(1, "010201"), lamp(2, "010202")], "hc", ["010201", "010202"], (1, 2)),
        ([daisy(1, "010201"), lamp(2, "010202")], "hc", ["010201"], ()),
        ([daisy(1, "010201", "ps"), lamp(2, "010201")], "hc", ["010201"], ()),
        ([daisy(1, "010201", "hc", "ps"), lamp(2, "0102", "hc", "ca")], "hc", ["010201"], (1, 2)),
        ([], "hc", ["010201"], ()),
    ],
)
def test_a_facility_between_two_areas_is_seen(works, service, codes, keys):
    assert at_facility(works, service, codes) == keys


@pytest.mark.parametrize(
    ("code", "areas", "expected"),
    [
        ("010201", ["0102"], True),
        ("0102", ["0102"], True),
        ("01", ["0102"], False),
        ("0103", [], False),
        ("0103", [""], True),
    ],
)
def test_a_target_lies_within_the_areas_of_the_organisation(code, areas, expected):
    assert is_within(code, areas) is expected
