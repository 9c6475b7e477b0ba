"""A name is found however it is spelt (ADR 0007, ADR 0006)."""

from time import perf_counter

import pytest

from isaf.places.selectors import place_by_word, search

pytestmark = pytest.mark.django_db

ZERO_WIDTH = "\u200b"

SPELLINGS = [
    ("010201", "010201", "a code"),
    ("10201", "010201", "a code that lost its zero"),
    ("១០២០១", "010201", "the same in Khmer digits"),
    ("០១០២០១", "010201", "a code in Khmer digits"),
    (" 010201 ", "010201", "blanks around a code"),
    ("បន្ទាយនាង", "010201", "a Khmer name"),
    (f"បន្ទាយ{ZERO_WIDTH}នាង", "010201", "a zero-width space inside"),
    ("បន្ទាយ នាង", "010201", "a blank inside"),
    ("ឃុំបន្ទាយនាង", "010201", "the word for commune in front"),
    ("ឃុំ បន្ទាយនាង", "010201", "the word and a blank in front"),
    ("ឃុំ", None, "the word alone finds something, not nothing"),
    ("Banteay Neang", "010201", "an English name"),
    ("banteay neang", "010201", "without capitals"),
    ("BanteayNeang", "010201", "without the blank"),
    ("commune Banteay Neang", "010201", "the English word in front"),
    ("Banteay Neang commune", "010201", "the English word behind"),
    ("neang banteay", "010201", "the words the other way round"),
    ("ក្រចេះ", "10", "a province"),
    ("ក្រច\u17c7\u17c1", "10", "its vowel signs in the other order"),
    ("ខេត្តក្រចេះ", "10", "the word for province in front"),
    ("ខេត្ដក្រចេះ", "10", "the same word spelt with the other letter"),
    ("Kratié", "10", "a French accent"),
    ("KRATIE", "10", "capitals"),
    ("សង្កាត់ក្រចេះ", "100209", "the kind of unit that is named comes first"),
    ("ក្រុងក្រចេះ", "1002", "the municipality of the same name"),
    ("ភ្នំពេញ", "12", "the capital"),
    ("រាជធានីភ្នំពេញ", "12", "the capital with its word"),
    ("Phnom Penh", "12", "the capital in English"),
    ("ក្ដុលតាហែន", "020406", "one of two letters that look the same below"),
    ("ក្តុលតាហែន", "020406", "the other one"),
    ("ច្បារអំពៅទី ១", "121201", "a number with a blank"),
    ("ច្បារអំពៅទី១", "121201", "a number without a blank"),
    ("ច្បារអំពៅទី1", "121201", "a Latin digit"),
    ("ភូមិធំ", "080208", "a name that begins with the word for village"),
]


@pytest.mark.parametrize("typed, code, why", SPELLINGS, ids=[why for *_, why in SPELLINGS])
def test_a_name_is_found_first_in_every_spelling(loaded, typed, code, why):
    found = search(typed, 5)
    assert found
    assert code is None or found[0].place.code == code


@pytest.mark.parametrize("typed", ["", "   ", "|", "%", "_", ZERO_WIDTH, "nowhere at all", "'; drop table"])
def test_what_is_no_name_finds_nothing(loaded, typed):
    assert search(typed) == []


def test_the_exact_code_is_followed_by_the_office_of_the_area(loaded):
    assert [found.place.code for found in search("ca-010201", 2)] == ["010201", "010201"]
    assert [found.is_area for found in search("010201", 2)] == [True, False]


def test_no_more_than_the_limit_is_given(loaded):
    assert len(search("ភូមិ", 7)) == 7


def test_a_search_over_the_whole_country_is_quick(loaded):
    search("kampong")
    begun = perf_counter()
    search("kampong cham")
    assert perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    "word, name", [("ca-010201", "ca-010201"), ("10201", "010201"), ("010201", "010201"), ("", "nation")]
)
def test_a_place_is_named_by_its_code_or_its_public_word(loaded, word, name):
    assert str(place_by_word(word)) == name
