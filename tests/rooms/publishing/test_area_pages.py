"""The page of a commune shows its services, budget and actions; the levels above show who published what."""

from datetime import date

from isaf.places.models import Area, Installation
from isaf.plans import services as plans
from tests import make

from .conftest import EVIL, Year, agree, score, sign, text_of


def test_a_commune_shows_each_service_with_face_word_and_votes(year: Year, look):
    page = look("areas/010201/")
    cards = {card.h3.get_text(strip=True): text_of(card) for card in page.select("#services ~ .cards .card")}
    scored = next(text for name, text in cards.items() if name == year.centre.names["en"])
    assert "Satisfied" in scored
    assert "median 4.0 · 62 votes · 1 meeting" in scored
    school = next(text for name, text in cards.items() if "ps-" in name)
    assert "Citizens' scores are not yet published." in school


def test_the_budget_is_a_plain_sentence(year: Year, look):
    said = text_of(look("areas/010201/"))
    assert "The administration received 100,000,000 riel ." in said
    assert "Most of it, 60%, came from: Commune or sangkat fund: administration." in said
    assert "It spent 100,000,000 riel ." in said
    assert "Most of it, 61%, went to: Development projects." in said


def test_a_commune_without_anything_says_so_and_still_tells_how_to_take_part(place: Year, look):
    said = text_of(look("areas/010201/"))
    assert "Not yet published." in said
    assert "No plan is signed yet." in said
    assert "Everyone may come, listen, score and propose." in said


def test_agreed_actions_stand_on_the_commune_page_with_their_state(year: Year, look):
    plans.update_action(
        action=year.action, status="completed", percent=100, proof="claimed", on=date(2025, 9, 1), by=year.people.head
    )  # fmt: skip
    page = look("areas/010201/")
    assert "Of 2 agreed actions, 1 is completed. 1 is overdue." in text_of(page)
    states = [chip.get_text(strip=True) for chip in page.select(".acts .chip")]
    assert states == ["Overdue: Not started", "Completed"]


def test_an_unsigned_plan_and_an_unchecked_sheet_stay_inside(place: Year, look, client):
    score(place, approve=False)
    agree(place, ("Open at noon",))
    said = text_of(look("areas/010201/"))
    assert "Open at noon" not in said
    assert "Citizens' scores are not yet published." in said
    assert "median" not in said
    assert client.get("/en/plans/010201/2025/").status_code == 404
    assert client.get(f"/en/actions/{place.action.code}/").status_code == 404
    sign(place)
    assert client.get(f"/en/actions/{place.action.code}/").status_code == 200


def test_the_offices_that_answer_are_told_and_no_person(year: Year, look):
    said = text_of(look("areas/010201/").select_one("#who").find_next("ul"))
    assert "Social accountability focal point" in said
    assert year.people.chief.name not in said


def test_a_meeting_still_to_come_is_announced(place: Year, look):
    cycle = make.cycle(year=2026)
    village = make.area("01020102")
    make.meeting(cycle, "scoring", on=date(2026, 12, 3), facility=place.centre, village=village)
    assert "Citizens score a service 3 December 2026 Area 01020102 Village" in text_of(look("areas/010201/"))


def test_the_year_can_be_chosen_and_an_unknown_one_gives_the_newest(year: Year, look):
    make.cycle(year=2026)
    current = "[aria-current=true]"
    assert look("areas/010201/").select_one(current).get_text() == "2026"
    assert look("areas/010201/?year=2025").select_one(current).get_text() == "2025"
    assert look("areas/010201/?year=1887&x=%27").select_one(current).get_text() == "2026"


def test_levels_above_count_and_do_not_rank(year: Year, look):
    make.commune("010202")
    page = look("areas/0102/")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row("td")]
        for row in page.select("#areas + .sheet tbody tr")
    ]
    assert rows == [["010201", "3", "1", "1", "2", "0"], ["010202", "0", "0", "0", "0", "0"]]
    assert "This is no ranking." in text_of(page)
    nation = look("areas/")
    assert (
        nation.select_one("#areas + .sheet tbody tr td:nth-of-type(2)").get_text() == "2"
    )  # communes inside
    assert nation.select("table caption")
    assert all(head.get("scope") for head in nation.select("th"))


def test_a_lost_leading_zero_leads_to_the_right_address_for_good(year: Year, client):
    for short, right in (
        ("areas/10201/?year=2025", "areas/010201/?year=2025"),
        ("areas/10201/actions.csv", "areas/010201/actions.csv"),
        ("plans/10201/2025/", "plans/010201/2025/"),
        ("facilities/ca-10201/2025/", "facilities/ca-010201/2025/"),
    ):
        answer = client.get(f"/km/{short}")
        assert (answer.status_code, answer["Location"]) == (301, f"/km/{right}")


def test_what_does_not_exist_is_not_found(place: Year, client):
    for address in (
        "areas/999999/", "areas/123/", "facilities/hc-999/", "facilities/hc-010201/1999/", "plans/010201/2025/",
        "plans/010201/0000/", "actions/010201-2025-1/", "facilities/hc-010201/?v=1", "facilities/hc-010201/?v=x",
    ):  # fmt: skip
        assert client.get(f"/en/{address}").status_code == 404, address


def test_an_ended_unit_says_when_and_what_followed(place: Year, look):
    old, new = make.area("010209", name="Old"), make.area("010210", name="New")
    Area.objects.filter(pk=old.pk).update(valid_to=date(2024, 5, 31))
    old.replaced_by.create(new=new, relation="renumbered")
    said = text_of(look("areas/010209/"))
    assert "This unit ended on 31 May 2024." in said
    assert "It was followed by: New Commune (010210)" in said


def test_a_village_leads_to_its_commune(place: Year, look):
    assert "stand on the page of Area 010201 Commune" in text_of(look("areas/01020101/"))


def test_demonstration_pages_say_so_and_are_not_indexed(place: Year, look):
    assert not look("areas/010201/").select("meta[name=robots]")
    Installation.objects.update_or_create(id=1, defaults={"country": "kh", "origin": "demonstration"})
    page = look("areas/010201/")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one(".demo")


def test_what_people_typed_is_escaped_everywhere(year: Year, client):
    for address in (
        "areas/010201/",
        "facilities/hc-010201/",
        "plans/010201/2025/",
        f"actions/{year.actions[1].code}/",
    ):
        page = client.get(f"/en/{address}").content.decode()
        assert EVIL not in page
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_is_agreed_counts_nowhere_before_the_plan_is_signed(place: Year, look):
    score(place)
    agree(place)
    assert "No agreed action for this service stands in a signed plan yet." in text_of(
        look("facilities/hc-010201/")
    )
    assert look("areas/0102/").select("#areas + .sheet tbody td")[-2].get_text() == "0"
    assert look("").select(".figures dd")[2].get_text() == "0"
