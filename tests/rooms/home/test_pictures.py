"""Pictures of numbers: readable without colour, without inline styles, on any scale, with words for the ear."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils.translation import override

from isaf.home import charts, design, drawing

RESULT = design.result([3, 9, 21, 44, 16], "4")


def draw(text: str, language: str = "en", **values: object) -> BeautifulSoup:
    with override(language):
        return BeautifulSoup(Template("{% load pictures %}" + text).render(Context(values)), "html.parser")


def mouths(size: int) -> list[str]:
    scale = design.short_scale(size)
    faces = [draw("{% face v scale=s %}", v=value, s=scale) for value in scale.numbers]
    return [" ".join(path["d"] for path in face.find_all("path")) for face in faces]


@pytest.mark.parametrize("size", sorted(drawing.SHADES))
def test_every_value_of_a_scale_has_its_own_face_even_without_colour(size):
    drawn = mouths(size)
    assert len(set(drawn)) == size


def test_a_scale_of_three_goes_from_brown_over_grey_to_teal():
    scale = design.short_scale(3)
    circles = [draw("{% face v scale=s %}", v=n, s=scale).circle for n in (1, 2, 3)]
    assert [circle["class"] for circle in circles] == [["v1"], ["v4"], ["v7"]]
    assert [circle["fill"] for circle in circles] == [drawing.COLORS[1], drawing.COLORS[4], drawing.COLORS[7]]


def test_the_invented_country_draws_its_own_scale(settings):
    settings.ISAF_COUNTRY = "lotus"
    bar = draw("{% stacked d %}", d={1: 2, 2: 5, 3: 9}).svg
    assert len(bar.select("rect:not(.hatch)")) == 3
    assert bar["aria-label"].endswith("9")


def test_the_face_of_a_half_is_the_higher_one_and_says_so():
    half, whole = (str(draw("{% face v %}", v=Decimal(v))) for v in ("3.5", "4"))
    assert half == whole
    text = draw("{% score_line r %}", r=design.result([2, 8, 22, 24, 8], "3.5")).get_text()
    assert "3.5" in text
    assert "higher face" in text


def test_no_result_has_a_face_of_its_own_and_a_word():
    assert draw("{% face v %}", v=None).circle["fill"] == "none"
    assert draw("{{ v|scale_word }}", v=None).get_text() == "No result"


def test_providers_are_spoken_of_in_their_own_words():
    assert (
        draw("{{ 4|scale_word }}", "km").get_text() != draw('{{ 4|scale_word:"provider" }}', "km").get_text()
    )


def test_a_bar_is_as_wide_as_its_votes_and_leaves_out_nothing_but_noughts():
    rects = draw("{% stacked d %}", d={"1": 0, "2": 1, "3": 0, "4": 3, "5": 0}).select("rect:not(.hatch)")
    assert [(rect["x"], rect["width"]) for rect in rects] == [("0%", "25%"), ("25%", "75%")]


def test_a_bar_is_read_aloud_with_every_value():
    label = draw('{% stacked d "Citizens" %}', d=RESULT["distribution"]).svg["aria-label"]
    assert label.startswith("Citizens: Very dissatisfied: 3, ")
    assert label.endswith("Very satisfied: 16")


def test_the_bad_side_of_a_bar_is_hatched_and_the_good_side_is_not():
    svg = draw("{% stacked d %}", d=RESULT["distribution"])
    assert len(svg.select("rect.hatch")) == 2


def test_a_pair_says_what_is_not_shown_and_why():
    page = draw("{% pair a b %}", a={"n": None, "suppressed": True}, b=None).get_text()
    assert "nobody can be recognised" in page
    assert "Not yet published" in page
    with override("en"):
        reason = charts.nothing_text("uncollected")
    assert reason in draw("{% pair a b %}", a={"collected": False}, b=None).get_text()


def test_money_parts_say_their_share_and_their_amount():
    page = draw("{% moneybar parts %}", parts=[("Fund", 3_000_000), ("Own", 1_000_000)])
    assert [b.get_text() for b in page.select(".parts b")] == ["75%", "25%"]
    assert "3,000,000\u00a0riel" in page.svg["aria-label"]


def test_an_empty_purse_divides_by_nothing():
    assert "–" in draw("{% moneybar parts %}", parts=[("Fund", 0)]).get_text()


def test_a_state_is_told_by_icon_and_word_and_is_escaped():
    chip = draw('{% chip "late" t %}', t="<script>")
    assert chip.script is None
    assert chip.span.get_text() == "<script>"
    assert chip.svg.path["d"]


def test_names_inside_pictures_are_escaped():
    page = draw("{% moneybar parts name %}", parts=[('"><img src=x>', 1)], name='" onload="x')
    assert page.img is None
    assert "onload" not in page.svg.attrs


@pytest.mark.parametrize("direction", ["up", "down", "same", None])
def test_a_change_is_told_in_words(direction):
    page = draw("{% change_arrow d before=b %}", d=direction, b=Decimal(3))
    assert page.get_text().strip()
    assert (page.svg is None) == (direction is None)


def test_the_strip_names_where_the_year_stands():
    strip = [{"name": "A", "state": "done"}, {"name": "B", "state": "now"}, {"name": "C", "state": "next"}]
    page = draw("{% steps strip %}", strip=strip)
    assert page.find(attrs={"aria-current": "step"}).get_text().startswith("B")
    assert "step 2 of 3" in page.get_text()


def test_a_year_that_is_over_has_no_step_of_now():
    page = draw("{% steps strip %}", strip=[{"name": "A", "state": "done"}])
    assert page.select_one(".steps-now") is None
