"""Every role of the country against every verb at every kind of place, without a database."""

from datetime import date

import pytest

from isaf.country.pack import load_pack
from isaf.people.rules import READS_AROUND_A_FACILITY, allows, is_bound_to
from isaf.people.verbs import CITIZENS_SHEETS, Verb

from .world import PLACES, SCOPES, hold

PACK = load_pack("kh")
DAY = date(2026, 6, 1)
EVERYWHERE = set(PLACES)
OUTSIDE_PROVINCE = {"nation", "far commune", "far office", "far health centre"}
IN_PROVINCE = EVERYWHERE - OUTSIDE_PROVINCE
IN_DISTRICT = IN_PROVINCE - {"province", "province office"}
IN_COMMUNE = {"commune", "village", "commune office", "health centre", "school"}
AREAS_ABOVE = {"nation", "province", "district", "commune"}

# role, where it is held -> every place it reaches
REACHES = [
    ("national_admin", "nation", EVERYWHERE),
    ("national_viewer", "nation", EVERYWHERE),
    ("province_group", "province", IN_PROVINCE),
    ("district_group", "district", IN_DISTRICT - {"district office"}),
    ("da_provider", "district office", {"district office"}),
    ("pa_provider", "province office", {"province office"}),
    ("clerk", "commune", {"commune", "village", "commune office"}),
    ("chief", "commune", {"commune", "village", "commune office"}),
    ("council", "commune", {"commune", "commune office", "health centre", "school"}),
    ("council", "district", {"district", "district office"}),
    ("council", "province", {"province", "province office"}),
    ("governor", "district", {"district", "district office"}),
    ("governor", "province", {"province", "province office"}),
    ("hc_head", "health centre", {"health centre"}),
    ("school_director", "school", {"school"}),
    ("education_office", "district", {"district", "commune", "village", "neighbour", "school"}),
    ("operational_district", "operational district", {"health centre"}),
    ("committee", "commune", {"commune", "commune office", "health centre", "school"}),
    ("committee", "district", {"district", "district office"}),
    ("answering_office", "province", IN_PROVINCE),
    ("answering_office", "nation", EVERYWHERE),
    ("typist", "district", IN_DISTRICT),
    ("reviewer", "district", IN_DISTRICT),
    ("reviewer", "organisation in the commune", IN_COMMUNE),
    ("lead_ngo_me", "province", IN_PROVINCE),
    ("lead_ngo_me", "organisation in the commune", IN_COMMUNE),
    ("ngo_officer", "commune", IN_COMMUNE),
    ("ngo_officer", "organisation in the commune", IN_COMMUNE),
    ("caf", "commune", IN_COMMUNE),
    ("caf", "village", {"village"}),
    ("moderator", "nation", EVERYWHERE),
]


@pytest.mark.parametrize(("role", "scope", "reached"), REACHES, ids=[f"{r[0]} in {r[1]}" for r in REACHES])
def test_a_role_gives_its_verbs_where_it_is_held_and_nothing_else_anywhere(role, scope, reached):
    held = hold(PACK.role(role), scope)
    given = {(verb, name) for verb in Verb for name in PLACES if allows([held], PLACES[name], verb, DAY)}
    expected = {(verb, name) for verb in held.verbs for name in reached}
    if held.facility:
        expected |= {(verb, name) for verb in READS_AROUND_A_FACILITY for name in _around(scope)}
    assert given == expected


def _around(scope: str) -> set[str]:
    """Who works in a facility reads the year and the plan of the areas it serves, and of those above."""
    above = {"province office": {"nation", "province"}, "district office": AREAS_ABOVE - {"commune"}}
    return above.get(scope, AREAS_ABOVE) | ({"neighbour"} if scope == "health centre" else set())


def test_the_table_has_every_role_of_the_country():
    assert {row[0] for row in REACHES} == {role.id for role in PACK.roles}


def test_every_verb_of_the_country_is_one_that_the_judge_knows():
    assert {verb for role in PACK.roles for verb in role.verbs} <= set(Verb)


def test_every_verb_is_given_by_some_role():
    assert {verb for role in PACK.roles for verb in role.verbs} == set(Verb)


@pytest.mark.parametrize("role", [role for role in PACK.roles if role.side == "supply"], ids=lambda r: r.id)
def test_no_role_of_the_supply_side_touches_citizens_sheets(role):
    assert not role.verbs & CITIZENS_SHEETS


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_role_counts_from_its_first_day_to_its_last_both_included(day, allowed):
    held = hold(PACK.role("caf"), "commune", since=date(2026, 1, 1), until=date(2026, 6, 30))
    assert allows([held], PLACES["commune"], Verb.SHEET_ENTER, day) is allowed


def test_who_holds_no_role_may_do_nothing():
    assert not any(allows([], place, verb, DAY) for place in PLACES.values() for verb in Verb)


def test_several_roles_add_up_each_in_its_own_scope():
    roles = [hold(PACK.role("caf"), "commune"), hold(PACK.role("hc_head"), "health centre")]
    assert allows(roles, PLACES["health centre"], Verb.SHEET_ENTER, DAY)
    assert allows(roles, PLACES["health centre"], Verb.INFORMATION_EDIT, DAY)
    assert not allows(roles, PLACES["school"], Verb.INFORMATION_EDIT, DAY)


# role, where it is held -> the facilities whose citizens' sheets are closed to the person
BOUND = [
    ("clerk", "commune", {"commune office"}),
    ("chief", "commune", {"commune office"}),
    ("council", "commune", {"commune office", "health centre", "school"}),
    ("district_group", "district", {"commune office", "neighbour office", "health centre", "school"}),
    ("da_provider", "district office", {"district office"}),
    ("hc_head", "health centre", {"health centre"}),
    ("operational_district", "operational district", {"health centre"}),
    ("education_office", "district", {"school"}),
    ("caf", "commune", set()),
    ("reviewer", "district", set()),
    ("committee", "commune", set()),
    ("national_admin", "nation", set()),
]


@pytest.mark.parametrize(("role", "scope", "closed"), BOUND, ids=[f"{r[0]} in {r[1]}" for r in BOUND])
def test_who_serves_a_facility_is_bound_to_it_and_to_no_other(role, scope, closed):
    held = hold(PACK.role(role), scope)
    assert {n for n, place in PLACES.items() if place.facility and is_bound_to([held], place, DAY)} == closed


def test_a_role_that_ended_binds_no_longer():
    held = hold(PACK.role("clerk"), "commune", until=date(2026, 5, 31))
    assert not is_bound_to([held], PLACES["commune office"], DAY)


def test_every_scope_of_the_world_is_used():
    assert {row[1] for row in REACHES} == set(SCOPES)
