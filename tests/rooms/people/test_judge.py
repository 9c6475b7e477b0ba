"""The judge on kept roles: guard, filter twin and explanation say the same."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isaf.country.current import pack
from isaf.kit.clock import pretend, today
from isaf.kit.problems import NotFound, NotYours
from isaf.meetings.models import Meeting
from isaf.people import access
from isaf.people.models import Account
from isaf.people.problems import RoleNotHere
from isaf.people.selectors import holders
from isaf.people.services import add_organisation, end_role, give_role
from isaf.people.verbs import CITIZENS_SHEETS, Verb
from isaf.places.models import Area, Facility
from isaf.places.selectors import facility_by_slug
from tests import cast, make

pytestmark = pytest.mark.django_db

JUDGED = [
    Verb.AREA_READ, Verb.PLAN_READ, Verb.INFORMATION_EDIT, Verb.INFORMATION_CHECK, Verb.PLAN_APPROVE,
    Verb.SHEET_ENTER, Verb.SHEET_READ, Verb.SHEET_REVIEW, Verb.SELFASSESS_ENTER,
]  # fmt: skip


@pytest.fixture
def country(db):
    """Two districts of one province and one of another, with shared and far facilities."""
    make.commune("010201")
    make.commune("010202")
    make.commune("010301")
    make.commune("020101")
    make.facility(
        "hc-shared", host="010201", serves=("010201", "010202", "010301"), operational_district="OD-1"
    )
    make.facility("hc-far", host="020101", serves=("020101",), operational_district="OD-2")
    for code, areas in {"here": ["010201"], "both": ["0102", "020101"], "nowhere": []}.items():
        works_in = [make.area(each) for each in areas]
        add_organisation(code=code, names={"en": code}, works_in=works_in, by=make.system(), origin="real")


def _scopes():
    """Every way in which a role of the pack may be held in the country above."""
    areas = ["", "01", "0102", "0103", "010201", "010202", "01020101", "020101"]
    found = []
    for role in pack().roles:
        for scope in role.scopes:
            if scope == "area":
                levels = {0: "nation", 2: "province", 4: "district", 6: "commune", 8: "village"}
                found += [
                    (role.id, "area", a) for a in areas if not role.levels or levels[len(a)] in role.levels
                ]
            elif scope == "facility":
                slugs = ["ca-010201", "hc-010201", "hc-shared", "ps-0102011", "da-0102", "pa-01", "hc-far"]
                found += [(role.id, scope, s) for s in slugs if s.partition("-")[0] in role.services]
            elif scope == "organisation":
                found += [(role.id, scope, code) for code in ("here", "both", "nowhere")]
            else:
                found += [(role.id, scope, od) for od in ("OD-1", "OD-2")]
    return found


holdings = st.lists(
    st.tuples(
        st.sampled_from(_scopes()), st.sampled_from([-400, -1, 0, 1]), st.sampled_from([None, -1, 0, 30])
    ),
    max_size=3,
)


def _give(person, role, scope, where, since, until):
    from isaf.people.models import Organisation

    held = {
        "area": lambda: make.area(where),
        "facility": lambda: make.facility(where),
        "organisation": lambda: Organisation.objects.get(code=where),
        "operational_district": lambda: where,
    }[scope]()
    begins = today() + timedelta(days=since)
    ends = None if until is None else max(begins, today() + timedelta(days=until))
    give_role(person=person, role=role, by=make.system(), since=begins, until=ends, **{scope: held})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=holdings)
def test_the_filter_gives_exactly_the_rows_that_the_judge_allows(country, held):
    with transaction.atomic():
        person = Account.objects.create(username="someone", name="Someone")
        for (role, scope, where), since, until in held:
            _give(person, role, scope, where, since, until)
        areas = list(Area.objects.all())
        facilities = list(Facility.objects.select_related("host").prefetch_related("serves"))
        for verb in JUDGED:
            allowed = {area.pk for area in areas if access.may(person, verb, area)}
            listed = access.within(person, verb, Area.objects.all()).values_list("pk", flat=True)
            assert sorted(listed) == sorted(allowed), verb
            allowed = {one.pk for one in facilities if access.may(person, verb, one)}
            listed = _facilities_listed(person, verb)
            assert sorted(listed) == sorted(allowed), verb
            for one in facilities:
                assert access.explain(person, verb, one)[0] == (one.pk in allowed)
        transaction.set_rollback(True)


def _facilities_listed(person, verb):
    """Through rows that point at a facility, as every list of the product does."""
    from isaf.places.models import FacilityArea

    rows = access.within(person, verb, FacilityArea.objects.filter(area=_host()), facility="facility")
    return set(rows.values_list("facility", flat=True))


def _host():
    from django.db.models import F

    return F("facility__host")


def test_the_bound_never_touch_citizens_sheets_whatever_else_they_hold(country):
    """A clerk who also facilitates types the health centre's sheet, never that of the own office."""
    person = make.person("both", "clerk", area=make.area("010201"))
    give_role(person=person, role="caf", area=make.area("010201"), by=make.system(), since=date(2020, 1, 1))
    office, centre = facility_by_slug("ca-010201"), facility_by_slug("hc-010201")
    for verb in {Verb.SHEET_ENTER, Verb.SHEET_READ}:
        assert not access.may(person, verb, office)
        assert access.may(person, verb, centre)
    allowed, reasons = access.explain(person, Verb.SHEET_ENTER, office)
    assert (allowed, {r.held.role: r.verdict for r in reasons}) == (False, {"clerk": "bound", "caf": "gives"})


def test_a_list_of_meetings_leaves_out_those_of_the_own_office(country):
    year = make.cycle("010201")
    person = make.person("both", "clerk", area=make.area("010201"))
    give_role(person=person, role="caf", area=make.area("010201"), by=make.system(), since=date(2020, 1, 1))
    for slug in ("ca-010201", "hc-010201"):
        make.meeting(year, facility=facility_by_slug(slug))
    make.meeting(year, "information")
    rows = access.within(person, Verb.SHEET_ENTER, Meeting.objects.all(), facility="facility")
    assert [row.facility.slug for row in rows] == ["hc-010201"]


def test_nobody_else_in_the_supply_side_is_given_a_sheet(country):
    people = cast.people()
    supply = [
        people.dara,
        people.chief,
        people.council,
        people.head,
        people.director,
        people.bopha,
        people.chan,
    ]
    for one in Facility.objects.all():
        assert not any(access.may(person, verb, one) for person in supply for verb in CITIZENS_SHEETS)


def test_a_refusal_says_who_may_to_who_sees_the_place_and_nothing_to_others(country):
    people, here = cast.people(), make.area("010201")
    with pytest.raises(NotYours) as refused:
        access.require(people.dara, Verb.PLAN_APPROVE, here)
    assert pack().role("council").names[pack().default_language] in refused.value.details["who"]
    with pytest.raises(NotFound):
        access.require(people.chan, Verb.PLAN_APPROVE, here)
    access.require(people.council, Verb.PLAN_APPROVE, here)


def test_a_role_ends_with_its_last_day(country):
    people, here = cast.people(), make.area("010201")
    end_role(holding=people.sokha.holdings.get(), by=people.admin, on=date(2026, 6, 30))
    for day, allowed in ((date(2026, 6, 30), True), (date(2026, 7, 1), False)):
        with pretend(day):
            again = Account.objects.get(pk=people.sokha.pk)
            assert access.may(again, Verb.MEETING_PLAN, here) is allowed
            assert access.may_anywhere(again, Verb.MEETING_PLAN) is allowed


def test_a_locked_account_may_nothing(country):
    person = make.person("gone", "national_admin", area=make.area(""))
    Account.objects.filter(pk=person.pk).update(is_active=False)
    assert not access.may(Account.objects.get(pk=person.pk), Verb.AREA_READ, make.area("010201"))


def test_who_to_ask_is_told_nearest_first_each_once(country):
    people = cast.people()
    found = holders(Verb.MEETING_PLAN, make.area("010201"), today())
    assert {row.person for row in found} == {people.sokha, people.dara, people.bopha, people.admin}
    assert [len(row.area.code) for row in found] == sorted(
        (len(row.area.code) for row in found), reverse=True
    )
    assert people.chan not in {row.person for row in found}


def test_an_organisation_that_works_in_many_places_is_told_once(country):
    from isaf.people.models import Organisation

    both = Organisation.objects.get(code="both")
    both.works_in.add(make.area("010201"))
    person = make.person("ngo", "ngo_officer", organisation=both)
    found = [row.person for row in holders(Verb.SHEET_ENTER, facility_by_slug("hc-010201"), today())]
    assert found.count(person) == 1


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("clerk", {"area": "0102"}),
        ("national_admin", {"area": "01"}),
        ("hc_head", {"area": "010201"}),
        ("clerk", {"facility": "hc-010201"}),
        ("council", {"area": "01020101"}),
    ],
)
def test_a_role_is_held_only_where_the_country_allows_it(country, role, scope):
    person = Account.objects.create(username="someone", name="Someone")
    held = {"area": make.area, "facility": facility_by_slug}
    ((kind, where),) = scope.items()
    with pytest.raises(RoleNotHere):
        give_role(person=person, role=role, by=make.system(), **{kind: held[kind](where)})
    assert not person.holdings.exists()
