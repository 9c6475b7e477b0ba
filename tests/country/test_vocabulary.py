"""The page of words is made from the pack's terms and does not drift."""

from tools import vocabulary


def test_the_page_of_words_equals_the_terms():
    assert vocabulary.main(["--check"]) == 0


def test_every_word_that_waits_for_an_officer_is_listed(tmp_path):
    terms = tmp_path / "terms.csv"
    terms.write_text(
        "key,km,en,meaning_km,meaning_en,origin,reviewed\n"
        "one,ONE,first | word,,,S,yes\n"
        "two,TWO,second word,,its meaning,ours,no\n",
        "utf-8",
    )
    page = vocabulary.vocabulary(terms)
    assert "- TWO (second word)" in page
    assert "- ONE" not in page
    assert "first \\| word" in page
