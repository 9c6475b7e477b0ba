"""Every word that no officer has read stands on one public page, in both languages."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from isaf.country.current import pack
from isaf.home.context import source_of_places
from isaf.home.waiting_words import waiting_words
from isaf.places.gazetteer import settings_of

pytestmark = pytest.mark.django_db


def test_each_waiting_word_is_listed_once_under_a_subject_and_no_other_word_is():
    listed = [term.key for subject in waiting_words() for term in subject.terms]
    assert sorted(listed) == sorted(term.key for term in pack().terms if not term.reviewed)
    assert all(subject.names for subject in waiting_words()), "a waiting word without a subject"


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_page_shows_both_languages_beside_each_other_and_sets_no_cookie(client, language):
    answer = client.get(f"/{language}/words/")
    page = BeautifulSoup(answer.content, "html.parser")
    shown = {(row.th.text, row.td.text) for row in page.select("tbody tr")}
    assert (answer.status_code, answer.cookies) == (200, {})
    assert shown == {(t.names["km"], t.names["en"]) for t in pack().terms if not t.reviewed}
    assert page.select_one("tbody th")["lang"] == "km"


def test_the_method_page_leads_there(client):
    assert "/en/words/" in client.get("/en/method/").content.decode()


def test_the_source_of_the_list_of_places_is_told_in_the_readers_words_while_it_is_the_packs_own():
    told = settings_of(pack().folder)
    for language in ("km", "en"):
        with override(language):
            assert source_of_places(told["source"]) == told["source_names"][language]
            assert source_of_places("NCDD 2026") == "NCDD 2026"
    assert told["source_names"]["en"] == told["source"]
