"""What people read: digits, money and days in the reader's language, and never a nought for the unknown."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override


def say(text: str, language: str = "km", **values: object) -> str:
    with override(language):
        return Template("{% load words %}" + text).render(Context(values))


def test_numbers_are_grouped_in_the_readers_digits():
    assert say("{{ n|number }}", n=7420) == "៧.៤២០"
    assert say("{{ n|number }}", "en", n=7420) == "7,420"


@pytest.mark.parametrize(
    "name", ["number", "decimal:2", "score", "percent", "percent1", "money", "day", "period:None"]
)
def test_the_unknown_is_a_dash_and_never_a_nought(name):
    assert say("{{ n|" + name + " }}", n=None) == "–"
    assert say("{{ n|number }}", n=0) == "០"


def test_scores_and_percentages_are_rounded_half_up():
    assert say("{{ n|score }}", n=Decimal("3.5")) == "៣,៥"
    assert say("{{ n|percent }}", "en", n=Decimal("58.65")) == "59%"
    assert say("{{ n|percent1 }}", "en", n=Decimal("58.65")) == "58.7%"
    assert say("{{ n|decimal:1 }}", "en", n=0.25) == "0.3"


def test_money_says_its_currency_and_stays_on_one_line():
    assert say("{{ n|money }}", n=6_400_000) == "៦.៤០០.០០០\u00a0រៀល"
    assert say("{{ n|money }}", "en", n=6_400_000) == "6,400,000\u00a0riel"


def test_money_of_a_country_with_cents_shows_them(settings):
    settings.ISAF_COUNTRY = "lotus"
    from isaf.country.current import pack

    places = pack().minor_digits
    shown = say("{{ n|money }}", "en", n=12345)
    assert places > 0
    assert shown.startswith("123.45"[: 4 + places])


def test_a_day_is_written_with_its_khmer_month():
    assert say("{{ d|day }}", d=date(2026, 11, 22)) == "២២\u00a0វិច្ឆិកា ២០២៦"
    assert say("{{ d|day }}", "en", d=date(2026, 11, 22)) == "22\u00a0November 2026"


def test_a_moment_is_told_in_the_countrys_own_day():
    late_evening_in_utc = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
    assert say("{{ d|day }}", "en", d=late_evening_in_utc) == "22\u00a0November 2026"


@pytest.mark.parametrize(
    "last, told",
    [
        (date(2026, 11, 1), "1\u00a0November 2026"),
        (date(2026, 11, 15), "1–15\u00a0November 2026"),
        (date(2026, 12, 31), "1\u00a0November – 31\u00a0December 2026"),
        (date(2027, 1, 5), "1\u00a0November 2026 – 5\u00a0January 2027"),
    ],
)
def test_a_period_says_month_and_year_once(last, told):
    assert say("{{ a|period:b }}", "en", a=date(2026, 11, 1), b=last) == told


def test_codes_and_years_change_digits_but_are_not_grouped():
    assert say("{{ c|digits }}", c="010201") == "០១០២០១"
    assert say("{{ c|digits }}", "en", c=2026) == "2026"


def test_a_name_comes_in_the_readers_language_or_else_in_another():
    names = {"km": "ឃុំ", "en": "Commune"}
    assert say("{{ n|named }}", n=names) == "ឃុំ"
    assert say("{{ n|named }}", "en", n=names) == "Commune"
    assert say("{{ n|named }}", "en", n={"km": "ឃុំ", "en": ""}) == "ឃុំ"
    assert say("{{ n|named }}", n=None) == ""


def test_what_people_typed_is_escaped():
    assert say("{{ n|named }}", n={"km": "<b>"}) == "&lt;b&gt;"


def test_what_was_typed_is_read_in_the_readers_digits_and_marked_where_it_is_of_another_language():
    assert say("{{ n|typed }}", n="012 000 000") == "០១២ ០០០ ០០០"
    assert say("{{ n|typed }}", n="រៀងរាល់ថ្ងៃ") == "រៀងរាល់ថ្ងៃ"
    assert say("{{ n|typed }}", "en", n="រៀងរាល់ថ្ងៃ") == '<span lang="km">រៀងរាល់ថ្ងៃ</span>'
    assert say("{{ n|typed }}", "en", n="every day\n<b>") == "every day<br>&lt;b&gt;"
