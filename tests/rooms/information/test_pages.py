"""The pages of a sheet, and the bad input they are given."""

from datetime import date

import pytest
from django.test import Client

from isaf.audit.models import Event
from isaf.cycles.services import close_cycle
from isaf.information import selectors, services
from isaf.information.models import InformationSheet
from isaf.kit.numerals import script_digits
from isaf.people.services import give_role
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


def typed(**boxes) -> dict:
    return {"once": "key-1", "row_version": "0", "save": "1", **boxes}


def kept() -> InformationSheet | None:
    return InformationSheet.objects.first()


def test_the_clerk_sees_last_years_figure_beside_the_box_and_help_for_the_line(scene):
    scene.published(births(38), cycle=make.cycle(year=2025))
    page = enter(scene.people.dara).get(scene.url()).content.decode()
    assert "Last year: 38" in page
    assert 'name="performance__births__last_year" value="38"' in page
    assert "Count from the civil register." in page


@pytest.mark.parametrize("number", ["1410", "1,410", "1.410", script_digits("1.410", "\u17e0")])
def test_either_script_and_groups_of_three_are_read(scene, number):
    answer = enter(scene.people.dara).post(scene.url(), typed(**{BIRTHS: number}))
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
def test_a_wrong_figure_is_said_beside_its_box_and_stays_typed(scene, number, sentence):
    answer = enter(scene.people.dara).post(
        scene.url(), typed(**{BIRTHS: number, "performance__projects__this_year": "4"})
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{number}"' in page
    assert 'name="performance__projects__this_year" value="4"' in page
    assert kept() is None


def test_yes_or_no_is_one_or_nought(scene):
    answer = enter(scene.people.dara).post(scene.url(), typed(performance__fees_posted__this_year="7"))
    assert "Write 1 for yes, 0 for no." in answer.content.decode()
    assert kept() is None


def test_an_empty_box_is_not_reported_and_nought_is_nought(scene):
    enter(scene.people.dara).post(scene.url(), typed(**{BIRTHS: "", "performance__projects__this_year": "0"}))
    assert kept().content == {"performance": {"projects": {"this_year": 0}}}
    page = enter(scene.people.chief).get(scene.url()).content.decode()
    assert "not reported" in page
    assert "1 of 35 lines are reported." in page


def test_a_box_that_is_not_on_the_form_is_not_looked_at(scene):
    extra = {"performance__moon__this_year": "5", "income__own_income__total": "7"}
    enter(scene.people.dara).post(scene.url(), typed(**{BIRTHS: "41", **extra}))
    assert kept().content == births(41)


def test_the_same_form_sent_twice_saves_once(scene):
    client = enter(scene.people.dara)
    first, second = (client.post(scene.url(), typed(**{BIRTHS: "41"})) for _ in range(2))
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert kept().row_version == 1
    assert Event.objects.filter(verb="save_information").count() == 1


def test_stepping_back_and_sending_other_figures_is_not_taken_for_a_repeat(scene):
    client = enter(scene.people.dara)
    client.post(scene.url(), typed(**{BIRTHS: "41"}))
    answer = client.post(scene.url(), typed(**{BIRTHS: "44"}))
    assert answer.status_code == 409
    assert 'value="44"' in answer.content.decode()


def test_a_stale_form_shows_both_texts_and_overwrites_nothing(scene):
    scene.draft(births(41))
    answer = enter(scene.people.dara).post(scene.url(), typed(**{BIRTHS: "99"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Another person saved this form while you were writing." in page
    assert 'value="99"' in page
    assert "Saved by the other person: 41" in page
    assert 'name="row_version" value="1"' in page
    assert kept().content == births(41)
    enter(scene.people.dara).post(scene.url(), typed(**{BIRTHS: "99", "row_version": "1", "once": "key-2"}))
    assert kept().content == births(99)


@pytest.mark.parametrize("row_version", ["", "x", "-1", "9" * 40])
def test_a_form_without_a_sound_version_is_stale(scene, row_version):
    scene.draft(births(41))
    answer = enter(scene.people.dara).post(scene.url(), typed(**{BIRTHS: "9", "row_version": row_version}))
    assert answer.status_code == 409


def test_a_closed_year_refuses_and_keeps_what_was_typed(scene):
    close_cycle(cycle=scene.cycle, by=scene.people.bopha, on=date(2026, 11, 20))
    answer = enter(scene.people.dara).post(scene.url(), typed(**{BIRTHS: "41"}))
    assert answer.status_code == 409
    assert 'value="41"' in answer.content.decode()
    assert kept() is None
    assert "This year is closed." in enter(scene.people.dara).get(scene.url()).content.decode()


def test_the_clerk_does_not_submit(scene):
    client = enter(scene.people.dara)
    assert "Save and submit" not in client.get(scene.url()).content.decode()
    answer = client.post(scene.url(), typed(**{BIRTHS: "41", "submit": "1"}))
    assert answer.status_code == 403
    assert kept() is None


def test_the_head_saves_and_submits_at_once(scene):
    client, url = enter(scene.people.head), scene.url(slug="hc-010201")
    assert "Save and submit" in client.get(url).content.decode()
    answer = client.post(url, typed(performance__staff__this_year="6", submit="1"))
    assert answer.status_code == 302
    assert kept().state == "submitted"


def test_a_figure_far_from_last_year_asks_for_a_tick_and_saves_nothing_half(scene):
    client, url = enter(scene.people.head), scene.url(slug="hc-010201")
    boxes = {"performance__deliveries__last_year": "30", "performance__deliveries__this_year": "300"}
    answer = client.post(url, typed(**boxes, submit="1"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "last year 30, now 300" in page
    assert 'name="is_sure"' in page
    assert kept() is None
    assert client.post(url, typed(**boxes, submit="1", is_sure="on")).status_code == 302
    assert kept().state == "submitted"


def test_the_chief_reads_and_submits(scene):
    sheet = scene.draft()
    client = enter(scene.people.chief)
    assert "Submit</button>" in client.get(scene.url()).content.decode()
    answer = client.post(scene.url("submit"), {"once": "k", "row_version": sheet.row_version})
    assert answer.status_code == 302
    assert kept().state == "submitted"
    assert "Submit</button>" not in client.get(scene.url()).content.decode()


def test_the_district_publishes_and_the_page_says_so(scene):
    sheet = scene.submitted()
    client = enter(scene.people.bopha)
    assert 'name="publish"' in client.get(scene.url("check")).content.decode()
    answer = client.post(scene.url("check"), {"once": "k", "row_version": sheet.row_version, "publish": "1"})
    assert answer.status_code == 302
    assert selectors.published(scene.office, 2026).number == 1
    assert "The sheet is published." in client.get(answer.url).content.decode()


def test_sending_back_asks_for_the_reason(scene):
    sheet = scene.submitted()
    client, form = (
        enter(scene.people.bopha),
        {"once": "k", "row_version": sheet.row_version, "send_back": "1"},
    )
    assert client.post(scene.url("check"), {**form, "reason": " "}).status_code == 422
    assert kept().state == "submitted"
    assert client.post(scene.url("check"), {**form, "reason": "May is missing."}).status_code == 302
    assert "May is missing." in enter(scene.people.dara).get(scene.url()).content.decode()


def test_who_submitted_the_sheet_does_not_publish_it(scene):
    sheet = scene.submitted()
    give_role(
        person=scene.people.chief,
        role="district_group",
        area=make.area("0102"),
        by=make.system(),
        since=date(2020, 1, 1),
    )
    form = {"once": "k", "row_version": sheet.row_version, "publish": "1"}
    answer = enter(scene.people.chief).post(scene.url("check"), form)
    assert answer.status_code == 403
    assert "Another person has to check it." in answer.content.decode()
    assert kept().state == "submitted"


def test_a_correction_is_published_with_its_reason_and_both_versions_are_kept(scene):
    sheet = scene.published()
    enter(scene.people.dara).post(scene.url("correct"), {"once": "k", "row_version": sheet.row_version})
    scene.submitted(births(45))
    client, form = enter(scene.people.bopha), {"once": "k", "row_version": kept().row_version, "publish": "1"}
    assert client.post(scene.url("check"), form).status_code == 422
    assert client.post(scene.url("check"), {**form, "reason": "Late births."}).status_code == 302
    page = client.get(scene.url("history")).content.decode()
    assert all(words in page for words in ("Version 1", "Version 2", "Late births.", "started a correction."))
    assert "41 → 45" in page
    old = client.get(scene.url("version", number=1)).content.decode()
    assert "A newer version stands." in old
    assert client.get(scene.url("version", number=3)).status_code == 404


@pytest.mark.parametrize("page", ["edit", "check", "history"])
def test_a_person_from_elsewhere_finds_nothing(scene, page):
    scene.submitted()
    assert enter(scene.people.chan).get(scene.url(page)).status_code == 404


@pytest.mark.parametrize("page", ["edit", "submit", "check", "correct"])
def test_a_person_from_elsewhere_does_nothing(scene, page):
    scene.submitted()
    assert enter(scene.people.chan).post(scene.url(page), typed(**{BIRTHS: "1"})).status_code == 404
    assert kept().content == births(41)


def test_who_reads_does_not_write(scene):
    assert enter(scene.people.vanna).get(scene.url()).status_code == 200
    assert enter(scene.people.vanna).post(scene.url(), typed(**{BIRTHS: "1"})).status_code == 403


def test_who_is_not_signed_in_is_asked_to(scene):
    assert "sign-in" in Client().get(scene.url()).url


@pytest.mark.parametrize("slug", ["ps-777", "ca-999999", "moon"])
def test_what_is_no_target_of_the_year_is_not_found(scene, slug):
    make.facility("ps-777", host="010202")
    assert enter(scene.people.admin).get(scene.url(slug=slug)).status_code == 404


def test_the_read_page_says_of_every_hundred(scene):
    money = {"spending": {"administration": {"actual": 39}, "projects": {"actual": 61}}}
    scene.submitted(money)
    page = enter(scene.people.bopha).get(scene.url("check")).content.decode()
    assert "Of every 100 riel spent, 61 went to: Development projects." in page
    assert "These sentences count the reported lines only." in page


def test_the_form_is_read_in_few_queries(scene, django_assert_max_num_queries):
    scene.published(births(38), cycle=make.cycle(year=2025))
    scene.draft()
    client = enter(scene.people.dara)
    with django_assert_max_num_queries(16):
        client.get(scene.url())


def test_names_are_shown_as_text(scene):
    services.send_back(sheet=scene.submitted(), by=scene.people.bopha, reason="<b>bold</b>")
    assert "&lt;b&gt;bold" in enter(scene.people.dara).get(scene.url()).content.decode()


@pytest.mark.parametrize("who", ["vanna", "sokha", "council", "committee"])
@pytest.mark.parametrize("stage", ["draft", "submitted", "returned"])
def test_before_publication_readers_see_the_state_and_no_figure(scene, who, stage):
    sheet = scene.draft(births(4177)) if stage == "draft" else scene.submitted(births(4177))
    if stage == "returned":
        services.send_back(sheet=sheet, by=scene.people.bopha, reason="Is 4177 right?")
    client = enter(getattr(scene.people, who))
    page = client.get(scene.url()).content.decode()
    assert "Not yet published." in page
    history = client.get(scene.url("history")).content.decode()
    assert "Nothing is published yet." in history
    for shown in (page, history):
        assert "4177" not in shown
        assert "4,177" not in shown


@pytest.mark.parametrize("who", ["dara", "chief", "bopha"])
def test_who_fills_submits_or_checks_reads_the_figures_before_publication(scene, who):
    scene.submitted(births(4177))
    client = enter(getattr(scene.people, who))
    assert "4,177" in client.get(scene.url()).content.decode()
    assert "4,177" in client.get(scene.url("history")).content.decode()


def test_while_a_correction_is_written_readers_see_the_published_version(scene):
    sheet = scene.published(births(3055))
    services.correct(sheet=sheet, by=scene.people.dara)
    sheet.refresh_from_db()
    scene.draft(births(4177))
    client = enter(scene.people.vanna)
    page, history = (client.get(scene.url(name)).content.decode() for name in ("edit", "history"))
    assert "3,055" in page
    assert "4,177" not in page + history
    assert "3,055" in client.get(scene.url("version", number=1)).content.decode()
