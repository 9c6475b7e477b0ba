"""Forms sent again, and forms of two people at once, in every order that can happen."""

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isaf.audit.models import Event
from isaf.audit.services import once, record
from isaf.cycles.models import CycleStep
from isaf.kit.problems import Problem
from tests import make
from tests.enter import enter

pytestmark = pytest.mark.django_db
EASY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@EASY
@given(
    sendings=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("klm"), st.booleans()), max_size=14)
)
def test_a_key_sent_any_number_of_times_in_any_order_gives_its_first_result(sokha_and_dara, sendings):
    """Two people, three keys; some sendings are refused, which leaves their key unused."""
    with transaction.atomic():
        first: dict[tuple[str, str], str] = {}
        for n, (who, key, is_refused) in enumerate(sendings):
            by = sokha_and_dara[who]

            def act(by=by, n=n, is_refused=is_refused) -> str:
                record(by=by, verb="test_deed", subject=by, n=n)
                if is_refused:
                    raise Problem()
                return f"/{n}/"

            if is_refused and (who, key) not in first:
                with pytest.raises(Problem):
                    once(key=key, by=by, act=act)
            else:
                first.setdefault((who, key), f"/{n}/")
                assert once(key=key, by=by, act=act) == first[who, key]
        done = Event.objects.filter(verb="test_deed").values_list("details__n", flat=True)
        assert {f"/{n}/" for n in done} == set(first.values())
        assert len(done) == len(first)
        transaction.set_rollback(True)


@pytest.fixture
def sokha_and_dara():
    here = make.area("010201")
    return {"a": make.person("sokha", "caf", area=here), "b": make.person("dara", "clerk", area=here)}


@pytest.fixture
def editors():
    """Two of the district, and the page of one step of a year."""
    year = make.cycle(year=2026)
    district = make.area("0102")
    people = [make.person(name, "district_group", area=district) for name in ("bopha", "sita")]
    address = reverse("cycles:postpone", args=[year.pk, "training"])
    return year, address, {who: enter(person) for who, person in zip("ab", people, strict=True)}


MOVES = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["open", "save"])), max_size=9)


@settings(EASY, max_examples=25)
@given(moves=MOVES)
def test_two_editors_in_any_order_never_lose_each_others_work(editors, moves):
    """What is saved stays until somebody who saw it saves; who did not gets 409 and reads both texts."""
    year, address, doors = editors
    with transaction.atomic():
        seen: dict[str, int] = {}
        stands, version = "", CycleStep.objects.get(cycle=year, step="training").row_version
        for n, (who, move) in enumerate(moves):
            if move == "open" or who not in seen:
                assert doors[who].get(address).status_code == 200
                seen[who] = version
                continue
            mine = f"reason-{n}-of-{who}"
            typed = {"planned_from": "2026-05-01", "planned_to": "2026-05-20", "reason": mine}
            answer = doors[who].post(address, {**typed, "row_version": seen[who], "once": f"k{n}"})
            if seen[who] == version:
                assert answer.status_code in (302, 303)
                stands, version = mine, version + 1
            else:
                assert answer.status_code == 409
                page = answer.content.decode()
                assert mine in page
                assert stands in page
            row = CycleStep.objects.get(cycle=year, step="training")
            assert (row.postponed_reason, row.row_version) == (stands, version)
        transaction.set_rollback(True)
