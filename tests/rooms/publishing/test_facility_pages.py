"""The page of a facility: sentences first, both sides beside each other, small groups hidden, versions kept."""

from datetime import date
from itertools import pairwise

import pytest
from django.utils.translation import override

from isaf.information import services as information
from isaf.information.models import InformationSheet
from isaf.plans import services as plans
from tests import make

from .conftest import MONEY, Year, agree, inform, score, sign, text_of


def test_the_page_begins_with_plain_sentences(year: Year, look):
    page = look("facilities/hc-010201/")
    said = text_of(page.select_one(".said"))
    assert "In 2025, 31 people scored this service in 1 meeting." in said
    assert "All their votes together: Satisfied (median 4.0)." in said
    assert "Those who work there say: Very good (median 5.0)." in said
    assert "Of 2 agreed actions for this service, 0 are completed." in said


def test_the_same_sentences_are_said_in_khmer_digits(year: Year, look):
    said = text_of(look("facilities/hc-010201/", "km").select_one(".said"))
    assert "\u17e3\u17e1" in said  # 31
    assert not any(digit in said for digit in "0123456789")


def test_citizens_and_providers_stand_beside_each_other_for_each_criterion(year: Year, look):
    rows = look("facilities/hc-010201/").select("#scores ~ .sheet .pair")
    assert len(rows) == 2
    labels = [bar["aria-label"] for bar in rows[0].select(".stack")]
    assert labels[0] == (
        "Citizens: Very dissatisfied: 0, Dissatisfied: 3, Acceptable: 9, Satisfied: 14, Very satisfied: 5"
    )
    assert labels[1] == "Providers: Very weak: 0, Weak: 0, Fair: 0, Good: 2, Very good: 4"


def test_a_small_group_is_hidden_and_an_uncounted_one_says_so(year: Year, look):
    row = look("facilities/hc-010201/").select_one("#groups ~ details tbody tr")
    cells = {cell["data-label"]: text_of(cell) for cell in row("td")}
    assert cells["Female"] == "4.0 18 votes"
    assert cells["Persons with disability"] == "not shown"
    assert cells["Youth (15 to 30)"] == "not collected"


def test_a_group_of_one_mind_is_hidden_with_the_same_true_words_as_a_small_one(
    place: Year, look, monkeypatch
):
    """Six men and everyone of them says 3: not few, and yet each of them would be known."""
    groups = {"all": {2: 6, 3: 9, 4: 9}, "female": {2: 6, 3: 3, 4: 9}, "male": {3: 6}}
    monkeypatch.setattr("tests.rooms.publishing.conftest.GROUPS", groups)
    monkeypatch.setattr("tests.rooms.publishing.conftest.PEOPLE", {"all": 24, "female": 18, "male": 6})
    score(place)
    page = look("facilities/hc-010201/")
    cells = {c["data-label"]: text_of(c) for c in page.select_one("#groups ~ details tbody tr")("td")}
    assert cells["Male"] == "not shown"
    assert "too few people in the group or beside it, or all of them gave the same answer" in text_of(page)


@pytest.mark.parametrize(
    ("titles", "done", "said"),
    [
        (["a"], 0, "One action was agreed for this service. It is not completed yet."),
        (["a"], 1, "One action was agreed for this service. It is completed."),
        (["a", "b"], 0, "Of 2 agreed actions for this service, 0 are completed."),
        (["a", "b"], 1, "Of 2 agreed actions for this service, 1 is completed."),
        (["a", "b"], 2, "Of 2 agreed actions for this service, 2 are completed."),
    ],
)
def test_one_and_many_agreed_actions_are_told_in_good_grammar(place: Year, look, titles, done, said):
    score(place)
    agree(place, tuple(titles))
    sign(place)
    for action in place.actions[:done]:
        plans.update_action(
            action=action, status="completed", percent=100, proof="claimed", on=date(2025, 9, 1), by=place.people.head
        )  # fmt: skip
    assert said in text_of(look("facilities/hc-010201/").select_one(".said"))


def test_only_words_that_a_reviewer_let_pass_are_public(year: Year, look):
    page = look("facilities/hc-010201/")
    assert "The nurse is kind" in text_of(page)
    assert "Never let pass" not in page.decode()
    assert page.find("li", string=lambda text: text and "The nurse" in text)["lang"] == "en"


def test_results_wait_until_every_planned_meeting_is_in(place: Year, look):
    score(place, approve=False)
    said = text_of(look("facilities/hc-010201/"))
    assert "0 of 1 planned meetings are in. Both sides' results open together when all are in." in said
    assert "Those who work there say" not in said


def test_standards_are_told_in_words(year: Year, look):
    page = look("facilities/ca-010201/")
    assert "Of 2 standards that were reported, 1 is met." in text_of(page)
    line = next(row for row in page("tr") if "Ordinary council meetings" in row.get_text())
    assert "at least 12" in text_of(line)
    assert "does not meet the standard" in text_of(line)


def test_money_stands_with_plan_and_actual(year: Year, look):
    said = text_of(look("facilities/ca-010201/2025/").select_one("#income"))
    assert "70,000,000 riel not reported 60,000,000 riel" in said  # planned, revised, actual


def test_a_sheet_that_was_not_checked_is_not_public(place: Year, look):
    information.save_draft(cycle=place.cycle, facility=place.office, content=MONEY, by=place.people.dara)
    page = look("facilities/ca-010201/2025/")
    assert "60,000,000" not in page.decode()
    assert "Not yet published." in text_of(page)


def test_an_older_version_can_be_read_and_says_that_it_is_old(year: Year, look):
    sheet = InformationSheet.objects.get()
    information.correct(sheet=sheet, by=year.people.dara)
    inform(year, MONEY | {"performance": {"council_meetings": {"this_year": 12}}}, reason="A slip of the pen")
    assert "Version 2" in text_of(look("facilities/ca-010201/2025/"))
    old = look("facilities/ca-010201/2025/?v=1")
    assert "You are reading version 1" in text_of(old)
    assert "There is a newer one." in text_of(old)
    assert "?v=1" in {link["href"] for link in look("facilities/ca-010201/")("a")}


def test_offices_answer_and_no_private_name_is_shown(year: Year, look):
    for address in ("facilities/ca-010201/", "facilities/hc-010201/", "areas/010201/", "plans/010201/2025/"):
        said = text_of(look(address).main)
        for person in (year.people.dara, year.people.chief, year.people.bopha, year.people.sokha):
            assert person.name not in said.split()


def test_a_facility_outside_every_year_says_so(db, look):
    make.commune("010205")
    assert "has not taken part in a year yet" in text_of(look("facilities/hc-010205/"))


@pytest.mark.parametrize("address", ["facilities/hc-010201/", "areas/010201/", "plans/010201/2025/"])
def test_headings_go_down_one_step_at_a_time(year: Year, look, address):
    levels = [int(heading.name[1]) for heading in look(address).main.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_supply_side_sees_what_the_public_sees(year: Year, client):
    with override("en"):
        before = client.get("/en/facilities/hc-010201/").content
        client.force_login(year.people.head)
        assert client.get("/en/facilities/hc-010201/").content == before
