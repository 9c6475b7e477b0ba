"""One deed, one key: the same form twice is one deed, the same form with other figures is another."""

import pytest
from django.test import RequestFactory

from isaf.kit.forms import deed_key, is_stale, status_of, typed_version
from isaf.kit.problems import NotFound, Problem, Stale


def post(**typed):
    return RequestFactory().post("/x/", typed)


def test_the_same_form_has_the_same_key_whatever_its_token():
    assert deed_key(post(once="k", a="1", csrfmiddlewaretoken="x")) == deed_key(
        post(csrfmiddlewaretoken="y", a="1", once="k")
    )


def test_other_figures_are_another_deed_and_other_forms_too():
    keys = {deed_key(post(once="k", a="1")), deed_key(post(once="k", a="2")), deed_key(post(once="l", a="1"))}
    assert len(keys) == 3


def test_a_form_without_key_has_none_and_a_long_one_fits_its_column():
    assert deed_key(post(a="1")) == ""
    assert len(deed_key(post(once="k" * 500))) <= 41


@pytest.mark.parametrize(
    ("word", "version"), [("3", 3), ("", 0), ("x", 0), ("-1", 0), ("9" * 40, 0), ("\u17e1", 0)]
)
def test_a_version_that_is_no_number_is_stale(word, version):
    assert typed_version(post(row_version=word)) == version


def test_a_fresh_form_is_200_a_wrong_one_422_and_a_refusal_has_its_own_status():
    assert (status_of(False, []), status_of(True, []), status_of(True, [NotFound()])) == (200, 422, 404)
    assert is_stale([Problem(), Stale()])
    assert not is_stale([Problem()])
