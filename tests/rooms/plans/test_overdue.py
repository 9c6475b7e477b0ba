"""The table of docs/algorithms/overdue.md, asked in SQL; and the page a district opens on Monday."""

from datetime import date

import pytest
from django.test import Client

from isaf.kit.clock import pretend
from isaf.plans import selectors, services
from isaf.plans.models import Action
from isaf.plans.rules import STATUSES
from tests import make
from tests.rules.plans.test_overdue import cases

from .conftest import MET, a_line, agree


@pytest.mark.parametrize(("due", "status", "today", "grace", "overdue", "days"), cases())
def test_the_table_of_cases_holds_in_sql(db, due, status, today, grace, overdue, days):
    action = an_action(due_on=due, status=status, done_on=due if status == "completed" else None)
    found = selectors.overdue(Action.objects.all(), today, grace)
    assert list(found) == ([action] if overdue else [])


def an_action(code: str = "990101-2026-1", **fields) -> Action:
    first = {
        "code": code, "area": make.area("990101"), "origin": "real", "title": "Pump", "language": "en",
        "owner_office": "Office", "agreed_on": date(2020, 1, 1), "status_on": date(2020, 1, 1),
    }  # fmt: skip
    return Action.objects.create(**{**first, **fields})


def test_the_list_holds_every_status_that_is_still_the_owners_turn(db):
    for place, status in enumerate(STATUSES):
        due = date(2026, 1, 1)
        an_action(
            f"990101-2026-{place}", status=status, due_on=due, done_on=due if status == "completed" else None
        )
    found = selectors.overdue_actions(make.area(""), date(2026, 7, 1))
    assert {action.status for action in found} == {"not_started", "in_progress", "postponed"}


def test_the_list_of_an_area_holds_what_is_below_it_and_only_what_is_counted(db):
    here, _there = an_action(due_on=date(2026, 1, 1)), an_action("01-1-1", area=make.area("01"), due_on=MET)
    an_action("990101-2026-9", due_on=MET, origin="practice")
    assert list(selectors.overdue_actions(make.area("9901"), date(2026, 7, 1))) == [here]


@pytest.fixture
def late(scene):
    """Two actions of the health centre and one of the commune, all long overdue."""
    first, second = agree(scene, 0, title="Open at noon"), agree(scene, 1, title="Fees on the wall")
    office = make.facility("ca-010201")
    third = services.add_line(
        cycle=scene.cycle, line=a_line("Mend the road", end_on=date(2025, 10, 1)), facility=office, agreed_on=MET,
        by=scene.people.dara,
    )  # fmt: skip
    return [third.action, first, second]


def open_page(person, query: str = "") -> tuple[int, str]:
    client = Client()
    client.force_login(person, "isaf.people.backend.AccountBackend")
    with pretend(date(2026, 3, 1)):
        answer = client.get(f"/en/work/overdue/{query}")
    return answer.status_code, answer.content.decode()


def test_the_page_shows_the_oldest_first_with_the_office_to_call(scene, late):
    scene.people.head.phone = "012345678"
    scene.people.head.save()
    status, page = open_page(scene.people.bopha)
    assert status == 200
    assert page.index("Mend the road") < page.index("Open at noon")
    assert "tel:012345678" in page
    assert "151 days ago" in page


def test_the_button_stands_only_where_the_person_may_report(scene, late):
    def buttons(person):
        return open_page(person)[1].count("/report/")

    people = scene.people
    assert [buttons(p) for p in (people.bopha, people.dara, people.head, people.committee)] == [0, 1, 2, 3]


def test_chan_sees_nothing_of_this_place(scene, late):
    status, page = open_page(scene.people.chan)
    assert (status, "Mend the road" in page) == (200, False)
    assert "Open at noon" not in open_page(scene.people.chan, "?area=010201")[1]
    assert open_page(make.person("nobody", "council", area=make.area("020101")))[0] == 200


def test_what_was_sent_upward_waits_apart(scene, late):
    services.refer_action(action=late[1], on=date(2025, 9, 1), reason="Money.", by=scene.people.sokha)
    page = open_page(scene.people.bopha)[1]
    assert page.index("Fees on the wall") < page.index("awaiting a reply") < page.index("Open at noon")


def test_more_actions_need_no_more_queries(scene, late, django_assert_max_num_queries):
    with django_assert_max_num_queries(32):
        open_page(scene.people.bopha)
    for n in range(20):
        an_action(f"010201-2025-{n + 50}", area=scene.cycle.area, facility=scene.health, due_on=MET)
    with django_assert_max_num_queries(32):
        assert open_page(scene.people.bopha)[1].count('class="late"') == 23
