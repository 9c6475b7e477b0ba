"""What stands on a poster: only what is published, said in words, the important first."""

import json

import pytest

from isaf.information import services as information
from isaf.plans.models import Action
from isaf.posters.content import poster, qr_path
from isaf.posters.problems import NotPublished
from isaf.posters.selectors import facilities_in, material
from isaf.posters.speech import message, spoken
from isaf.scorecards.models import FacilitySummary
from tests import make
from tests.rooms.publishing.conftest import MONEY, inform

from .conftest import correct

pytestmark = pytest.mark.django_db
CENTRE = {"performance": {"staff": {"this_year": 9}}}


@pytest.fixture
def centre(year):
    """The scored health centre with a published sheet of its own."""
    people = year.people
    sheet = information.save_draft(cycle=year.cycle, facility=year.centre, content=CENTRE, by=people.head)
    sheet = information.submit(sheet=sheet, by=people.head, is_sure=True)
    information.publish(sheet=sheet, by=people.bopha)
    return year.centre


def made(facility, languages=("en",), year=2025):
    return poster(material(facility, year), "A3", languages)


@pytest.mark.golden
@pytest.mark.parametrize("languages", ["km", "en", "km+en"])
def test_the_data_of_a_poster(year, golden, languages):
    data = made(year.office, tuple(languages.split("+")))
    kept = {key: data[key] for key in ("paper", "languages", "title", "place", "year", "money", "foot")}
    golden(
        f"posters/ca-{languages}.json", json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def test_the_code_holds_the_address_of_this_very_version(year):
    assert made(year.office)["foot"]["address"].endswith("/en/facilities/ca-010201/2025/?v=1")
    correct(year)
    data = made(year.office)
    assert data["foot"]["address"].endswith("?v=2")
    assert data["foot"]["qr"] == qr_path(data["foot"]["address"])


def test_an_older_version_is_printed_as_it_was(year):
    before = made(year.office)
    correct(year)
    again = poster(material(year.office, 2025, 1), "A3", ("en",))
    assert again["money"] == before["money"]
    assert again["money"] != made(year.office)["money"]


def test_nothing_unpublished_is_printed(place):
    information.save_draft(cycle=place.cycle, facility=place.office, content=MONEY, by=place.people.dara)
    with pytest.raises(NotPublished):
        material(place.office, 2025)


def test_a_missing_figure_is_named_and_never_a_nought(year):
    income = made(year.office)["money"]["flows"][0]
    assert len(income["rows"]) == 2
    assert income["silent"]
    assert income["total"] == ["100,000,000"]


def test_results_are_those_of_the_year_before_until_this_years_are_open(year):
    make.cycle(year=2026)
    inform_2026 = material(year.office, 2025)
    assert inform_2026.results is None
    rows = FacilitySummary.objects.filter(facility=year.centre, is_open=True)
    assert set(rows.values_list("year", flat=True)) == {2025}


def test_the_votes_are_those_everybody_sees(centre):
    scores = made(centre)["scores"]
    assert scores["title"] == ["What citizens said in 2025"]
    assert [row["n_words"] for row in scores["rows"]] == ["n = 31", "n = 31"]
    assert scores["people"] == ["31 people scored in 1 meeting."]


def test_what_is_withheld_is_said_and_has_no_number(centre):
    FacilitySummary.objects.filter(facility=centre, segment="all", kind="citizens").update(
        n1=0, n2=0, n3=1, n4=2, n5=0
    )
    row = made(centre)["scores"]["rows"][0]
    assert (row["face"], row["n_words"], row["word"]) == (None, "", ["too few votes to show"])


def test_what_was_done_stands_first(centre):
    actions = list(Action.objects.filter(facility=centre).order_by("pk"))
    Action.objects.filter(pk=actions[1].pk).update(status="completed", done_on="2025-10-01")
    rows = made(centre)["actions"]["rows"]
    assert [row["status"] for row in rows] == ["completed", "not_started"]
    assert made(centre)["actions"]["summary"] == ["1 of 2 completed"]


def test_an_unsigned_plan_is_not_on_the_wall(centre):
    from isaf.plans.models import Plan

    Plan.objects.update(state="approved")
    assert made(centre)["actions"]["rows"] == []


def test_two_languages_share_figures_that_both_can_read(year):
    data = made(year.office, ("km", "en"))
    assert data["money"]["flows"][0]["total"] == ["100\u202f000\u202f000"]
    assert data["year"] == "2025"
    assert [len(data[key]) for key in ("title", "place", "programme")] == [2, 2, 2]


def test_a_text_typed_in_both_languages_is_split_between_them(place):
    both = "ចន្ទ ដល់ សុក្រ · Monday to Friday"
    inform(place, {**MONEY, "identity": {"hours": {"now": both}}})
    found = {line["sign"]: line["text"] for line in made(place.office)["identity"]}
    assert found["clock"] == ["Monday to Friday"]


def test_the_areas_facilities_are_each_there_once(year):
    slugs = [facility.slug for facility in facilities_in("01")]
    assert {"ca-010201", "hc-010201"} <= set(slugs)
    assert len(slugs) == len(set(slugs))


def test_the_loudspeaker_says_the_sums_and_where_to_ask(year):
    text = spoken(material(year.office, 2025), "en").text
    assert "Money received: 100,000,000 riel." in text
    assert "Money spent: 100,000,000 riel." in text
    assert "/en/facilities/ca-010201/2025/" in text
    assert "<" not in text


@pytest.mark.parametrize(("language", "each"), [("km", 67), ("en", 153)])
def test_the_short_message_keeps_to_three_parts_and_always_names_the_address(year, language, each):
    short = message(material(year.office, 2025), language)
    assert short.parts <= 3
    assert short.signs <= 3 * each
    assert short.text.endswith(f"/{language}/facilities/ca-010201/2025/")
