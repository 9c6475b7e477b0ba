"""The field app as it leaves the server: the same for everybody, small, written for a phone of 2020."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from isaf.field import shell
from isaf.field.app_words import WORDS
from isaf.scorecards.models import Sheet
from isaf.scorecards.services import return_sheet

pytestmark = pytest.mark.django_db

MODULES = sorted(shell.FOLDER.glob("*.js"))
MOST_BYTES = 150_000  # compressed, without the font
NEWER = {
    r"\.replaceChildren\(": 86, r"\bstructuredClone\(": 98, r"\.at\(-?\d*\w*\)": 92, r"\.replaceAll\(": 85,
    r"Promise\.any\(": 85, r"Object\.hasOwn\(": 93, r"\.findLast": 97, r"\.to(Sorted|Reversed|Spliced)\(": 110,
    r"randomUUID\(": 92, r"AbortSignal\.(timeout|any)\(": 103, r"Array\.fromAsync\(": 121, r"\bgroupBy\(": 117,
    r"Intl\.Segmenter": 87, r"\?\?=|\|\|=|&&=": 85, r"^\s*static \{": 94, r"^(const|let)? ?.*= await ": 89,
    r"\bWeakRef\b": 84, r"showPopover|\.inert\b": 114, r"withResolvers": 119,
}  # fmt: skip
"""What Chrome 80 does not know -> the first Chrome that does. 89: await outside of a function."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_phone_of_2020_understands_every_line(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    found = {
        (line.strip()[:60], since)
        for line in text.splitlines()
        for pattern, since in NEWER.items()
        if re.search(pattern, line) and not (since == 89 and line.startswith(" "))
    }
    assert found == set()


@pytest.mark.parametrize(
    "line",
    ["main.replaceChildren(a)", "x ??= 3", "rows.at(-1)", "const a = await b()", "crypto.randomUUID()"],
)
def test_what_is_newer_is_seen(line):
    assert any(re.search(pattern, line) for pattern in NEWER)


def test_files_of_the_app_stay_small():
    assert {
        path.name: len(path.read_text().splitlines())
        for path in MODULES
        if path.read_text().count("\n") >= 250
    } == {}
    with_us = [name for name in shell.digests() if not name.endswith((".woff2", ".png"))]
    held = [finders.find(name.removeprefix(settings.STATIC_URL)) for name in with_us]
    size = sum(len(gzip.compress(Path(path).read_bytes())) for path in held)
    size += len(gzip.compress(shell.page().encode())) + len(gzip.compress(shell.worker().encode()))
    assert size < MOST_BYTES


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_worker_names_exactly_what_the_server_gives(language):
    phone = Client()
    text = phone.get(f"/{language}/field/worker.js").content.decode()
    files = json.loads(re.search(r"const KEPT = (.*?);\n", text)[1])["files"]
    for address in (f"/{language}/field/", f"/{language}/field/app.webmanifest"):
        answer = phone.get(address)
        assert hashlib.sha256(answer.content).hexdigest() == files[address]
        assert not answer.cookies
    assert {f"/static/field/{path.name}" for path in MODULES} - {"/static/field/worker.js"} <= files.keys()


def test_the_page_holds_the_words_and_no_script_of_its_own():
    page = BeautifulSoup(Client().get("/km/field/").content, "html.parser")
    scripts = [(one.get("type"), one.get("src")) for one in page.select("script")]
    assert scripts == [("application/json", None), ("module", "/static/field/app.js")]
    told = json.loads(page.select_one("#words").text)
    assert told["words"].keys() == WORDS.keys()
    assert told["words"]["finish"] != WORDS["finish"]
    assert len(told["months"]) == 12


def test_every_word_the_app_asks_for_is_there_and_none_is_idle():
    text = "\n".join(path.read_text() for path in MODULES)
    asked = set(re.findall(r'say\("([a-z_]+)"', text)) - {"kit_", "sign_", "method_", "officials_", "status_"}
    named = set(re.findall(r'"([a-z_]+)"', text))
    made = ("kit_", "sign_", "method_", "officials_", "status_")
    assert asked - WORDS.keys() == set()
    assert {key for key in WORDS if key not in named and not key.startswith(made)} == set()


def test_the_app_takes_along_the_places_of_its_person(scene):
    told = scene.phone.get("/sync/v1/places").json()["places"]
    assert [(place["code"], place["year"]) for place in told] == [("010201", 2026)]


def test_the_question_of_the_reviewer_reaches_the_phone(scene, paper):
    assert scene.phone.put(scene.sheet(), paper).json()["review"] == {"state": "submitted", "question": ""}
    return_sheet(sheet=Sheet.objects.get(), by=scene.people.reviewer, reason="Six or sixty?")
    assert scene.phone.get(f"/sync/v1/sheets/{paper}").json()["review"] == {
        "state": "returned",
        "question": "Six or sixty?",
    }
