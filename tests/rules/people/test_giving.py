"""Who may give a role: the pack's own roles, each in each scope, given by each that looks after people."""

from dataclasses import replace
from datetime import date

import pytest

from isaf.country.pack import load_pack
from isaf.people.rules import Post, looks_after_the_nation, may_give, may_look_after, slip_word, why_review
from tests.rules.people.world import hold

DAY = date(2026, 6, 1)
PACK = load_pack("kh")


def post(role: str, *codes: str, service: str = "") -> Post:
    return Post(PACK.role(role).side, PACK.role(role).verbs, codes, service)


GIVEN = [
    ("district_group", "district", post("clerk", "010201"), True),
    ("district_group", "district", post("hc_head", "010201", service="hc"), True),
    ("district_group", "district", post("clerk", "020101"), False),  # elsewhere
    ("district_group", "district", post("council", "0102"), False),  # the own level
    ("district_group", "district", post("district_group", "0102"), False),  # one's like
    (
        "district_group",
        "district",
        post("da_provider", "0102", service="da"),
        False,
    ),  # not its kind of service
    ("district_group", "district", post("caf", "010201"), False),  # the other side
    ("district_group", "district", post("reviewer", "010201"), False),
    ("district_group", "district", post("national_admin", ""), False),
    ("province_group", "province", post("district_group", "0102"), True),
    ("province_group", "province", post("da_provider", "0102", service="da"), True),
    ("province_group", "province", post("operational_district", "0102", "0103"), True),
    ("province_group", "province", post("operational_district", "0102", "0201"), False),  # reaches out
    ("province_group", "province", post("province_group", "01"), False),
    ("lead_ngo_me", "province", post("ngo_officer", "0102"), True),
    ("lead_ngo_me", "province", post("reviewer", "010201"), True),
    ("lead_ngo_me", "province", post("clerk", "010201"), False),
    ("lead_ngo_me", "district", post("ngo_officer", "0102"), False),  # manages people, so strictly below
    ("ngo_officer", "commune", post("caf", "010201"), True),
    ("ngo_officer", "commune", post("caf", "01020101"), True),
    ("ngo_officer", "organisation in the commune", post("committee", "010201"), True),
    ("ngo_officer", "district", post("reviewer", "010201"), False),  # nobody chooses the own checker
    ("ngo_officer", "district", post("ngo_officer"), False),  # an organisation that works nowhere yet
    ("national_admin", "nation", post("national_admin", ""), True),
    ("national_admin", "nation", post("caf", "010201"), True),
    ("national_admin", "nation", post("moderator", ""), True),
    ("national_viewer", "nation", post("clerk", "010201"), False),
    ("clerk", "commune", post("caf", "01020101"), False),
]


@pytest.mark.parametrize(("role", "scope", "given", "allowed"), GIVEN)
def test_a_role_is_given_from_above_and_on_the_own_side(role, scope, given, allowed):
    assert may_give([hold(PACK.role(role), scope)], given, DAY) is allowed


def test_a_role_that_ended_gives_nothing():
    over = hold(PACK.role("national_admin"), "nation", until=date(2026, 5, 31))
    assert not may_give([over], post("clerk", "010201"), DAY)
    assert not looks_after_the_nation([over], DAY)
    assert may_give([replace(over, until=DAY)], post("clerk", "010201"), DAY)


def test_who_may_not_give_every_role_of_a_person_does_not_reset_the_account():
    district = hold(PACK.role("district_group"), "district")
    clerk, governor = post("clerk", "010201"), post("governor", "0102")
    assert may_look_after([district], [clerk], DAY)
    assert not may_look_after([district], [clerk, governor], DAY)
    assert not may_look_after([district], [], DAY)
    assert may_look_after([hold(PACK.role("national_admin"), "nation")], [], DAY)


@pytest.mark.parametrize(
    ("since", "confirmed", "seen", "why"),
    [
        (date(2025, 6, 2), None, DAY, ""),
        (date(2025, 6, 1), None, DAY, "long_held"),
        (date(2020, 1, 1), date(2025, 6, 2), date(2020, 1, 1), ""),
        (date(2020, 1, 1), date(2025, 6, 1), DAY, "long_held"),
        (date(2026, 5, 1), None, date(2025, 6, 1), "not_seen"),
    ],
)
def test_a_role_is_looked_at_once_a_year(since, confirmed, seen, why):
    assert why_review(since, confirmed, seen, DAY) == why


def test_a_code_copied_from_paper_is_the_same_code():
    assert slip_word("K7MQ 3W9D-OOIL") == slip_word("k7mq-3w9d-0011")
