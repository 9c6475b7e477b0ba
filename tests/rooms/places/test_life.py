"""The life of a unit, and the units of a year."""

from datetime import date

import pytest

from isaf.places.models import Area, FormerState
from isaf.places.selectors import area_by_code, areas_in_year, life_of
from isaf.places.services import end_area
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def divided():
    """A commune that was divided in 2019; one of its parts got a new code in 2023."""
    old = make.area("010201", valid_to=None)
    parts = [make.area(code, valid_from=date(2019, 7, 1)) for code in ("010202", "010203")]
    end_area(area=old, on=date(2019, 6, 30), successors=parts, relation="split", by=make.system())
    last = make.area("010204", valid_from=date(2023, 1, 1))
    end_area(area=parts[1], on=date(2022, 12, 31), successors=[last], relation="renumbered", by=make.system())
    return old


@pytest.mark.parametrize(
    "code, year, expected",
    [
        ("010201", 2015, ["010201"]),
        ("010201", 2019, ["010201"]),
        ("010201", 2020, ["010202", "010203"]),
        ("010201", 2026, ["010202", "010204"]),
        ("010204", 2026, ["010204"]),
        ("010204", 2021, ["010203"]),
        ("010204", 2015, ["010201"]),
        ("010202", 2015, ["010201"]),
        ("770101", 2026, []),
    ],
)
def test_figures_of_a_year_belong_to_the_units_of_that_year(divided, code, year, expected):
    assert [area.code for area in areas_in_year(code, year)] == expected


def test_the_life_is_told_from_its_beginning_to_what_followed(divided):
    told = life_of(area_by_code("010203")).told
    assert [chapter.kind for chapter in told] == ["came", "began", "ended", "followed"]
    assert [(chapter.relation, [area.code for area in chapter.others]) for chapter in (told[0], told[3])] == [
        ("split", ["010201"]),
        ("renumbered", ["010204"]),
    ]


def test_a_unit_to_which_nothing_happened_has_nothing_to_tell():
    assert not life_of(make.area("010201")).is_told


def test_names_and_kinds_are_told_with_their_days_but_another_spelling_is_not():
    area = make.area("0102", name="Second")
    kept = {"area": area, "unit_type": "district"}
    FormerState.objects.create(names={"en": "First"}, until=date(2010, 1, 1), **kept)
    FormerState.objects.create(names={"en": "se-cond"}, until=date(2015, 1, 1), **kept)
    Area.objects.filter(pk=area.pk).update(unit_type="municipality", names={"en": "Se cond"})
    life = life_of(area_by_code("0102"))
    assert [(chapter.kind, chapter.on.year) for chapter in life.chapters] == [
        ("renamed", 2010),
        ("spelt", 2015),
        ("retyped", 2015),
    ]
    assert [chapter.kind for chapter in life.told] == ["renamed", "retyped"]
    assert (life.told[0].old, life.told[0].new) == ({"en": "First"}, {"en": "se-cond"})


def test_the_piece_of_a_page_tells_it_in_words(divided):
    from django.template.loader import render_to_string
    from django.utils.translation import override

    with override("en"):
        html = render_to_string(
            "places/_life.html", {"life": life_of(area_by_code("010203")), "here": "/en/"}
        )
        nothing = render_to_string(
            "places/_life.html", {"life": life_of(make.area("010209")), "here": "/en/"}
        )
    assert "/en/areas/010201/" in html
    assert "divided" in html
    assert "with a new code" in html
    assert "It ended." in html
    assert nothing.strip() == ""
