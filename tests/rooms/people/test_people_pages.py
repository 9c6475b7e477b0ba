"""People and their roles through the pages, as those who look after them meet them."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from isaf.audit.models import Event
from isaf.kit.clock import pretend, today
from isaf.people import access, services
from isaf.people.models import Account, Slip
from isaf.people.problems import (
    ChecksOwnWork,
    DayBeforeRole,
    NotYourself,
    NotYoursToGive,
    OtherSide,
    RoleHeldAlready,
    RoleOver,
)
from isaf.people.reviewing import looks
from isaf.people.verbs import Verb
from tests import cast, make
from tests.enter import enter

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Mony",
    "username": "mony",
    "language": "en",
    "role": "clerk",
    "place": "010201",
    "since": "2026-06-01",
    "once": "a-key",
}


@pytest.fixture
def people(db):
    with override("en"):
        yield cast.people()


def _add(person, **typed):
    return enter(person).post(reverse("people:add"), NEW | typed)


def _code(answer) -> str:
    return re.search(r"<b>((?:\w{4}-){3}\w{4})</b>", answer.content.decode()).group(1)


def test_a_new_person_comes_in_with_a_slip_of_paper_once(people):
    shown = _add(people.bopha)
    assert shown.status_code == 200
    code = _code(shown)
    mony = Account.objects.get(username="mony")
    assert not mony.has_usable_password()
    assert access.may(mony, Verb.INFORMATION_EDIT, make.facility("ca-010201"))
    assert code.replace("-", "") not in str(list(Slip.objects.values())) + str(list(Event.objects.values()))
    door, typed = reverse("people:invitation", args=[code.upper()]), "a-word-of-my-own"
    rith = enter()
    assert "Mony" in rith.get(door).content.decode()
    assert rith.post(door, {"password": typed, "again": "another-one"}).status_code == 422
    assert rith.post(door, {"password": typed, "again": typed}).status_code == 302
    assert rith.get(door).status_code == 404
    into = enter().post(reverse("people:sign_in"), {"username": "Mony", "password": typed})
    assert into.status_code == 302
    assert Account.objects.get(pk=mony.pk).last_login


def test_the_same_form_sent_twice_makes_one_person_and_does_not_tell_the_code_again(people):
    client = enter(people.bopha)
    first, second = (client.post(reverse("people:add"), NEW) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 302)
    assert second.url == reverse("people:person", args=[Account.objects.get(username="mony").pk])


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"place": "020101"}, 403),  # elsewhere
        ({"role": "council", "place": "0102"}, 403),  # the own level
        ({"role": "caf"}, 422),  # the other side is not offered
        ({"role": "national_admin", "place": ""}, 422),
        ({"place": "01020101"}, 400),  # a clerk is held in a commune
        ({"place": "nowhere"}, 422),
        ({"until": "2026-05-31"}, 422),
        ({"operational_district": "OD-1"}, 422),
        ({"username": "sokha"}, 409),
    ],
)
def test_a_refused_person_leaves_nothing_behind(people, typed, status):
    make.facility("hc-od", operational_district="OD-1")
    before = (Account.objects.count(), Slip.objects.count(), Event.objects.count())
    answer = _add(people.bopha, **typed)
    assert answer.status_code == status
    assert 'value="Mony"' in answer.content.decode()
    assert (Account.objects.count(), Slip.objects.count(), Event.objects.count()) == before


def test_a_slip_ends_after_14_days_and_with_a_newer_one(people):
    first = services.make_slip(person=people.dara, by=people.bopha)
    second = services.make_slip(person=people.dara, by=people.bopha)
    assert enter().get(reverse("people:invitation", args=[first])).status_code == 404
    door = reverse("people:invitation", args=[second])
    assert enter().get(door).status_code == 200
    with pretend(today() + timedelta(days=15)):
        assert enter().get(door).status_code == 404


def test_a_reset_leaves_the_old_password_until_the_slip_is_used(people):
    code = services.make_slip(person=people.dara, by=people.bopha)
    assert Account.objects.get(pk=people.dara.pk).check_password("secret-words")
    services.use_slip(code=code, password="new-secret-words")
    assert Account.objects.get(pk=people.dara.pk).check_password("new-secret-words")


def test_nobody_resets_or_disables_upwards_sideways_or_oneself(people):
    second = make.person("second", "district_group", area=make.area("0102"))
    for person in (people.admin, people.sokha, second):
        with pytest.raises(NotYoursToGive):
            services.make_slip(person=person, by=people.bopha)
        with pytest.raises(NotYoursToGive):
            services.set_active(person=person, is_active=False, by=people.bopha)
    for deed in (services.make_slip, lambda **who: services.set_active(is_active=False, **who)):
        with pytest.raises(NotYourself):
            deed(person=people.admin, by=people.admin)
    services.set_active(person=people.sokha, is_active=False, by=people.admin)


def test_a_clerk_who_also_governs_is_not_the_district_s_to_reset(people):
    services.give_role_to(
        person=people.dara,
        role="governor",
        scope={"area": make.area("0102")},
        since=today(),
        until=None,
        by=people.admin,
    )
    with pytest.raises(NotYoursToGive):
        services.make_slip(person=people.dara, by=people.bopha)


def test_a_disabled_person_is_out_at_once_and_cannot_use_a_slip(people):
    dara, code = enter(people.dara), services.make_slip(person=people.dara, by=people.bopha)
    page = reverse("people:state", args=[people.dara.pk])
    assert enter(people.bopha).post(page, {"active": "no"}).status_code == 302
    assert dara.get(reverse("home:work")).status_code == 302
    assert enter().get(reverse("people:invitation", args=[code])).status_code == 404
    enter(people.bopha).post(page, {"active": "yes"})
    assert Account.objects.get(pk=people.dara.pk).is_active


def test_the_list_shows_the_people_of_my_places_and_no_others(people):
    page = enter(people.bopha).get(reverse("people:people")).content.decode()
    for name in ("Sokha", "Dara", "Head", "Director"):
        assert f">{name}</a>" in page
    for name in ("Chan", "Vanna", "Admin"):
        assert f">{name}</a>" not in page
    assert enter(people.bopha).get(reverse("people:person", args=[people.chan.pk])).status_code == 404
    found = enter(people.admin).get(reverse("people:people"), {"q": "cha", "role": "clerk", "place": "02"})
    assert ">Chan</a>" in found.content.decode()
    assert ">Dara</a>" not in found.content.decode()
    assert (
        "Nobody" in enter(people.admin).get(reverse("people:people"), {"state": "disabled"}).content.decode()
    )


def test_a_health_district_s_officer_is_seen_where_its_centres_are(people):
    make.facility("hc-od", host="010202", serves=("010202",), operational_district="OD-1")
    officer = make.person("officer", "operational_district", operational_district="OD-1")
    assert officer.pk in access.holdings_seen(people.bopha).values_list("person", flat=True)
    assert not access.may_care(people.bopha, officer)
    assert access.may_care(people.admin, officer)


def test_a_role_ends_by_hand_and_the_history_tells_it(people):
    holding = people.dara.holdings.get()
    page = reverse("people:end", args=[holding.pk])
    assert enter(people.bopha).post(page, {"on": "2019-12-31"}).status_code == 400
    assert enter(people.bopha).post(page, {"on": today().isoformat()}).status_code == 302
    told = enter(people.bopha).get(reverse("people:person", args=[people.dara.pk])).content.decode()
    assert "Bopha ended the role: Commune or sangkat clerk" in told
    holding.refresh_from_db()
    with pretend(today() + timedelta(days=1)), pytest.raises(RoleOver):
        services.end_role_of(holding=holding, on=today(), by=people.bopha)


def test_the_yearly_review_asks_once_and_never_about_oneself(people):
    client = enter(people.bopha)
    page = client.get(reverse("people:review")).content.decode()
    assert "Dara" in page
    assert ">Bopha</a>" not in page
    assert ">Sokha</a>" not in page  # the other side is not the district's to judge
    client.post(reverse("people:confirm", args=[people.dara.holdings.get().pk]))
    assert ">Dara</a>" not in client.get(reverse("people:review")).content.decode()
    with pretend(today() + timedelta(days=366)):
        assert people.dara.holdings.get().pk in [look.pk for look in looks(people.bopha, today())]
    with pytest.raises(NotYourself):
        services.confirm_role(holding=people.admin.holdings.get(), by=people.admin)


def test_a_role_passes_on_from_a_day_without_a_gap_or_an_overlap(people):
    heir = Account.objects.create(username="heir", name="Heir")
    day = today() + timedelta(days=5)
    page = reverse("people:hand_over", args=[people.dara.holdings.get().pk])
    answer = enter(people.dara).post(page, {"person": "Heir", "on": day.isoformat()})
    assert (answer.status_code, answer.url) == (302, reverse("people:mine"))
    office = make.facility("ca-010201")
    for when, who in ((day - timedelta(days=1), people.dara), (day, heir)):
        with pretend(when):
            holders = [
                one
                for one in (people.dara, heir)
                if access.may(Account.objects.get(pk=one.pk), Verb.INFORMATION_EDIT, office)
            ]
            assert holders == [who]


def test_a_role_does_not_pass_to_the_other_side_to_oneself_or_into_the_past(people):
    holding = people.dara.holdings.get()
    day = today()
    with pytest.raises(OtherSide):
        services.hand_over_role(holding=holding, to=people.sokha, on=day, by=people.dara)
    with pytest.raises(RoleHeldAlready):
        services.hand_over_role(holding=holding, to=people.dara, on=day, by=people.dara)
    with pytest.raises(DayBeforeRole):
        services.hand_over_role(holding=holding, to=people.chief, on=date(2020, 1, 1), by=people.dara)
    with pytest.raises(NotYoursToGive):
        services.hand_over_role(holding=holding, to=people.chief, on=day, by=people.chief)
    assert enter(people.chief).get(reverse("people:hand_over", args=[holding.pk])).status_code == 403


def test_a_reviewer_s_role_does_not_pass_to_who_enters_the_sheets(people):
    holding = people.reviewer.holdings.get()
    with pytest.raises(ChecksOwnWork):
        services.hand_over_role(holding=holding, to=people.sokha, on=today(), by=people.reviewer)
    services.hand_over_role(holding=holding, to=make_empty("heir"), on=today(), by=people.reviewer)


def make_empty(username):
    return Account.objects.create(username=username, name=username.title())


def test_nobody_gives_oneself_a_role_and_no_role_is_held_twice(people):
    given = {"scope": {"area": make.area("010201")}, "since": today(), "until": None}
    with pytest.raises(NotYourself):
        services.give_role_to(person=people.admin, role="clerk", by=people.admin, **given)
    with pytest.raises(RoleHeldAlready):
        services.give_role_to(person=people.dara, role="clerk", by=people.bopha, **given)
    page = reverse("people:give", args=[people.dara.pk])
    typed = {"role": "chief", "place": "010201", "since": today().isoformat()}
    assert enter(people.bopha).post(page, typed).status_code == 302
    assert people.dara.holdings.filter(role="chief").exists()


def test_the_table_of_roles_is_what_the_pack_says(people):
    from isaf.country.current import pack

    page = enter(people.sokha).get(reverse("people:roles")).content.decode()
    assert page.count("✓") == sum(len(role.verbs) for role in pack().roles)
    assert "your role" in page
