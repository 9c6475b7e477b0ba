"""A phone in a browser: what a facilitator taps in the field app."""

import re
from datetime import datetime

from playwright.sync_api import BrowserContext, Page, expect

from isaf.inbox.services import add_device

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
MOMENT = datetime(2026, 6, 1, 9, 0)
IS_KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const wait = () => new Promise((done) => setTimeout(done, 50));
  const workers = async () => (await navigator.serviceWorker.getRegistrations()).filter((one) => one.active).length;
  for (let n = 0; n < 100 && !(navigator.serviceWorker.controller && (await workers()) === 2); n += 1) await wait();
  return workers();
}"""
"""How many workers keep the app, one for each language; asked until both do."""

UNTIL_IT_MOVES = """(before) => new Promise((done) => {
  const look = () => (document.getElementById("app").innerHTML === before ? setTimeout(look, 0) : done());
  look();
})"""
"""What the screen has shown must be on disk: the phone is killed in the moment in which the screen moved."""

SLOW_DISK = """(() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function slow(value, key) {
    const until = performance.now() + 200;
    const spin = () => {
      this.get("nothing").onsuccess = () => performance.now() < until && spin();
    };
    spin();
    return put.call(this, value, key);
  };
})()"""
"""Every transaction that writes takes 200 ms: a screen that moves before its end loses the tap when killed."""


class FieldPhone:
    """The app on one phone. ``careful`` closes and opens it again after every tap."""

    def __init__(self, page: Page, language: str = "en", *, careful: bool = False) -> None:
        self.page, self.language, self.careful = page, language, careful
        self.faults: list[str] = []
        page.context.clock.set_system_time(MOMENT)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def sign_in(self, account) -> str:
        """The secret comes as from the picture on "My phones"."""
        _device, secret = add_device(name="Nokia", by=account)
        self.page.goto(f"/{self.language}/field/#secret={secret}")
        expect(self.page.locator("[role=status]")).to_be_visible()
        return secret

    def take_along(self) -> None:
        self.page.locator(".choices input").first.check()
        self.page.locator("section > .btns .btn.big").click()
        expect(self.page.locator("section > .btns + .quiet")).to_be_visible()
        assert self.page.evaluate(IS_KEPT) == 2

    def close_and_open(self) -> None:
        """A cold start: a new window of the same phone."""
        context, clock = self.context, self.page
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        clock.close()
        self.page.goto(f"/{self.language}/field/")
        expect(self.page.locator("#app main[data-key]")).to_be_visible()

    def tap(self, selector: str, times: int = 1) -> None:
        for _time in range(times):
            before = self.page.locator("#app").inner_html() if self.careful else ""
            self.page.locator(selector).first.click()
            if self.careful:
                self.page.evaluate(UNTIL_IT_MOVES, before)
                self.page.reload()
                expect(self.page.locator("#app main[data-key]")).to_be_visible()

    def on(self) -> None:
        self.tap(".onward .btn.big")

    def at(self, key: str) -> None:
        expect(self.page.locator(f'main[data-key="{key}"]')).to_be_visible()

    def people(self, **counts: int) -> None:
        for group, n in counts.items():
            box = self.page.locator(f'[data-group="{group}"] input')
            box.fill(str(n))
            expect(box).to_have_value(re.compile(r"."))

    def shows(self, words: str) -> None:
        expect(self.page.locator("#app")).to_contain_text(words)
