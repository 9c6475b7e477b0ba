"""Filling the sections of a sheet, and the bad input they are given."""

from datetime import date

import pytest
from django.test import Client

from isaf.audit.models import Event
from isaf.cycles.services import close_cycle
from isaf.information import problems, rules, services
from isaf.information.models import InformationSheet
from isaf.kit.numerals import script_digits
from tests import make

from .conftest import births

pytestmark = pytest.mark.django_db

BIRTHS = "performance__births__this_year"


@pytest.fixture(autouse=True)
def in_english(scene):
    from django.utils.translation import override

    with override("en"):
        yield


def enter(person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="isaf.people.backend.AccountBackend")
    return client


def typed(sheet: InformationSheet | None = None, **boxes) -> dict:
    """A form of the section as it was shown when the sheet stood so."""
    content, unread = (sheet.content, sheet.typed) if sheet else ({}, {})
    return {"once": "key-1", "seen": rules.mark(content, unread, "performance"), "save": "1", **boxes}


def section(scene, slug: str = "ca-010201", part: str = "performance") -> str:
    return scene.url("section", slug=slug, section=part)


def kept() -> InformationSheet | None:
    return InformationSheet.objects.first()


def test_the_clerk_sees_last_years_figure_beside_the_box_and_help_for_the_line(scene):
    scene.published(births(38), cycle=make.cycle(year=2025))
    page = enter(scene.people.dara).get(section(scene)).content.decode()
    assert 'name="performance__births__last_year" value="38"' in page
    assert "Count from the civil register." in page


@pytest.mark.parametrize("number", ["1410", "1,410", "1.410", script_digits("1.410", "\u17e0")])
def test_either_script_and_groups_of_three_are_read(scene, number):
    answer = enter(scene.people.dara).post(section(scene), typed(**{BIRTHS: number}))
    assert answer.status_code == 302
    assert kept().content == births(1410)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("-3", "Write a number that is not below 0."),
        ("1\u17e2", "Write the number in one script"),
        ("many", "Write a whole number"),
        ("9" * 12, "This number is too large."),
    ],
)
def test_a_wrong_figure_is_kept_as_typed_with_what_is_wrong_and_the_good_ones_are_saved(
    scene, number, sentence
):
    client = enter(scene.people.dara)
    answer = client.post(section(scene), typed(**{BIRTHS: number, "performance__projects__this_year": "4"}))
    assert (answer.status_code, answer.url) == (302, section(scene)), "the same section comes again"
    page = client.get(answer.url).content.decode()
    assert "mend the marked boxes" in page
    assert sentence in page
    assert f'value="{number}"' in page
    assert kept().content == {"performance": {"projects": {"this_year": 4}}}
    assert kept().typed == {"performance": {"births": {"this_year": number}}}
    assert sentence in client.get(section(scene)).content.decode(), "also on the next day"
    overview = client.get(scene.url()).content.decode()
    assert "1 box cannot be read" in overview


def test_what_cannot_be_read_is_mended_before_submitting(scene):
    client = enter(scene.people.dara)
    client.post(section(scene), typed(**{BIRTHS: "many", "performance__projects__this_year": "4"}))
    with pytest.raises(problems.CannotBeRead):
        services.submit(sheet=kept(), by=scene.people.chief)
    client.post(section(scene), typed(kept(), **{BIRTHS: "41"}))
    assert (kept().typed, kept().content) == ({}, births(41))
    assert services.submit(sheet=kept(), by=scene.people.chief).state == "submitted"


def test_yes_or_no_is_a_choice(scene):
    client, box = enter(scene.people.dara), "performance__fees_posted__this_year"
    page = client.get(section(scene)).content.decode()
    assert page.count(f'type="radio" name="{box}"') == 3
    client.post(section(scene), typed(**{box: "1"}))
    assert kept().content == {"performance": {"fees_posted": {"this_year": 1}}}
    client.post(section(scene), typed(kept(), **{box: ""}))
    assert kept().content == {}


def test_an_empty_box_is_not_reported_and_nought_is_nought(scene):
    enter(scene.people.dara).post(
        section(scene), typed(**{BIRTHS: "", "performance__projects__this_year": "0"})
    )
    assert kept().content == {"performance": {"projects": {"this_year": 0}}}
    page = enter(scene.people.chief).get(scene.url()).content.decode()
    assert "not reported" in page
    assert "1 of 35 lines are reported." in page


def test_a_box_that_is_not_on_the_form_is_not_looked_at(scene):
    extra = {"performance__moon__this_year": "5", "income__own_income__total": "7"}
    enter(scene.people.dara).post(section(scene), typed(**{BIRTHS: "41", **extra}))
    assert kept().content == births(41)


def test_the_same_form_sent_twice_saves_once(scene):
    client = enter(scene.people.dara)
    first, second = (client.post(section(scene), typed(**{BIRTHS: "41"})) for _ in range(2))
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert kept().row_version == 1
    assert Event.objects.filter(verb="save_information").count() == 1


def test_stepping_back_and_sending_other_figures_is_not_taken_for_a_repeat(scene):
    client = enter(scene.people.dara)
    client.post(section(scene), typed(**{BIRTHS: "41"}))
    answer = client.post(section(scene), typed(**{BIRTHS: "44"}))
    assert answer.status_code == 409
    assert 'value="44"' in answer.content.decode()


def test_a_stale_form_shows_both_texts_and_overwrites_nothing(scene):
    scene.draft(births(41))
    answer = enter(scene.people.dara).post(section(scene), typed(**{BIRTHS: "99"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Another person saved this form while you were writing." in page
    assert 'value="99"' in page
    assert "Saved by the other person: 41" in page
    assert kept().content == births(41)
    enter(scene.people.dara).post(section(scene), typed(kept(), **{BIRTHS: "99", "once": "key-2"}))
    assert kept().content == births(99)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_a_form_without_a_sound_mark_is_stale(scene, seen):
    scene.draft(births(41))
    answer = enter(scene.people.dara).post(section(scene), typed(**{BIRTHS: "9", "seen": seen}))
    assert answer.status_code == 409


def test_a_closed_year_refuses_and_keeps_what_was_typed(scene):
    close_cycle(cycle=scene.cycle, by=scene.people.bopha, on=date(2026, 11, 20))
    answer = enter(scene.people.dara).post(section(scene), typed(**{BIRTHS: "41"}))
    assert answer.status_code == 409
    assert 'value="41"' in answer.content.decode()
    assert kept() is None
    assert "This year is closed." in enter(scene.people.dara).get(scene.url()).content.decode()


def test_two_people_write_two_sections_at_the_same_time(scene):
    client, money = enter(scene.people.dara), section(scene, part="income")
    client.post(section(scene), typed(**{BIRTHS: "41"}))
    empty = {"once": "key-2", "seen": rules.mark({}, {}, "income"), "income__own_income__actual": "7"}
    assert client.post(money, empty).status_code == 302
    assert kept().content == births(41) | {"income": {"own_income": {"actual": 7}}}


def test_a_page_that_saves_by_itself_hears_what_was_kept_and_what_is_wrong(scene):
    client = enter(scene.people.dara)
    boxes = {"income__own_income__actual": "1.410", "income__other_income__actual": "x"}
    form = {"seen": rules.mark({}, {}, "income"), **boxes}
    answer = client.post(section(scene, part="income"), form, headers={"accept": "application/json"})
    told = answer.json()
    assert (answer.status_code, told["totals"]["actual"]) == (200, "1,410\u00a0riel")
    assert told["said"].startswith("Saved at ")
    assert list(told["errors"]) == ["income__other_income__actual"]
    assert told["seen"] == rules.mark(kept().content, kept().typed, "income")
    again = client.post(section(scene, part="income"), form, headers={"accept": "application/json"})
    assert again.status_code == 409
    assert "Another person saved this form" in again.json()["problem"]


def test_rows_of_a_list_are_added_one_by_one_and_close_up(scene):
    client, url = enter(scene.people.dara), section(scene, part="tranches")
    form = {"seen": rules.mark({}, {}, "tranches"), "tranches__1__from": "", "add": "1"}
    answer = client.post(url, form)
    assert answer.url == f"{url}?rows=2#row-2"
    assert 'name="tranches__2__amount"' in client.get(f"{url}?rows=2").content.decode()
    rows = {
        "tranches__2__on": "28/02/2026",
        "tranches__2__amount": "5000000",
        "tranches__2__from": "Treasury",
    }
    client.post(url, {"seen": rules.mark(*stored(), "tranches"), **rows, "save": "1"})
    assert kept().content == {
        "tranches": {"1": {"on": "2026-02-28", "amount": 5_000_000, "from": "Treasury"}}
    }
    assert "?rows=" not in url
    assert client.get(f"{url}?rows=999").content.decode().count('class="ask row"') == 12


def test_as_last_year_fills_the_empty_boxes_only(scene):
    told = {"birth": {"bring": "A letter", "fee": 400, "time_limit": "3 days"}}
    scene.published({"standards": told}, cycle=make.cycle(year=2025))
    client, url = enter(scene.people.dara), section(scene, part="standards")
    page = client.get(url).content.decode()
    assert "Last year: A letter" in page
    form = {"seen": rules.mark({}, {}, "standards"), "standards__birth__fee": "0", "copy": "1"}
    assert client.post(url, form).url == url
    assert kept().content["standards"] == {"birth": {**told["birth"], "fee": 0}}


def stored() -> tuple[dict, dict]:
    return (kept().content, kept().typed) if kept() else ({}, {})


def test_going_on_leads_through_the_sections_to_the_overview(scene):
    client = enter(scene.people.dara)
    seen = rules.mark({}, {}, "identity")
    answer = client.post(section(scene, part="identity"), {"seen": seen, "go_on": "1", "once": "a"})
    assert answer.url == section(scene, part="standards")
    form = {"seen": rules.mark(*stored(), "paid_elsewhere"), "go_on": "1", "once": "b"}
    assert client.post(section(scene, part="paid_elsewhere"), form).url == scene.url()
    assert client.get(section(scene, part="moon")).status_code == 404
