"""What holds on every page: both languages, a small phone, a keyboard, and nothing refused by the browser."""

import pytest
from playwright.sync_api import expect

from isaf.cycles.models import Cycle
from isaf.demonstration.services import build_demonstration
from isaf.kit.clock import now
from isaf.people.models import Account
from isaf.places.models import Installation
from isaf.plans.models import Action
from tests import cast, make

from .conftest import tab_to

pytestmark = pytest.mark.django_db(transaction=True)

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """[...document.querySelectorAll("main *")]
    .map(e => [e.getBoundingClientRect().right, e.outerHTML.slice(0, 120)]).sort((a, b) => b[0] - a[0]).slice(0, 2)"""


def test_the_other_language_is_the_same_page(window, live_server):
    people = cast.people()
    page = window()
    page.goto("/km/areas/010201/?x=1")
    page.click('header a[hreflang="en"]')
    expect(page).to_have_url(f"{live_server.url}/en/areas/010201/?x=1")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click('header a[hreflang="km"]')
    expect(page).to_have_url(f"{live_server.url}/km/areas/010201/?x=1")
    year = make.cycle()
    desk = window(people.dara)
    desk.goto(f"/km/work/years/{year.pk}/")
    desk.click('header a[hreflang="en"]')
    expect(desk).to_have_url(f"{live_server.url}/en/work/years/{year.pk}/")
    expect(desk.locator(".who")).to_contain_text("Signed in as Dara")


def test_the_first_tab_leads_past_the_frame(window, live_server):
    page = window()
    page.goto("/en/method/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_citizen_finds_a_commune_by_keyboard_and_without_scripts(window, live_server):
    make.commune("010201")
    page = window(java_script_enabled=True)
    page.goto("/en/")
    tab_to(page, "main input[name=q]")
    page.keyboard.type("010201")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Area 010201")
    plain = window(java_script_enabled=False)
    plain.goto("/en/search/?q=010201")
    expect(plain.locator("main")).to_contain_text("Area 010201")


def pages() -> dict[str, list[str]]:
    """The main pages of a demonstration: for citizens, and for the roles that work on them."""
    year = Cycle.objects.filter(state="closed", area__depth=3).first()
    half = Cycle.objects.filter(state="open", area__depth=3).order_by("area__code").first()
    code, slug = year.area.code, "hc-990101"
    kept = half.meetings.filter(kind="scoring").first()
    return {
        "": [
            "", "areas/", f"areas/{code}/", f"areas/{code[:4]}/", f"facilities/{slug}/", f"plans/{code}/{year.year}/",
            f"actions/{Action.objects.first().code}/", f"search/?q={code}", "programme/", "method/", "sign-in/",
        ],
        "sokha": [
            "work/", f"work/years/{half.pk}/", f"work/years/{half.pk}/meetings/", f"work/meetings/{kept.pk}/sheet/",
            f"work/years/{year.pk}/results/{slug}/", f"work/years/{year.pk}/interface/", f"work/years/{year.pk}/plan/",
        ],
        "dara": [
            f"work/years/{half.pk}/information/ca-{code}/", f"work/years/{half.pk}/meetings/plan/", "work/overdue/",
        ],
        "bopha": ["work/areas/", f"work/areas/{code}/open/", "work/people/why/", "work/facilities/add/"],
    }  # fmt: skip


def test_no_main_page_scrolls_sideways_on_a_small_phone_or_is_refused_by_the_browser(window, live_server):
    """320 px wide, in both languages; what the content policy or a script refuses stands in the console."""
    make.area("")
    Installation.objects.create(id=1, country="kh", origin="demonstration", gazetteer_loaded_at=now())
    build_demonstration()
    wide, refused = [], []
    for who, paths in pages().items():
        account = Account.objects.get(username=who) if who else None
        page = window(account, viewport={"width": 320, "height": 640})
        page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: refused.append(str(error)))
        for path in [f"/{language}/{path}" for language in ("km", "en") for path in paths]:
            answer = page.goto(path)
            assert answer.status == 200, (path, answer.status)
            assert page.locator("html").get_attribute("lang") == path[1:3]
            if page.evaluate(SIDEWAYS) > 0:
                wide.append((path, page.evaluate(WIDEST)))
    assert (wide, refused) == ([], [])
