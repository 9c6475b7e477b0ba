"""A facilitator types the paper of a village: without a mouse, and without scripts."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from isaf.kit.clock import today
from isaf.kit.numerals import script_digits
from isaf.places.selectors import facility_by_slug
from isaf.scorecards.models import Sheet
from tests import cast, make

from .conftest import tab_to

pytestmark = pytest.mark.django_db(transaction=True)

STAFF = "hc-staff"
VOTES = {1: "0", 2: "3", 3: "9", 4: "14", 5: "5"}


@pytest.fixture
def people(live_server):
    return cast.people()


@pytest.fixture
def meeting(people):
    yesterday = today() - timedelta(days=1)
    year = make.cycle(year=yesterday.year)
    village = make.area("01020101")
    return make.meeting(year, on=yesterday, facility=facility_by_slug("hc-010201"), village=village)


def box(segment: str, value: int) -> str:
    return f'[name="n__{STAFF}__{segment}__{value}"]'


def counts(segment: str = "all") -> dict[int, int]:
    row = Sheet.objects.get().votes.get(segment=segment)
    return {value: getattr(row, f"n{value}") for value in VALUES}


VALUES = range(1, 6)


def test_a_paper_is_typed_with_the_keyboard_alone(window, people, meeting, live_server):
    page = window()
    page.goto("/en/work/")
    tab_to(page, '[name="username"]')
    page.keyboard.type("sokha")
    page.keyboard.press("Tab")
    page.keyboard.type("secret-words")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/en/work/")
    tab_to(page, f'.todo a[href$="/{meeting.pk}/sheet/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/meetings/{meeting.pk}/sheet/")

    tab_to(page, '[name="officials"]')
    page.keyboard.press("Space")
    tab_to(page, '[name="people__all"]')
    page.keyboard.type(script_digits("31", "\u17e0"))
    tab_to(page, f'[name="chosen__{STAFF}"]')
    page.keyboard.press("Space")
    tab_to(page, box("all", 1))
    for value, number in VOTES.items():
        page.keyboard.type(number)
        if value < 5:
            page.keyboard.press("Enter")  # goes to the next box, as it says on the page
            expect(page.locator(box("all", value + 1))).to_be_focused()
    section = page.locator(f'section[data-criterion="{STAFF}"]')
    expect(section.locator("[data-preview]")).to_contain_text("31 of 31 people voted. Median 4")
    tab_to(page, "button.big")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/work/sheets/*/")
    assert counts() == {value: int(number) for value, number in VOTES.items()}


def test_what_cannot_be_right_is_said_while_it_is_typed(window, people, meeting):
    page = window(people.sokha)
    page.goto(f"/en/work/meetings/{meeting.pk}/sheet/")
    page.fill('[name="people__all"]', "10")
    page.check(f'[name="chosen__{STAFF}"]')
    page.fill(box("all", 4), "11")
    section = page.locator(f'section[data-criterion="{STAFF}"]')
    expect(section).to_contain_text("11 votes, but 10 people were counted.")
    expect(page.locator(box("all", 4))).to_have_attribute("aria-invalid", "true")
    page.fill(box("all", 4), "10")
    expect(page.locator(box("all", 4))).not_to_have_attribute("aria-invalid", "true")


def test_the_same_paper_can_be_typed_without_any_script(window, people, meeting):
    page = window(people.sokha, java_script_enabled=False)
    page.goto("/en/work/")
    page.click(f'.todo a[href$="/{meeting.pk}/sheet/"]')
    page.check('[name="officials"][value="none"]')
    page.fill('[name="people__all"]', "31")
    expect(page.locator(box("all", 4))).to_be_hidden()
    page.check(f'[name="chosen__{STAFF}"]')
    page.click('button[name="choose"]')
    assert page.input_value('[name="people__all"]') == "31"
    for value, number in VOTES.items():
        page.fill(box("all", value), number)
    page.click("button.big")
    page.wait_for_url("**/en/work/sheets/*/")
    assert counts() == {value: int(number) for value, number in VOTES.items()}


def test_a_refused_paper_comes_back_with_everything_that_was_typed(window, people, meeting):
    page = window(people.sokha, java_script_enabled=False)
    page.goto(f"/en/work/meetings/{meeting.pk}/sheet/")
    page.fill('[name="people__all"]', "10")
    page.check('[name="officials"][value="left"]')
    page.check(f'[name="chosen__{STAFF}"]')
    page.click('button[name="choose"]')
    page.fill(box("all", 4), "11")
    page.click("button.big")
    expect(page.locator(".errors")).to_contain_text("11 votes, but 10 people were counted.")
    assert (page.input_value(box("all", 4)), page.input_value('[name="people__all"]')) == ("11", "10")
    assert page.is_checked('[name="officials"][value="left"]')
    assert not Sheet.objects.exists()
