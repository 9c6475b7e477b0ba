"""Everyone can use the pages: contrast, labels, landmarks, headings and sizes, judged by axe-core (WCAG 2.2 AA)."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from isaf.demonstration.services import build_demonstration
from isaf.kit.clock import now
from isaf.people.models import Account
from isaf.places.models import Installation
from tests import make

from .test_everywhere import pages

pytestmark = pytest.mark.django_db(transaction=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"axe.run(document, {{runOnly: {RULES}}})"
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 800}


def judged(page: Page) -> Iterator[str]:
    """What axe-core finds wrong, one line an element. It looks from outside: the page's own policy stays closed."""
    page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(RUN)
    for rule in found["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']} ({rule['impact']}): {node['html'][:160]}"


def test_the_judge_sees_what_is_wrong(window):
    page = window()
    page.set_content(
        '<html lang="km"><title>t</title><main><h1>x</h1><input name="q"><img src="a.png"></main>'
    )
    assert {line.split(" ")[0] for line in judged(page)} == {"label", "image-alt"}


def test_the_main_pages_can_be_used_by_everyone(window, live_server):
    """On a phone in Khmer; the public ones also on a desk in English."""
    make.area("")
    Installation.objects.create(id=1, country="kh", origin="demonstration", gazetteer_loaded_at=now())
    build_demonstration()
    wrong = []
    for who, paths in pages().items():
        account = Account.objects.get(username=who) if who else None
        for language, size in (("km", PHONE),) if who else (("km", PHONE), ("en", DESK)):
            page = window(account, viewport=size)
            for path in paths:
                assert page.goto(f"/{language}/{path}").status == 200
                wrong += [f"/{language}/{path}: {line}" for line in judged(page)]
    assert wrong == []
