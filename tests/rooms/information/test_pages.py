"""The pages of a sheet, and the bad input they are given."""

from datetime import date

import pytest
from django.test import Client

from isaf.information import problems, rules, selectors, services
from isaf.information.models import InformationSheet
from isaf.people.services import give_role
from isaf.places.selectors import facility_by_slug
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


def test_the_clerk_does_not_submit(scene):
    sheet, client = scene.draft(), enter(scene.people.dara)
    assert 'name="submit"' not in client.get(scene.url()).content.decode()
    assert client.post(scene.url("submit"), {"row_version": sheet.row_version}).status_code == 403
    assert kept().state == "draft"


def test_the_head_fills_and_submits(scene):
    client, slug = enter(scene.people.head), "hc-010201"
    client.post(section(scene, slug), typed(performance__staff__this_year="6"))
    assert 'name="submit"' in client.get(scene.url(slug=slug)).content.decode()
    assert client.post(scene.url("submit", slug=slug), {"row_version": "1"}).status_code == 302
    assert kept().state == "submitted"


def test_a_figure_far_from_last_year_asks_for_a_tick(scene):
    client, slug = enter(scene.people.head), "hc-010201"
    boxes = {"performance__deliveries__last_year": "30", "performance__deliveries__this_year": "300"}
    client.post(section(scene, slug), typed(**boxes))
    answer = client.post(scene.url("submit", slug=slug), {"row_version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "last year 30, now 300" in page
    assert 'name="is_sure"' in page
    assert kept().state == "draft"
    sure = {"row_version": "1", "is_sure": "on"}
    assert client.post(scene.url("submit", slug=slug), sure).status_code == 302
    assert kept().state == "submitted"


def test_money_that_does_not_add_up_is_told_with_its_four_sums(scene):
    money = {
        "income": {
            i: {"actual": 100} for i in ("fund_admin", "fund_development", "own_income", "other_income")
        },
        "spending": {
            i: {"actual": 50}
            for i in ("administration", "projects", "social", "accountability", "other_spending")
        },
        "balance": {"opening": {"actual": 30}, "closing": {"actual": 200}},
    }
    sheet, client = scene.draft(money), enter(scene.people.chief)
    answer = client.post(scene.url("submit"), {"row_version": sheet.row_version})
    page = answer.content.decode()
    assert "opening balance 30 + income 400 - spending 250 = 180, but the closing balance says 200." in page
    assert kept().state == "draft"


def test_a_comment_on_a_line_comes_back_is_answered_and_read_by_the_checker(scene):
    sheet, bopha, dara = scene.submitted(), enter(scene.people.bopha), enter(scene.people.dara)
    comment = {"comment__performance__births": "Is December in it?", "comment__performance__projects": " "}
    form = {"once": "k", "row_version": sheet.row_version, "send_back": "1", **comment}
    assert bopha.post(scene.url("check"), form).status_code == 302
    assert "1 comment to answer" in dara.get(scene.url()).content.decode()
    assert "Is December in it?" in dara.get(section(scene)).content.decode()
    with pytest.raises(problems.CommentsUnanswered):
        services.submit(sheet=kept(), by=scene.people.chief)
    said = kept().comments.get()
    dara.post(section(scene), typed(kept(), **{BIRTHS: "44", f"answer__{said.pk}": "Now it is."}))
    services.submit(sheet=kept(), by=scene.people.chief)
    assert "Now it is." in bopha.get(scene.url("check")).content.decode()


def test_a_comment_on_a_line_that_is_not_there_sends_nothing_back(scene):
    sheet = scene.submitted()
    form = {"row_version": sheet.row_version, "send_back": "1", "comment__performance__moon": "Why?"}
    assert enter(scene.people.bopha).post(scene.url("check"), form).status_code == 400
    assert kept().state == "submitted"


def test_an_answer_to_a_comment_of_another_sheet_is_refused(scene):
    scene.draft()
    answer = enter(scene.people.dara).post(section(scene), typed(kept(), answer__999="Mine"))
    assert answer.status_code == 404


def test_the_checker_goes_on_to_the_next_sheet_that_waits(scene):
    beside = make.cycle("010202", year=2026)
    other = facility_by_slug("ca-010202")
    draft = services.save_draft(cycle=beside, facility=other, content=births(7), by=make.system())
    services.submit(sheet=draft, by=make.system())
    sheet, client = scene.submitted(), enter(scene.people.bopha)
    assert "1 more sheet waits." in client.get(scene.url("check")).content.decode()
    form = {"once": "k", "row_version": sheet.row_version, "publish": "1", "go_on": "1"}
    assert client.post(scene.url("check"), form).url.endswith("/information/ca-010202/check/")


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
    assert client.post(scene.url("check"), {**form, "reason": " "}).status_code == 400
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


@pytest.mark.parametrize("page", ["submit", "check", "correct"])
def test_a_person_from_elsewhere_does_nothing(scene, page):
    scene.submitted()
    assert enter(scene.people.chan).post(scene.url(page), typed(**{BIRTHS: "1"})).status_code == 404
    assert enter(scene.people.chan).post(section(scene), typed(**{BIRTHS: "1"})).status_code == 404
    assert kept().content == births(41)


def test_who_reads_does_not_write(scene):
    assert enter(scene.people.vanna).get(scene.url()).status_code == 200
    assert enter(scene.people.vanna).post(section(scene), typed(**{BIRTHS: "1"})).status_code == 403


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
    with django_assert_max_num_queries(18):
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
