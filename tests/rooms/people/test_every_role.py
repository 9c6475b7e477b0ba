"""Every role of every country x every verb x every kind of place, judged from the packs alone and without HTTP.

The expectation is written anew here, in the plainest words, and not with the judge's own rules.
"""

from datetime import date

import pytest

from isaf.country.pack import load_pack
from isaf.people.power import ADMINISTRATIVE, Door, counted
from isaf.people.rules import READS_AROUND_A_FACILITY, Held, Place, allows, is_bound_to
from isaf.people.verbs import CITIZENS_SHEETS, Verb
from isaf.people.wording import VERB_WORDS

DAY = date(2026, 6, 1)
CODE = "01020304"
PACKS = {code: load_pack(code) for code in ("kh", "lotus")}
CASES = [
    (code, role.id, scope, level)
    for code, pack in PACKS.items()
    for role in pack.roles
    for scope in role.scopes
    for level in (role.levels or ("",) if scope == "area" else ("",))
]


def own_code(pack, level: str) -> str:
    return CODE[: pack.level(level).digits] if level not in ("", "nation") else ""


def held_as(pack, role, scope: str, level: str) -> Held:
    """The role as held at CODE, or in the facility or the health district there."""
    service = role.services[0] if role.services else pack.services[0].id
    where = {
        "area": {"area_codes": (own_code(pack, level),)},
        "organisation": {"area_codes": (CODE[:4],)},
        "facility": {"facility": f"{service}-1", "facility_codes": (CODE[:6],)},
        "operational_district": {"operational_district": "OD-1"},
    }[scope]
    return Held(role.id, role.side, role.verbs, services=role.services, reach=role.reach, **where)


def places(pack) -> list[Place]:
    """Areas above, at, below and beside; in each a facility of every service, in and out of the health district."""
    codes = [CODE[:n] for n in range(9)] + ["02", "011", "0103", "010204", "01020305"]
    found = [Place((code,)) for code in codes]
    for service in pack.services:
        found += [
            Place((code,), f"{service.id}-{number}", service.id, district)
            for code in codes
            for number, district in (("1", "OD-1"), ("2", "OD-2"), ("3", ""))
        ]
    return found


def reaches(held: Held, place: Place, verb: str) -> bool:
    """In plain words: where the role may use the verb, if it has it."""
    (code,) = place.codes
    if place.facility and held.services and place.service not in held.services:
        return False
    if held.facility:
        if place.facility:
            return place.facility == held.facility
        return verb in READS_AROUND_A_FACILITY and held.facility_codes[0].startswith(code)
    if held.operational_district:
        return bool(place.facility) and place.operational_district == held.operational_district
    return code == held.area_codes[0] if held.reach == "own" else code.startswith(held.area_codes[0])


@pytest.mark.parametrize(("code", "role", "scope", "level"), CASES)
def test_the_judge_gives_each_verb_exactly_where_the_pack_says(code, role, scope, level):
    pack = PACKS[code]
    role = pack.role(role)
    held = held_as(pack, role, scope, level)
    allowed = 0
    for place in places(pack):
        for verb in Verb:
            expected = verb in role.verbs and reaches(held, place, verb)
            assert allows([held], place, verb, DAY) is expected, (place, verb)
            allowed += expected
    assert allowed, "a role that may nothing anywhere is no role"


@pytest.mark.parametrize(("code", "role", "scope", "level"), CASES)
def test_without_a_session_only_the_nations_administrative_verbs_are_missing(code, role, scope, level):
    pack = PACKS[code]
    held = held_as(pack, pack.role(role), scope, level)
    (doing,) = counted([held], Door(is_deed=True))
    missing = held.verbs - doing.verbs
    assert missing == (held.verbs & ADMINISTRATIVE if held.side == "national" else set())
    assert counted([held], Door(session=1, is_deed=True)) == counted([held], Door()) == (held,)


@pytest.mark.parametrize(("code", "role", "scope", "level"), CASES)
def test_no_role_of_an_administration_ever_touches_citizens_sheets(code, role, scope, level):
    pack = PACKS[code]
    role = pack.role(role)
    if role.side in ("supply", "national"):
        assert not role.verbs & CITIZENS_SHEETS
    if role.side == "supply":
        held = held_as(pack, role, scope, level)
        bound = [place for place in places(pack) if is_bound_to([held], place, DAY)]
        assert all(reaches(held, place, "area.read") for place in bound)
        assert bound


@pytest.mark.parametrize("code", PACKS)
def test_every_verb_has_words_and_a_role_that_holds_it_and_no_role_holds_another_word(code):
    given = {verb for role in PACKS[code].roles for verb in role.verbs}
    assert given <= set(Verb)
    assert set(VERB_WORDS) == set(Verb)
    if code == "kh":
        assert given == set(Verb)


@pytest.mark.parametrize("code", PACKS)
def test_somebody_gives_every_role_and_the_nation_is_kept_by_a_timed_one(code):
    roles = PACKS[code].roles
    assert any(role.side == "national" and role.verbs >= ADMINISTRATIVE for role in roles)
    assert set(Verb) >= ADMINISTRATIVE


@pytest.mark.django_db
def test_the_page_of_roles_is_the_pack_mark_for_mark():
    from bs4 import BeautifulSoup

    from tests import cast
    from tests.enter import enter

    page = BeautifulSoup(enter(cast.people().dara).get("/en/work/people/roles/").text, "html.parser")
    roles = PACKS["kh"].roles
    shown = [row.find_all("td") for row in page.find("table").tbody.find_all("tr")]
    assert len(shown) == len(Verb)
    for verb, cells in zip(Verb, shown, strict=True):
        assert ["✓" in cell.text for cell in cells] == [verb in role.verbs for role in roles], verb
    assert [item["id"] for item in page.select("ol > li[id]")] == [f"role-{role.id}" for role in roles]
