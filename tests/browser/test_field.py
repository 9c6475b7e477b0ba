"""The field app: a whole meeting without signal on a small phone, and the road of its sheet to the server."""

import json
from datetime import date
from pathlib import Path
from threading import RLock

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import expect

from isaf.cycles.models import Cycle
from isaf.inbox.models import Arrival
from isaf.kit.clock import pretend
from isaf.scorecards.models import Sheet
from isaf.scorecards.services import return_sheet
from tests import cast, make

from .field_phone import PHONE, SLOW_DISK, FieldPhone

pytestmark = pytest.mark.django_db(transaction=True)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "scoring.json").read_text())


@pytest.fixture(autouse=True)
def one_at_a_time(live_server, monkeypatch):
    """The server of the tests shares one connection in memory; a phone asks several things at once."""
    lock, answer = RLock(), WSGIHandler.__call__

    def locked(handler, environ, start_response):
        with lock:
            return answer(handler, environ, start_response)

    monkeypatch.setattr(WSGIHandler, "__call__", locked)
    yield lock
    with lock:
        pass


@pytest.fixture
def people(one_at_a_time):
    with pretend(date(2026, 6, 2)):
        found = cast.people()
        cycle = make.cycle(year=2026)
        centre = make.facility("hc-010201")
        make.meeting(cycle, on=date(2026, 6, 1), facility=centre, village=make.area("01020101"))
        yield found


@pytest.fixture
def phone(window, people):
    made = FieldPhone(window(**PHONE))
    made.sign_in(people.sokha)
    made.take_along()
    yield made
    assert made.faults == []


def to_scoring(phone: FieldPhone, method: str = "secret", **counts: int) -> None:
    """From the first screen to the first criterion, with three criteria chosen."""
    phone.tap(".link")
    phone.tap("section .card .btn")
    phone.at("begin")
    phone.page.locator(f'[name="method"][value="{method}"]').check()
    phone.page.locator('[name="officials"][value="none"]').check()
    phone.on()
    phone.people(**(counts or {"all": 6}))
    phone.on()
    phone.at("before")
    phone.on()
    for _criterion in range(3):
        phone.tap(".pick")
    phone.on()
    phone.at("choose")
    for row in range(3):
        phone.page.locator(".choices input").nth(row).check()
    phone.on()
    phone.at("score0")


def score_all(phone: FieldPhone) -> None:
    for at in range(3):
        phone.at(f"score{at}")
        phone.tap('[data-value="4"]', 4)
        phone.tap('[data-value="2"]', 2)
        phone.shows("6 of 6 counted.")
        phone.on()


def to_the_end(phone: FieldPhone) -> None:
    for step in ("show", "talk"):
        for at in range(3):
            phone.at(f"{step}{at}")
            if step == "talk" and at == 0:
                phone.page.fill("#proposal", "Open at noon")
            phone.on()
    phone.at("check")
    phone.shows("Nothing contradicts itself.")
    phone.on()
    phone.at("home")


def test_a_whole_meeting_without_signal_counts_once(phone, people):
    phone.context.set_offline(True)
    phone.close_and_open()
    to_scoring(phone)
    score_all(phone)
    phone.at("show0")
    phone.shows("Satisfied")
    to_the_end(phone)
    phone.shows("On this phone, waits to be sent")
    assert not Arrival.objects.exists()
    phone.context.set_offline(False)
    phone.shows("Received")
    sheet = Sheet.objects.get()
    assert (sheet.door, sheet.people["all"], sheet.people["female"]) == ("app", 6, None)
    assert {(row.segment, row.n2, row.n4) for row in sheet.votes.all()} == {("all", 2, 4)}
    assert sheet.remarks.get().text == "Open at noon"
    phone.shows(Arrival.objects.get().receipt)


def test_killed_after_every_tap_it_opens_where_it_was(phone):
    to_scoring(phone)
    phone.context.set_offline(True)
    phone.context.add_init_script(SLOW_DISK)
    phone.close_and_open()
    phone.careful = True
    phone.tap('[data-value="5"]', 2)
    phone.tap('[data-value="1"]')
    phone.at("score0")
    phone.shows("3 of 6 counted.")
    phone.tap(".btn.alt")
    phone.shows("2 of 6 counted.")
    phone.on()
    phone.at("score1")


def test_a_second_window_never_writes_over_the_first(phone):
    to_scoring(phone)
    other = FieldPhone(phone.context.new_page())
    other.page.goto("/en/field/")
    other.at("score0")
    phone.tap('[data-value="5"]', 2)
    phone.shows("2 of 6 counted.")
    other.tap('[data-value="1"]')
    other.shows("The app is open in another window")
    other.shows("2 of 6 counted.")


def test_quick_taps_are_all_counted(phone):
    to_scoring(phone, all=40)
    phone.page.evaluate("""async () => {
      const wait = (time) => new Promise((done) => setTimeout(done, time));
      for (let n = 0; n < 25; n += 1) { document.querySelector('[data-value="3"]').click(); await wait(7); }
    }""")
    phone.shows("25 of 40 counted.")


def test_the_first_answer_is_lost_and_the_sheet_counts_once(phone, one_at_a_time):
    lost = []

    def lose(route):
        if route.request.method == "PUT" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    phone.context.route("**/sync/v1/sheets/**", lose)
    to_scoring(phone)
    score_all(phone)
    to_the_end(phone)
    phone.shows("On this phone, waits to be sent")
    phone.shows("Send now")
    with one_at_a_time:
        assert Arrival.objects.count() == 1
    phone.page.get_by_text("Send now").click()
    phone.shows("Received")
    with one_at_a_time:
        assert (Arrival.objects.count(), Sheet.objects.count()) == (1, 1)


def test_a_network_that_answers_everything_is_not_the_server(phone):
    page = "<!doctype html><title>Welcome to our network</title>"
    phone.context.route(
        "**/sync/**", lambda route: route.fulfill(status=200, content_type="text/html", body=page)
    )
    to_scoring(phone)
    score_all(phone)
    to_the_end(phone)
    phone.shows("the server did not answer")
    phone.context.unroute("**/sync/**")
    phone.page.get_by_text("Send now").click()
    phone.shows("Received")


def test_unsent_sheets_are_saved_as_one_file(phone, tmp_path):
    phone.context.route("**/sync/**", lambda route: route.abort())
    to_scoring(phone)
    score_all(phone)
    to_the_end(phone)
    with phone.page.expect_download() as download:
        phone.page.get_by_text("Save unsent sheets as a file").click()
    saved = json.loads(Path(download.value.path()).read_text())
    assert saved["format"] == "isaf-sheets-1"
    assert [sheet["people"]["all"] for sheet in saved["sheets"]] == [6]


def test_a_phone_passed_round_keeps_only_sums(phone):
    to_scoring(phone, "phone", all=2, female=1)
    for is_woman in (True, False):
        phone.tap(".btn.wide")
        if is_woman:
            phone.page.locator(".choices input").first.check()
        phone.on()
        for at in range(3):
            phone.at(f"ballot{at}")
            phone.tap('[data-value="5"]' if is_woman else '[data-value="1"]')
        phone.at("drop")
        phone.tap(".btn.wide")
    phone.shows("Everyone has scored.")
    (kept,) = phone.page.evaluate(
        """async () => (await import("/static/field/store.js")).readAll("states")"""
    )
    assert (kept["ballot"], kept["taps"], kept["ballots"]) == (None, [], 2)
    for groups in kept["votes"].values():
        assert groups == {"all": {"1": 1, "5": 1}, "female": {"5": 1}}
    phone.on()
    to_the_end(phone)
    phone.shows("Received")


def test_a_question_comes_back_and_is_answered_with_a_new_sheet(phone, people):
    to_scoring(phone)
    score_all(phone)
    to_the_end(phone)
    phone.shows("Received")
    return_sheet(sheet=Sheet.objects.get(), by=people.reviewer, reason="Were there really six?")
    phone.page.get_by_text("Ask where they stand").click()
    phone.shows("Were there really six?")
    phone.page.get_by_text("Correct it and send it again").click()
    phone.at("check")
    phone.on()
    phone.shows("Answered with a new sheet")
    expect(phone.page.get_by_text("Received", exact=True)).to_be_visible()
    assert sorted(Sheet.objects.values_list("state", flat=True)) == ["submitted", "superseded"]


def test_staff_agree_on_one_score_each(window, people):
    with pretend(date(2026, 6, 2)):
        cycle = Cycle.objects.get()
        centre = make.facility("hc-010201")
        make.meeting(cycle, "self_assessment", on=date(2026, 6, 1), facility=centre)
    phone = FieldPhone(window(**PHONE))
    phone.sign_in(people.head)
    phone.take_along()
    phone.context.set_offline(True)
    phone.close_and_open()
    phone.tap(".link")
    phone.page.locator("article", has_text="Staff of").locator(".btn").click()
    phone.on()
    phone.people(all=5)
    phone.on()
    phone.at("before")
    phone.on()
    for _criterion in range(3):
        phone.tap('[data-value="4"]')
        phone.on()
    while phone.page.get_by_text("Does not concern our service").count():
        before = phone.page.locator("h1").inner_text()
        phone.tap(".btn.alt >> text=Does not concern")
        expect(phone.page.locator("h1")).not_to_have_text(before)
        if phone.page.get_by_text("Criterion 3 of 3").count():
            break
    phone.on()
    to_the_end(phone)
    phone.context.set_offline(False)
    phone.shows("Received")
    sheet = Sheet.objects.get()
    assert (sheet.kind, sheet.people["all"]) == ("providers", 5)
    assert {(row.segment, row.n4) for row in sheet.votes.all()} == {("all", 5)}


def test_the_app_counts_as_the_server_does(window, people):
    page = window()
    page.goto("/en/field/")
    got = page.evaluate(
        """async (cases) => {
          const { result } = await import("/static/field/rule.js");
          return cases.map((one) => result(one.counts, one.scale, one.favourable));
        }""",
        VECTORS["results"],
    )
    for case, found in zip(VECTORS["results"], got, strict=True):
        expected = case["expect"]
        assert {key: found[key] for key in expected if key in found} == expected, case["name"]
