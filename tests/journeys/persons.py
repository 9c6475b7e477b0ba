"""A person at a browser without scripts: opens pages, follows what they offer, fills in and sends forms.

Nothing here knows a model or a service; what a form holds already is sent back as a browser would send it.
"""

from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.test import Client

from isaf.people.models import Account
from tests.enter import enter


class Person:
    """Somebody of the cast, signed in; without an account a citizen who only reads."""

    def __init__(self, account: Account | None = None) -> None:
        self.client: Client = enter(account)
        self.page: BeautifulSoup = BeautifulSoup("", "html.parser")
        self.address, self.status = "", 0

    def open(self, address: str) -> "Person":
        """Go to an address as one types it, and on to where it leads."""
        return self._arrived(self.client.get(address, follow=True), address)

    def click(self, words: str) -> "Person":
        """Follow the first link of the page's main part that shows these words."""
        for link in self.page.main.find_all("a"):
            if words in link.get_text(" ", strip=True):
                return self.open(urljoin(self.address, link["href"]))
        raise AssertionError(f"no link {words!r} on {self.address}: {self.text[:600]}")

    def take_up(self, words: str) -> "Person":
        """From My work, press the button of the matter whose text has these words."""
        self.open("/en/work/")
        for matter in self.page.select(".todo li"):
            if words in matter.get_text(" ", strip=True):
                return self.open(matter.select_one("a.btn")["href"])
        raise AssertionError(f"nothing waits with {words!r}: {self.text}")

    def waits(self, words: str) -> bool:
        """Whether such a matter waits for this person."""
        self.open("/en/work/")
        return any(words in matter.get_text(" ", strip=True) for matter in self.page.select(".todo li"))

    def fill(self, button: str = "", **typed: object) -> tuple[str, dict[str, object]]:
        """The page's form filled in: where it goes and what would be sent."""
        form = self._form(button)
        boxes = as_sent(form) | typed | ({button: "1"} if button else {})
        return urljoin(self.address, form.get("action") or ""), boxes

    def post(self, filled: tuple[str, dict[str, object]]) -> "Person":
        """Send a form that was filled in, perhaps long ago."""
        action, boxes = filled
        return self._arrived(self.client.post(action, boxes, follow=True), action)

    def send(self, button: str = "", **typed: object) -> "Person":
        """Fill in the page's form and send it, with the named button where it has several."""
        return self.post(self.fill(button, **typed))

    def _form(self, button: str) -> Tag:
        forms = self.page.main.find_all("form", method="post")
        chosen = [f for f in forms if not button or f.find("button", attrs={"name": button})]
        assert chosen, f"no form with {button!r} on {self.address}: {self.text[:600]}"
        return chosen[0]

    def _arrived(self, answer, address: str) -> "Person":
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.status = answer.status_code
        self.page = BeautifulSoup(answer.content, "html.parser")
        return self

    @property
    def text(self) -> str:
        """What stands in the page's main part."""
        return self.page.main.get_text(" ", strip=True)

    def sees(self, *words: str) -> bool:
        """Whether the page was given and every one of these words stands on it."""
        missing = [word for word in words if word not in self.text]
        assert not missing, f"{missing} not on {self.address}: {self.text}"
        assert self.status == 200, f"{self.address}: {self.status} {self.text}"
        return True


def as_sent(form: Tag) -> dict[str, object]:
    """What a browser would send of a form that nobody touched."""
    boxes: dict[str, object] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind == "submit":
            continue
        if kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                boxes.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "select":
            picked = field.find("option", selected=True) or field.find("option")
            boxes[name] = picked["value"] if picked else ""
        else:
            boxes[name] = (
                field.get_text().removeprefix("\n") if field.name == "textarea" else field.get("value", "")
            )
    return boxes
