"""The signed plan with its thirteen columns, and the life of one agreed action."""

from datetime import date

from isaf.plans import services as plans

from .conftest import Year, text_of


def test_a_plan_has_two_sections_and_thirteen_columns(year: Year, look):
    page = look("plans/010201/2025/")
    assert len(page.select_one("table.plan thead tr").select("th")) == 13
    heads = [heading.get_text(strip=True) for heading in page.select("h2")]
    assert heads == ["A. Actions that need outside resources", "B. Internal priority actions"]
    said = text_of(page)
    assert "No action in this section." in said
    assert "2 agreed actions" in said.replace("agreed actions 2", "2 agreed actions")
    assert "3,000,000 riel" in said
    assert "Approved in session 12 on 10 August 2025." in said


def test_an_action_tells_its_life_and_the_score_it_answers(year: Year, look):
    people = year.people
    plans.update_action(
        action=year.action, status="in_progress", percent=40, proof="claimed", on=date(2025, 9, 1), by=people.head,
        note="Not for everyone",
    )  # fmt: skip
    page = look(f"actions/{year.action.code}/")
    life = [text_of(point) for point in page.select(".line li")]
    assert life[0] == "20 July 2025 Agreed in the interface meeting"
    assert life[1] == "12 August 2025 In the signed plan of 2025"
    assert life[2] == "1 September 2025 In progress 40% Reported by the one responsible"
    assert page.select_one("#score ~ .card .pair")
    assert "Open at noon" in text_of(page.select_one("#proposed").find_next("ul"))
    assert "Overdue: In progress" in text_of(page)
    assert "Not for everyone" not in page.decode()


def test_a_referral_says_when_and_to_whom_it_was_sent_and_is_never_called_late(year: Year, look):
    action = year.actions[1]
    plans.refer_action(
        action=action, on=date(2025, 9, 1), reason="Too dear", letter_number="9", by=year.people.dara
    )
    page = look(f"actions/{action.code}/")
    said = text_of(page.main)
    assert "Sent on 1 September 2025 to: Social accountability focal point" in said
    assert "Awaiting the reply." in said
    assert "Overdue" not in said


def test_the_plan_of_another_origin_is_not_shown(year: Year, client):
    year.cycle.origin = "practice"
    year.cycle.save()
    assert client.get("/en/plans/010201/2025/").status_code == 404


def test_a_proposal_that_was_taken_back_is_no_longer_read_on_the_page_of_its_action(year: Year, look):
    proposals = look(f"actions/{year.action.code}/").select("#proposed")
    assert len(proposals) == 1
    year.centre.sheets.get(kind="citizens").remarks.filter(kind="proposal").update(state="held_back")
    assert not look(f"actions/{year.action.code}/").select("#proposed")


def test_the_number_of_the_version_is_an_address_of_the_plan(year: Year, client):
    page = client.get("/en/plans/010201/2025/?v=1")
    assert page.status_code == 200
    assert "/en/plans/010201/2025/?v=1" in page.content.decode()
    for address in ("", "lines.csv"):
        asked = [
            client.get(f"/en/plans/010201/2025/{address}?v={n}").status_code for n in ("1", "2", "0", "x")
        ]
        assert asked == [200, 404, 404, 404]
