"""The yearly look at roles: told in My work, the oldest first, page by page."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from isaf.home.selectors import waiting_for
from isaf.kit.clock import pretend, today
from isaf.people import reviewing
from isaf.people.models import Account, RoleHolding
from isaf.people.reviewing import looks, waiting
from isaf.people.services import confirm_role, give_role
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


@pytest.fixture
def people(db):
    with pretend(DAY), override("en"):
        found = cast.people()
        Account.objects.update(last_login=make_moment(DAY))
        yield found


def make_moment(day):
    from isaf.kit.clock import now

    with pretend(day):
        return now()


def _names(person):
    found = RoleHolding.objects.in_bulk([look.pk for look in looks(person, today())])
    return [found[look.pk].person.username for look in looks(person, today())]


def test_each_sees_the_roles_that_are_theirs_to_give_never_their_own(people):
    assert set(_names(people.bopha)) == {"dara", "chief", "council", "head", "director"}
    assert "admin" not in _names(people.admin)
    assert {"bopha", "sokha", "chan"} <= set(_names(people.admin))
    assert _names(people.dara) == []


def test_my_work_tells_it_with_how_many_are_overdue(people):
    (item,) = [one for one in waiting_for(people.bopha, today()) if one.address == reverse("people:review")]
    assert (item.since, item.is_late) == (date(2020, 12, 31), True)
    assert item.place == "5 roles to look at · 5 of them overdue"
    assert not waiting(people.dara, today())


def test_a_look_counts_for_a_year_and_is_late_after_a_month_more(people):
    for holding in RoleHolding.objects.exclude(person=people.bopha):
        confirm_role(holding=holding, by=people.admin) if holding.person != people.admin else None
    assert waiting(people.bopha, today()) == []
    for days, late in ((364, None), (365, False), (395, False), (396, True)):
        with pretend(DAY + timedelta(days=days)):
            Account.objects.update(last_login=make_moment(today()))
            found = waiting(people.bopha, today())
            assert [item.is_late for item in found] == ([] if late is None else [late])


def test_who_is_long_unseen_comes_before_a_year_is_over(people):
    new = Account.objects.create(username="new", name="New", created_at=make_moment(date(2025, 1, 1)))
    give_role(person=new, role="clerk", area=make.area("010201"), since=DAY, by=people.admin)
    (look,) = [one for one in looks(people.bopha, today()) if one.why == "not_seen"]
    assert look.due == DAY


def test_the_list_is_paged_and_the_oldest_stand_first(people, monkeypatch):
    from isaf.people.views import reviews

    monkeypatch.setattr(reviews, "ON_A_PAGE", 3)
    client = enter(people.bopha)
    first, second = (client.get(reverse("people:review"), {"page": n}).text for n in (1, 2))
    assert first.count("Still right") == 3
    assert second.count("Still right") == 2
    assert "?page=2" in first
    assert "?page=1" in second
    assert "5 roles wait for a look" in first
    assert "5 have waited for more than a month" in first


def test_a_page_asks_the_database_as_often_for_many_as_for_few(people, django_assert_max_num_queries):
    for n in range(30):
        person = Account.objects.create(username=f"c{n}", name=f"C {n}")
        give_role(
            person=person, role="clerk", area=make.area("010201"), since=date(2020, 1, 1), by=people.admin
        )
    with django_assert_max_num_queries(12):
        assert len(reviewing.waiting(Account.objects.get(pk=people.bopha.pk), today())) == 1
