"""From the paper under a tree to the page that everybody reads, and what is hidden on the way."""

from datetime import date

import pytest

from isaf.kit.clock import pretend
from isaf.kit.tables import read_csv
from isaf.places.selectors import facility_by_slug
from tests import cast, make

from .persons import Person

pytestmark = pytest.mark.django_db

PUBLIC = "/en/facilities/hc-010201/2026/"
STAFF = "hc-staff"


@pytest.fixture
def people():
    return cast.people()


@pytest.fixture
def meetings(people):
    """The health centre is to be scored in both villages of the commune."""
    year = make.cycle(year=2026)
    where = {"facility": facility_by_slug("hc-010201"), "on": date(2026, 5, 10)}
    return [make.meeting(year, village=make.area(code), **where) for code in ("01020101", "01020102")]


def paper(all_votes: str, men: str, everyone: int, men_counted: int) -> dict[str, str]:
    """One criterion; votes as five numbers from worst to best."""
    boxes = {"people__all": str(everyone), "people__male": str(men_counted), f"chosen__{STAFF}": "on"}
    for segment, votes in (("all", all_votes), ("male", men)):
        boxes |= {f"n__{STAFF}__{segment}__{v}": n for v, n in enumerate(votes.split(), start=1)}
    return boxes


def type_and_approve(people, meeting, boxes) -> None:
    sokha, reviewer = Person(people.sokha), Person(people.reviewer)
    with pretend(date(2026, 5, 11)):
        sokha.open(f"/en/work/meetings/{meeting.pk}/sheet/").send(
            held_on="2026-05-10", officials="none", **boxes
        )
        assert "Sent by Sokha" in sokha.text
    with pretend(date(2026, 5, 14)):
        reviewer.take_up("Review the citizens' sheet").send("approve")
        assert "approved" in reviewer.text


def scores(segment: str) -> dict[str, str]:
    """The row of the public table's twin."""
    answer = Person().client.get(f"{PUBLIC}scores.csv")
    table = read_csv(answer.content)
    rows = [dict(zip(table.header.cells, row.cells, strict=True)) for row in table.rows]
    return next((row for row in rows if segment in row.values()), {})


def test_votes_of_two_villages_are_pooled_and_shown_when_both_are_in(people, meetings):
    rith = Person()
    with pretend(date(2026, 5, 20)):
        type_and_approve(people, meetings[0], paper("0 3 9 14 5", "0 1 4 6 2", 31, 13))
        assert "people scored" not in rith.open(PUBLIC).text
        type_and_approve(people, meetings[1], paper("10 4 4 1 1", "4 1 1 1 1", 20, 8))
        assert rith.open(PUBLIC).sees("51 people scored", "Acceptable")
        assert scores("all")["n"] == "51"
        assert scores("male")["n"] == "21"
        assert rith.client.get(PUBLIC).cookies == {}


def test_a_sheet_that_came_back_counts_only_after_it_was_corrected(people, meetings):
    rith, sokha, reviewer = Person(), Person(people.sokha), Person(people.reviewer)
    with pretend(date(2026, 5, 20)):
        type_and_approve(people, meetings[0], paper("0 3 9 14 5", "0 1 4 6 2", 31, 13))
        first = paper("0 0 0 0 20", "0 0 0 0 8", 20, 8)
        sokha.open(f"/en/work/meetings/{meetings[1].pk}/sheet/").send(officials="none", **first)
        reviewer.take_up("Review the citizens' sheet").send(
            "return", reason="Count the second village again."
        )
        assert "people scored" not in rith.open(PUBLIC).text
        sokha.take_up("A sheet came back")
        assert sokha.sees("Count the second village again.")
        sokha.send(**paper("1 1 8 5 5", "0 0 4 2 2", 20, 8))
        reviewer.take_up("Review the citizens' sheet").send("approve")
        assert rith.open(PUBLIC).sees("51 people scored")
        assert (scores("all")["v5"], scores("all")["v3"]) == ("10", "17")


def test_a_few_men_among_many_women_are_hidden_from_everybody_but_their_facilitator(people, meetings):
    """Three men voted in all: neither the public nor the scored side can tell how."""
    with pretend(date(2026, 5, 20)):
        type_and_approve(people, meetings[0], paper("0 3 9 14 5", "0 0 0 1 1", 31, 2))
        type_and_approve(people, meetings[1], paper("0 4 4 11 1", "0 1 0 0 0", 20, 1))
        row = scores("male")
        assert row["suppressed"] == "true"
        assert (row["n"], row["v2"], row["v4"], row["median"]) == ("", "", "", "")
        assert scores("all")["n"] == "51"
        year = f"/en/work/years/{meetings[0].cycle_id}/results/hc-010201/"
        for person in (people.head, people.dara, people.bopha, people.vanna):
            assert Person(person).open(year).sees("51 attendances, 2 sheets.")
        sheet = Person(people.sokha).open(f"/en/work/meetings/{meetings[0].pk}/sheet/")
        assert sheet.sees("31 people scored")
        address = sheet.address
        for person in (people.head, people.dara, people.chief, people.bopha, people.chan):
            assert Person(person).open(address).status in (403, 404)


def test_a_village_that_could_not_be_held_is_cancelled_with_a_reason_and_the_rest_is_shown(people, meetings):
    rith, sokha = Person(), Person(people.sokha)
    with pretend(date(2026, 5, 20)):
        type_and_approve(people, meetings[0], paper("0 3 9 14 5", "0 1 4 6 2", 31, 13))
        assert "people scored" not in rith.open(PUBLIC).text
        sokha.open(f"/en/work/meetings/{meetings[1].pk}/cancel/").send(reason="")
        assert sokha.status == 422
        sokha.send(reason="Flood.")
        assert rith.open(PUBLIC).sees("31 people scored")
