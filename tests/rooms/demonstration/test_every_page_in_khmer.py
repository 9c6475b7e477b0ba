"""Every page that a role can reach in the demonstration, in Khmer: whole, without a dead link, without English."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString

from isaf.people.models import Account
from tests.enter import enter

pytestmark = pytest.mark.slow

# What stays in Latin letters on a Khmer page: names and marks of the world, words that are typed as they stand
# (columns of a file, a key of the keyboard), and the name by which a person signs in.
NAMES = {
    "OpenISAF",
    "CSV",
    "XLSX",
    "PDF",
    "UTF",
    "QR",
    "CAF",
    "NCDD",
    "English",
    "Enter",
    "cookie",
    "cambodia",
    "geo",
}
COLUMNS = {
    "username", "name", "role", "scope", "language", "old_code", "new_code", "relation",
    "renumbered", "moved", "split", "merged", "replaced",
}  # fmt: skip
WORD = re.compile(r"[A-Za-z][A-Za-z_]+")
CODE = re.compile(r"\b[a-z]{2}-[0-9]+\b|0\.\d+\.\d+(\.dev\d+)?|https?://\S+|UTF-8|990101|11\.5621")
READ_ALOUD = ("placeholder", "title", "aria-label", "alt", "data-label", "content")
FILES = (".csv", ".pdf", ".xlsx", ".docx", ".json", ".ics", ".svg", ".zip")
ENOUGH = 2  # roles that are followed onto one kind of page; each role looks at its own home page besides


def kind_of(path: str) -> str:
    """The address without the numbers, codes and ids in it: one page of each kind is enough."""
    plain = re.sub(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[a-z]{2}-[0-9]+\b", "*", path.partition("?")[0])
    return re.sub(r"[0-9]+", "*", plain)


def said(page: BeautifulSoup) -> Iterator[str]:
    """Everything that is read on the page, save what is marked as another language or as typed letter by letter."""
    for other in page.select('[lang]:not([lang="km"]), script, style, code'):
        other.decompose()
    for text in page.find_all(string=True):
        if not isinstance(text, PreformattedString):
            yield str(text)
    for tag in page.select(", ".join(f"body [{name}]" for name in READ_ALOUD)):
        yield from (tag[name] for name in READ_ALOUD if tag.get(name))


def english(page: BeautifulSoup, known: set[str]) -> set[str]:
    """Latin words, and texts with digits of the other script."""
    texts = [CODE.sub("", text) for text in said(page)]
    words = {word for text in texts for word in WORD.findall(text) if word not in known}
    return words | {text.strip() for text in texts if re.search("[0-9]", text)}


@pytest.fixture
def followed(demonstration) -> tuple[dict[str, set[str]], list[str], set[str]]:
    """Kinds of pages with the English found on them; addresses that led nowhere; all kinds seen."""
    known = (
        NAMES
        | COLUMNS
        | set(Account.objects.values_list("username", flat=True))
        | {"daisy", "lighthouse", "open", "village", "kh"}
    )
    found: dict[str, set[str]] = defaultdict(set)
    dead, kinds = [], Counter()
    persons = {held.role: account for account in Account.objects.all() for held in account.holdings.all()}
    for who, account in {"": None, **persons}.items():
        client, todo, mine = enter(account, "km"), ["/km/work/" if account else "/km/"], set()
        while todo:
            path = todo.pop(0)
            kind = kind_of(path)
            if kind in mine or (mine and kinds[kind] == ENOUGH) or (account and "/work" not in path):
                continue
            mine.add(kind)
            kinds[kind] += 1
            answer = client.get(path, follow=True)
            if answer.status_code != 200:
                dead.append(f"{who} {path} {answer.status_code}")
                continue
            if "text/html" not in answer["Content-Type"]:
                continue
            page = BeautifulSoup(answer.content, "html.parser")
            links = [link["href"].partition("#")[0] for link in page.select("a[href]")]
            todo += [
                link
                for link in links
                if link.startswith("/km/") and not link.partition("?")[0].endswith(FILES)
            ]
            if words := english(page, known):
                found[kind] |= words
    return dict(found), dead, set(kinds)


def test_no_page_speaks_english_on_the_way_and_no_link_leads_nowhere(followed):
    found, dead, kinds = followed
    assert len(kinds) > 70, "the pages are no longer followed"
    assert not found, "\n".join(f"{kind}: {sorted(words)}" for kind, words in sorted(found.items()))
    assert dead == []
