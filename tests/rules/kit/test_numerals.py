"""Numbers as people type and read them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isaf.kit import numerals

KHMER = "\u17e0"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1410", 1410), ("1,410", 1410), ("1.410", 1410), ("1 410", 1410), ("1\u00a0410", 1410),
        (numerals.script_digits("1.410", KHMER), 1410), (" 7 ", 7), ("-3", -3), ("\u22123", -3), ("+3", 3),
        ("1.234.567", 1234567), ("12\u200b34", 1234), ("007", 7),
    ],
)  # fmt: skip
def test_whole_numbers_are_read_in_any_digits_and_groups(typed, number):
    assert numerals.read_int(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "x", "1.41", "1,4,1", "1e3", "1\u17e2", "0x1F", "1.2.3", "--1", "\u00bd", "NaN"]
)
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(ValueError):
        numerals.read_int(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("1.410", "1410"),
        (numerals.script_digits("0.75", KHMER), "0.75"),
        ("-1.5", "-1.5"),
    ],
)
def test_decimals_take_dot_or_comma(typed, number):
    assert numerals.read_decimal(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "x", "inf", "nan", "1\u17e2.5", "1.2.3"])
def test_what_is_no_decimal_is_refused(typed):
    with pytest.raises(ValueError):
        numerals.read_decimal(typed)


@given(st.integers(-(10**12), 10**12), st.sampled_from([("0", ",", "."), (KHMER, ".", ","), ("0", " ", ",")]))
def test_what_is_written_is_read_back(number, marks):
    zero, group, point = marks
    assert numerals.read_int(numerals.write_number(number, zero=zero, group=group, point=point)) == number


@given(st.fractions(-1000, 1000, max_denominator=2000), st.integers(0, 3))
def test_rounding_is_never_further_away_than_half_a_step_and_halves_go_up(value, places):
    rounded = numerals.half_up(value, places)
    gap = abs(Fraction(rounded)) - abs(value)
    half = Fraction(1, 2 * 10**places)
    assert -half < gap <= half


def test_per_cent_of_nothing_is_none():
    assert numerals.percent(3, 0) is None
