"""The colours of the style sheet keep WCAG 2.2 AA: 4.5 for text, 3 for lines that carry meaning."""

import re

import pytest

from isaf.country.pack import load_pack
from isaf.home import design, drawing

TOKENS = {token["name"]: token["color"] for token in design.tokens()}

TEXT = [
    ("ink", "ground"), ("ink", "paper"), ("quiet", "ground"), ("quiet", "paper"),
    ("teal", "ground"), ("teal", "paper"), ("paper", "teal"), ("paper", "teal-deep"),
    ("teal", "teal-soft"), ("saffron", "saffron-soft"), ("saffron", "ground"), ("blue", "blue-soft"),
    ("plum", "plum-soft"), ("ink", "saffron-soft"), ("ink", "blue-soft"), ("ink", "teal-soft"),
    ("wrong", "paper"), ("wrong", "ground"), ("lower", "paper"), ("lower", "ground"), ("foot", "teal-deep"),
]  # fmt: skip
LINES = [
    ("edge", "paper"),
    ("edge", "ground"),
    ("saffron-strong", "paper"),
    ("ink", "ground"),
    ("m2", "paper"),
]


@pytest.mark.parametrize("front, back", TEXT)
def test_text_is_readable(front, back):
    assert drawing.contrast(TOKENS[front], TOKENS[back]) >= 4.5


@pytest.mark.parametrize("front, back", LINES)
def test_lines_that_carry_meaning_are_seen(front, back):
    assert drawing.contrast(TOKENS[front], TOKENS[back]) >= 3


@pytest.mark.parametrize("country", ["kh", "lotus"])
def test_numbers_and_mouths_are_readable_on_every_score_colour(country):
    for value in load_pack(country).scale.values:
        assert drawing.contrast(drawing.ink_on(value.color), value.color) >= 4.5


def test_the_seven_shades_are_readable_too():
    for color in drawing.COLORS.values():
        assert drawing.contrast(drawing.ink_on(color), color) >= 4.5


def test_contrast_is_measured_as_wcag_says():
    assert drawing.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert drawing.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_style_sheet_uses_only_tokens_for_text_colours():
    css = design.LOOK.read_text("utf-8").split("@media print")[0]
    rules = css.split("}", 3)[3]
    assert re.findall(r"(?<![-\w])color: #(?!fff\b)[0-9a-f]+", rules) == []


def test_the_style_sheet_stays_light():
    assert design.LOOK.stat().st_size <= 25_000
