"""A health centre's whole information sheet on a small phone: what it costs in taps, keystrokes and screens."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from isaf.country.pack import load_pack
from isaf.information import rules, services
from isaf.information.models import InformationSheet
from isaf.information.selectors import sections_of
from isaf.kit.clock import pretend
from isaf.places.selectors import facility_by_slug
from tests import cast, make

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 740}
SLUG = "hc-010201"
TYPED = {"money": "1250000", "integer": "110"}


class Thumb:
    """A page that is only tapped and typed on, and counts both."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.keys, self.screens = page, 0, 0, 0
        page.on("load", lambda _page: self._seen())

    def _seen(self) -> None:
        self.screens += 1

    def tap(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.taps += 1

    def press(self, name: str) -> None:
        """A button that brings the next page."""
        with self.page.expect_navigation():
            self.tap(f'button[name="{name}"]')

    def write(self, selector: str, text: str) -> None:
        """One tap into the box, then the text."""
        self.tap(selector)
        self.page.keyboard.type(text)
        self.keys += len(text)

    @property
    def cost(self) -> dict[str, int]:
        return {"taps": self.taps, "keystrokes": self.keys, "screens": self.screens}


@pytest.fixture
def people(live_server):
    return cast.people()


def last_year(people) -> None:
    """What the centre published for the year before."""
    year, centre = make.cycle(year=2025), facility_by_slug(SLUG)
    content: dict = {}
    for section, item, column in rules.boxes(sections_of(year, centre)):
        if section.kind in ("identity", "standards"):
            value = 0 if column.kind == "money" else "as ever"
            content.setdefault(section.id, {}).setdefault(item.id, {})[column.id] = value
        elif section.kind in ("performance", "money") and column.id != rules.LAST_YEAR:
            is_choice = rules.kind_of(item, column) == "yes_no"
            content.setdefault(section.id, {}).setdefault(item.id, {})[column.id] = 1 if is_choice else 100
    sheet = services.save_draft(cycle=year, facility=centre, content=content, by=people.head)
    services.publish(sheet=services.submit(sheet=sheet, by=people.head, is_sure=True), by=people.bopha)


def test_a_whole_sheet_is_filled_with_one_thumb(window, people):
    with pretend(date(2026, 2, 20)):
        last_year(people)
        year = make.cycle(year=2026)
        thumb = Thumb(window(people.head, viewport=PHONE, has_touch=True))
        thumb.page.goto(f"/en/work/years/{year.pk}/information/{SLUG}/")
        with thumb.page.expect_navigation():
            thumb.tap(".parts a")
        for section in load_pack("kh").information["hc"]:
            if section.kind in ("identity", "standards"):
                thumb.press("copy")
            elif section.kind != "list":
                _fill(thumb, section)
            thumb.press("go_on")
        expect(thumb.page.locator("main")).to_contain_text("39 of 39 lines are reported.")
        if thumb.page.locator('[name="is_sure"]').count():
            thumb.tap('[name="is_sure"]')
        thumb.press("submit")
        expect(thumb.page.locator("main")).to_contain_text("The sheet is submitted.")
    assert InformationSheet.objects.get(cycle=year).state == "submitted"
    if where := os.environ.get("ISAF_COST"):
        Path(where).write_text(json.dumps(thumb.cost))
    assert thumb.screens <= 16
    assert thumb.taps <= 110
    assert thumb.keys <= 400


def _fill(thumb: Thumb, section) -> None:
    """This year's figures, the plan and what came of it; the balance is written so that it adds up."""
    for item in section.items:
        for column in section.columns:
            kind, box = rules.kind_of(item, column), f"{section.id}__{item.id}__{column.id}"
            if column.id in (rules.LAST_YEAR, "revised"):
                continue
            if kind == "yes_no":
                thumb.tap(f'[data-box="{box}"] label:has-text("Yes")')
            elif section.kind == "balance":
                thumb.write(f'[name="{box}"]', "250000")
            else:
                thumb.write(f'[name="{box}"]', TYPED[kind])


def test_a_section_saves_itself_and_says_when(window, people):
    year = make.cycle(year=2026)
    page = window(people.head, viewport=PHONE)
    page.goto(f"/en/work/years/{year.pk}/information/{SLUG}/sections/income/")
    page.fill('[name="income__state__actual"]', "1.410")
    expect(page.locator("[data-said]")).to_have_text(re.compile(r"Saved at \d\d:\d\d"))
    expect(page.locator('[data-total="actual"]')).to_contain_text("1,410")
    page.fill('[name="income__grant__actual"]', "ten")
    page.locator('[name="income__grant__actual"]').blur()
    expect(page.locator('[data-box="income__grant__actual"] .errorlist')).to_contain_text("whole number")
    page.reload()
    expect(page.locator('[name="income__grant__actual"]')).to_have_value("ten")
    expect(page.locator('[name="income__state__actual"]')).to_have_value("1,410")
    assert InformationSheet.objects.get(cycle=year).content == {"income": {"state": {"actual": 1410}}}


def test_without_connection_the_page_says_so_and_saves_later(window, people):
    year = make.cycle(year=2026)
    page = window(people.head, viewport=PHONE)
    page.goto(f"/en/work/years/{year.pk}/information/{SLUG}/sections/income/")
    page.context.set_offline(True)
    page.fill('[name="income__state__actual"]', "7")
    expect(page.locator("[data-said]")).to_contain_text("no connection")
    page.context.set_offline(False)
    expect(page.locator("[data-said]")).to_have_text(re.compile(r"Saved at"), timeout=12000)
    assert InformationSheet.objects.get(cycle=year).content == {"income": {"state": {"actual": 7}}}
