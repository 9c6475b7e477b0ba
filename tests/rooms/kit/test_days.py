"""A day is typed as people write it: day, month, year, in any digits, without a calendar that pops up."""

from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from isaf.home.templatetags.forms import field
from isaf.kit.fields import Day
from isaf.kit.numerals import script_digits


class Form(forms.Form):
    on = Day(label="Day")


def khmer(text: str) -> str:
    return script_digits(text, "\u17e0")


@pytest.mark.parametrize(
    "typed",
    ["28/02/2026", "28/2/2026", "28-2-2026", "28.2.2026", "28 2 2026", " 28/02/2026 ", "2026-02-28",
     khmer("28/02/2026"), khmer("28.2.2026"), khmer("2026-02-28")],
)  # fmt: skip
def test_every_way_of_writing_the_day_is_read(typed):
    form = Form({"on": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 2, 28)


@pytest.mark.parametrize(
    "typed", ["30/02/2026", "2/28/2026", "28/02", "tomorrow", "28/02/1569", "28/02/2569"]
)
def test_what_is_no_day_is_refused_in_words_and_stays_as_it_was_typed(typed):
    form = Form({"on": typed})
    assert not form.is_valid()
    assert f'value="{typed}"' in str(form["on"])


@pytest.mark.parametrize(("language", "shown"), [("en", "28/02/2026"), ("km", khmer("28/02/2026"))])
@pytest.mark.parametrize("kept", [date(2026, 2, 28), "2026-02-28"])
def test_the_kept_day_stands_in_the_box_as_the_reader_writes_it_and_is_read_again(language, shown, kept):
    with override(language):
        box = Form(initial={"on": kept})["on"]
        assert f'value="{shown}"' in str(box)
        again = Form({"on": shown}, initial={"on": date(2026, 2, 28)})
        assert again.is_valid()
        assert not again.has_changed()


def test_a_box_for_a_day_is_a_plain_box_and_says_how_to_write():
    with override("en"):
        shown = field(Form()["on"])["field"]
        assert 'type="text"' in str(shown)
        assert 'placeholder="day/month/year"' in str(shown)
        assert "28/02/2026" in str(shown.help_text)
        assert 'aria-describedby="id_on_helptext"' in str(shown)
