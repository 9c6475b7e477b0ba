"""The office that checks answers, another person reviews, and only then everyone may read."""

import pytest
from django.utils.translation import override

from isaf.feedback import selectors, services
from isaf.feedback.problems import AlreadyAnswered, AnswerMissing, NotAnsweredYet, OwnAnswer, ReasonMissing
from isaf.information import services as information
from isaf.kit.problems import Stale

from .conftest import TEXT, TODAY, Scene, publish

pytestmark = pytest.mark.django_db
PAGE = "/en/facilities/ca-010201/2026/"


def titles(account) -> list[str]:
    with override("en"):
        return [item.title for item in selectors.waiting(account, TODAY)]


def test_a_question_waits_for_the_checker_and_not_for_the_facility(scene: Scene, asked):
    assert titles(scene.people.bopha) == ["Answer a citizen's question"]
    assert titles(scene.people.dara) == titles(scene.moderator) == titles(scene.people.chan) == []


def test_an_answer_waits_for_the_moderator(scene: Scene, answered):
    assert titles(scene.moderator) == ["Review a question and its answer"]
    assert titles(scene.people.bopha) == []


@pytest.mark.parametrize(("shown", "question_is_read", "answer_is_read"), [
    ("both", True, True), ("answer", False, True), ("nothing", False, False),
])  # fmt: skip
def test_everyone_reads_what_the_review_let_pass(
    scene: Scene, answered, client, shown, question_is_read, answer_is_read
):
    assert answered.answer not in client.get(PAGE).content.decode()
    services.review(question=answered, shown=shown, reason="Somebody is named.", by=scene.moderator)
    page = client.get(PAGE).content.decode()
    assert (TEXT in page, answered.answer in page) == (question_is_read, answer_is_read)
    own = client.get(f"/en/ask/{answered.receipt}/").content.decode()
    assert TEXT in own
    assert answered.answer in own
    assert ("Somebody is named." in own) == (shown != "both")


def test_pages_name_the_office_that_answered_and_no_person(scene: Scene, answered, client):
    services.review(question=answered, shown="both", by=scene.moderator)
    page = client.get(PAGE).content.decode()
    assert "Answered by: District working group" in page
    assert "Bopha" not in page
    assert "Kosal" not in page


def test_what_is_held_back_and_what_is_set_aside_need_a_reason(scene: Scene, answered, asked):
    for shown in ("answer", "nothing"):
        with pytest.raises(ReasonMissing):
            services.review(question=answered, shown=shown, reason=" ", by=scene.moderator)
    other = services.ask(facility=scene.office, year=2026, text=TEXT, language="en")
    with pytest.raises(ReasonMissing):
        services.set_aside(question=other, reason=" ", by=scene.people.bopha)
    assert services.set_aside(question=other, reason="About a school.", by=scene.people.bopha).is_over


def test_each_step_is_done_once_and_by_another_person(scene: Scene, asked):
    with pytest.raises(NotAnsweredYet):
        services.review(question=asked, shown="both", by=scene.moderator)
    with pytest.raises(AnswerMissing):
        services.answer(question=asked, text=" ", language="en", by=scene.people.bopha)
    done = services.answer(question=asked, text="It opens at seven.", language="en", by=scene.people.bopha)
    with pytest.raises(AlreadyAnswered):
        services.answer(question=done, text="Again", language="en", by=scene.people.bopha)
    with pytest.raises(AlreadyAnswered):
        services.set_aside(question=done, reason="No", by=scene.people.bopha)
    with pytest.raises(OwnAnswer):
        services.review(question=done, shown="both", by=scene.people.bopha)
    with pytest.raises(Stale):
        services.review(question=done, shown="both", by=scene.moderator, row_version=1)


def test_a_promised_correction_waits_for_the_facility_until_it_is_published(scene: Scene, asked, client):
    services.answer(
        question=asked, text="You are right.", language="en", by=scene.people.bopha, wants_correction=True
    )
    wanted = ["Correct the information sheet: a citizen found something"]
    assert titles(scene.people.dara) == wanted
    assert (
        "The facility was asked to correct its page."
        in client.get(f"/en/ask/{asked.receipt}/").content.decode()
    )
    information.correct(sheet=scene.sheet, by=scene.people.dara)
    publish(scene.cycle, scene.office, scene.people, 42, reason="A citizen counted again")
    assert titles(scene.people.dara) == []
    assert "The page has been corrected." in client.get(f"/en/ask/{asked.receipt}/").content.decode()


def test_an_answer_is_late_after_fifteen_days(scene: Scene, asked):
    with override("en"):
        late = [
            selectors.waiting(scene.people.bopha, day)[0].is_late
            for day in (TODAY.replace(month=7, day=15), TODAY.replace(month=7, day=16))
        ]
    assert late == [False, True]


def test_the_pages_carry_the_work_from_question_to_review(scene: Scene, asked, client):
    address = f"/en/work/questions/{asked.pk}/"
    client.force_login(scene.people.bopha)
    form = {"row_version": asked.row_version, "once": "k1"}
    assert client.post(address, {**form, "text": " "}).status_code == 422
    assert client.post(address, {**form, "text": "It opens at seven."}).status_code == 302
    client.force_login(scene.people.dara)
    assert "It opens at seven." in client.get(address).content.decode()
    assert client.post(address, {**form, "shown": "both"}).status_code == 404
    client.force_login(scene.moderator)
    assert client.post(address, {"row_version": 2, "once": "k2", "shown": "nothing"}).status_code == 422
    assert client.post(address, {"row_version": 1, "once": "k3", "shown": "both"}).status_code == 409
    assert client.post(address, {"row_version": 2, "once": "k4", "shown": "both"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.shown, asked.reviewed_by) == ("reviewed", "both", scene.moderator)
    assert TEXT in client.get("/en/work/questions/").content.decode()


def test_a_question_is_set_aside_on_its_page(scene: Scene, asked, client):
    client.force_login(scene.people.bopha)
    form = {"row_version": asked.row_version, "once": "k1"}
    address = f"/en/work/questions/{asked.pk}/aside/"
    assert client.post(address, {**form, "reason": ""}).status_code == 422
    assert client.post(address, {**form, "reason": "It is about a school."}).status_code == 302
    page = client.get(f"/en/ask/{asked.receipt}/").content.decode()
    assert "It is about a school." in page


def test_the_lists_ask_a_fixed_number_of_times(scene: Scene, asked, django_assert_max_num_queries):
    for n in range(5):
        services.ask(facility=scene.office, year=2026, text=f"{TEXT} {n}", language="en")
    for account in (scene.people.bopha, scene.moderator, scene.people.dara):
        with django_assert_max_num_queries(6):
            titles(account)
