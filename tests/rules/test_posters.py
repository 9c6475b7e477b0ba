"""Which year speaks, what is shortened and where, how a phone cuts a message."""

import pytest

from isaf.posters import rules

KHMER = "ស្ត្រីមានផ្ទៃពោះដែលបានពិនិត្យផ្ទៃពោះ"


@pytest.mark.parametrize("most", range(8, len(KHMER)))
def test_khmer_is_never_cut_inside_a_cluster(most):
    """No mark may lose its letter, and no subscript its sign."""
    head = rules.shorten(KHMER, most).removesuffix("…")
    rest = KHMER[len(head) :]
    assert len(head) < most
    assert not head.endswith("\u17d2")
    assert rest[0] not in "\u17b6\u17bb\u17b8\u17c1\u17d2\u17c6\u17c7"


def test_a_long_text_ends_at_a_space_where_one_is_near():
    assert rules.shorten("one two three four", 14) == "one two three…"
    assert rules.shorten("a" + "b" * 30, 10) == "a" + "b" * 8 + "…"


@pytest.mark.parametrize(
    ("text", "parts"),
    [("", 1), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("ក" * 70, 1), ("ក" * 71, 2),
     ("ក" * 134, 2), ("ក" * 135, 3), ("\U0001f600" * 35, 1), ("\U0001f600" * 36, 2)],
)  # fmt: skip
def test_a_phone_cuts_at_160_signs_or_at_70_where_one_is_not_of_its_alphabet(text, parts):
    assert rules.count_parts(text).parts == parts


def test_a_sentence_too_many_is_left_out_whole():
    short = rules.fitting(["ក" * 40, "ខ" * 40], "គ", 1)
    assert short.text == "ក" * 40 + " គ"


@pytest.mark.parametrize(
    ("text", "found"),
    [("ចន្ទ · Monday", {"km": "ចន្ទ", "en": "Monday"}), ("Monday", {}), ("ចន្ទ · 012", {}), ("a · b · c", {})],
)
def test_two_wordings_in_one_box(text, found):
    assert rules.wordings(text, ("km", "en")) == found


def test_the_rest():
    assert rules.results_year(2025, set()) is None
    assert rules.status_rank("cancelled") == 5
    assert rules.ranks([1, 3, 3]) == [2, 0, 1]
    assert rules.languages_asked("km en", ("km", "en")) == ("km", "en")
    assert rules.file_name("hc-1", 2025, "A1", ["km"]) == "hc-1-2025-A1-km.pdf"
