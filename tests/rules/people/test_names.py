"""User names as people type them."""

import pytest

from isaf.kit.numerals import script_digits
from isaf.people.rules import lockout_name, short_name

KHMER_ZERO = "\u17e0"


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("012345678", "012345678"),
        (" 012 345 678 ", "012345678"),
        ("012-345-678", "012345678"),
        ("(012) 345.678", "012345678"),
        ("+855 12 345 678", "+85512345678"),
        (script_digits("012 345 678", KHMER_ZERO), "012345678"),
        ("012\u200b345\u200b678", "012345678"),
        ("012\u00a0345", "012345"),
        ("Sokha", "sokha"),
        ("SOKHA.Chan", "sokha.chan"),
        ("hc-010201", "hc-010201"),
        (script_digits("Sokha2", KHMER_ZERO), "sokha2"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_blanks_marks_case_or_script(typed, compared):
    assert short_name(typed) == compared


def test_a_name_that_was_shortened_stays_the_same():
    for typed in ("Sokha", "+855 (12) 345", "a.b-c", "\u17e0\u17e1\u17e2"):
        assert short_name(short_name(typed)) == short_name(typed)


def test_wrong_passwords_are_counted_under_the_compared_name():
    class Request:
        POST = {"username": "SO KHA"}

    assert lockout_name(Request()) == lockout_name(None, {"username": "sokha"}) == "sokha"
    assert lockout_name(Request(), {"password": "x"}) == "sokha"
