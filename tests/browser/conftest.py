"""A real Chromium in front of a real server on this machine."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from isaf.people.models import Account
from tests.enter import enter


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's event loop lives in the tests' own thread
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


Window = Callable[..., Page]


@pytest.fixture
def window(browser: Browser, live_server) -> Iterator[Window]:
    """``window(account)``: a page of a person who is signed in; without one, of a citizen."""
    opened: list[BrowserContext] = []

    def open_window(account: Account | None = None, **looks) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="km-KH", **looks)
        context.set_default_timeout(8000)
        opened.append(context)
        if account:
            session = enter(account).cookies["isaf_session"].value
            context.add_cookies([{"name": "isaf_session", "value": session, "url": live_server.url}])
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until the focus stands on the element, as a person without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard on {page.url}")
