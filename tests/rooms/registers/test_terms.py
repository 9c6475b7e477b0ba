"""Seats pass from person to person; roles go with the office; what was agreed stays with it."""

from datetime import date

import pytest

from isaf.audit.models import Event
from isaf.kit.clock import pretend
from isaf.kit.problems import Stale
from isaf.people.access import may
from isaf.people.models import RoleHolding
from isaf.people.problems import NotYoursToGive
from isaf.people.services import end_role
from isaf.people.verbs import Verb
from isaf.plans.models import Action
from isaf.registers.models import Term
from isaf.registers.problems import (
    AccountStays,
    BodyTwice,
    EndsBeforeItBegan,
    KindNotHere,
    LastDayStays,
    OfficeNotHere,
    OfficeTaken,
    SeatForOneself,
    SeatTaken,
)
from isaf.registers.selectors import term_by_id
from isaf.registers.services import (
    add_body,
    add_seat,
    change_mandate,
    edit_body,
    edit_term,
    seat_person,
)
from tests import make

pytestmark = pytest.mark.django_db

TODAY, FIRST = date(2026, 6, 15), date(2022, 6, 1)


@pytest.fixture(autouse=True)
def june():
    with pretend(TODAY):
        yield


def signs(account) -> bool:
    """Whether the account may sign the commune's plan, asked afresh."""
    return may(type(account).objects.get(pk=account.pk), Verb.PLAN_SIGN, make.area("010201"))


@pytest.fixture
def borin():
    return make.add_account(username="borin", name="Borin", password=None)


@pytest.fixture
def sarin():
    return make.add_account(username="sarin", name="Sarin", password=None)


@pytest.fixture
def chief(seat_of, people, borin):
    """Borin is chief since the elections."""
    return seat_person(
        seat=seat_of("chief"), name="Borin", account=borin, since=FIRST, sex="male", by=people.bopha
    )


def edited(term, people, **changes):
    fields = {"name": term.name, "sex": term.sex, "phone": term.phone, "until": term.until}
    fields |= {"account": term.account, "row_version": term.row_version, "today": TODAY} | changes
    return edit_term(term=term, **{"by": people.bopha, **fields})


def test_a_body_begins_with_one_empty_seat_for_each_office(council):
    assert [seat.office for seat in council.seats.all()] == [
        "chief",
        "first_deputy",
        "second_deputy",
        "member",
    ]
    assert Term.objects.count() == 0


def test_the_role_of_the_office_goes_to_the_account(chief, borin):
    assert signs(borin)
    assert chief.holding.role == "chief"
    assert chief.mandate == "4th"


def test_a_person_without_an_account_sits_there_all_the_same(seat_of, people):
    term = seat_person(seat=seat_of("member"), name="Channary", since=FIRST, by=people.bopha)
    assert term.holding is None


def test_with_a_hand_over_one_role_ends_and_the_other_begins_the_next_day(
    chief, people, borin, sarin, seat_of
):
    new = seat_person(
        seat=seat_of("chief"), name="Sarin", account=sarin, since=date(2026, 6, 16), by=people.bopha
    )

    old = Term.objects.get(pk=chief.pk)
    assert (old.until, old.holding.until) == (TODAY, TODAY)
    assert (new.since, new.holding.since) == (date(2026, 6, 16), date(2026, 6, 16))
    assert signs(borin)
    assert not signs(sarin)
    with pretend(date(2026, 6, 16)):
        assert not signs(borin)
        assert signs(sarin)


def test_a_hand_over_is_written_down_without_names_or_telephones(chief, people, sarin, seat_of):
    Event.objects.all().delete()
    seat_person(
        seat=seat_of("chief"), name="Sarin", account=sarin, phone="012345678", since=TODAY, by=people.bopha
    )

    events = list(Event.objects.order_by("id"))
    assert [event.verb for event in events] == ["end_role", "term.ended", "give_role", "seat.handed_over"]
    assert {event.by_id for event in events} == {str(people.bopha.pk)}
    assert events[-1].details["office"] == "chief"
    assert all(
        "Sarin" not in str(event.details) and "012345678" not in str(event.details) for event in events
    )


def test_a_role_that_is_held_already_is_taken_along(seat_of, people):
    before = people.chief.holdings.get()
    term = seat_person(
        seat=seat_of("chief"), name="Chief", account=people.chief, since=FIRST, by=people.bopha
    )
    assert term.holding == before
    assert people.chief.holdings.count() == 1


def test_a_role_that_ends_with_a_planned_term_ends_with_it(seat_of, people):
    last = date(2027, 5, 31)
    term = seat_person(
        seat=seat_of("chief"), name="C", account=people.chief, since=FIRST, until=last, by=people.bopha
    )
    assert RoleHolding.objects.get(pk=term.holding_id).until == last


def test_an_office_without_a_role_at_this_level_gives_none(seat_of, people, borin):
    assert (
        seat_person(
            seat=seat_of("second_deputy"), name="B", account=borin, since=FIRST, by=people.bopha
        ).holding
        is None
    )


def test_nobody_gives_a_role_to_oneself(seat_of, people):
    with pytest.raises(SeatForOneself):
        seat_person(seat=seat_of("chief"), name="Bopha", account=people.bopha, since=TODAY, by=people.bopha)
    seat_person(seat=seat_of("member"), name="Bopha", account=people.bopha, since=TODAY, by=people.bopha)


def test_two_people_never_sit_in_one_seat(chief, people, seat_of):
    with pytest.raises(SeatTaken):
        seat_person(seat=seat_of("chief"), name="Early", since=date(2021, 1, 1), by=people.bopha)
    seat_person(seat=seat_of("chief"), name="Past", since=date(2020, 1, 1), until=date(2022, 5, 31),
                by=people.bopha)  # fmt: skip
    with pytest.raises(EndsBeforeItBegan):
        seat_person(seat=seat_of("member"), name="X", since=TODAY, until=FIRST, by=people.bopha)


def test_a_change_of_mandate_ends_terms_and_roles_and_keeps_the_seats(
    council, chief, people, borin, seat_of, sitting
):
    member = seat_person(
        seat=seat_of("member"), name="Pisey", since=FIRST, until=date(2027, 5, 31), by=people.bopha
    )
    over = seat_person(
        seat=seat_of("second_deputy"), name="Old", since=FIRST, until=date(2023, 1, 1), by=people.bopha
    )
    seats = set(council.seats.values_list("pk", flat=True))

    ended = change_mandate(
        body=council, on=TODAY, mandate="5th", row_version=council.row_version, by=people.bopha
    )

    assert ended == 2
    assert set(council.seats.values_list("pk", flat=True)) == seats
    assert [term_by_id(term.pk).until for term in (chief, member, over)] == [TODAY, TODAY, date(2023, 1, 1)]
    with pretend(date(2026, 6, 16)):
        assert not signs(borin)
        assert sitting(council.area, date(2026, 6, 16)) == {}
    council.refresh_from_db()
    assert council.mandate == "5th"
    assert Event.objects.get(verb="mandate.changed").details["terms_ended"] == 2


def test_what_was_agreed_stays_with_the_office_through_a_change_of_mandate(
    council, chief, people, sarin, seat_of
):
    action = Action.objects.create(
        code="010201-2026-1", area=council.area, origin="real", title="Repair", language="en",
        owner_office="Commune chief", agreed_on=FIRST, due_on=TODAY, status_on=FIRST,
    )  # fmt: skip

    change_mandate(body=council, on=TODAY, mandate="5th", row_version=council.row_version, by=people.bopha)
    seat_person(seat=seat_of("chief"), name="Sarin", account=sarin, since=date(2026, 6, 16), by=people.bopha)

    after = Action.objects.get(pk=action.pk)
    assert (after.owner_office, after.status, after.row_version) == ("Commune chief", "not_started", 1)
    with pretend(date(2026, 6, 16)):
        assert may(sarin, Verb.ACTION_UPDATE, council.area)


def test_somebody_chosen_before_the_change_begins_after_it(council, people, seat_of, sarin):
    new = seat_person(
        seat=seat_of("chief"), name="Sarin", account=sarin, since=date(2026, 7, 1), by=people.bopha
    )
    change_mandate(body=council, on=TODAY, mandate="5th", row_version=council.row_version, by=people.bopha)
    assert term_by_id(new.pk).until is None


def test_a_role_that_was_ended_elsewhere_is_not_given_back(chief, people, borin, council):
    end_role(holding=chief.holding, on=date(2025, 1, 1), by=people.admin)
    term = term_by_id(chief.pk)
    term = edited(term, people, until=date(2026, 12, 31))
    assert term.holding.until == date(2025, 1, 1)
    change_mandate(body=council, on=TODAY, mandate="5th", row_version=council.row_version, by=people.bopha)
    assert RoleHolding.objects.get(pk=chief.holding_id).until == date(2025, 1, 1)
    assert not signs(borin)


def test_the_role_moves_its_last_day_with_the_term(chief, people):
    term = edited(chief, people, until=date(2026, 12, 31))
    assert RoleHolding.objects.get(pk=chief.holding_id).until == date(2026, 12, 31)
    edited(term, people, until=date(2027, 1, 31))
    assert RoleHolding.objects.get(pk=chief.holding_id).until == date(2027, 1, 31)


def test_an_account_can_be_named_later_and_gets_the_role_from_then_on(seat_of, people, sarin, borin):
    term = seat_person(seat=seat_of("chief"), name="Sarin", since=FIRST, by=people.bopha)
    term = edited(term, people, account=sarin)
    assert term.holding.since == TODAY
    with pytest.raises(AccountStays):
        edited(term, people, account=borin)
    with pytest.raises(AccountStays):
        edited(term, people, account=None)


def test_a_last_day_can_be_moved_and_not_taken_away_and_meets_nobody_else(chief, people, seat_of):
    seat_person(seat=seat_of("chief"), name="Next", since=date(2026, 8, 1), by=people.bopha)
    term = term_by_id(chief.pk)
    assert term.until == date(2026, 7, 31)
    with pytest.raises(LastDayStays):
        edited(term, people, until=None)
    with pytest.raises(SeatTaken):
        edited(term, people, until=date(2026, 8, 1))
    assert edited(term, people, until=date(2026, 7, 1)).until == date(2026, 7, 1)


def test_nobody_makes_the_own_term_longer(people, seat_of):
    term = seat_person(
        seat=seat_of("chief"), name="B", account=people.bopha, since=FIRST, until=TODAY, by=people.admin
    )
    with pytest.raises(SeatForOneself):
        edited(term, people, until=date(2030, 1, 1))


def test_a_stale_form_overwrites_nothing(chief, council, people):
    edited(chief, people, phone="012 345 678")
    with pytest.raises(Stale):
        edited(chief, people, phone="099 999 999", row_version=1)
    assert term_by_id(chief.pk).phone == "012 345 678"
    for deed in (
        lambda: change_mandate(body=council, on=TODAY, mandate="5th", row_version=0, by=people.bopha),
        lambda: edit_body(body=council, names={}, mandate="", since=FIRST, until=None, row_version=0,
                          by=people.bopha),
    ):  # fmt: skip
        with pytest.raises(Stale):
            deed()


def test_a_body_that_ends_takes_its_terms_with_it(council, chief, people):
    edit_body(body=council, names={}, mandate="4th", since=FIRST, until=TODAY, row_version=1, by=people.bopha)
    assert term_by_id(chief.pk).until == TODAY


def test_a_body_stands_where_its_kind_may_and_once_without_a_name(council, people):
    with pytest.raises(KindNotHere):
        add_body(area=council.area, kind="steering_committee", since=FIRST, by=people.admin)
    with pytest.raises(BodyTwice):
        add_body(area=council.area, kind="council", since=FIRST, by=people.admin)
    with pytest.raises(EndsBeforeItBegan):
        add_body(area=council.area, kind="committee", since=TODAY, until=FIRST, by=people.admin)
    add_body(area=council.area, kind="council", names={"en": "Youth council"}, since=FIRST, by=people.admin)


def test_only_an_office_with_several_seats_gets_another_one(council, people):
    assert add_seat(body=council, office="member", by=people.bopha).office == "member"
    with pytest.raises(OfficeTaken):
        add_seat(body=council, office="chief", by=people.bopha)
    with pytest.raises(OfficeNotHere):
        add_seat(body=council, office="wizard", by=people.bopha)
    with pytest.raises(OfficeNotHere):
        add_seat(body=council, office="chair", by=people.bopha)  # a commune's council is led by its chief


def test_nobody_names_oneself_later_either(seat_of, people):
    term = seat_person(seat=seat_of("chief"), name="Bopha", since=FIRST, by=people.admin)
    with pytest.raises(SeatForOneself):
        edited(term, people, account=people.bopha)


def test_one_person_in_two_seats_holds_the_role_for_each(people, sarin):
    committee = add_body(area=make.area("010201"), kind="committee", since=FIRST, by=people.admin)
    chair, member = (
        seat_person(
            seat=committee.seats.get(office=office), name="Sarin", account=sarin, since=FIRST, by=people.admin
        )
        for office in ("chair", "member")
    )
    edited(member, people, until=date(2026, 1, 1), by=people.admin)
    assert RoleHolding.objects.get(pk=chair.holding_id).until is None


def test_a_seat_is_no_way_around_those_who_may_give_the_role(people, borin):
    above = add_body(area=make.area("0102"), kind="governors", since=FIRST, by=people.bopha)
    seat = above.seats.get(office="governor")
    with pytest.raises(NotYoursToGive):
        seat_person(seat=seat, name="Borin", account=borin, since=FIRST, by=people.bopha)
    seat_person(seat=seat, name="Borin", since=FIRST, until=date(2024, 1, 1), by=people.bopha)
    term = seat_person(seat=seat, name="Borin", account=borin, since=date(2024, 2, 1), by=people.admin)
    for deed in (
        lambda: seat_person(seat=seat, name="Next", since=TODAY, by=people.bopha),
        lambda: change_mandate(body=above, on=TODAY, mandate="5th", row_version=1, by=people.bopha),
        lambda: edited(term, people, until=TODAY),
    ):
        with pytest.raises(NotYoursToGive):
            deed()
    assert term_by_id(term.pk).until is None
    assert RoleHolding.objects.get(pk=term.holding_id).until is None
