"""Anybody may ask without an account; nothing tells who asked, and nothing asked is public by itself."""

import pytest
from django.test import Client
from django.utils.translation import override

from isaf.audit.models import Event
from isaf.feedback.models import Question
from isaf.feedback.views import public

from .conftest import ASK, HERE, TEXT, Scene, send

pytestmark = pytest.mark.django_db


def test_a_question_is_kept_and_its_receipt_leads_to_it(scene: Scene, client):
    answer = send(client, subject="performance")
    question = Question.objects.get()
    assert (question.text, question.subject, question.version, question.state) == (
        TEXT,
        "performance",
        1,
        "waiting",
    )
    assert answer.url == f"/en/ask/{question.receipt}/"
    page = client.get(answer.url).content.decode()
    assert f"{question.receipt[:4]}-{question.receipt[4:]}" in page
    assert TEXT in page
    assert client.get("/en/ask/", {"code": question.receipt.lower()}).url == answer.url


def test_nothing_that_tells_who_asked_is_kept(scene: Scene, client):
    client.force_login(scene.people.dara)
    send(client, headers=HERE | {"REMOTE_ADDR": "203.0.113.9"})
    event = Event.objects.filter(verb="ask_question").get()
    kept = [*Question.objects.values_list(), (event.by_id, event.by_name, str(event.details))]
    assert "203.0.113.9" not in str(kept)
    assert (event.by_id, str(scene.people.dara) in str(kept)) == ("public", False)


def test_neither_form_nor_receipt_sets_a_cookie(scene: Scene):
    client = Client(enforce_csrf_checks=True)
    pages = [client.get(ASK), send(client), client.get("/en/ask/")]
    pages.append(client.get(pages[1].url))
    assert [page.status_code for page in pages] == [200, 302, 200, 200]
    assert not any(page.cookies for page in pages)
    assert not any("Cookie" in page.get("Vary", "") for page in pages)


def test_the_same_form_sent_twice_is_one_question(scene: Scene, client):
    assert send(client).url == send(client).url
    assert Question.objects.count() == 1
    send(client, "The fee that is written there is another one.")
    assert Question.objects.count() == 2


@pytest.mark.parametrize("headers", [
    {}, {"HTTP_ORIGIN": "http://elsewhere.example"}, {"HTTP_ORIGIN": "null"},
    {"HTTP_REFERER": "http://elsewhere.example/testserver"},
])  # fmt: skip
def test_a_form_of_another_site_is_refused_and_the_text_stays(scene: Scene, client, headers):
    answer = send(client, headers=headers)
    assert answer.status_code == 403
    assert TEXT in answer.content.decode()
    assert not Question.objects.exists()


def test_an_old_browser_that_tells_only_the_page_it_comes_from_may_send(scene: Scene, client):
    assert send(client, headers={"HTTP_REFERER": f"http://testserver{ASK}"}).status_code == 302


def test_a_program_that_fills_every_box_is_refused(scene: Scene, client):
    assert send(client, website="http://spam.example").status_code == 400
    assert not Question.objects.exists()


@pytest.mark.parametrize(("text", "said"), [
    ("No", "Write in a sentence"),
    ("My number is 012 345 678, call me", "Leave out telephone and card numbers"),
    ("My number is \u17e0\u17e1\u17e2 \u17e3\u17e4\u17e5 \u17e6\u17e7\u17e8", "Leave out telephone and card numbers"),
    ("Look at www.example.com for it", "Leave out addresses of other sites"),
    ("x" * 601, "Write at most 600 letters"),
])  # fmt: skip
def test_a_text_that_must_not_stand_in_public_is_refused_in_words(scene: Scene, client, text, said):
    answer = send(client, text)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Question.objects.exists()


def test_who_sends_often_is_asked_to_wait_and_others_are_not(scene: Scene, client):
    texts = [f"This is wrong, number {n}, I saw it myself." for n in range(public.FROM_ONE_SIDE + 1)]
    codes = [send(client, text).status_code for text in texts]
    assert codes == [302] * public.FROM_ONE_SIDE + [429]
    elsewhere = {**HERE, "REMOTE_ADDR": "203.0.113.9"}
    assert send(client, texts[-1], headers=elsewhere).status_code == 302


def test_where_nothing_is_published_nothing_can_be_corrected(scene: Scene, client):
    for slug, year in (("hc-010201", 2026), ("ca-010201", 2025), ("ca-999999", 2026)):
        assert client.get(f"/en/facilities/{slug}/{year}/ask/").status_code == 404


def test_a_receipt_that_nobody_got_leads_nowhere(scene: Scene, client):
    assert client.get("/en/ask/", {"code": "2222-2222"}).status_code == 404
    assert client.get("/en/ask/22222222/").status_code == 404


def test_a_question_alone_is_not_public(scene: Scene, asked, client):
    assert TEXT not in client.get("/en/facilities/ca-010201/2026/").content.decode()


def test_the_form_is_whole_in_khmer(scene: Scene, client):
    with override("km"):
        page = client.get(ASK.replace("/en/", "/km/")).content.decode()
    assert "Ask for a correction" not in page
    assert "Leave this box empty" not in page
