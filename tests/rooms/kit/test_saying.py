"""Refusals as people read them: figures and days in the digits and words of their language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from isaf.kit.fields import WholeNumber
from isaf.kit.numerals import script_digits
from isaf.kit.problems import Problem
from isaf.kit.saying import say

KHMER = "\u17e0"


class Told(Problem):
    text = "%(told)s"


class Named(Problem):
    text = "%(year)s %(line)s %(first)s %(last)s %(code)s"


def khmer(text: str) -> str:
    return script_digits(text, KHMER)


@pytest.mark.parametrize(
    ("told", "english", "in_khmer"),
    [
        (13, "13", khmer("13")),
        (1410, "1,410", khmer("1.410")),
        (Decimal("12.5"), "12.5", khmer("12,5")),
        ("hc-990101", "hc-990101", "hc-990101"),
        ("1410", "1410", "1410"),
        ("2024-13-01", "2024-13-01", "2024-13-01"),
        (True, "True", "True"),
    ],
)
def test_counts_are_written_in_the_digits_of_the_language(told, english, in_khmer):
    with override("en"):
        assert say(Told(told=told)) == english
    with override("km"):
        assert say(Told(told=told)) == in_khmer


@pytest.mark.parametrize(
    "told", [date(2024, 5, 8), "2024-05-08", datetime(2024, 5, 8, 9), datetime(2024, 5, 7, 20, tzinfo=UTC)]
)
def test_days_are_written_with_the_name_of_the_month(told):
    with override("en"):
        assert say(Told(told=told)) == "8\u00a0May 2024"
    with override("km"):
        said = say(Told(told=told))
        assert said.startswith(f"{khmer('8')}\u00a0")
        assert said.endswith(f" {khmer('2024')}")
        assert not any("0" <= letter <= "9" for letter in said)


def test_years_lines_and_codes_are_not_grouped():
    problem = Named(year=2026, line=1410, first=1990, last=2100, code="010201")
    with override("en"):
        assert say(problem) == "2026 1410 1990 2100 010201"
    with override("km"):
        assert say(problem) == khmer("2026 1410 1990 2100 010201")


def test_the_details_stay_plain_for_programs():
    problem = Told(told=1410)
    with override("km"):
        say(problem)
    assert (problem.details, str(problem)) == ({"told": 1410}, "1410")


def test_a_field_says_its_limit_in_the_digits_of_the_language():
    with override("km"), pytest.raises(ValidationError) as refused:
        WholeNumber(least=1990).clean("3")
    with override("km"):
        said = refused.value.messages[0]
    assert khmer("1.990") in said
    assert "1990" not in said
