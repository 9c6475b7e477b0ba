"""Variants of one name become equal; different names stay different."""

import pytest

from isaf.kit.writing import Writing

KHMER = Writing(("km", "en"), (("\u17d2\u178a", "\u17d2\u178f"),))


@pytest.mark.parametrize(
    "one, other",
    [
        ("Kratié", "KRATIE"),
        ("S'ang", "Sang"),
        ("Ta-Khmau", "ta khmau"),
        ("ស្ត្រី", "ស្រ្តី"),
        ("ក្រចេះ", "ក្រច\u17c7\u17c1"),
        ("ខេត្ត", "ខេត្ដ"),
        ("ច្បារអំពៅទី ១", "ច្បារអំពៅទី1"),
        ("បន្ទាយនាង", "បន្ទាយ\u200bនាង"),
    ],
)
def test_two_spellings_of_a_name_are_equal(one, other):
    assert KHMER.plain(one) == KHMER.plain(other)


@pytest.mark.parametrize(
    "one, other", [("ភ្នំពេញ", "ភ្នំពេញ ១"), ("កណ្ដាល", "កណ្ដៀង"), ("Kep", "Kepp"), ("ទី១", "ទី២")]
)
def test_two_names_stay_two(one, other):
    assert KHMER.plain(one) != KHMER.plain(other)


def test_a_plain_name_is_plain_already():
    for name in ("ច្បារអំពៅទី ១", "Kratié (Krong)", "ស្រ្តី"):
        assert KHMER.plain(KHMER.plain(name)) == KHMER.plain(name)


def test_blanks_between_words_of_other_scripts_stay():
    assert KHMER.plain("ភ្នំពេញ Phnom  Penh") == "ភ្នំពេញ phnom penh"
    assert Writing(("fr", "en")).plain("Trois-Ponts") == "trois ponts"


def test_a_blank_that_was_typed_divides_words_to_look_for():
    assert KHMER.words("បន្ទាយ នាង 10,20") == ["បន្ទាយ", "នាង", "10", "20"]
