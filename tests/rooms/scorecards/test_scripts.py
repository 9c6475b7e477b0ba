"""The script of the page that is typed agrees with the rule of the server."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "isaf/scorecards/static/scorecards/scoring.js"
VECTORS = ROOT / "tests/vectors/scoring.json"

AGAINST_VECTORS = """
import { readFileSync } from "node:fs";
import { face, median, total } from "%s";
const cases = JSON.parse(readFileSync("%s")).results;
const wrong = cases.filter(({ counts, expect }) => counts && (
  total(counts) !== expect.n || median(counts) !== expect.median || face(counts) !== expect.face));
console.log(JSON.stringify({ cases: cases.length, wrong: wrong.map((one) => one.name) }));
"""
TYPED = """
import { read, write } from "%s";
const texts = ["31", " 1.410 ", "\\u17e3\\u17e1", "1\\u17e2", "", "1,5", "-3", "many", "\\u200b7"];
console.log(JSON.stringify({ read: texts.map((t) => String(read(t))), written: write("3.5", "\\u17e0", ",") }));
"""


def run(node: str, script: str) -> dict:
    answer = subprocess.run(
        [node, "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    return json.loads(answer.stdout)


def test_median_and_face_are_the_rule_of_the_server(node):
    found = run(node, AGAINST_VECTORS % (SCRIPT.as_uri(), VECTORS))
    assert found["wrong"] == []
    assert found["cases"] > 5


def test_numbers_are_read_as_the_server_reads_them(node):
    found = run(node, TYPED % SCRIPT.as_uri())
    assert found["read"] == ["31", "1410", "31", "NaN", "null", "NaN", "NaN", "NaN", "7"]
    assert found["written"] == "\u17e3,\u17e5"
